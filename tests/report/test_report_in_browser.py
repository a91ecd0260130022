"""The page in a browser: opened from disk, clicked, typed at, measured and printed."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from chromium import opened, started, violations
from made_studies import PNG, SVG, TOWN, Made, a_study, many_outlets
from test_report_hostile import CONTROL, FORMULA, LONG, MARKUP, RTL, TYPST

from framing.report import FigureFile, write_report

COUNTS = """async () => {
  const told = [];
  for (const link of document.querySelectorAll("a[data-key]")) {
    link.click();
    await new Promise((resolve) => setTimeout(resolve, 0));
    while (!document.querySelector("#sentences .total")) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const total = document.querySelector("#sentences .total");
    told.push([link.dataset.key, Number(total.dataset.found), Number(total.dataset.words),
               document.querySelectorAll("#sentences li mark").length]);
    document.querySelector("#sentences .close").click();
  }
  return told;
}"""


@pytest.fixture(scope="module")
def browser():
    with started() as browser:
        yield browser


@pytest.fixture(scope="module")
def page_file(town_folder):
    return town_folder / "report.html"


@pytest.fixture
def page(browser, page_file):
    with opened(browser, page_file) as page:
        yield page


@pytest.fixture(scope="module")
def forty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forty")
    write_report(a_study(many_outlets(40)), folder, formats=["html"])
    return folder / "report.html"


def ready(page):
    page.wait_for_selector("#sentences .total")


def click(page, key):
    page.locator(f'a[data-key="{key}"]').first.click()
    ready(page)


def test_behind_each_number_stand_as_many_sentences(page, town_numbers):
    told = page.evaluate(COUNTS)
    kinds = set()
    for key, found, words, marks in told:
        number = town_numbers[key]
        assert marks == min(found, 25) > 0, key
        if number["unit"] == "matches":
            assert found == number["value"], key
        elif number["unit"] == "words" and key.startswith("who_speaks"):
            assert words == number["value"], key
        kinds.add(number["unit"])
    assert len(told) > 100
    assert {"matches", "words", "share"} <= kinds


def test_a_sentence_is_shown_with_its_match_voice_speaker_article_and_place(page):
    page.locator("#all-sentences").click()
    ready(page)
    item = page.locator("#sentences li", has_text="will answer for it").first
    assert item.locator("mark").inner_text() == "terrorists"
    assert "voice-direct" in item.get_attribute("class")
    words = item.inner_text()
    for told in ("direct quotation", "speaker: the minister", "crowd: threat", "Northern Post",
                 "north-1", "characters "):  # fmt: skip
        assert told in words


def test_sentences_are_filtered_by_outlet_category_voice_and_speaker(page, town):
    page.locator("#all-sentences").click()
    ready(page)
    evidence = town.features.evidence
    assert page.locator("#sentences .total").get_attribute("data-found") == str(len(evidence))
    wanted = {}
    for field, column, value, label in (
        ("group", "outlet", "Northern Post", "Northern Post"),
        ("category", "category", "crowd.threat", "crowd: threat"),
        ("table_voice", "table_voice", "direct", "direct quotation"),
    ):
        wanted[column] = value
        n = int(evidence.mask(**wanted).sum())
        assert n > 0
        page.select_option(f"#filter-{field}", label=f"{label} ({n})")
        assert page.locator("#sentences .total").get_attribute("data-found") == str(n)
        assert page.evaluate("document.activeElement.id") == f"filter-{field}"
    for field in ("group", "category", "table_voice"):
        page.select_option(f"#filter-{field}", label="All")
    n = int(evidence.mask(speaker="the minister").sum())
    page.select_option("#filter-speaker", label=f"the minister ({n})")
    assert page.locator("#sentences li").count() == n
    page.select_option("#filter-speaker", label="All")
    page.fill("#filter-text", "Order returns nowhere")
    page.press("#filter-text", "Enter")
    assert page.locator("#sentences .total").get_attribute("data-found") == "0"


def test_many_sentences_are_paged(browser, forty):
    with opened(browser, forty) as page:
        page.locator("#all-sentences").click()
        ready(page)
        total = int(page.locator("#sentences .total").get_attribute("data-found"))
        assert page.locator("#sentences li").count() == 25 < total
        first = page.locator("#sentences li").first.inner_text()
        page.get_by_role("button", name="Later").click()
        assert page.locator("#sentences li").first.inner_text() != first
        assert page.locator("#sentences ol").get_attribute("start") == "26"


def test_the_article_is_shown_whole_with_matches_and_voices(page, town):
    click(page, "summary.corpus.places.n")
    page.locator("#sentences").get_by_role("button", name="north-1").first.click()
    shown = page.locator("#sentences .whole")
    text = shown.evaluate("""(e) => {
      const copy = e.cloneNode(true);
      copy.querySelectorAll(".hidden").forEach((one) => one.remove());
      return copy.textContent;
    }""")
    assert text == town.features.texts[0].as_py()
    rows = town.features.evidence.where(article="north-1")
    assert shown.locator("mark[data-start]").count() == len(rows)
    assert shown.locator("mark.here").count() == 1
    assert shown.locator(".run-direct").count() >= 1
    marks = shown.locator('mark[data-top="crowd"]').count()
    page.get_by_role("button", name="crowd").click()
    assert shown.locator("mark.off").count() == marks > 0
    page.get_by_role("button", name="Back").click()
    assert page.locator("#sentences .total").count() == 1


def test_articles_open_from_the_table_of_articles(page):
    page.locator("#corpus").get_by_role("button", name="Show the article south-1").click()
    page.wait_for_selector("#sentences .whole")
    assert "Order returns" in page.locator("#sentences h2").inner_text()


def test_a_mark_of_a_figure_leads_to_its_sentences(browser, tmp_path, town):
    svg = SVG.replace(
        b'<rect x="20" y="40"',
        b'<script>alert(1)</script><style>*{display:none}</style><g id="evidence?outlet=Northern+Post&amp;'
        b'category=crowd.threat&amp;attributed=true"><rect onclick="alert(2)" x="20" y="40"',
    ).replace(
        b'fill="#0b4f8a"/>',
        b'fill="#0b4f8a" stroke="url(#stripes)"/></g><g id="stripes"><!-- > --></g>',
    )
    drawn = FigureFile("voice", "In whose voice?", "Bars.", "Bars <of> voices", svg, PNG)
    study = replace(town, figures={"voice": drawn})
    write_report(study, tmp_path, formats=["html"])
    wanted = {"outlet": "Northern Post", "category": "crowd.threat", "attributed": True}
    n = int(town.features.evidence.mask(**wanted).sum())
    with opened(browser, tmp_path / "report.html") as page:
        page.on("dialog", lambda dialog: page.said.append(dialog.message))
        assert page.locator(".inline script, .inline style, .inline [onclick]").count() == 0
        assert page.locator(".inline").get_attribute("aria-label") == "Bars <of> voices"
        assert page.locator(".behind rect").get_attribute("stroke") == "url(#f1-stripes)"
        page.locator(".behind").click()
        ready(page)
        assert page.locator("#sentences li").count() == n == 1
        assert page.locator("#sentences h2").inner_text() == (
            "Northern Post · crowd: threat · speaker named"
        )
        assert violations(page) == []


def test_a_word_leads_to_its_sentences(page):
    page.locator("#summary a.word", has_text="terrorists").first.click()
    ready(page)
    assert page.locator("#sentences .total").get_attribute("data-found") == "3"
    assert set(page.locator("#sentences li mark").all_inner_texts()) == {"terrorists"}


def test_tables_are_sorted_and_filtered(page):
    figure = page.locator('figure[data-name="corpus-articles"]')
    head = figure.locator("thead th", has_text="Words").first
    column = head.evaluate("(th) => th.cellIndex")

    def values():
        return [int(text.replace(",", "")) for text in
                figure.locator(f"tbody tr > :nth-child({column + 1})").all_inner_texts()]  # fmt: skip

    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert values() == sorted(values(), reverse=True)
    head.get_by_role("button").click()
    assert values() == sorted(values())


def test_long_tables_are_filtered_by_words(browser, forty):
    with opened(browser, forty) as page:
        long = page.locator("figure.table", has=page.locator(".rows input")).first
        rows = long.locator("tbody tr").count()
        long.locator(".rows input").fill("Number 17")
        kept = long.locator("tbody tr:visible").all_inner_texts()
        assert 0 < len(kept) < rows
        assert all("Number 17" in words for words in kept)
        assert long.locator(".rows .note").inner_text() == f"{len(kept)} of {rows} rows"


def test_findings_have_a_link_and_can_be_copied(browser, page_file):
    options = {"permissions": ["clipboard-read", "clipboard-write"]}
    with opened(browser, page_file, **options) as page:
        assert 3 <= page.locator(".findings > li").count() <= 5
        page.get_by_role("button", name="Copy finding 1").click()
        page.wait_for_function("document.querySelector('#finding-1').innerText.includes('Copied')")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert page.locator("#finding-1 p").inner_text().split(".")[0] in copied
        assert copied.endswith("report.html#finding-1")
        page.get_by_role("link", name="Link to finding 2").click()
        assert page.url.endswith("#finding-2")


def test_the_keyboard_reaches_everything(page):
    wanted = page.evaluate("""() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
      .filter((e) => e.checkVisibility() && !e.closest("details:not([open]) > :not(summary)") && !e.disabled).length""")
    reached = page.evaluate_handle("new Set()")
    for _ in range(wanted + 3):
        page.keyboard.press("Tab")
        reached.evaluate("(set) => set.add(document.activeElement)")
    assert reached.evaluate("(set) => { set.delete(document.body); return set.size; }") >= wanted
    link = page.locator("#summary a.n").first
    link.focus()
    page.keyboard.press("Enter")
    ready(page)
    assert page.evaluate("document.querySelector('#sentences').contains(document.activeElement)")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Close"
    page.keyboard.press("Escape")
    assert not page.locator("#sentences").is_visible()
    assert link.evaluate("(a) => a === document.activeElement")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation(browser, page_file, scheme):
    with opened(browser, page_file, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert violations(page) == []
        click(page, "summary.corpus.places.n")
        assert violations(page) == []
        page.locator("#sentences button.article").first.click()
        assert violations(page) == []


def test_dark_and_light_can_be_chosen(browser, page_file):
    paper = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, page_file, color_scheme="light") as page:
        light = page.evaluate(paper)
        page.locator("#look").click()
        assert page.evaluate(paper) == light
        page.locator("#look").click()
        assert page.locator("#look").inner_text() == "Look: dark"
        assert page.evaluate(paper) != light


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(browser, page_file, forty, width, tmp_path):
    for file in (page_file, forty):
        with opened(browser, file, width=width) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            click(page, "summary.corpus.places.n")
            assert page.locator("#sentences").evaluate("(e) => e.scrollWidth <= e.clientWidth")
            picture = page.screenshot(path=tmp_path / f"{width}.png")
            assert len(picture) > 10_000


def test_it_prints_without_tools_and_with_all_sentences_of_the_lists(browser, page_file, tmp_path):
    with opened(browser, page_file) as page:
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.locator("details:not([open])").count() == 0
        for hidden in ("nav", ".tools", ".acts", "#sentences", ".rows"):
            assert not any(e.is_visible() for e in page.locator(hidden).all()), hidden
        assert page.screenshot(path=tmp_path / "print.png")
        assert page.pdf().startswith(b"%PDF")


def test_it_reads_without_javascript(browser, page_file):
    with opened(browser, page_file, java_script_enabled=False) as page:
        assert page.locator("#summary .findings > li").first.is_visible()
        assert page.locator("#tools").inner_text() == ""
        link = page.locator("#summary .findings a.n").first
        anchor = link.get_attribute("href")
        link.click()
        assert unquote(page.url).endswith(anchor)
        listed = page.locator(anchor)
        listed.locator("summary").first.click()
        assert listed.locator("mark").first.is_visible()


@pytest.mark.parametrize("text", [MARKUP, TYPST, FORMULA, LONG, RTL, CONTROL, "😀 日本 👩‍👩‍👧"])
def test_hostile_text_is_text(browser, tmp_path, text):
    sentence = f"Before {text} the [[terrorists|actors.crowd.threat|scare]] and {text} after."
    article = Made(f"id {text}", f"Outlet {text}", (sentence,), metadata={"title": text})
    study = a_study((article, *TOWN), title=f"Title {text}")
    write_report(study, tmp_path, formats=["html"])
    whole = study.features.texts[0].as_py()
    with opened(browser, tmp_path / "report.html", width=360) as page:
        page.on("dialog", lambda dialog: page.said.append(dialog.message))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.locator("#all-sentences").click()
        ready(page)
        item = page.locator("#sentences li").first
        assert item.locator("mark").text_content() == "terrorists"
        assert page.locator("#sentences img, #sentences script").count() == 0
        item.locator("button.article").click()
        first = page.locator("#sentences .whole").evaluate("(e) => e.textContent")
        assert first.replace(" (crowd: threat, scare quotes)", "") == whole
        assert page.locator("#sentences").evaluate("(e) => e.scrollWidth <= e.clientWidth")
