"""Numbers as printed: one function a kind, so that the whole report rounds alike."""

from __future__ import annotations

import math
from typing import Any

from framing.report.model import Filter, Number

__all__ = [
    "bounded_log_odds",
    "bounded_rate",
    "count_of",
    "distance",
    "diversity_of",
    "estimate_of",
    "key_of",
    "per_1000",
    "probability",
    "score",
    "share_of",
    "signed",
    "spread",
    "words_count",
]


def key_of(*parts: object) -> str:
    """Return `section.table.row.column`; a full stop inside a part becomes a slash."""
    escaped = (str(part).replace("%", "%25").replace("/", "%2F") for part in parts)
    return ".".join(part.replace(".", "/") for part in escaped)


def count_of(
    key: str,
    value: Any,
    *,
    evidence: Filter | None = None,
    unit: str = "matches",
    signature: str = "",
    method: str = "counted",
) -> Number:
    """A count; with a filter, as many sentences stand behind it."""
    n = int(value)
    return Number(
        key, n, f"{n:,}", unit=unit, n=n, method=method, signature=signature, evidence=evidence
    )


def diversity_of(
    key: str,
    value: Any,
    *,
    n: Any,
    unit: str,
    method: str,
    signature: str = "",
    evidence: Filter | None = None,
) -> Number:
    """A measure of diversity, to two decimals; `n` is the number of words it rests on."""
    number = _finite(value)
    text = "–" if number is None else f"{number:.2f}"
    return Number(
        key,
        number,
        text,
        unit=unit,
        n=int(n),
        method=method,
        signature=signature,
        evidence=evidence,
    )


def words_count(
    key: str, value: Any, *, signature: str = "", evidence: Filter | None = None
) -> Number:
    """A count of words; with a filter on speech, the passages that hold them stand behind it."""
    return count_of(key, value, unit="words", signature=signature, evidence=evidence)


def share_of(
    key: str,
    value: Any,
    *,
    n: Any,
    of: str = "",
    evidence: Filter | None = None,
    signature: str = "",
) -> Number:
    """A share, printed in percent; `n` is what it is a share of."""
    number = _finite(value)
    text = "–" if number is None else _percent(number)
    return Number(
        key,
        number,
        text,
        unit="share",
        n=int(n),
        method=f"share of {of}" if of else "share",
        signature=signature,
        evidence=evidence,
    )


def per_1000(
    key: str,
    value: Any,
    *,
    n: Any,
    evidence: Filter | None = None,
    signature: str = "",
    method: str = "matches per 1,000 words",
) -> Number:
    """A rate per 1,000 words; `n` is the count it rests on."""
    number = _finite(value)
    text = "–" if number is None else f"{number:.1f}"
    return Number(
        key,
        number,
        text,
        unit="per 1,000 words",
        n=int(n),
        method=method,
        signature=signature,
        evidence=evidence,
    )


def bounded_rate(key: str, row: Any, *, evidence: Filter | None, signature: str) -> Number:
    """A rate from a row of a comparison, with its interval where the design allows one."""
    value, low, high = (_finite(x) for x in (row.value, row.low, row.high))
    text = "–" if value is None else f"{value:.1f}"
    if value is not None and low is not None and high is not None:
        text = f"{text} [{low:.1f} to {high:.1f}]"
    return Number(
        key,
        value,
        text,
        unit="per 1,000 words",
        n=int(row.n),
        low=low,
        high=high,
        level=_finite(row.level) if low is not None else None,
        method=str(row.method),
        signature=signature,
        evidence=evidence,
    )


