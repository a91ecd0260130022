"""Figures in the page: drawn inline where their marks lead to sentences, else as an image.

A mark is a group whose id is `evidence?` and a filter as a query. Inline, it carries the filter
for the page's script; every other id is made the figure's own, and nothing but shapes is kept.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring

__all__ = ["Drawing", "drawing_of"]

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_MARK = "evidence?"
_MOST_INLINE = 1_000_000
_KEPT = frozenset(
    ("svg", "g", "defs", "path", "rect", "circle", "line", "use", "clipPath", "pattern", "image",
     "polygon", "polyline", "ellipse")
)  # fmt: skip
_REFERENCE = re.compile(r"url\(#([^)]*)\)")


@dataclass(frozen=True)
class Drawing:
    """A figure as it stands in the page: inline SVG, or the address of an image."""

    inline: str = ""
    address: str = ""


def drawing_of(svg: bytes, name: str) -> Drawing:
    """Return a figure for the page; `name` is put before its ids."""
    if _MARK.encode() in svg and len(svg) <= _MOST_INLINE:
        return Drawing(inline=_inline(svg, f"{name}-"))
    packed = base64.b64encode(svg).decode("ascii")
    return Drawing(address=f"data:image/svg+xml;base64,{packed}")


def _inline(svg: bytes, prefix: str) -> str:
    root = fromstring(svg)
    _keep_shapes(root, prefix)
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _keep_shapes(element: ElementTree.Element, prefix: str) -> None:
    for child in list(element):
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag.removeprefix(_SVG) in _KEPT and tag.startswith(_SVG):
            _keep_shapes(child, prefix)
        else:
            element.remove(child)
    element.tag = element.tag.removeprefix(_SVG)
    for name, value in list(element.attrib.items()):
        del element.attrib[name]
        _set(element, name, value, prefix)


def _set(element: ElementTree.Element, name: str, value: str, prefix: str) -> None:
    """Set an attribute again, if it is a plain one; references stay inside the drawing."""
    if name == "id" and value.startswith(_MARK):
        element.set("class", "behind")
        element.set("data-wanted", value.removeprefix(_MARK))
    elif name == "id":
        element.set("id", f"{prefix}{value}")
    elif name in (_LINK, "href"):
        inside = value.startswith("#")
        if inside or value.startswith("data:image/png;base64,"):
            element.set("href", f"#{prefix}{value[1:]}" if inside else value)
    elif not name.startswith(("{", "on")):
        element.set(name, _REFERENCE.sub(rf"url(#{prefix}\1)", value))
