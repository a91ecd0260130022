"""The XML that Yoshikoder and Lexicoder share: categories are `cnode`, entries are `pnode`."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax import ContentHandler, SAXParseException
from xml.sax.saxutils import quoteattr
from xml.sax.xmlreader import InputSource

from framing.lexicon.formats.draft import Draft, Reading, Word
from framing.lexicon.formats.separated import number_of

__all__ = ["attribute", "looks_like_cnodes", "read_cnodes"]

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def looks_like_cnodes(text: str) -> bool:
    """Tell whether a text is XML."""
    return text[:1000].lstrip("\ufeff \t\r\n").startswith("<")


def read_cnodes(text: str, reading: Reading) -> tuple[Draft, dict[str, str]]:
    """Read the categories and entries, and the attributes of the dictionary itself.

    Entities and references to other files are refused.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import create_parser

    content = _Content(reading)
    parser = create_parser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(content)
    source = InputSource()
    source.setCharacterStream(io.StringIO(text.lstrip("\ufeff \t\r\n")))
    try:
        parser.parse(source)
    except DefusedXmlException:
        raise reading.refusal(
            content.line, "expected categories, found XML entities or references; take them out"
        ) from None
    except SAXParseException as e:
        raise reading.refusal(
            e.getLineNumber() or 1, f"not valid XML: {e.getMessage()}; save the file again"
        ) from None
    if content.other:
        raise reading.refusal(
            1, f"expected XML with <cnode> and <pnode>, found <{content.other:.40}>; is this a "
            "dictionary of Yoshikoder or Lexicoder?"
        )  # fmt: skip
    return content.root, content.attributes


class _Content(ContentHandler):  # type: ignore[misc, unused-ignore]
    """Collects categories and entries as the parser meets them."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self.root = Draft(reading.stem)
        self.open = [self.root]
        self.attributes: dict[str, str] = {}
        self.other = ""
        self.known = False
        self.locator: Any = None

    @property
    def line(self) -> int:
        """The line where the parser is."""
        return int(self.locator.getLineNumber() or 1) if self.locator else 1

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 (the name that SAX calls)
        """Take the parser's place in the text."""
        self.locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 (the name that SAX calls)
        """Open a category, or take an entry."""
        values = {key.lower(): value for key, value in attrs.items()}
        tag = name.rpartition(":")[2].lower()
        if tag == "cnode":
            self.known = True
            self.reading.check_level(len(self.open), self.line)
            title = values.get("name", "").strip() or "unnamed"
            draft = self.reading.open(self.open[-1], title, self.line)
            draft.description = draft.description or values.get("desc", "")
            self.open.append(draft)
        elif tag == "pnode":
            self.add(values)
        elif tag == "dictionary":
            self.known, self.attributes = True, values
        elif not self.known and not self.other:
            self.other = name

    def endElement(self, name: str) -> None:  # noqa: N802 (the name that SAX calls)
        """Close a category."""
        if name.rpartition(":")[2].lower() == "cnode":
            self.open.pop()

    def add(self, values: dict[str, str]) -> None:
        """Take an entry into the category that is open."""
        term, score = values.get("name", ""), values.get("score", "")
        if not term.strip():
            self.reading.note(self.line, "left out", "an entry without a name; left out")
            return
        weight = number_of(score) if score.strip() else 1.0
        if weight is None:
            message = f"'{term:.40}': expected a score, found '{score:.20}'; 1 taken"
            self.reading.note(self.line, "weights", message)
        draft = self.open[-1]
        if draft is self.root:
            draft = self.root.children.setdefault(
                self.reading.stem, Draft(self.reading.stem, self.line)
            )
        draft.words.append(Word(term, self.line, 1.0 if weight is None else weight))


def attribute(text: str) -> str:
    """Return a text as the quoted value of an attribute, without characters that XML forbids."""
    return str(quoteattr(_ILLEGAL.sub("", text)))
