"""What holds for every text: runs cover it, articles stand alone, later text changes nothing."""

from __future__ import annotations

import subprocess
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import framing
from framing.corpus.batch import Batch
from framing.evidence import VOICES
from framing.segmentation import Segmentation, segment

PIECES = st.sampled_from(
    [
        *"“”‘’\"'«»„`–—.,;:!?…()",
        "\n",
        "\n\n",
        "''",
        " ",
        " said ",
        " that ",
        " the mayor ",
        "Anna Holm",
        " he ",
        " according to ",
        " so-called ",
        " calls ",
        " bridge was closed ",
        " as ",
        " to ",
        "a",
        "’90s",
        "6'2\"",
        "\f",
        "é",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))
WHOLE_SENTENCES = st.lists(
    st.sampled_from(
        [
            "Police said that the square was clear. ",
            "“It fell at noon,” she said. ",
            "The bridge, he added, was old. ",
            "The so-called helpers came. ",
            "The town was quiet. ",
            "He labels them as “pirates”. ",
            "According to Brand, it burned. ",
        ]
    ),
    min_size=1,
    max_size=5,
).map("".join)

UNMARKED = st.lists(
    st.sampled_from(
        [
            *".,;:!?… ",
            " said ",
            " that ",
            " the mayor ",
            "Anna Holm",
            " he ",
            " according to ",
            " so-called ",
            " calls ",
            " was closed ",
            " as ",
            " to ",
            " and ",
            "\n",
        ]
    ),
    max_size=30,
).map(lambda pieces: "".join(pieces).strip())

Row = tuple[int, int, int, int, tuple[str, str] | None]


def rows_of(found: Segmentation, base: int, end: int) -> list[Row]:
    """The runs of one article, from its own beginning on."""
    runs = found.runs
    return [
        (
            int(runs.start[i]) - base,
            int(runs.end[i]) - base,
            int(runs.voice[i]),
            int(runs.outer[i]),
            runs.speakers[runs.speaker[i]] if runs.speaker[i] >= 0 else None,
        )
        for i in range(len(runs))
        if base <= runs.start[i] < end
    ]


@given(st.lists(TEXTS, max_size=4), st.sampled_from(["en", "es", "ru", "uk", "de"]))
@settings(max_examples=150, deadline=None)
def test_runs_cover_each_text_exactly_once_in_order(texts: list[str], language: str) -> None:
    batch = Batch.of(texts)
    found = segment(batch, language=language)
    for base, text in zip(batch.bases.tolist(), texts, strict=False):
        at = 0
        for start, end, _, _, _ in rows_of(found, base, base + len(text)):
            assert start == at < end
            at = end
        assert at == len(text)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_sentences_are_ordered_and_disjoint_and_names_lie_in_the_text(text: str) -> None:
    found = segment(Batch.of([text]))
    edges = found.sentences.ravel().tolist()
    assert edges == sorted(edges)
    assert all(text[start:end].strip() for start, end in found.sentences)
    assert all(0 <= start < end <= len(text) for start, end in found.labelling)


@given(st.lists(TEXTS, min_size=1, max_size=3), TEXTS)
@example(["They call it 'big 6'"], "7 men came.")
@settings(max_examples=100, deadline=None)
def test_an_article_more_changes_no_other(texts: list[str], more: str) -> None:
    before, after = Batch.of(texts), Batch.of([*texts, more])
    alone = segment(before)
    together = segment(after)
    for base, text in zip(before.bases.tolist(), texts, strict=False):
        expected = rows_of(alone, base, base + len(text))
        assert rows_of(together, base, base + len(text)) == expected


@given(st.lists(TEXTS, min_size=1, max_size=3), TEXTS)
@example(["0"], "“0")
@example(["It was a paper"], "“Reform” has come.")
@example(["The wall is 6'"], '5" was written there, he said.')
@settings(max_examples=100, deadline=None)
def test_an_article_stands_alone_wherever_it_stands(texts: list[str], last: str) -> None:
    batch = Batch.of([*texts, last])
    base = int(batch.bases[len(texts)])
    alone = rows_of(segment(Batch.of([last])), 0, len(last))
    assert rows_of(segment(batch), base, base + len(last)) == alone


