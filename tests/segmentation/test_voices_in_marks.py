"""Direct speech and short marks: every kind of mark, whole and broken."""

from __future__ import annotations

import pytest

from tests.segmentation.markup import expected_voices, found_voices, plain

WHOLE = [
    '<d>"The bridge was closed at noon,"</d> the mayor said.',
    "<d>“The bridge was closed at noon,”</d> the mayor said.",
    "The mayor said: <d>‘The bridge was closed at noon.’</d>",
    "<d>«The bridge was closed at noon»</d>, the mayor said.",
    "<d>„The bridge was closed at noon“</d>, the mayor said.",
    "<d>''The bridge was closed at noon,''</d> the mayor said.",
    "<d>``The bridge was closed at noon,''</d> the mayor said.",
    "<d>“It fell,”</d> she said. <d>“We all saw it. Nobody was hurt.”</d>",
    "<d>“The pier is gone. The boats are gone. Who will pay for this?”</d> asked the harbour master.",
    "The square was cleared in the name of <s>“order”</s> and of <s>“public calm”</s>.",
    "The <s>‘reform’</s> has been put off.",
    "The <s>“reform”</s> has been put off, and so has the <s>'relief fund'</s>.",
    "<d>“He told me, <d>‘Leave the square at once,’</d> and I left,”</d> the student said.",
    "<d>“They call it a <s>‘clean-up’</s> and I call it a raid,”</d> the student said.",
    "The price of <s>“law and order”</s> is high.",
    "<s>“Not now”</s> was the answer.",
    "<d>“We won’t go”</d> was painted on the wall.",
]

NO_MARKS = [
    "The workers’ council met at the teachers’ hall in the '90s.",
    "The wall is 6'2\" high and the door 5' 10\" wide.",
    "It’s the Joneses’ house, and rock ’n’ roll in the ’60s was loud.",
    "The channel “Northern Light” and the paper ‘Harbour Post’ were shut.",
    "The TV channels “Orion”, “Vega” and “KTX” went off the air.",
    "The agency “Vesna” wrote nothing that day.",
]

BROKEN = [
    # a mark glued to the wrong side
    "<d>“The boats are gone. ”</d>said Anna Holm, a teacher.",
    "<d>“These strikes are about bread, ”</d>said Anna Holm, a teacher.",
    # an opening closed by another kind
    "<d>“The boats are gone and nobody will bring them back ‘</d>.",
    "Anna Holm said: <d>“The boats are gone, and the people know it. “</d>",
    '<d>“The boats are gone and so are we,"</d> she said.',
    # spaces inside the marks
    "The order consists of <d>« protecting ports and, in general, helping the towns »</d>",
    # never closed: it ends with its sentence
    "She said, <d>“The boats are gone for good.</d> The town was quiet in the evening.",
    # never opened
    "<d>The boats are gone for good,”</d> she said. The town was quiet.",
    # one broken mark does not swallow the next quotation
    "It ended with “ calm in the streets. <d>“The boats are gone for good,”</d> she said.",
]

OVER_PARAGRAPHS = [
    "<d>“The boats are gone.</d>\n\n<d>“The pier is gone as well,”</d> she said.",
    "She said: <d>“The boats are gone.</d>\n\n<d>“The pier is gone too.</d>\n\n<d>“We stay.”</d>"
    "\n\nNobody answered.",
    "She said: <s>“The boats</s>\n\nThe town was quiet.",
]

TURNS = [
    "<d>– The shops are shut and there is no bread</d>, – said the baker.",
    "<d>– The shops are shut and there is no bread.</d> , – said the baker.",
    "<d>– The shops are shut</d>, – said the baker. <d>– There is no bread.</d>",
    "<d>— The shops are shut. It is time to call the <s>“helpers”</s> what they are"
    " — looters</d>, — the expert wrote on his page.",
    "– bread;\n– milk;\n– salt.",
    "Prices:\n- The bread is 3 crowns.",
]


@pytest.mark.parametrize("marked", [*WHOLE, *NO_MARKS, *BROKEN, *OVER_PARAGRAPHS, *TURNS])
def test_words_have_the_voice_that_the_marks_give_them(marked: str) -> None:
    assert found_voices(plain(marked)) == expected_voices(marked)
