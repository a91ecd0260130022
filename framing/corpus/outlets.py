"""Outlets under one name each, and the choice of some of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from framing.arrow_columns import text_array
from framing.corpus.article import Corpus
from framing.errors import CorpusError, did_you_mean

__all__ = ["check_names", "with_outlets"]


def with_outlets(
    corpus: Corpus, *, aliases: Mapping[str, str] | None = None, outlets: Sequence[str] = ()
) -> Corpus:
    """Return the corpus with outlets renamed, and of the chosen outlets only.

    Parameters
    ----------
    aliases
        Spelling in the file to the name to use. What was renamed is noted.
    outlets
        Names after renaming; all if empty.

    Raises
    ------
    CorpusError
        If an alias or an outlet is not in the corpus.
    """
    aliases = aliases or {}
    found = corpus.table.column("outlet").to_pylist()
    _known(list(aliases), found, "corpus.aliases")
    names = [aliases.get(name, name) for name in found]
    changed = sum(old != new for old, new in zip(found, names, strict=True))
    if changed:
        at = corpus.table.column_names.index("outlet")
        table = corpus.table.set_column(at, "outlet", [text_array(names)])
        before, after = len(set(found)), len(set(names))
        note = (
            f"corpus.aliases: {changed:,} of {len(corpus):,} articles have another name of their"
            f" outlet than in the file; {before} spellings became {after} outlets"
        )
        corpus = replace(corpus, table=table, notes=(*corpus.notes, note))
    if not outlets:
        return corpus
    _known(outlets, names, "corpus.outlets")
    keep = np.isin(np.array(names, dtype=object).astype(str), list(outlets))
    note = f"corpus.outlets: {int(keep.sum()):,} of {len(corpus):,} articles are by these outlets"
    chosen = corpus.select(keep)
    return replace(chosen, notes=(*chosen.notes, note))


def check_names(aliases: Mapping[str, str], outlets: Sequence[str], found: Sequence[str]) -> None:
    """Refuse other names of outlets, or chosen outlets, that are nowhere in the corpus.

    Parameters
    ----------
    aliases, outlets
        As in `with_outlets`.
    found
        The outlets of all articles as they stand in the files.

    Raises
    ------
    CorpusError
        If an alias or an outlet is not there.
    """
    _known(list(aliases), found, "corpus.aliases")
    _known(outlets, [aliases.get(name, name) for name in found], "corpus.outlets")


def _known(wanted: Sequence[str], found: Sequence[str], key: str) -> None:
    there = sorted(set(found))
    for name in wanted:
        if name not in there:
            near = did_you_mean(name, there) or f"; there are: {', '.join(there[:12])}"
            raise CorpusError(f"no article by an outlet '{name}'{near}", where=key)
