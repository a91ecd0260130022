"""What stands on an HTML page, read with the standard library."""

import base64
import json
import zlib
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "img", "br", "link", "input", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict
    children: list = field(default_factory=list)

    def find(self, tag=None, **wanted):
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        for child in self.children:
            if isinstance(child, str):
                continue
            if (tag is None or child.tag == tag) and all(
                name in child.attributes
                and (value is True or value in child.attributes[name].split())
                for name, value in wanted.items()
            ):
                yield child
            yield from child.find(tag, **wanted)

    @property
    def words(self):
        return self.words_without()

    def words_without(self, attribute=""):
        """The text, without that of elements which have the attribute."""
        return " ".join("".join(self._texts(attribute)).split())

    def _texts(self, attribute):
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif not attribute or attribute not in child.attributes:
                yield from child._texts(attribute)


class Page(HTMLParser):
    """The tree of a page; `unclosed` holds what a browser would have to mend."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {})
        self.stack = [self.root]
        self.mended = []
        self.feed(html)
        self.close()
        self.mended += [element.tag for element in self.stack[1:]]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag, attrs):
        self.stack[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        if self.stack[-1].tag == tag:
            self.stack.pop()
        else:
            self.mended.append(f"/{tag}")

    def handle_data(self, data):
        self.stack[-1].children.append(data)


def unpacked(html):
    """The evidence that a page carries for its script."""
    (packed,) = Page(html).root.find("script", id="packed")
    return json.loads(zlib.decompress(base64.b64decode(packed.words)))


def scripts_that_run(page):
    return [s for s in page.root.find("script") if s.attributes.get("type") != "text/plain"]