@given(WHOLE_SENTENCES, WHOLE_SENTENCES, WHOLE_SENTENCES)
@settings(max_examples=60, deadline=None)
def test_no_voice_depends_on_text_after_the_paragraph(first: str, one: str, other: str) -> None:
    paragraph = first.strip()
    found = []
    for later in (one, other):
        rows = rows_of(segment(Batch.of([f"{paragraph}\n\n{later}"])), 0, len(paragraph))
        found.append([(start, min(end, len(paragraph)), *rest) for start, end, *rest in rows])
    assert found[0] == found[1]


@given(UNMARKED, UNMARKED, UNMARKED)
@settings(max_examples=100, deadline=None)
def test_nothing_later_changes_a_paragraph_without_marks(first: str, one: str, other: str) -> None:
    paragraph = f"{first.strip()}."
    found = [
        rows_of(segment(Batch.of([f"{paragraph}\n\n{later}"])), 0, len(paragraph))
        for later in (one, other)
    ]
    clipped = [
        [(start, min(end, len(paragraph)), *rest) for start, end, *rest in rows] for rows in found
    ]
    assert clipped[0] == clipped[1]


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_the_table_of_voices_names_known_voices(text: str) -> None:
    table = framing.voices(text)
    assert list(table.columns) == [
        "start",
        "end",
        "voice",
        "outer_voice",
        "speaker",
        "speaker_role",
    ]
    assert set(table.voice) <= set(VOICES)
    assert "".join(text[r.start : r.end] for r in table.itertuples()) == text


HOSTILE = [
    "“",
    '"',
    "''",
    "“a ",
    "‘a ",
    "'x ",
    "a” said ",
    '“a ‘b "c ',
    "a, said ",
    "the mayor said the bridge was closed and ",
    "– a, – said b ",
    "- a\n",
    "“a\n\n",
    "“Yes,” he said. ",
    "Anna said ",
    "a according to b, ",
    "what calls “x” ",
    "claim that was ",
    "(a ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    segment(Batch.of(["Police said that it fell."]))
    small, large = (steps(unit * (n // len(unit))) for n in (4000, 16000))
    assert large < 6 * small


@pytest.mark.parametrize("unit", ['"', "“", "“Yes,” he said. The road was shut, police said. "])
def test_a_megabyte_of_marks_or_in_one_line_is_read(unit: str) -> None:
    code = (
        "from framing.corpus.batch import Batch\n"
        "from framing.segmentation import segment\n"
        f"text = {unit!r} * {1_000_000 // len(unit)}\n"
        "runs = segment(Batch.of([text])).runs\n"
        "assert runs.start[0] == 0 and runs.end[-1] == len(text)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=300)


def steps(text: str) -> int:
    """How many lines of the package run to segment a text."""
    count = 0

    def local(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        return local if "segmentation" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        segment(Batch.of([text]))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The mayor said: “We will fight and", "“These gulls will be gone.” Children laughed."),
        ("Police called them “We will.", "“The boats must go”\n\nChildren sang."),
        ("Roe said that boats “gangs said that riot:", "They will hang” the crowd said that day."),
    ],
)
def test_an_open_quotation_gives_no_speaker_to_the_next_article(first: str, second: str) -> None:
    def rows(texts: list[str]) -> list[tuple[str, str]]:
        batch = Batch.of(texts)
        runs = segment(batch).runs
        base = batch.bases[len(texts) - 1]
        names = [*runs.speakers, ("", "")]
        return [
            (str(runs.voice[i]), names[runs.speaker[i]][0])
            for i in range(len(runs.start))
            if runs.start[i] >= base
        ]

    assert rows([first, second]) == rows([second])
