"""Sentences: what is put together again, and which lines need no look."""

import pytest
import sentencex

import framing
from framing.corpus.batch import Batch
from framing.segmentation.segmentation import segment


@pytest.mark.parametrize("language", ["en", "es", "ru", "uk", "de", "el", "hy", "ja", "xx"])
def test_no_sentence_ends_at_marks_within_it(language: str) -> None:
    for character in " \xa0,-–—$%&/_@()[]\"'“”‘’":
        line = f"Anna Holm{character} Boris Lind {character} Carla{character}Dahl"
        assert sentencex.segment(language, line) == [line]
        found = segment(Batch.of([line]), language=language).sentences
        assert found.tolist() == [[0, len(line)]]


@pytest.mark.parametrize(
    ("line", "n"),
    [
        ("“The bridge is closed,” she said.”)", 1),
        ("It is closed. ", 1),
        ("It is closed.” She left.", 2),
        ("He met Ms. Holm and Sens. Lind there", 1),
        ("A. b, c", 1),
        ("Ⓐ.Ⓐ", 2),
        ("Anna said… Boris left", 2),
        ("Anna said… and left", 1),
    ],
)
def test_one_line_holds_so_many_sentences(line: str, n: int) -> None:
    assert len(segment(Batch.of([line])).sentences) == n


def test_a_no_break_space_before_a_full_stop_is_white_space() -> None:
    usual, unusual = ("They had a plan B . It failed. ".replace(" .", f"{s}.") for s in " \xa0")
    found = [segment(Batch.of([text])).sentences.tolist() for text in (usual, unusual)]
    assert found[0] == found[1] != []


def test_half_of_a_surrogate_pair_is_a_letter_like_others() -> None:
    text = "He said \ud83d “yes” in \udc00. It rained."
    plain = text.replace("\ud83d", "x").replace("\udc00", "x")
    shown, expected = framing.voices(text), framing.voices(plain)
    assert shown.drop(columns="speaker").equals(expected.drop(columns="speaker"))
    assert len(shown) > 1


def test_a_language_with_half_of_a_surrogate_pair_is_one_that_is_not_known() -> None:
    text = "He said “yes”. It rained."
    assert framing.voices(text, language="\udcff").end.iloc[-1] == len(text)


@pytest.mark.parametrize("white", ["\xa0", "\u2009", " \u3000", "\u2028", "\x85"])
def test_an_initial_before_odd_white_space_and_a_stop_is_cut_without_a_word(
    white: str, capfd: pytest.CaptureFixture[str]
) -> None:
    text = f"It was plan B{white}. Anna Holm said so. It rained."
    found = segment(Batch.of([text])).sentences
    assert found[-1].tolist() == [text.index("It rained"), len(text)]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("spoilt", ["", " in \ud83d it", " “a” “b”" * 150])
def test_a_paragraph_is_cut_alike_alone_and_among_many(spoilt: str) -> None:
    cases = ["Anna left. Boris stayed.", "Он ушёл… Она осталась. Да!", "“No.” He said “A. B", "Ms"]
    many = [
        f"{line}{' and on' * (i % 400)}{spoilt}. So it is." for i, line in enumerate(cases * 99)
    ]
    alone = [segment(Batch.of([line])).sentences.tolist() for line in many]
    text, starts = "\n\n".join(many), [0]
    for line in many:
        starts.append(starts[-1] + len(line) + 2)
    expected = [
        [at + start, at + end]
        for at, found in zip(starts[:-1], alone, strict=True)
        for start, end in found
    ]
    assert segment(Batch.of([text])).sentences.tolist() == expected


def test_lines_are_cut_one_by_one_should_a_piece_of_them_be_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = Batch.of(["Anna left. Boris stayed. It rained.\n\nHe ran. She sang. Nobody spoke."])
    expected = segment(texts).sentences.tolist()
    cut = sentencex.segment

    def losing(language: str, text: str) -> list[str]:
        pieces: list[str] = cut(language, text)
        return pieces[:-1] if "\n\n" in text else pieces

    monkeypatch.setattr(sentencex, "segment", losing)
    assert segment(texts).sentences.tolist() == expected
