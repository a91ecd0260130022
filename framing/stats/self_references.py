"""Words by which a corpus speaks of itself: its outlets' names, bylines and page furniture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.features import FeatureMatrix

__all__ = ["SelfReferences", "self_references"]

_NAMES = re.compile(r"outlet.*|.*alias.*|publisher|publication|newspaper")
_BYLINES = re.compile(r"authors?|bylines?|writers?|reporters?|journalists?|correspondents?")
_SEVERAL = re.compile(r"\s*(?:[,;&/|]|\band\b)\s*")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*)\.[a-z]{2,}(?:/\S*)?")
_ARTICLES = ("the", "a", "an")


@dataclass(frozen=True)
class SelfReferences:
    """Which terms are the corpus's own self-references.

    Parameters
    ----------
    mask
        For each term, whether it is one, shape (terms,).
    names, bylines, furniture
        The names, bylines and furniture words that were found among the terms, by the alphabet.
    """

    mask: NDArray[np.bool_]
    names: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()

    def told(self) -> tuple[str, ...]:
        """Return what was found, a sentence a kind; nothing if there is nothing."""
        kinds = (
            ("the outlets’ own names", self.names),
            ("names in bylines", self.bylines),
            ("words of page furniture", self.furniture),
        )
        return tuple(f"Left out as {kind}: {_listed(found)}." for kind, found in kinds if found)


def self_references(
    features: FeatureMatrix,
    names: pa.Array,
    totals: NDArray[Any],
    *,
    furniture: Collection[str] = (),
) -> SelfReferences:
    """Find the terms by which the corpus speaks of itself.

    Names come from the metadata: columns that begin with `outlet`, hold `alias`, or are called
    publisher, publication or newspaper; bylines from author, byline, writer, reporter and the
    like. A term is left out if it is such a name (written in one word or several, with or without
    its article or domain) or holds one. A part of a longer name is left out where at least half of
    its uses stand in the name: `times` goes where it mostly belongs to “moscow times”, `moscow`
    stays.

    Parameters
    ----------
    features
        The matrix of counts, for its metadata.
    names
        The terms, sorted.
    totals
        How often each term is used, shape (terms,).
    furniture
        Words known to belong to the pages' furniture; only terms that are one of them go.
    """
    own = _forms(features, _NAMES, whole=True)
    by = _forms(features, _BYLINES, whole=False)
    found = [_found(names, totals, forms) for forms in (own, by)]
    known = pa.array(sorted({_folded(word) for word in furniture}), pa.string())
    mask = np.asarray(pc.is_in(names, value_set=known).to_numpy(zero_copy_only=False), bool)
    words = tuple(names.filter(pa.array(mask)).to_pylist())
    for some, _ in found:
        mask |= some
    return SelfReferences(mask, found[0][1], found[1][1], words)


def _forms(features: FeatureMatrix, column: re.Pattern[str], *, whole: bool) -> set[str]:
    """Return the names in the metadata columns of that kind, folded, without article or domain."""
    forms: set[str] = set()
    for name in features.articles_table.column_names:
        if not column.fullmatch(name.casefold()):
            continue
        values = features.articles_table.column(name)
        if not pa.types.is_string(values.type) and not pa.types.is_large_string(values.type):
            continue
        for value in pc.unique(values).to_pylist():
            forms |= set(_spellings(value or "", whole=whole))
    return forms


def _spellings(value: str, *, whole: bool) -> Iterable[str]:
    parts = [value] if whole else _SEVERAL.split(value)
    for part in parts:
        domain = _DOMAIN.fullmatch(part.strip().casefold())
        words = _folded(domain[1] if domain else part).split()
        if not whole and words[:1] == ["by"]:
            words = words[1:]
        if whole and len(words) > 1 and words[0] in _ARTICLES:
            words = words[1:]
        # a byline of one word (“Staff”) names nobody
        if words and len("".join(words)) > 1 and (whole or len(words) > 1):
            yield " ".join(words)


def _folded(text: str) -> str:
    """Fold as terms are: lower case, no accents, words joined by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    return " ".join(re.findall(r"\w+(?:'\w+)*", plain))


def _found(
    names: pa.Array, totals: NDArray[Any], forms: set[str]
) -> tuple[NDArray[np.bool_], tuple[str, ...]]:
    """Return which terms are or hold one of the forms, and the names among them."""
    if not forms or not len(names):
        return np.zeros(len(names), bool), ()
    joined = pc.replace_substring(names, " ", "")
    solid = pa.array(sorted({form.replace(" ", "") for form in forms}), pa.string())
    is_name = np.asarray(pc.is_in(joined, value_set=solid).to_numpy(zero_copy_only=False), bool)
    core = set(names.filter(pa.array(is_name)).to_pylist()) | forms
    core |= set(_parts(names, totals, forms))
    holds = _holding(names, core)
    listed = sorted(core & set(names.filter(pa.array(holds)).to_pylist()))
    return holds, tuple(listed)


def _parts(names: pa.Array, totals: NDArray[Any], forms: set[str]) -> Iterable[str]:
    """Return the parts of longer names that stand in the name at least half of the time."""
    longer = [form.split() for form in sorted(forms) if " " in form]
    wanted = {" ".join(words[i : i + n]) for words in longer for n in (1, 2) for i in range(9)}
    asked = pa.array(sorted(wanted), pa.string())
    places = pc.index_in(asked, names)
    used = {
        term: int(totals[place])
        for term, place in zip(asked.to_pylist(), places.to_pylist(), strict=True)
        if place is not None
    }
    for words in longer:
        pairs = [" ".join(pair) for pair in pairwise(words)]
        if len(words) > 2 and used.get(pairs[-1]):
            yield pairs[-1]
        for i, word in enumerate(words):
            around = [used.get(pair, 0) for pair in pairs[max(0, i - 1) : i + 1]]
            if word in used and 2 * max(around) >= used[word] > 0:
                yield word


def _holding(names: pa.Array, core: set[str]) -> NDArray[np.bool_]:
    """Return which terms hold one of the phrases, at whole words."""
    split = pc.split_pattern(names, " ")
    offsets = split.offsets.to_numpy()
    words = split.flatten()
    owner = np.repeat(np.arange(len(names)), np.diff(offsets))
    out = np.zeros(len(names), bool)
    window = words
    for n in range(1, 1 + max((phrase.count(" ") + 1 for phrase in core), default=0)):
        if n > 1:
            window = pc.binary_join_element_wise(window[:-1], words[n - 1 :], " ")
        if not len(window):
            break
        inside = owner[: len(window)] == owner[n - 1 :]
        some = pa.array(sorted(p for p in core if p.count(" ") == n - 1), pa.string())
        hit = np.asarray(pc.is_in(window, value_set=some).to_numpy(zero_copy_only=False), bool)
        out[owner[: len(window)][hit & inside]] = True
    return out


def _listed(found: tuple[str, ...], most: int = 20) -> str:
    shown = ", ".join(f"“{term}”" for term in found[:most])
    rest = len(found) - most
    return f"{shown} and {rest:,} more" if rest > 0 else shown
