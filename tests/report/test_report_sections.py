"""What each section says: golden pieces of HTML, and the rules behind the sentences.

A golden piece that is meant to change is deleted; the next run writes it anew and fails once.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from made_studies import PNG, SVG, TOWN, Made, a_study, many_outlets
from pages import Page

from framing.evidence import Evidence
from framing.report import SECTIONS, FigureFile, LanguageCard, report_of
from framing.report.html import html_page
from framing.report.sentences import Sentences

GOLDEN = Path(__file__).parent / "golden"
SMALL = (
    Made(
        "n-1", "North",
        ("The [[protesters|actors.crowd.civic]] met “[[thugs|actors.crowd.threat|scare]]”.",),
        left_out=(("furniture", "Share to"),),
        speech=(("“thugs”", "the mayor", "mayor", "description", "official", "scare"),
                ("The protesters met", "Anna Holm", "Anna Holm", "name", "", "indirect")),
    ),
    Made("s-1", "South", ("The [[thugs|actors.crowd.threat]] and the [[thugs|actors.crowd.threat]].",)),
)  # fmt: skip


def page_of(study, *sections):
    return Page(html_page(report_of(study, sections=list(sections)), study).decode())


def words_of(study, section):
    found = page_of(study, section).root.find("section", id=section)
    return next(iter(found)).words


def section_html(study, section):
    html = html_page(report_of(study, sections=[section]), study).decode()
    piece = re.search(rf'<section id="{section}".*?</section>', html, re.DOTALL)[0]
    return re.sub(r"data:image/svg\+xml;base64,[^\"]+", "data:…", piece) + "\n"


@pytest.mark.parametrize("section", SECTIONS)
def test_golden_piece(section):
    made = section_html(a_study(SMALL, title="Small"), section)
    golden = GOLDEN / f"{section}.html"
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
        pytest.fail(f"{golden.name} was written anew; look at it and run again")
    assert made == golden.read_text(encoding="utf-8")


def test_who_speaks_tells_sources_roles_and_nobody(town):
    words = words_of(town, "who_speaks")
    for told in ("Anna Holm", "minister", "a pronoun that nothing settles", "nobody named",
                 "No role told", "Foreign official"):  # fmt: skip
        assert told in words
    assert "no article lets anybody speak" not in words


def test_where_nobody_speaks_who_speaks_says_so():
    silent = (Made("n-1", "North", ("The [[protesters|actors.crowd.civic]] met.",)),)
    assert "no article lets anybody speak" in words_of(a_study(silent), "who_speaks")
    without = a_study(silent, tables={})
    assert "the study made no table of sources" in words_of(without, "who_speaks")


def test_of_many_sources_those_with_most_words_are_shown():
    said = tuple((f"Word{i:02} was said", f"S{i}", f"Guard Number{i:02}", "name", "", "direct")
                 for i in range(40))  # fmt: skip
    text = " ".join(f"Word{i:02} was said." for i in range(40))
    made = a_study((Made("n-1", "North", (text,), speech=said),))
    table = next(b for b in report_of(made, sections=["who_speaks"]).sections[0].blocks
                 if getattr(b, "name", "") == "who_speaks-sources")  # fmt: skip
    assert len(table.rows) == 25
    assert "tables/sources.csv has them all" in words_of(made, "who_speaks")


def test_names_that_the_study_gives_are_told_in_the_methods(town):
    config = {**town.config, "segmentation": {"aliases": {"Anna Holm": ["Holm", "A. Holm"]},
                                              "roles": {"Olaf Brand": "foreign_official"}}}  # fmt: skip
    words = words_of(replace(town, config=config), "methods")
    assert "Anna HolmAlso written Holm, A. Holm." in words
    assert "Olaf BrandRole: foreign official." in words


def test_languages_are_listed_and_marks_alone_are_told(town):
    cards = (LanguageCard("en", 2, 90, 700), LanguageCard("es", 1, 20, 40, False),
             LanguageCard("de", 1, 30, 0), LanguageCard("xx", 1, 5, 0))  # fmt: skip
    study = replace(town, languages=cards)
    words = words_of(study, "corpus")
    assert "English290quotation marks and 700 words and phrases of saying" in words
    assert "Spanish120quotation marks and 40 words and phrases of saying, a short first" in words
    assert "German130quotation marks only: no words of saying are listed" in words
    assert "For German and xx only quotation marks" in words_of(study, "limits")
    assert "only quotation marks" not in words_of(town, "limits")


def test_a_name_that_nobody_uses_in_own_voice_is_told(town):
    words = words_of(town, "summary")
    assert (
        "Crowd: threat. 3 uses (terrorists) in the articles of Northern Post and Southern Star, "
        "none of them in an article’s own voice: 1 in short quotation marks, 1 in direct "
        "quotations and 1 in reported speech." in words
    )


def test_a_name_bare_here_and_in_marks_there_is_told(town):
    words = words_of(town, "summary")
    assert (
        "Force: keepers. In own voice, without marks, in the article of Southern Star "
        "(peacekeepers, 2 times); in short quotation marks, and never in own voice, in the "
        "articles of Northern Post (peacekeepers, 1 time) and Coast (peacekeepers, 1 time)."
        in words
    )


def test_a_name_of_one_outlet_only_is_told_once(town):
    words = words_of(town, "summary")
    assert (
        "Crowd: rebels. In own voice only in the article of Southern Star (rebels, 2 times). "
        "No other article uses a word of this name." in words
    )
    assert words.count("Force: keepers.") == 1


def test_leading_names_are_told_where_they_differ(town):
    words = words_of(town, "summary")
    assert (
        "Crowd. Most used in own voice: civic in the articles of Northern Post (2 of 2) and "
        "Coast (1 of 1); rebels in the article of Southern Star (2 of 3)." in words
    )


def test_with_one_article_each_no_sentence_speaks_of_an_outlet_in_general(town):
    words = words_of(town, "summary")
    assert "One article from each outlet" in words
    for outlet in town.groups:
        for match in re.finditer(re.escape(outlet), words):
            before = words[: match.start()].rsplit(".", 1)[-1].rsplit(":", 1)[-1]
            assert "article" in before, words[match.start() - 60 : match.end()]


def test_with_several_articles_they_are_told_as_several():
    study = a_study(many_outlets(2, each=3), figures=False)
    words = words_of(study, "summary")
    assert "One article from each outlet" not in words
    assert "the articles of The Daily Messenger" in words
    assert "the article of The Daily Messenger" not in words


def test_the_comparison_says_why_nothing_is_tested(town):
    words = words_of(town, "comparison")
    assert "Description only." in words
    assert "the smallest p-value that such a test could ever reach is 1." in words
    assert "significant" in words


def test_names_that_nobody_uses_are_listed_but_have_no_column(town):
    only = a_study(TOWN[2:], figures=False)
    page = page_of(only, "naming")
    heads = [th.words for th in page.root.find("th", scope="col")]
    assert "Civic" in heads
    assert "Rebels" not in heads
    assert "rebels" not in {th.words for th in page.root.find("th", scope="row")}
    assert "Listed, but used in no article: rebels, threat." in words_of(only, "naming")


def test_a_share_of_nothing_is_a_dash_and_no_number(town, town_numbers):
    assert "naming.actors/force-authorial.Coast.keepers" not in town_numbers
    assert "naming.actors/force-all.Coast.keepers" in town_numbers


def test_what_cleaning_left_out_is_shown(town):
    words = words_of(town, "corpus")
    assert "Share to" in words
    assert "Also read: The price of bread" in words
    plain = a_study(TOWN[2:], figures=False, config={})
    assert "Nothing was left out, because the study asks for no cleaning." in words_of(
        plain, "corpus"
    )


def test_scare_quotes_are_only_those_without_a_speaker(town):
    page = page_of(town, "evidence")
    told = [next(iter(li.find("span", class_="voice"))).words + " / " + li.words
            for li in page.root.find("li", class_="voice-scare")]  # fmt: skip
    assert told
    for item in told:
        assert item.startswith("scare quotes") == ("speaker:" not in item.split(" / ", 1)[1])


def test_translations_are_told_as_a_limit(town):
    assert "Some of the articles are translations, some by machine," in words_of(town, "limits")
    assert "translations" not in words_of(a_study(SMALL), "limits")


def test_each_referent_has_its_own_figure_where_there_is_one():
    def drawn(name):
        return FigureFile(name, "What each outlet calls whom", "Bars.", "Bars.", SVG, PNG)

    figures = {name: drawn(name) for name in ("naming", "naming_crowd", "naming_force")}
    study = replace(a_study(), figures=figures)
    told = [c.words for c in page_of(study, "naming").root.find("figcaption")]
    told = [words for words in told if words.startswith("Figure")]
    assert len(told) == 2
    assert "crowd" in told[0]
    assert "force" in told[1]
    study = replace(a_study(), figures={"naming": drawn("naming")})
    told = [c.words for c in page_of(study, "naming").root.find("figcaption")]
    assert len([words for words in told if words.startswith("Figure")]) == 1


def test_packs_stand_with_version_and_licence(town):
    words = words_of(town, "methods")
    assert "actors 1.0.0" in words
    assert "Licence: CC-BY-4.0." in words


def test_presence_says_who_leaves_out_what(town):
    rows = [list(tr.find()) for tr in page_of(town, "comparison").root.find("tr")]
    cells = [[e.words for e in row if e.tag in ("td", "th")] for row in rows]
    assert ["events", "march", "Northern Post (1)", "Southern Star, Coast"] in cells


def test_a_long_list_of_articles_is_cut_and_says_so():
    study = a_study(many_outlets(3, each=70), figures=False)
    page = page_of(study, "corpus")
    table = next(iter(page.root.find("figure", id="table-1")))
    assert len(list(next(iter(table.find("tbody"))).find("tr"))) == 200
    assert "features.parquet has them all" in table.words
    assert "The study read 210 articles" in page.root.words


STRIKE = (
    Made(
        "h-1", "Herald",
        (
            "The [[agitators|actors.crowd.threat]] and the [[agitators|actors.crowd.threat]] came.",
            "The “[[hooligans|actors.crowd.threat|scare]]” left; “[[rowdies|actors.crowd.civic|scare]]”"
            " stayed with [[strikers|actors.crowd.civic]].",
            "“The [[hooligans|actors.crowd.threat|direct|the owner]] will pay,” the owner said.",
        ),
        direct=5,
    ),
    Made(
        "g-1", "Gazette",
        (
            "He met [[hooligans|actors.crowd.threat|indirect|the mayor]], the mayor said.",
            "The [[agitators|actors.crowd.threat]] sang with [[rowdies|actors.crowd.civic]].",
        ),
        indirect=3,
    ),
)  # fmt: skip


def findings_about(words, name):
    """The findings that lead with the name, up to the next full stop."""
    return re.findall(rf"{re.escape(name)}\. ([^.]*)\.", words)


def test_a_finding_under_a_name_holds_for_all_its_words():
    words = words_of(a_study(STRIKE, figures=False), "summary")
    # Herald has "strikers" in its own voice, so the name is not "never in own voice" there
    assert not any("never in own voice" in told for told in findings_about(words, "Crowd: civic"))
    assert "Crowd: threat. 3 uses" not in words


def test_a_finding_about_one_word_leads_with_the_word():
    words = words_of(a_study(STRIKE, figures=False), "summary")
    assert (
        "hooligans (crowd: threat). 3 uses in the articles of Herald and Gazette, none of them in "
        "an article’s own voice: 1 in short quotation marks, 1 in direct quotations and 1 in "
        "reported speech." in words
    )
    assert (
        "rowdies (crowd: civic). In own voice, without marks, in the article of Gazette (1 time); "
        "in short quotation marks, and never in own voice, in the article of Herald (1 time)."
        in words
    )
    assert "Where a single word leads" in words


def test_a_finding_about_one_word_holds_wherever_the_word_is_listed():
    more = Made("x-1", "Extra", ("The [[hooligans|events.riot]] and [[protest|events.march]].",))
    words = words_of(a_study((*STRIKE, more), figures=False), "summary")
    assert "hooligans (crowd: threat)" not in words
    assert "rowdies (crowd: civic)" in words


def test_negated_mentions_are_told_beside_the_number():
    made = (
        Made(
            "n-1", "North",
            (
                "These were no “[[rebels|actors.crowd.rebels|scare|||rebels|negated]]”.",
                "The [[keepers|actors.force.keepers]] were not [[keepers|actors.force.keepers|||||negated]].",
            ),
        ),
        Made(
            "s-1", "South",
            (
                "“[[rebels|actors.crowd.rebels|direct]]”, he said; [[troops|actors.force.troops]].",
            ),
            direct=1,
        ),
    )  # fmt: skip
    study = a_study(made, figures=False)
    words = words_of(study, "summary")
    assert "Crowd: rebels. 2 uses (rebels; 1 negated) in the articles of" in words
    assert "1 (1 negated) in short quotation marks and 1 in direct quotations." in words
    assert "(keepers, 2 times, 1 negated)" in words
    assert "keepers in the article of North (2 of 2; 1 negated)" in words


def test_a_stretch_that_two_packs_list_is_one_use(town):
    twice = Made("t-1", "Twice", ("The [[rebels|actors.crowd.rebels]] and [[riot|events.riot]].",))
    study = a_study((twice,), figures=False)
    told = words_of(study, "summary")
    assert "Found there: 2 uses of the words that the packs list." in told
    table = study.features.evidence.table
    start = table.column("start").to_pylist()
    end = table.column("end").to_pylist()
    doubled = (
        table.set_column(table.column_names.index("start"), "start", [[start[0], start[0]]])
        .set_column(table.column_names.index("end"), "end", [[end[0], end[0]]])
        .cast(table.schema)
    )
    study = replace(study, features=replace(study.features, evidence=Evidence(doubled)))
    assert (
        "Found there: 1 use of the words that the packs list (2 matches, as a use that two packs "
        "or categories list counts in each)." in words_of(study, "summary")
    )


def test_a_pack_without_descriptions_has_no_column_for_them(town):
    def heads(study):
        return {th.words for th in page_of(study, "naming").root.find("th", scope="col")}

    assert "What it stands for" in heads(town)
    bare = tuple(replace(feature, description="") for feature in town.features.features)
    plain = replace(town, features=replace(town.features, features=bare))
    assert "What it stands for" not in heads(plain)
    assert "Forms found" in heads(plain)


def test_own_voice_and_all_voices_stand_in_one_table(town):
    page = page_of(town, "naming")
    captions = [c.words for c in page.root.find("figcaption")]
    shares = [c for c in captions if "Crowd: names" in c]
    assert len(shares) == 1
    rows = [[e.words for e in tr.find() if e.tag in ("td", "th")] for tr in page.root.find("tr")]
    assert ["Northern Post", "own voice", "2"] in [row[:3] for row in rows]
    assert ["Northern Post", "all voices", "4"] in [row[:3] for row in rows]


@pytest.mark.parametrize("section", SECTIONS)
def test_no_section_says_nought(town, section):
    assert "nought" not in words_of(town, section).lower()


def test_the_balance_is_explained_in_plain_words(town):
    words = words_of(town, "naming")
    assert "zero if praising and damning names are used equally often" in words
    assert "three praising names for each damning one" in words


def test_what_all_signatures_share_is_printed_once(town):
    page = page_of(town, "methods")
    words = page.root.words
    assert words.count("packs:actors-1.0.0,events-1.0.0") == 1
    rows = [[e.words for e in tr.find() if e.tag in ("td", "th")] for tr in page.root.find("tr")]
    mine = next(row for row in rows if row[0] == "Shares of names")
    assert "measure:share" in mine[2]


def test_a_map_is_spoken_of_only_where_one_is_drawn(town):
    positions = replace(town.tables["distances"], name="positions")
    with_table = replace(town, tables={**town.tables, "positions": positions})
    for section in ("methods", "vocabulary"):
        assert not re.search(r"\bmap\b", words_of(with_table, section)), section
    drawn = FigureFile("map", "Which outlets write alike?", "A map.", "Dots.", SVG, PNG)
    with_map = replace(with_table, figures={**town.figures, "map": drawn})
    assert "Places on the map" in words_of(with_map, "methods")
    assert "Which outlets write alike?" in words_of(with_map, "vocabulary")


def test_no_map_of_fewer_than_three_outlets():
    drawn = FigureFile("map", "Which outlets write alike?", "A map.", "Dots.", SVG, PNG)
    study = replace(a_study(TOWN[:2]), figures={"map": drawn})
    page = page_of(study, "vocabulary")
    assert "A map needs at least three outlets" in page.root.words
    assert not list(page.root.find("img"))


def test_words_of_few_outlets_stand_side_by_side_and_of_many_below_each_other(town):
    def table_of(study):
        root = page_of(study, "voice").root
        return next(f for f in root.find("figure") if "Words of the pack" in f.words)

    few = table_of(town)
    heads = [th.words for th in few.find("th", scope="col")]
    assert heads == ["Word", "Category", *town.groups]
    rows = [[e.words for e in tr.find() if e.tag in ("td", "th")] for tr in few.find("tr")]
    assert ["terrorists", "crowd: threat", "1 marked, 1 quoted", "1 reported", ""] in rows
    many = table_of(a_study(many_outlets(9), figures=False))
    assert "Own voice" in [th.words for th in many.find("th", scope="col")]


def test_sentences_are_headed_with_their_pack_where_there_are_several(town):
    titles = Sentences(town).title
    assert titles({"pack": "events", "category": "riot"}) == "events · riot"
