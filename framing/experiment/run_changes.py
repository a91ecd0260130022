"""Which numbers differ between two runs, and why each does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from framing.experiment.finished_run import FinishedRun
from framing.experiment.run_causes import Cause, run_causes
from framing.report.numbers import key_of

__all__ = ["NumberChange", "RunChanges", "compare_runs"]

_AGREE = 1e-9
"""Numbers agree to this across machines."""
_IDLE = ("name", "plots", "report", "corpus.path")
"""Parts of a config that change no number, or only through what else is told."""
_UNTOLD = (
    "the manifests name no cause that reaches it; framing itself may have changed under one version"
)


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number that differs.

    Parameters
    ----------
    key
        Of results.json.
    change
        `changed`, `appears` (only in B) or `vanishes` (only in A).
    before, after
        As printed, with all digits where the prints are alike.
    difference
        B − A in the number's unit; none where one of them has no value.
    relative
        |B − A| over the larger of |A| and |B|: from 0 to 1, or to 2 where the signs differ.
    unit
        Of the number.
    why
        The causes that reach it.
    """

    key: str
    change: str
    before: str
    after: str
    difference: float | None
    relative: float
    unit: str
    why: str


@dataclass(frozen=True)
class RunChanges:
    """What differs between two runs.

    Parameters
    ----------
    causes
        What differs in how they were made.
    numbers
        Changed numbers, the largest relative difference first; then those that appear or vanish.
    n_before, n_after
        How many numbers each run prints.
    remade
        How many numbers are equal, though their signatures differ.
    """

    causes: tuple[Cause, ...]
    numbers: tuple[NumberChange, ...]
    n_before: int
    n_after: int
    remade: int = 0

    @property
    def packs_not_found(self) -> tuple[str, ...]:
        """The packs that changed, and of which not both could be found to compare entries."""
        changed = [c.name for c in self.causes if c.what == "pack" and c.change == "changed"]
        inside = {c.pack for c in self.causes if c.name != c.pack and c.what != "category"}
        return tuple(name for name in changed if ":" not in name and name not in inside)

    @property
    def same(self) -> bool:
        """True if neither a number nor the making differs."""
        return not self.causes and not self.numbers


def compare_runs(
    a: FinishedRun, b: FinishedRun, *, pack_folders: Sequence[Path] = ()
) -> RunChanges:
    """Compare two finished runs by their manifests and by each number that they print.

    Numbers that agree to 1e-9 are the same. `pack_folders` as for `run_causes`.
    """
    causes = tuple(run_causes(a, b, pack_folders=pack_folders))
    reasons = _Reasons(a, b, causes)
    changed: list[NumberChange] = []
    lost: list[NumberChange] = []
    remade = 0
    for key in dict.fromkeys((*a.numbers, *b.numbers)):
        old, new = a.numbers.get(key), b.numbers.get(key)
        if old is None or new is None:
            lost.append(_one_sided(key, old, new, reasons))
        elif _differ(old, new):
            changed.append(_both(key, old, new, reasons))
        else:
            remade += old.get("signature") != new.get("signature")
    changed.sort(key=lambda n: (-n.relative, -abs(n.difference or 0.0)))
    lost.sort(key=lambda n: (n.change, -abs(n.difference or 0.0)))
    return RunChanges(causes, (*changed, *lost), len(a.numbers), len(b.numbers), remade)


