"""From the bytes of a foreign dictionary to its text: dictionaries are older than UTF-8."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon.formats.draft import Reading

__all__ = ["MAX_BYTES", "decode", "read_content"]

MAX_BYTES = 10_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PACKED = ((b"PK\x03\x04", "a zip archive"), (b"PK\x05\x06", "an empty zip archive"),
           (b"\x1f\x8b", "a gzip archive"))  # fmt: skip
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding=["']([\w.:-]{1,40})["']""")
_CONTROL = bytes([*range(9), 11, *range(14, 27), *range(28, 32)])
_HIGH = re.compile(rb"[\x80-\xff]+")
_WESTERN = re.compile(
    rb"[\xc0-\xd6\xd8-\xf6\xf8-\xff\x8a\x8c\x8e\x9a\x9c\x9e\x9f\x80\x85\x91-\x97\xa3]"
)
"""Letters, quotation marks, dashes and money of Windows-1252."""


def read_content(path: Path) -> bytes:
    """Read a file of at most 10 MB that is no archive.

    Raises
    ------
    LexiconError
        If it can't be read, is larger, or is packed.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LexiconError(
                f"expected a dictionary of at most {MAX_BYTES // 1_000_000} MB, found "
                f"{path.stat().st_size // 1_000_000} MB; split it",
                where=str(path),
            )
        content = path.read_bytes()
    except OSError as e:
        raise LexiconError(f"can't be read: {e.strerror}", where=str(path)) from None
    for start, kind in _PACKED:
        if content.startswith(start):
            raise LexiconError(
                f"expected a dictionary, found {kind}; unpack it and give the file inside",
                where=str(path),
            )
    return content


def decode(content: bytes, reading: Reading, encoding: str | None = None) -> str:
    """Return the text by the encoding named, a byte order mark, the XML's word, or its bytes.

    A text that is no UTF-8 is read as Windows-1252 (as Mac Roman where its lines end as on old
    Macs), and that is noted; bytes that look like no Western text are refused until their
    encoding is named.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], name, reading)
    if encoding:
        return _strict(content, _known(encoding, reading), reading)
    if b"\0" in content:
        return _wide(content, reading)
    if len(content.translate(None, _CONTROL)) < len(content) * 0.995:
        raise reading.refusal(0, "expected a dictionary in text, found binary content")
    declared = _DECLARED.match(content.lstrip())
    if declared and not declared[1].lower().startswith((b"utf-16", b"utf-32", b"ucs")):
        try:
            return content.decode(declared[1].decode())
        except (UnicodeDecodeError, LookupError):
            reading.note(1, "encoding", f"is not {declared[1].decode()}, as its first line says")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _western(content, reading)


def _known(encoding: str, reading: Reading) -> str:
    try:
        b"a".decode(encoding)
    except UnicodeDecodeError:
        pass
    except (LookupError, ValueError):
        raise reading.refusal(
            0,
            f"expected the name of a text encoding, found '{encoding}'; utf-8, windows-1252 and "
            "shift_jis are such names",
        ) from None
    return encoding


def _strict(content: bytes, encoding: str, reading: Reading) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as e:
        line = content.count(b"\n", 0, e.start) + 1
        raise reading.refusal(
            line,
            f"expected {encoding}, found bytes that are not; name the encoding that the file has",
        ) from None


def _wide(content: bytes, reading: Reading) -> str:
    """Read UTF-16 without a byte order mark: every second byte of its Latin letters is zero."""
    even, odd = content[0:4000:2].count(0), content[1:4000:2].count(0)
    half = max(len(content[:4000]) // 2, 1)
    if len(content) % 2 or max(even, odd) < 0.3 * half or min(even, odd) > 0.05 * half:
        raise reading.refusal(0, "expected a dictionary in text, found binary content")
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    reading.note(0, "encoding", f"read as {encoding}, without a byte order mark")
    return _strict(content, encoding, reading)


def _western(content: bytes, reading: Reading) -> str:
    mac = b"\r" in content and b"\n" not in content
    if not _looks_western(content, mac):
        line = content.count(b"\n", 0, next(_HIGH.finditer(content)).start()) + 1
        raise reading.refusal(
            line,
            "expected UTF-8 or a Western encoding, found bytes that are neither; name the encoding "
            "with --encoding (windows-1251, shift_jis, euc_jp …)",
        )
    encoding = "mac_roman" if mac else "windows-1252"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding = "latin-1"
        text = content.decode(encoding)
    reading.note(
        0,
        "encoding",
        f"is no UTF-8 and was read as {encoding}; if letters look wrong, name the encoding with "
        "--encoding",
    )
    return text


def _looks_western(content: bytes, mac: bool) -> bool:
    """Tell whether letters beyond ASCII stand alone or in pairs, as they do in Western words."""
    runs = _HIGH.findall(content)
    high = sum(map(len, runs))
    if high >= 3 * len(runs):
        return False
    return mac or len(_WESTERN.findall(b"".join(runs))) >= 0.7 * high
