"""Every number that is printed: its key, its sentences, and results.json."""

import re

import pytest
from made_studies import TOWN, Made, a_study, many_outlets
from pages import Page, unpacked

from framing.errors import ReportError
from framing.report import SECTIONS, Number, Report, Section, report_of, results_of
from framing.report.html import html_page
from framing.report.model import Paragraph, numbers_of
from framing.report.numbers import key_of, per_1000, probability, share_of, signed


def test_every_number_of_the_page_is_in_results(town_html, town_numbers):
    shown = list(Page(town_html).root.find(data_key=True))
    assert len(shown) == len(town_numbers) > 100
    assert {e.attributes["data-key"]: e.words for e in shown} == {
        key: number["text"] for key, number in town_numbers.items()
    }


def test_every_link_on_the_page_leads_somewhere(town_html):
    page = Page(town_html)
    targets = {element.attributes["id"] for element in page.root.find(id=True)}
    links = [a.attributes["href"] for a in page.root.find("a", href=True)]
    assert links
    assert {link[1:] for link in links} <= targets
    assert all(link.startswith("#") for link in links)


def test_the_page_carries_the_filter_of_each_number(town_html, town_numbers):
    filters = unpacked(town_html)["filters"]
    checked = 0
    for link in Page(town_html).root.find("a", data_key=True):
        number = town_numbers[link.attributes["data-key"]]
        _, table, wanted, total = filters[int(link.attributes["data-filter"])]
        told = {k: v if isinstance(v, list) else [v] for k, v in number["evidence"].items()}
        assert told == wanted | ({"table": ["speech"]} if table == "speech" else {})
        if number["unit"] == "matches":
            assert total == number["value"], link.attributes["data-key"]
            checked += 1
    assert checked > 50


def test_the_page_carries_all_that_its_evidence_says(town, town_html):
    content = unpacked(town_html)
    table = town.features.evidence.table
    matches = content["matches"]
    for name, (values, codes) in matches["coded"].items():
        if name in table.column_names:
            assert [values[code] for code in codes] == table.column(name).to_pylist()
    ids = content["articles"]["id"]
    assert [ids[i] for i in matches["article"]] == table.column("article").to_pylist()
    texts = [piece[0][1] for piece in content["pieces"]]
    assert texts == town.features.texts.to_pylist()
    for i, start, size, lead, trail, sentence in zip(
        *(matches[name] for name in ("article", "start", "size", "lead", "trail")),
        table.column("sentence").to_pylist(), strict=True,
    ):  # fmt: skip
        assert texts[i][start - lead : start + size + trail] == sentence


@pytest.mark.parametrize("articles", [TOWN, many_outlets(6, each=2)])
def test_the_filter_of_a_count_finds_as_many_matches(articles):
    study = a_study(articles)
    evidence = study.features.evidence
    attributed = evidence["speaker"] != ""
    checked = 0
    for number in numbers_of(report_of(study)):
        if number.evidence is None or number.unit != "matches":
            continue
        wanted = dict(number.evidence)
        told = wanted.pop("attributed", None)
        mask = evidence.mask(**wanted)
        mask = mask if told is None else mask & (attributed == told)
        assert mask.sum() == number.value, number.key
        checked += 1
    assert checked > 50


@pytest.mark.parametrize("articles", [TOWN, many_outlets(6, each=2)])
def test_the_filter_of_words_of_speech_finds_passages_with_as_many_words(articles):
    study = a_study(articles)
    features, speech = study.features, study.features.speech
    checked = set()
    numbers = numbers_of(report_of(study, sections=["who_speaks"]))
    for number in (n for n in numbers if n.key.startswith("who_speaks.")):
        if number.value is None:
            continue
        assert number.evidence is not None, number.key
        rows = features.passages(**number.evidence)
        if number.unit == "words":
            assert speech["words"][rows].sum() == number.value, number.key
        elif number.unit == "articles":
            assert len(set(speech["article"][rows])) == number.value, number.key
        elif number.unit == "share":
            assert speech["words"][rows].sum() == pytest.approx(number.value * number.n)
        elif number.unit in ("nats", "probability"):
            assert speech["words"][rows].sum() == number.n
        checked.add(number.unit)
    assert checked >= {"words", "articles", "share", "sources", "roles", "nats", "probability"}


def test_the_page_carries_the_filter_of_words_of_speech(town_html, town_numbers):
    key = "who_speaks.sources.Northern Post@name:Anna Holm.words"
    (link,) = [
        a for a in Page(town_html).root.find("a", data_key=True) if a.attributes["data-key"] == key
    ]
    content = unpacked(town_html)
    title, table, wanted, total = content["filters"][int(link.attributes["data-filter"])]
    assert title == "Northern Post · Anna Holm · passages"
    assert (table, total) == ("speech", 1)
    assert wanted == {
        "outlet": ["Northern Post"], "speaker_kind": ["name"], "speaker_name": ["Anna Holm"],
    }  # fmt: skip
    assert town_numbers[key]["evidence"]["table"] == "speech"


NO_RESULTS = re.compile(
    r"per 1,000 words|from −2 \(damning\) to \+2 \(praising\)|^(Table|Figure) \d+\.$"
    r"|, characters \d+–\d+|intervals at \d+%|the first 6 of each category"
    r"|from 2,000 articles of a group|below 5 articles|fewer than 3 articles"
    r"|in every group of 10 articles or more where all groups together have 100,000 or more",
    re.IGNORECASE,
)
"""Words with digits that are no results: units, scales, rules, numbers of tables, places in a text."""

