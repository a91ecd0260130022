"""Direct speech and short marks: every kind of mark, whole and broken."""

from __future__ import annotations

import pytest

from tests.segmentation.markup import expected_voices, found_voices, plain

WHOLE = [
    "<d>“The protests,”</d> wrote one guard, <d>“are a gift to the port.”</d>",
    '<d>"The protests,"</d> he said on Monday, <d>"are a gift to the port."</d>',
    "<d>‘The law’</d>, she said, <d>‘is dead and will stay so.’</d>",
    "It rained. <d>“Oslo,”</d> she said, <d>“is dead and will stay so.”</d>",
    "In “Peace,” she said, <d>“the town is dead and will stay so.”</d>",
    "<s>“The protests,”</s> it read. Then came <d>“a gift to all of the port.”</d>",
    "The <s>“thugs”</s>, as the mayor put it, <d>“were paid by the port.”</d>",
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
    "<d>“The yard is closed,”</d> the harbour master said, <d>“and it will stay closed.”</d>",
    "<d>‘The dogs’ owner ran away,’</d> she said.",
    "<d>“She said <s>‘leave now’</s> and I left,”</d> he said.",
    "He said, <d>\"It's <s>'over'</s> for us.\"</d>",
    "<d>''We lost the boats,''</d> said Brand, <d>''and nobody paid.''</d>",
    "He said <i>they would <d>‘‘fight to the end of the year’’</d></i>.",
    "<d>»The boats are gone and so are we«</d>, she said.",
    "<d>“The bridge is closed,”</d> reads a sign at the gate.",
    "The sign reads: <d>“The bridge is closed.”</d>",
    "<d>“The bridge is closed.”</d> The mayor was not there.",
    "<s>“Not us,”</s> they said.",
    "The <s>“no”</s> camp won.",
    "The crews <d>“attacked the pier”</d> at noon and were <s>“cleared away”</s> by night.",
    "The army will <s>“maintain public calm.”</s>",
    '<d>"The pier is gone."</d> <d>"Who will pay?"</d> asked Holm.',
]

NO_MARKS = [
    "The workers’ council met at the teachers’ hall in the '90s.",
    "The wall is 6'2\" high and the door 5' 10\" wide.",
    "It’s the Joneses’ house, and rock ’n’ roll in the ’60s was loud.",
    "The channel “Northern Light” and the paper ‘Harbour Post’ were shut.",
    "The TV channels “Orion”, “Vega” and “KTX” went off the air.",
    "The agency “Vesna” wrote nothing that day.",
    "The film “The Long Winter” opened in May.",
    "The group “Harbour First” met on Friday.",
    "He read ‘Harbour Post’ every day.",
    "The workers' council and the teachers' guild voted for a strike.",
    'The wall is 6 ft 2", the door 5\'10".',
    "The mayor – who was ill – did not come.",
    "Get 'em while they're fresh, 'tis the season.",
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
    "<d>“The boats are gone.</d>\n\nThe town was quiet in the evening.",
]

TURNS = [
    "<d>– The shops are shut and there is no bread</d>, – said the baker.",
    "<d>– The shops are shut and there is no bread.</d> , – said the baker.",
    "<d>– The shops are shut</d>, – said the baker. <d>– There is no bread.</d>",
    "<d>— The shops are shut. It is time to call the <s>“helpers”</s> what they are"
    " — looters</d>, — the expert wrote on his page.",
    "<d>— The boats are gone</d>, — said Brand. <d>— We all saw it.</d>",
    "<d>— Who will pay for this?</d>\n<d>— Nobody will pay for this.</d>",
    "– bread;\n– milk;\n– salt.",
    "Prices:\n- The bread is 3 crowns.",
]


@pytest.mark.parametrize("marked", [*WHOLE, *NO_MARKS, *BROKEN, *OVER_PARAGRAPHS, *TURNS])
def test_words_have_the_voice_that_the_marks_give_them(marked: str) -> None:
    assert found_voices(plain(marked)) == expected_voices(marked)
