"""From bytes to text: UTF-8, a byte order mark, or the encoding that the user names."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from framing.errors import CorpusError, Problem, did_you_mean

__all__ = [
    "Decoded",
    "check_encoding",
    "decode",
    "has_mark",
    "read_bytes",
    "read_decoded",
    "undecodable",
]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_KNOWN = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "iso-8859-1", "iso-8859-2",
    "iso-8859-5", "iso-8859-15", "windows-1250", "windows-1251", "windows-1252", "windows-1254",
    "koi8-r", "koi8-u", "cp866", "mac-roman", "mac-cyrillic", "big5", "gb18030", "gbk", "euc-kr",
    "shift_jis", "euc-jp", "ascii",
)  # fmt: skip
_HIGH = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and how it was read where that was not by the encoding named or assumed."""

    text: str
    told: str = ""


def check_encoding(encoding: str | None) -> None:
    """Refuse an encoding that Python does not know."""
    try:
        b"a".decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return
    except (LookupError, ValueError, TypeError):
        hint = did_you_mean(str(encoding), _KNOWN)
        raise CorpusError(
            f"expected the name of a text encoding, found '{encoding}'"
            f"{hint or '; utf-8 and windows-1252 are such names'}",
            where="corpus.encoding",
        ) from None


def read_bytes(path: Path) -> bytes:
    """Read a file, unpacked if its name ends in .gz."""
    try:
        packed = path.read_bytes()
        return gzip.decompress(packed) if path.suffix.lower() == ".gz" else packed
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise CorpusError(
            "expected a file packed by gzip, found one that can't be unpacked; pack it again, or "
            "take .gz off its name if it is not packed",
            where=str(path),
        ) from None
    except OSError as error:
        raise CorpusError(
            f"expected a file that can be read, found: {error.strerror or error}; "
            "check the file and its permissions",
            where=str(path),
        ) from None


def read_decoded(path: Path, *, encoding: str | None = None) -> Decoded:
    """Read a text file whole, without translating its line ends."""
    return decode(read_bytes(path), where=str(path), encoding=encoding)


def decode(content: bytes, *, where: str, encoding: str | None = None) -> Decoded:
    """Decode by the byte order mark, else by the encoding named, else as UTF-8.

    Where a one-byte encoding is named and the bytes are UTF-8 beyond ASCII, UTF-8 it is: other
    text is never so by chance, and folders hold files of both kinds.
    """
    for mark, name, title in _MARKS:
        if content.startswith(mark):
            text = _decode(content[len(mark) :], where, name, named=False)
            return Decoded(text, f"{title}, by its byte order mark")
    if encoding and not content.isascii() and _is_one_byte(encoding):
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return Decoded(text, f"UTF-8, which it is, though corpus.encoding says {encoding}")
    return Decoded(_decode(content, where, encoding or "utf-8", named=encoding is not None))


def _is_one_byte(encoding: str) -> bool:
    """Return whether every byte is a letter of its own, the first 128 those of ASCII."""
    name = codecs.lookup(encoding).name
    return name.startswith(("cp12", "iso8859", "koi8", "mac", "cp8", "cp4", "latin"))


def has_mark(content: bytes) -> bool:
    """Return whether a byte order mark stands at the beginning."""
    return any(content.startswith(mark) for mark, _, _ in _MARKS)


def _decode(content: bytes, where: str, encoding: str, *, named: bool) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        place = f"{where}:{line}"
        raise CorpusError(
            [undecodable(content, error, place, encoding if named else "", assumed=encoding)]
        ) from None
    if "\0" in text:
        raise CorpusError([_nul(content, text, where)])
    return text


def undecodable(
    content: bytes,
    error: UnicodeDecodeError,
    where: str,
    named: str = "",
    *,
    assumed: str = "utf-8",
) -> Problem:
    """Say which byte is not of the encoding named or assumed, and what to do."""
    found = f"0x{content[error.start]:02X} at byte {error.start + 1}"
    if named:
        return Problem(
            where,
            f"expected {named}, as corpus.encoding says, found {found}, which is not {named}; "
            "name the encoding that the file has",
        )
    if assumed != "utf-8":
        return Problem(
            where,
            f"expected {assumed.upper()}, as the file's first bytes say, found {found}, which is "
            "not; save the file again as UTF-8",
        )
    looks, name = _guess(content)
    return Problem(
        where,
        f"expected UTF-8, found {found}, which looks like {looks}; save the file as UTF-8 or name "
        f"its encoding: `corpus.encoding: {name}`",
    )


def _guess(content: bytes) -> tuple[str, str]:
    """Say what bytes look like that are not UTF-8, and the encoding to try first."""
    runs = _HIGH.findall(content)
    high = sum(map(len, runs))
    if high >= 4 * len(runs):
        return "Windows-1251 or another Cyrillic encoding", "windows-1251"
    if any(0x80 <= byte <= 0x9F for run in runs for byte in run):
        return "Windows-1252", "windows-1252"
    return "Latin-1 or Windows-1252", "windows-1252"


def _nul(content: bytes, text: str, where: str) -> Problem:
    even, odd = content[0:2000:2].count(0), content[1:2000:2].count(0)
    if max(even, odd) * 4 > min(len(content), 2000) // 2:
        name = "utf-16-le" if odd > even else "utf-16-be"
        return Problem(
            where,
            "expected UTF-8, found NUL bytes, which look like UTF-16 without a byte order mark; "
            f"save the file as UTF-8 or name its encoding: `corpus.encoding: {name}`",
        )
    line = text.count("\n", 0, text.index("\0")) + 1
    return Problem(
        f"{where}:{line}",
        f"expected text, found a NUL byte at byte {content.index(0) + 1}; the file was damaged or "
        "is no text: save it again as UTF-8",
    )