SHOWN_AS_READ = ("blockquote", "q", "math", "code")


def bare_texts(element):
    """The texts outside numbers with keys, outside quotations, and outside links to tables."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif "data-key" in child.attributes or child.tag in SHOWN_AS_READ:
            continue
        elif not child.attributes.get("href", "").startswith("#table-"):
            yield from bare_texts(child)


@pytest.mark.parametrize("articles", [TOWN, many_outlets(3, each=6)])
def test_no_number_is_printed_without_a_key(articles):
    study = a_study(articles)
    metadata = {str(cell) for row in study.features.articles_table.to_pylist() for cell in
                row.values()}  # fmt: skip
    known = sorted({*metadata, *study.groups}, key=len, reverse=True)
    report = report_of(study, sections=[name for name in SECTIONS if name != "methods"])
    main = next(iter(Page(html_page(report, study).decode()).root.find("main")))
    seen = 0
    for text in bare_texts(main):
        left = NO_RESULTS.sub("", " ".join(text.split()))
        for name in known:
            left = left.replace(name, "") if re.search(r"\d", name) else left
        assert not re.search(r"\d", left), text
        seen += bool(re.search(r"\d", text))
    assert seen > 20


def test_a_count_of_nought_has_its_key_and_no_link(town_html, town_numbers):
    linked = {a.attributes["data-key"] for a in Page(town_html).root.find("a", data_key=True)}
    noughts = {key for key, number in town_numbers.items() if number["value"] == 0}
    assert len(noughts) > 10
    assert not noughts & linked


def test_numbers_without_sentences_tell_what_they_count(town_html):
    words = [
        e for e in Page(town_html).root.find("span", data_key=True)
        if e.attributes["data-key"].startswith("corpus.articles")
    ]  # fmt: skip
    assert words
    assert all(e.attributes["title"] == "words" for e in words)


def test_words_of_an_own_column_are_found_too():
    articles = [
        Made(a.id, a.outlet, a.sentences, a.direct, a.indirect, {"country": c})
        for a, c in zip(TOWN, "XYX", strict=True)
    ]
    study = a_study(articles, by="country")
    assert study.groups == ["X", "Y"]
    page = html_page(report_of(study, sections=["summary"]), study).decode()
    links = {a.attributes["data-key"]: a.words for a in Page(page).root.find("a", data_key=True)}
    assert links["summary.leading-actors/crowd.civic@X.n"] == "3"


def test_two_numbers_of_one_key_are_refused():
    number = Number("a.b.c.d", 1, "1")
    report = Report("t", (), (Section("s", "S", (Paragraph((number, number)),)),))
    with pytest.raises(ReportError, match=r"'a\.b\.c\.d' twice"):
        results_of(report)


def test_results_hold_the_full_number(town_numbers):
    share = town_numbers["naming.actors/crowd-authorial.Southern Star.rebels"]
    assert share["text"] == "67%"
    assert share["value"] == pytest.approx(2 / 3, abs=1e-15)
    assert share["n"] == 3
    assert share["evidence"] == {
        "outlet": "Southern Star", "pack": "actors", "category": "crowd.rebels",
        "table_voice": "authorial",
    }  # fmt: skip
    assert "measure:share" in share["signature"]


@pytest.mark.parametrize(
    "key", ["naming", "summary", "voice", "who_speaks", "vocabulary", "comparison"]
)
def test_keys_have_four_parts(town_numbers, key):
    mine = [k for k in town_numbers if k.startswith(f"{key}.")]
    assert mine
    assert all(len(k.split(".")) == 4 for k in mine)


def test_keys_of_different_names_differ():
    names = ["a.b", "a/b", "a%2Fb", "a b", ""]
    assert len({key_of("s", name, "r", "c") for name in names}) == len(names)


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0%"), (1.0, "100%"), (2 / 3, "67%"), (0.004, "0.4%"), (0.9999, "99.9%"),
     (float("nan"), "–"), (None, "–")],
)  # fmt: skip
def test_shares_as_printed(share, text):
    assert share_of("k", share, n=3).text == text


@pytest.mark.parametrize(
    ("p", "text"), [(1.0, "1"), (0.2, "0.2"), (0.0286, "0.029"), (1e-9, "less than 0.001")]
)
def test_probabilities_as_printed(p, text):
    assert probability("k", p, n=5).text == text


def test_signs_are_true_minus_signs_and_nought_has_none():
    assert [signed(x) for x in (1.25, -1.25, -0.01, 0.0)] == ["+1.2", "−1.2", "0.0", "0.0"]
    assert per_1000("k", 12.345, n=4).text == "12.3"


def test_every_number_in_the_prose_and_tables_is_marked(town):
    """Digits outside a marked number are only names, dates, formulas and places in texts."""
    sections = ["summary", "naming", "voice", "who_speaks", "comparison", "limits"]
    report = report_of(town, sections=sections)
    page = Page(html_page(report, town).decode())
    rest = next(iter(page.root.find("main"))).words_without("data-key")
    rest = re.sub(r"(Table|Figure) \d+|per 1,000 words|from −2 .* to \+2", "", rest)
    assert not re.findall(r"\d", rest), re.findall(r".{20}\d.{20}", rest)