def _differ(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return any(not _alike(old.get(f), new.get(f)) for f in ("value", "low", "high", "level", "n"))


def _alike(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=_AGREE, abs_tol=_AGREE)


def _both(
    key: str, old: Mapping[str, Any], new: Mapping[str, Any], reasons: _Reasons
) -> NumberChange:
    was, now = old.get("value"), new.get("value")
    texts = str(old.get("text", "")), str(new.get("text", ""))
    if texts[0] == texts[1]:
        texts = _in_full(old), _in_full(new)
    if was is None or now is None:
        difference, relative = None, 0.0 if was is now else 1.0
    else:
        most = max(abs(was), abs(now))
        difference, relative = now - was, abs(now - was) / most if most else 0.0
    why = reasons.of(old, new)
    return NumberChange(key, "changed", *texts, difference, relative, str(new.get("unit", "")), why)


def _in_full(number: Mapping[str, Any]) -> str:
    """Return a number with all its digits, its interval and its n."""
    parts = [str(number.get("value"))]
    if number.get("low") is not None:
        level = f" at {number['level']}" if number.get("level") is not None else ""
        parts.append(f"[{number['low']} to {number['high']}]{level}")
    return " ".join([*parts, f"(n = {number.get('n')})"])


def _one_sided(
    key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, reasons: _Reasons
) -> NumberChange:
    number = old or new or {}
    text = str(number.get("text", ""))
    change = "appears" if old is None else "vanishes"
    value = number.get("value")
    size = None if value is None else float(value if old is None or not value else -value)
    return NumberChange(
        key, change, "" if old is None else text, text if old is None else "", size, 1.0,
        str(number.get("unit", "")), reasons.of_missing(key, number, only_in_b=old is None),
    )  # fmt: skip


def _uncounted(pack: str, wanted: Mapping[str, Any], here: FinishedRun, there: FinishedRun) -> str:
    """Return why a run counts none of a pack's categories that the other counts; or nothing."""
    if pack not in dict(there.hashes("packs") or {}):
        return f"counts no pack '{pack}'"
    category = wanted.get("category")
    if not isinstance(category, str):
        return ""
    if there.categories and f"{pack}.{category}" not in there.categories:
        return f"has no category '{category}' in its pack '{pack}'"
    found = key_of("evidence", pack, category, "n")
    if found in here.numbers and found not in there.numbers:
        return f"finds '{category}' of pack '{pack}' in no article"
    return ""


@dataclass(frozen=True)
class _Reasons:
    """Finds the causes that reach a number."""

    a: FinishedRun
    b: FinishedRun
    causes: tuple[Cause, ...]

    def of(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
        """Return why a number changed."""
        parts = [*self._signature(str(old.get("signature", "")), str(new.get("signature", "")))]
        parts += self._general(new)
        return "; ".join(dict.fromkeys(parts)) or _UNTOLD

    def of_missing(self, key: str, number: Mapping[str, Any], *, only_in_b: bool) -> str:
        """Return why a number is in one run only."""
        here, there = (self.b, self.a) if only_in_b else (self.a, self.b)
        label = "A" if only_in_b else "B"
        section = key.partition(".")[0]
        listed = (there.config.get("report") or {}).get("sections")
        if isinstance(listed, list) and section != "report" and section not in listed:
            return f"the report of {label} has no section '{section}'"
        wanted = number.get("evidence") or {}
        group = wanted.get(here.by) or self._group_in(key, here.groups - there.groups)
        if group and there.groups and group not in there.groups:
            return f"{label} has no article of {here.by} '{group}'"
        if (pack := wanted.get("pack")) and (told := _uncounted(str(pack), wanted, here, there)):
            return f"{label} {told}"
        return "; ".join(dict.fromkeys(self._general(number))) or (
            f"{label} prints no such number; {_UNTOLD}"
        )

    @staticmethod
    def _group_in(key: str, groups: frozenset[str]) -> str:
        parts = {p for whole in key.split(".") for p in (whole, *whole.split("@"))}
        return next((g for g in sorted(groups) if g and g.replace(".", "/") in parts), "")

    @staticmethod
    def _signature(old: str, new: str) -> Iterator[str]:
        """Yield the parts of the signatures that differ, packs aside."""
        parts = [dict(p.partition(":")[::2] for p in s.split("|") if p) for s in (old, new)]
        for name in dict.fromkeys((*parts[0], *parts[1])):
            pair = [p.get(name, "none") for p in parts]
            if pair[0] != pair[1] and name not in ("pack", "seed"):
                yield f"{name} {pair[0]} → {pair[1]}"

    def _general(self, number: Mapping[str, Any]) -> Iterator[str]:
        wanted = number.get("evidence") or {}
        counted = number.get("method") == "counted" and bool(wanted)
        for name in self._configs:
            # what is counted is counted before any statistic; only who is compared matters
            if not (counted and name.startswith("stats.") and name != "stats.by"):
                yield f"config {name}"
        if self._corpus and not (counted and self._untouched(wanted.get(self.a.by))):
            yield self._corpus
        for pack in self._packs:
            if not (counted and wanted.get("pack") not in (None, pack)):
                yield f"pack {pack}"
        if "|seed:" in str(number.get("signature", "")) and self._seed:
            yield "config seed"
        yield from self._versions

    @cached_property
    def _configs(self) -> tuple[str, ...]:
        names = [c.name for c in self.causes if c.what == "config" and c.name != "seed"]
        return tuple(name for name in names if not name.startswith(_IDLE))

    @cached_property
    def _seed(self) -> bool:
        return any(c.what == "config" and c.name == "seed" for c in self.causes)

    @cached_property
    def _packs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c.pack for c in self.causes if c.pack))

    @cached_property
    def _versions(self) -> tuple[str, ...]:
        return tuple(f"version of {c.name}" for c in self.causes if c.what == "version")

    @cached_property
    def _corpus(self) -> str:
        told = [c for c in self.causes if c.what == "article"]
        if not told:
            return "corpus" if any(c.what == "corpus" for c in self.causes) else ""
        counts = {w: sum(c.change == w for c in told) for w in ("added", "removed", "changed")}
        return "corpus: " + ", ".join(f"{n} {word}" for word, n in counts.items() if n)

    @cached_property
    def _touched(self) -> frozenset[str]:
        """The groups that have an article that differs."""
        ids = [c.name for c in self.causes if c.what == "article"]
        rows = [(r.articles or {}).get(i) for r in (self.a, self.b) for i in ids]
        return frozenset(str(row.get(self.a.by) or "") for row in rows if row)

    def _untouched(self, group: Any) -> bool:
        """Tell whether the corpus differs in other groups only."""
        return isinstance(group, str) and bool(self._touched) and group not in self._touched
