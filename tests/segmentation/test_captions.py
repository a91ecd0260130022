"""Captions of a batch are those of its pages, however few pages are read."""

import string

from hypothesis import example, given
from hypothesis import strategies as st

from framing.corpus.batch import Batch
from framing.corpus.cleaning import caption_spans
from framing.segmentation.segmentation import segment

LINES = st.sampled_from(
    [
        "Rioters storm the city hall",
        "“Rioters storm the city hall”",
        "* Rioters  storm the city hall",
        "Rioters storm the city hall Photograph: Jo Roe / Reuters",
        "RIOTERS storm the city hall (AFP/Getty Images)",
        "Rioters storm the ci\u00adty hall",
        "Rioters and police.",
        "Video caption A bridge falls",
        "Image caption",
        "The bridge fell (Reuters).",
        "The bridge fell, police said. Nobody was hurt, and trains ran on time again by noon.",
        "! ! !",
        "x" * 401,
        "",
    ]
) | st.text(string.ascii_letters[:4] + " .)]-–“\u200b_", max_size=12)
TEXTS = st.builds(
    str.join, st.sampled_from(["\n\n", "\n", "\r\n", "\u2028", "\x0b"]), st.lists(LINES, max_size=7)
)


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=4))
@example([("! ! !\n\n! ! !\n\n! ! !\n\nYes", False)])
def test_captions_of_a_batch_are_those_of_its_pages(articles: list[tuple[str, bool]]) -> None:
    texts = [text for text, _ in articles]
    left_out = [[(0, len(text) // 3)] if cut and len(text) > 2 else [] for text, cut in articles]
    batch = Batch.of(texts, left_out=left_out)
    expected = [
        [base + start, base + end]
        for base, text, spans in zip(batch.bases.tolist(), texts, left_out, strict=False)
        for start, end in caption_spans(text, spans)
    ]
    assert segment(batch).captions.tolist() == expected
