"""Voices in languages other than English, and in languages without rules of reported speech."""

from __future__ import annotations

import pytest

from tests.segmentation.markup import expected_voices, found_voices, plain

SPANISH = [
    "El ministro dijo <i>que el puente es seguro</i>.",
    "<d>«El puente es seguro y no se va a caer»</d>, dijo el ministro.",
    "Según la policía, <i>el puente es seguro</i>.",
    "<i>El puente es seguro</i>, aseguró la ministra.",
    "Los llamados <s>«ayudantes»</s> llegaron de noche.",
    "El puente se cerró <s>«por seguridad»</s>.",
    "<d>—El puente es seguro</d> —dijo la alcaldesa.",
]
RUSSIAN = [
    "Министр сказал, <i>что мост закрыт</i>.",
    "<d>— Мост закрыт, и никто не знает почему</d>, — сказал министр.",
    "<d>— Мост закрыт. Это надолго</d>, — сказал мэр.",
    "По словам министра, <i>мост будет закрыт до мая</i>.",
    "<i>Мост</i>, как сообщает полиция, <i>закрыт</i>.",
    "<d>«Мост закрыт и никто не знает почему»</d>, — заявил министр.",
    "Так называемые <s>помощники</s> пришли ночью.",
    "Мэр назвал <i>их <s>«бандитами»</s></i>.",
]
UKRAINIAN = [
    "Міністр заявив, <i>що міст закрито</i>.",
    "<d>«Міст закрито, і ніхто не знає чому»</d>, — сказав міністр.",
    "<d>— Міст закрито</d>, — сказав голова. <d>— Це надовго.</d>",
    "За словами міністра, <i>міст буде закрито до травня</i>.",
    "Так звані <s>помічники</s> прийшли вночі.",
]
MARKS_ONLY = ["Der Minister sagte: <d>„Die Brücke ist seit Montag zu.“</d>"]
EXAMPLES = [
    *(("es", text) for text in SPANISH),
    *(("ru", text) for text in RUSSIAN),
    *(("uk", text) for text in UKRAINIAN),
    *(("de", text) for text in MARKS_ONLY),
]


@pytest.mark.parametrize(("language", "marked"), EXAMPLES)
def test_each_language_has_its_marks_turns_and_plain_constructions(
    language: str, marked: str
) -> None:
    assert found_voices(plain(marked), language) == expected_voices(marked)


def test_a_language_without_rules_has_no_indirect_speech() -> None:
    text = "Der Minister sagte, dass die Brücke sicher ist. Laut Polizei ist sie sicher."
    assert {voice for _, voice, _ in found_voices(text, "de")} == {"authorial"}


def test_a_region_does_not_change_the_rules_of_a_language() -> None:
    text = "El ministro dijo que el puente es seguro."
    assert found_voices(text, "es-MX") == found_voices(text, "es")
