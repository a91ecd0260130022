"""Reported speech: before, after and around the words that report it."""

from __future__ import annotations

import pytest

from tests.segmentation.markup import expected_voices, found_voices, plain

CLAUSES = [
    "Police said <i>that the crowd had left the square</i>.",
    "Police said <i>the crowd had left the square</i>.",
    "State radio said on Monday <i>that two boats had sunk</i>.",
    "The mayor told reporters <i>that the bridge would open in May</i>.",
    "The mayor told the harbour news agency <i>the bridge would open in May</i>.",
    "She believes <i>the bridge will hold</i>.",
    "The union fears <i>that the yard will be sold</i>.",
    "Doctors in the town report <i>that ambulances are being turned away</i>.",
    "It is reported <i>that most shops are open</i>.",
    "The channel also reported <i>gunfire and fights near the station</i>.",
    "The agents claim <i>the papers were forged</i>, but they showed none.",
    "The minister asked <i>whether the bridge was safe</i>.",
    "The poll shows <i>that most voters want a new bridge</i>.",
    "He added <i>that he would stay in the city</i>.",
]

AFTER_AND_AROUND = [
    "<i>Troops fired on the crowd</i>, police said.",
    "<i>Troops fired on the crowd</i>, said the mayor of the town.",
    "<i>The looters</i>, he added, <i>were armed with sticks</i>.",
    "<i>The port was closed for two days</i>, the state channel reported on Friday.",
    "<i>Two ferries have been hired from abroad</i> , said the head of the line, Olaf Brand.",
    "<i>The columns are led by trained men</i>. , says the head of the institute.",
]

SOURCES_NAMED = [
    "According to the ministry, <i>forty people were hurt</i>.",
    "<i>Forty people were hurt</i>, according to the ministry.",
    "According to Olaf Brand, who chairs the port committee, <i>the ferries will sail</i>.",
    "In his opinion, <i>the strike will be over by June</i>.",
    "In the words of the mayor, <i>the strike is over</i>.",
]

ATTITUDES = [
    "The guild vowed <i>to fight the sale</i>.",
    "The mayor urged <i>the strikers to go home</i>.",
    "The president blamed <i>foreign gangs for the fire</i>.",
    "The guild called for <i>a new vote</i>.",
    "Critics denounced <i>the sale of the yard</i>.",
    "The mayor is confident <i>that the bridge will hold</i>.",
    "Nobody heard the accusation <i>that the yard was sold too cheaply</i>.",
    "There were reports <i>of shots in the harbour</i>.",
]

MIXED = [
    "Police spokesman Olaf Brand said <i>dozens of <s>“raiders”</s> were <s>“removed”</s> "
    "overnight, when they <d>“tried to storm the town hall.”</d></i>",
    "The deputy told the agency <i>that the troops would stay "
    "<d>“as long as the governor thinks it is right.”</d></i>",
    "The guard calls <i>the men in the yard <s>“helpers”</s></i>.",
    "The governor labels <i>the strikers as <s>“wreckers”</s></i>.",
    "The mayor said <i>the guild would send boats to <s>“steady”</s> the coast</i>.",
    "It happened as part of a <s>“relief”</s> mission by the guild.",
]

AUTHORIAL = [
    "The United States and its partners met on Monday.",
    "Mass protests continue in the town for the fifth day.",
    "Protests in the town: strikers storm the yard",
    "The strikers held a meeting and the shops were shut.",
    "Prices have been added to the list of complaints, and the report was late.",
    "The bridge fell in March. It was built by a firm from the coast.",
    "The plane was sent back to the capital twenty minutes before it landed.",
]


@pytest.mark.parametrize(
    "marked", [*CLAUSES, *AFTER_AND_AROUND, *SOURCES_NAMED, *ATTITUDES, *MIXED, *AUTHORIAL]
)
def test_words_have_the_voice_that_the_report_gives_them(marked: str) -> None:
    assert found_voices(plain(marked)) == expected_voices(marked)


DISTANCE = [
    "The so-called <s>helpers</s> came at night.",
    "A self-styled <s>harbour guard</s> has closed the pier.",
    "The alleged <s>plot</s> was never shown.",
    "This is what the guild calls <s>“fair trade”</s> on the coast.",
]


@pytest.mark.parametrize("marked", DISTANCE)
def test_words_kept_at_a_distance_are_scare(marked: str) -> None:
    voices = [(word, voice) for word, voice, _ in found_voices(plain(marked))]
    assert voices == [(word, voice) for word, voice, _ in expected_voices(marked)]


LANGUAGES = [
    ("es", "El ministro dijo <i>que el puente es seguro</i>."),
    ("es", "<d>«El puente es seguro y no se va a caer»</d>, dijo el ministro."),
    ("es", "Según la policía, <i>el puente es seguro</i>."),
    ("es", "<i>El puente es seguro</i>, aseguró la ministra."),
    ("ru", "Министр сказал, <i>что мост закрыт</i>."),
    ("ru", "<d>— Мост закрыт, и никто не знает почему</d>, — сказал министр."),
    ("ru", "По словам министра, <i>мост будет закрыт до мая</i>."),
    ("ru", "<d>«Мост закрыт и никто не знает почему»</d>, — заявил министр."),
    ("uk", "Міністр заявив, <i>що міст закрито</i>."),
    ("uk", "<d>«Міст закрито, і ніхто не знає чому»</d>, — сказав міністр."),
    ("uk", "За словами міністра, <i>міст буде закрито до травня</i>."),
    ("de", "Der Minister sagte: <d>„Die Brücke ist seit Montag zu.“</d>"),
]


@pytest.mark.parametrize(("language", "marked"), LANGUAGES)
def test_other_languages_have_marks_turns_and_the_plain_constructions(
    language: str, marked: str
) -> None:
    assert found_voices(plain(marked), language) == expected_voices(marked)
