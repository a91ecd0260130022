"""One estimated number: never alone, always with its n, its interval and how it was made."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from framing.signature import Signature

__all__ = ["Estimate"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with what must be told beside it.

    Parameters
    ----------
    value
        The estimate; NaN where nothing can be estimated.
    low, high
        Ends of its interval; NaN where there is none, and `note` says why.
    level
        Level of confidence of the interval, between 0 and 1; NaN without one.
    n
        What the number rests on: articles, unless the function says otherwise.
    method
        How value and interval were made, in a few words.
    unit
        What the number counts in.
    signature
        Ordered parts that say how it was made.
    note
        What must be told beside the number, in one sentence; often empty.

    >>> str(Estimate(0.41, 0.3, 0.52, level=0.95, n=40, method="bootstrap", unit="share"))
    '0.41 [0.3, 0.52] (n = 40, bootstrap)'
    """

    value: float
    low: float = math.nan
    high: float = math.nan
    level: float = math.nan
    n: int = 0
    method: str = ""
    unit: str = ""
    signature: Signature = field(default_factory=Signature)
    note: str = ""

    @property
    def has_interval(self) -> bool:
        """True if both ends are known."""
        return not (math.isnan(self.low) or math.isnan(self.high))

    def to_dict(self) -> Mapping[str, object]:
        """Return the parts as a mapping, in order; the signature as text."""
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "level": self.level,
            "n": self.n,
            "method": self.method,
            "unit": self.unit,
            "signature": str(self.signature),
            "note": self.note,
        }

    def __float__(self) -> float:
        return float(self.value)

    def __str__(self) -> str:
        interval = f" [{self.low:.4g}, {self.high:.4g}]" if self.has_interval else ""
        method = f", {self.method}" if self.method else ""
        return f"{self.value:.4g}{interval} (n = {self.n:,}{method})"
