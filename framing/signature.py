"""How a number was made, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Signature"]


@dataclass(frozen=True, slots=True)
class Signature:
    """Ordered `key:value` parts that say how a number was made.

    >>> str(Signature.of(measure="share", voice="authorial"))
    'measure:share|voice:authorial'
    """

    parts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, **parts: object) -> Signature:
        """Make a signature from keywords, in their order."""
        return cls(tuple((key, str(value)) for key, value in parts.items()))

    def with_parts(self, **parts: object) -> Signature:
        """Return a new signature with parts set; a known key keeps its place."""
        new = {key: str(value) for key, value in parts.items()}
        return Signature(tuple({**dict(self.parts), **new}.items()))

    @classmethod
    def joined(cls, signatures: Iterable[Signature]) -> Signature:
        """Return the signature of numbers made in several ways: `measure:rate, share`."""
        values: dict[str, dict[str, None]] = {}
        for signature in signatures:
            for key, value in signature.parts:
                values.setdefault(key, {})[value] = None
        return cls(tuple((key, ", ".join(found)) for key, found in values.items()))

    def to_dict(self) -> Mapping[str, str]:
        """Return the parts as a mapping, in order."""
        return dict(self.parts)

    def __str__(self) -> str:
        return "|".join(f"{key}:{value}" for key, value in self.parts)
