"""Letters as regular expressions have them."""

from __future__ import annotations

__all__ = ["CAPITAL"]

_LAST = 0x1FFF
"""The last code point of Latin, Greek, Cyrillic, Armenian and Georgian."""

CAPITAL = f"[{''.join(c for c in map(chr, range(_LAST + 1)) if c.isupper() or c.istitle())}]"
"""Any capital letter."""
