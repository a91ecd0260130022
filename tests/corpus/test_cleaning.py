"""Cleaning: what the rules leave out of pages, and what they must never touch."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.cleaning import CLEANING_RULES, LeftOut, caption_spans, clean
from framing.errors import CorpusError

SEEDS = Path(__file__).parents[2] / "seeds"
ALL = tuple(CLEANING_RULES)
PROSE = (
    "The council met late on Tuesday and agreed to lower the price of bread, which had doubled "
    "since the spring, after crowds had stood before the town hall for three days."
)


def parts(text: str, rules: tuple[str, ...] = ALL, *, title: str = "") -> list[tuple[str, str]]:
    return [(text[p.start : p.end], p.rule) for p in clean(text, rules, title=title)]


def left_in(text: str, rules: tuple[str, ...] = ALL) -> list[str]:
    out = list(text)
    for part in clean(text, rules):
        out[part.start : part.end] = " " * (part.end - part.start)
    return [line.strip() for line in "".join(out).split("\n") if line.strip()]


# The seeds


def seed(number: str) -> str:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_bytes().decode()


SEED_PARTS = {
    "000": [
        ("RU\xa0\xa0UA\xa0\xa0EN", "furniture"),
        ("Friday, 22 November", "furniture"),
        ("world", "furniture"),
        ("Getty Images", "furniture"),
        ("Getty Images", "furniture"),
        ("Getty Images", "furniture"),
    ],
    "001": [
        ("Skip to main content", "furniture"),
        ("• Share to or", "furniture"),
        ("Source: Meduza", "furniture"),
        ("Valery Sharifulin / TASS / Scanpix / LETA", "furniture"),
        ("What happened a day earlier", "teasers"),
        (
            "An uprising in Kazakhstan Nazarbayev\xa0is removed from nation’s Security Council as "
            "state authorities vow ‘extreme’ police response to protests",
            "teasers",
        ),
        ("• Share to or", "furniture"),
    ],
    "002": [
        ("Wednesday, January 26", "furniture"),
        ("Correspondent in Moscow", "furniture"),
        ("See them", "furniture"),
        ("Leave a Reply", "furniture"),
        ("Your email address will not be published.", "furniture"),
    ],
    "003": [("date 2022-01-06", "furniture")],
    "004": [
        ("Tuesday, March 21", "furniture"),
        ("Protests in Kazakhstan: protesters storm government buildings – video", "captions"),
        (
            "Troops in the main square of Almaty, Kazakhstan. "
            "Photograph: Mariya Gordeyeva / Reuters",
            "captions",
        ),
        ("Security forces in Almaty. Photograph: Valery Sharifulin / Tass", "captions"),
        (
            "Also Read\xa0 Anna Fleming's Time on Rock Review - Dizzying Adventures "
            "| Autobiography and memoirs",
            "furniture",
        ),
        ("Leave a Reply", "furniture"),
        (
            "Your email address will not be published. Required fields are marked *",
            "furniture",
        ),
    ],
}


@pytest.mark.parametrize("number", SEED_PARTS)
def test_the_seeds_lose_their_furniture_and_nothing_else(number: str) -> None:
    assert parts(seed(number)) == SEED_PARTS[number]


def test_the_first_copies_of_captions_stay_and_are_known_as_captions() -> None:
    text = seed("004")
    spans = caption_spans(text, [part.span for part in clean(text, ALL)])
    assert [text[a:b] for a, b in spans] == [
        "Protests in Kazakhstan: protesters storm government buildings - video",
        "Troops in the main square of Almaty, Kazakhstan.",
        "Security forces in Almaty.",
    ]


# One rule at a time


FURNITURE = """
Skip to main content|Skip to navigation|• Share to or|Share this article|Share on Facebook
Facebook Twitter WhatsApp|Facebook, Twitter and Telegram|Share|Tweet|Copy link
Leave a Reply|Leave a Reply Cancel reply|Leave a comment|Post Comment|No comments yet|Comments (12)
1,204 Comments|3 shares|Your email address will not be published.
Your email address will not be published. Required fields are marked *
Save my name, email, and website in this browser for the next time I comment.
This site uses Akismet to reduce spam. Learn how your comment data is processed.
You must be logged in to post a comment|Be the first to comment
Getty Images|REUTERS|AFP / Getty Images|Jo Roe/Reuters|Jo Roe / TASS / Scanpix|(AP Photo/Jo Roe)
Photo: Reuters|Photograph: Jo Roe / Reuters|Photo by Jo Roe|Image source, Getty Images
Picture: Jo Roe/PA|Credit: Jo Roe via AP|Bloomberg via Getty Images|© Reuters
© 2022 The Daily. All rights reserved.|Copyright 2022 The Daily|All rights reserved
Source: Meduza|Source: Ministry of Health
Sign up for our newsletter|Sign up to our daily briefing|Subscribe|Subscribe to our newsletter
Sign in|Log in|Register|Donate|Follow us on Twitter|Follow Jo Roe on Twitter @joroe
Join us on Telegram|Like us on Facebook|Get the best of the day in your inbox: our newsletter
We use cookies to give you the best experience on our site.|Accept all cookies|Cookie policy
This website uses cookies. By continuing to use this site you agree to our use of cookies.
Advertisement|ADVERTISEMENT|Article continues below advertisement|Sponsored content
RU UA EN|EN \\| RU|English Русский Українська|4 min read|3 hours ago|Back to top|Print|Menu|See them
Published 6 January 2022|Updated: January 6, 2022 at 10:45 GMT|Last updated on 06.01.2022
Published 6 January 2022, updated 7 January 2022
(Reporting by Jo Roe in Almaty; Editing by Al Poe)|Tags: Kazakhstan, protests|Filed under: World
"""
LINES = [
    line.replace("\0", "|")
    for line in FURNITURE.replace("\\|", "\0").replace("\n", "|").split("|")
    if line
]


@pytest.mark.parametrize("line", LINES)
def test_furniture_is_left_out_wherever_it_stands(line: str) -> None:
    text = f"{PROSE}\n\n{PROSE}\n\n{line}\n\n{PROSE} Then it rained.\n\n{PROSE} Then it snowed."
    assert parts(text, ("furniture",)) == [(line, "furniture")]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Wednesday.",
        "Share this burden with your neighbours, the priest said.",
        "Comments from the palace were not to be had.",
        "Follow the money, said the prosecutor.",
        "“Follow us on the march to the square on Facebook,” said a student.",
        "Getty Images has bought the archive of a local agency.",
        "Reuters and AFP reported shots in the city.",
        "Tass, citing police, said dozens were detained.",
        "Source: the police, who would not give a name, said one reporter.",
        "We use cookies as bait, the hunter told us.",
        "Subscribe to the view of the minister and you will go wrong.",
        "Register of deaths: the city opens its books.",
        "By Wednesday",
        "By the time the police came",
        "January 5",
        "On Wednesday",
        "It is no",
        "Read more than ten books a year, experts say.",
        "Related to the president, he was let go.",
        "See also what the neighbours did.",
        "Source of the Nile found",
        "The photo by an unknown hand shows the square.",
        "Leave a reply to the letter with the clerk, they were told.",
        "Sign up, they said, and you will be paid.",
        "Print workers joined the strike.",
        "Next, the crowd moved to the station.",
        "Live rounds were fired",
        "Home Office rejects plea",
        "Menu prices doubled",
        "X.",
        "***",
        "– Sign in, – said the guard.",
        "Correspondents said that shots were fired.",
    ],
)
def test_prose_and_headings_with_the_same_words_stay(line: str) -> None:
    text = (
        f"A headline over the article\n\n{PROSE}\n\n{line}\n\n{PROSE} And so on.\n\n"
        + "\n".join(f"{PROSE} {n} times." for n in range(5))
    )
    assert parts(text) == []


def test_a_paragraph_of_prose_is_never_left_out_for_the_words_in_it() -> None:
    trap = (
        "Share to or, Leave a Reply, Your email address will not be published, Also Read, "
        "Getty Images, cookies, newsletter, advertisement and all rights reserved: the page was "
        "full of such words, complained the reader who had wanted nothing but the news."
    )
    assert parts(f"{trap}\n\n{PROSE}\n\n{trap} Twice.") == []


@pytest.mark.parametrize(
    "head",
    [
        "Friday, 22 November",
        "Tuesday, March 21",
        "6 January 2022",
        "Jan. 6, 2022, 10:45 a.m.",
        "2022-01-06",
        "2022-01-06T10:45:00Z",
        "06.01.2022 10:45",
        "Thursday 6 January 2022 10.45 GMT",
        "Wednesday",
        "world",
        "World news",
        "Home > World > Asia",
        "By Jo Roe",
        "By Jo Roe in Almaty and Al Poe in Moscow",
        "Correspondent in Moscow",
        "Jo Roe, Moscow correspondent",
        "Our special correspondent",
    ],
)
def test_dates_sections_and_bylines_go_at_the_top_only(head: str) -> None:
    text = f"{head}\n\nTroops arrive in the capital\n\n{PROSE}"
    assert parts(text) == [(head, "furniture")]
    middle = f"Troops arrive in the capital\n\n{PROSE}\n\n{head}\n\n" + "\n\n".join(
        f"{PROSE} {n} times." for n in range(5)
    )
    assert parts(middle) == []


def test_a_date_before_the_first_sentence_is_cut_out_of_its_line() -> None:
    text = " date 2022-01-06 The situation remains tense. Shots were heard."
    assert clean(text, ["furniture"]) == (LeftOut(1, 16, "furniture"),)
    assert parts("Published: 6 January 2022 – The situation is tense.") == [
        ("Published: 6 January 2022", "furniture")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "date 2022-01-06 was the day on which it began.",
        "Date palms stood along the road. 2022-01-06 was hot.",
        "Published in 1877 The novel sold well.",
        "Updated on Wednesday The law takes effect.",
    ],
)
def test_a_sentence_that_begins_like_a_date_line_is_whole(text: str) -> None:
    assert parts(text) == []


def test_the_line_that_holds_the_title_is_never_left_out() -> None:
    text = f"World\n\n{PROSE}"
    assert parts(text) == [("World", "furniture")]
    assert parts(text, title="World") == []


@pytest.mark.parametrize(
    "second",
    [
        "Troops in the square of Almaty.",
        "Troops in the square of Almaty",
        "Troops  in the square\xa0of Almaty.",
        "Troops in the square of Almaty. Photograph: Jo Roe / Reuters",
        "Troops in the square of Almaty. (AP Photo/Jo Roe)",
        "Troops in the square of Almaty. [Jo Roe/Reuters]",
        "Troops in the square of Almaty. Photo by Jo Roe/Getty Images",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\r\n", "\n\n"])
def test_the_second_copy_of_a_caption_goes_and_the_first_is_a_caption(
    second: str, gap: str
) -> None:
    first = "Troops in the square of Almaty."
    text = f"A headline\n\n{PROSE}\n\n{first}{gap}{second}\n\n{PROSE} More."
    assert parts(text, ("captions",)) == [(second, "captions")]
    assert parts(text) == [(second, "captions")]
    (span,) = caption_spans(text, [part.span for part in clean(text, ALL)])
    assert text[slice(*span)] == first


def test_copies_of_a_caption_differ_in_dashes_and_in_nothing_that_matters() -> None:
    text = f"A headline\n\n{PROSE}\n\nThe square - video\nThe square – video\nThe park – video"
    assert parts(text, ("captions",)) == [("The square – video", "captions")]


def test_a_caption_that_stands_once_keeps_its_words_and_loses_its_credit() -> None:
    line = "Troops in the square of Almaty on Thursday. Photograph: Jo Roe/Reuters"
    text = f"A headline\n\n{PROSE}\n\n{line}\n\n{PROSE} More."
    assert parts(text) == [("Photograph: Jo Roe/Reuters", "furniture")]
    (span,) = caption_spans(text)
    assert text[slice(*span)] == "Troops in the square of Almaty on Thursday."


def test_without_the_rule_both_copies_are_captions() -> None:
    text = f"A headline\n\n{PROSE}\n\nThe old square\nThe old square\n\n{PROSE} More."
    assert [text[a:b] for a, b in caption_spans(text)] == ["The old square"] * 2


def test_turns_of_speech_that_repeat_are_no_captions() -> None:
    text = f"A headline\n\n{PROSE}\n\n– Old man, out!\n– Old man, out!\n“Out with him!”\n“Out with him!”"
    assert parts(text) == []
    assert caption_spans(text) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Also Read\xa0 A climber's review - Dizzying Adventures | Books",
        "ALSO READ: How the protests began",
        "Read more: Who is in the square?",
        "Read more: Here is what we know.",
        "Read also: The price of gas",
        "See also: A map of the bases",
        "Related: Who are the gunmen?",
        "Related article: Who are the gunmen?",
        "Read More",
        "Most read",
        "You may also like",
        "WATCH: Shots in the square",
        "Read more about the protests in the west",
    ],
)
@pytest.mark.parametrize("rule", ["furniture", "teasers"])
def test_pointers_to_other_articles_go_by_either_rule(line: str, rule: str) -> None:
    text = f"A headline over it\n\n{PROSE}\n\n{line}\n\n{PROSE} More."
    assert parts(text, (rule,)) == [(line, rule)]


def test_headlines_listed_under_related_articles_go_with_it() -> None:
    text = (
        f"A headline over it\n\n{PROSE}\n\nRelated articles\nHow the price of gas rose\n"
        f"Who leads the crowds in the west\n\n{PROSE} More."
    )
    assert parts(text, ("teasers",)) == [
        ("Related articles", "teasers"),
        ("How the price of gas rose", "teasers"),
        ("Who leads the crowds in the west", "teasers"),
    ]


def test_doubled_teasers_and_headlines_lose_their_second_copy() -> None:
    block = "What happened a day earlier\n\nThe president dismissed his cabinet at night."
    text = f"Troops arrive in Almaty\n\n{PROSE}\n\n{block}\n\n{block}\n\nTroops arrive in Almaty"
    assert parts(text, ("teasers",)) == [
        ("What happened a day earlier", "teasers"),
        ("The president dismissed his cabinet at night.", "teasers"),
        ("Troops arrive in Almaty", "teasers"),
    ]
    assert left_in(text).count("What happened a day earlier") == 1


def test_a_sentence_or_a_turn_that_stands_twice_stays() -> None:
    text = (
        f"A headline\n\n{PROSE}\n\nNobody came.\n\n{PROSE} More.\n\nNobody came.\n\n– No.\n\n– No."
    )
    assert parts(text) == []


def test_no_rule_leaves_nothing_out() -> None:
    assert clean(seed("004"), []) == ()


def test_an_unknown_rule_is_told_with_the_nearest_one() -> None:
    with pytest.raises(CorpusError) as told:
        clean("", ["furnitur", "captions"])
    assert str(told.value) == (
        "corpus.clean  expected a cleaning rule, found 'furnitur'; did you mean 'furniture'?; "
        "the rules are furniture, captions, teasers"
    )


def test_every_rule_says_what_it_leaves_out() -> None:
    assert all(rule.__doc__ for rule in CLEANING_RULES.values())


# Whatever the text

PIECES = st.sampled_from(
    [*LINES, PROSE, "– Yes.", "Friday, 22 November", "world", "By Jo Roe", "Read more: that",
     "The square. Photograph: Jo Roe / Reuters", "The square.", "date 2022-01-06 The city",
     "Image caption, The square", "Related articles", "A headline of some words", "", " ", "\t"]
)  # fmt: skip
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", " ", "\xa0\n "])
PAGES = st.lists(st.tuples(st.one_of(PIECES, st.text(max_size=40)), BREAKS), max_size=25).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
RULES = st.lists(st.sampled_from(ALL), unique=True)


@settings(deadline=None)
@given(PAGES, RULES)
def test_parts_are_in_order_disjoint_inside_the_text_and_never_blank(
    text: str, rules: list[str]
) -> None:
    at = 0
    for part in clean(text, rules):
        assert at <= part.start < part.end <= len(text)
        assert text[part.start : part.end].strip() == text[part.start : part.end]
        assert len(text[part.start : part.end].split("\n")) == 1
        assert part.rule in rules
        at = part.end


@settings(deadline=None)
@given(PAGES)
def test_captions_are_in_order_disjoint_and_not_left_out(text: str) -> None:
    left_out = clean(text, ALL)
    at = 0
    for start, end in caption_spans(text, [part.span for part in left_out]):
        assert at <= start < end <= len(text)
        assert all(end <= part.start or part.end <= start for part in left_out)
        at = end


@settings(deadline=None)
@given(PAGES, RULES)
def test_the_order_of_the_rules_does_not_matter(text: str, rules: list[str]) -> None:
    assert clean(text, rules) == clean(text, rules[::-1])


@pytest.mark.parametrize(
    "text",
    ["Getty Images\n" * 20_000, "Photo: " * 50_000, "a\n" * 100_000, "(" * 400 + "\n" + "x " * 200_000,
     ("date " * 60 + "\n") * 2_000, ("By " * 100 + "\n") * 2_000],
    ids=["credits", "one line", "letters", "brackets", "dates", "bylines"],
)  # fmt: skip
def test_hostile_pages_take_linear_time(text: str) -> None:
    import time

    begin = time.process_time()
    clean(text, ALL)
    assert time.process_time() - begin < 5
