"""Text of others, made safe to show: what steers a terminal or turns the line is spelled out."""

from __future__ import annotations

__all__ = ["visible"]

_PICTURES: dict[int, str] = {i: chr(0x2400 + i) for i in range(32) if chr(i) not in "\t\n"}
_C1 = {i: f"[U+{i:04X}]" for i in range(0x80, 0xA0)}
_TURNS = {i: f"[U+{i:04X}]" for i in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_MARKS = {i: f"[U+{i:04X}]" for i in (0x200E, 0x200F, 0x061C)}
_HALVES = {i: f"[U+{i:04X}]" for i in range(0xD800, 0xE000)}
_SHOWN: dict[int, str] = {**_PICTURES, 0x7F: chr(0x2421), **_C1, **_TURNS, **_HALVES}


def visible(text: str, *, marks: bool = False) -> str:
    """Return a text whose control characters can be seen and do nothing.

    Escape and its like become their pictures (`␛`); characters that turn the direction of
    writing, and halves of surrogate pairs, become their codes (`[U+202E]`). Tabs and line feeds
    stay; a carriage return before a line feed goes.

    Parameters
    ----------
    text
        Of an article, a pack or a file.
    marks
        Spell out the marks of direction too, which do no harm in a browser.
    """
    shown = {**_SHOWN, **_MARKS} if marks else _SHOWN
    return text.replace("\r\n", "\n").translate(shown)