def estimate_of(
    key: str,
    value: Any,
    low: Any = None,
    high: Any = None,
    *,
    n: Any,
    unit: str,
    level: Any = None,
    evidence: Filter | None = None,
    signature: str = "",
    method: str = "",
    sign: bool = False,
) -> Number:
    """An estimate in its unit with its interval, where there is one; shares in percent."""
    number, ends = _finite(value), (_finite(low), _finite(high))
    text = "–" if number is None else _in_unit(number, unit, sign)
    if number is not None and ends[0] is not None and ends[1] is not None:
        shown = [_in_unit(end, unit, sign).rstrip("%") for end in ends if end is not None]
        text = f"{text} [{shown[0]} to {shown[1]}]"
    return Number(
        key, number, text, unit=unit, n=int(n), low=ends[0], high=ends[1],
        level=_finite(level) if ends[0] is not None else None, method=method,
        signature=signature, evidence=evidence,
    )  # fmt: skip


def _in_unit(value: float, unit: str, sign: bool) -> str:
    if unit == "share":
        percent = f"{100 * value:+.0f}" if sign else f"{100 * value:.0f}"
        return "0%" if float(percent) == 0 else f"{percent.replace('-', '−')}%"
    decimals = 2 if unit in ("logit", "valence", "per article", "effect size", "ratio") else 1
    if sign:
        return signed(value, decimals=decimals)
    return f"{value:.{decimals}f}".replace("-", "−")


def bounded_log_odds(key: str, row: Any, *, signature: str) -> Number:
    """A log-odds from a row of distinctive words, with its interval where the design allows one."""
    value, low, high = (_finite(x) for x in (row.log_odds, row.low, row.high))
    text = "–" if value is None else signed(value)
    if value is not None and low is not None and high is not None:
        ends = (signed(end).removeprefix("+") for end in (low, high))
        text = f"{text} [{' to '.join(ends)}]"
    return Number(
        key,
        value,
        text,
        unit="log-odds",
        n=int(row.n + row.n_rest),
        low=low,
        high=high,
        level=_finite(row.level) if low is not None else None,
        method="log-odds with an informative Dirichlet prior; t interval over articles",
        signature=signature,
    )


def spread(key: str, value: Any, *, n: Any, signature: str = "") -> Number:
    """Gries' deviation of proportions, from 0 to 1, to two decimals; `n` counts articles."""
    number = _finite(value)
    text = "–" if number is None else f"{number:.2f}"
    method = "Gries’ deviation of proportions over articles, normalised"
    return Number(key, number, text, unit="DP", n=int(n), method=method, signature=signature)


def score(key: str, value: Any, *, n: Any, signature: str = "", method: str = "") -> Number:
    """A score without unit, signed, to one decimal."""
    number = _finite(value)
    text = "–" if number is None else signed(number)
    return Number(key, number, text, unit="score", n=int(n), method=method, signature=signature)


def distance(key: str, value: Any, *, n: Any, signature: str = "") -> Number:
    """A distance between 0 and 1, to two decimals."""
    number = _finite(value)
    text = "–" if number is None else f"{number:.2f}"
    return Number(
        key,
        number,
        text,
        unit="cosine distance",
        n=int(n),
        method="cosine distance",
        signature=signature,
    )


def probability(key: str, value: Any, *, n: Any, signature: str = "", method: str = "") -> Number:
    """A probability, to three decimals; smaller than half a thousandth is told as such."""
    number = _finite(value)
    if number is None:
        text = "–"
    elif number < 0.0005:
        text = "less than 0.001"
    else:
        text = f"{number:.3f}".rstrip("0").rstrip(".") if number < 1 else "1"
    return Number(
        key, number, text, unit="probability", n=int(n), method=method, signature=signature
    )


def signed(value: float, *, decimals: int = 1) -> str:
    """Return the number with its sign, a true minus, and no signed zero."""
    text = f"{value:+.{decimals}f}"
    if float(text) == 0:
        return text[1:]
    return text.replace("-", "−")


def _percent(share: float) -> str:
    percent = 100 * share
    if 0 < percent < 0.95:
        return f"{percent:.1f}%"
    if 99 < percent < 100:
        return f"{math.floor(percent * 10) / 10:.1f}%"
    return f"{percent:.0f}%"


def _finite(value: Any) -> float | None:
    if value is None:
        return None
    number = float(value)
    return number if math.isfinite(number) else None
