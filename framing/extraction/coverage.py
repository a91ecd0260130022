"""What each entry of a pack finds in a corpus: how often, in whose voice, in which words."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from framing.corpus.article import Corpus
from framing.errors import LexiconError, did_you_mean
from framing.evidence import VOICES, Evidence
from framing.extraction.matches import PackMatcher
from framing.extraction.matrix import extract
from framing.lexicon.characters import fold
from framing.lexicon.finding import Finding
from framing.lexicon.pack import Entry, LexiconPack
from framing.lexicon.service import service_block

__all__ = ["WIDE", "Coverage", "pack_coverage", "wide_globs"]

WIDE = 200
"""A glob that finds more distinct words than this in a corpus is told by lint."""

_Key = tuple[str, str]


@dataclass(frozen=True)
class Coverage:
    """The matches of a pack in a corpus, looked at by entry.

    Parameters
    ----------
    pack
        The pack; of a service pack, the block of one language.
    evidence
        Its matches.
    n_articles
        Articles of the corpus, those without a match included.
    """

    pack: LexiconPack
    evidence: Evidence
    n_articles: int

    def entries(self) -> pa.Table:
        """Return a row for each entry, in the pack's order, zeros included.

        Columns: `category, entry, conditions, hits, articles`, hits by voice (short marks inside a
        direct quotation are `direct`), `distinct` and `words`: the distinct words that it found,
        folded, most frequent first, with their counts. Entries of one category that are written
        alike share a row.
        """
        hits, articles, voices, words = self._counted
        rows = []
        for (category, written), entry in self._listed().items():
            key = (category, written)
            found = words.get(key, Counter())
            rows.append(
                {
                    "category": category,
                    "entry": written,
                    "conditions": entry.conditions,
                    "hits": hits[key],
                    "articles": len(articles.get(key, ())),
                    **{voice: voices[(*key, voice)] for voice in VOICES},
                    "distinct": len(found),
                    "words": ", ".join(f"{word} {n}" for word, n in _ranked(found)),
                }
            )
        return pa.Table.from_pylist(rows, schema=_ENTRIES)

    def words(self) -> pa.Table:
        """Return a row for each distinct word that an entry with a wildcard or stem found."""
        _, _, _, words = self._counted
        rows = [
            {"category": key[0], "entry": key[1], "word": word, "hits": n}
            for key, entry in self._listed().items()
            if entry.stem or "*" in entry.term or "?" in entry.term
            for word, n in _ranked(words.get(key, Counter()))
        ]
        return pa.Table.from_pylist(rows, schema=_WORDS)

    def sentences(self, n: int, *, seed: int) -> pa.Table:
        """Return matches drawn at random, in the corpus's order, to be read.

        Parameters
        ----------
        n
            How many; all where there are fewer.
        seed
            The same seed draws the same matches from the same evidence.
        """
        rows = range(len(self.evidence))
        drawn = sorted(random.Random(seed).sample(rows, min(n, len(rows))))
        table = self.evidence.table.select(_SENTENCE)
        return table.take(pa.array(drawn, pa.int64()))

    def never(self) -> list[_Key]:
        """Return category and entry of every entry that found nothing."""
        hits = self._counted[0]
        return [key for key in self._listed() if not hits[key]]

    def _listed(self) -> dict[_Key, Entry]:
        listed: dict[_Key, Entry] = {}
        for category in self.pack.walk():
            for entry in category.entries:
                listed.setdefault((category.path, entry.written), entry)
        return listed

    @cached_property
    def _counted(
        self,
    ) -> tuple[
        Counter[_Key],
        dict[_Key, set[str]],
        Counter[tuple[str, str, str]],
        dict[_Key, Counter[str]],
    ]:
        hits: Counter[_Key] = Counter()
        articles: dict[_Key, set[str]] = {}
        voices: Counter[tuple[str, str, str]] = Counter()
        words: dict[_Key, Counter[str]] = {}
        names = ("category", "entry", "article", "surface")
        columns = [self.evidence[name].tolist() for name in names]
        for category, entry, article, surface, voice in zip(
            *columns, self.evidence.table_voice.tolist(), strict=True
        ):
            key = (category, entry)
            hits[key] += 1
            articles.setdefault(key, set()).add(article)
            voices[category, entry, voice] += 1
            words.setdefault(key, Counter())[" ".join(fold(surface).split())] += 1
        return hits, articles, voices, words


_ENTRIES = pa.schema(
    [
        *((name, pa.string()) for name in ("category", "entry", "conditions")),
        *((name, pa.int64()) for name in ("hits", "articles", *VOICES, "distinct")),
        ("words", pa.string()),
    ]
)
_WORDS = pa.schema(
    [("category", pa.string()), ("entry", pa.string()), ("word", pa.string()), ("hits", pa.int64())]
)
_SENTENCE = ["article", "category", "entry", "surface", "voice", "sentence"]


def _ranked(words: Counter[str]) -> list[tuple[str, int]]:
    return sorted(words.items(), key=lambda item: (-item[1], item[0]))


def pack_coverage(
    corpus: Corpus,
    pack: LexiconPack,
    *,
    clean: Sequence[str] = (),
    language: str | None = None,
) -> Coverage:
    """Find a pack in a corpus and look at what each entry finds.

    Parameters
    ----------
    clean
        Cleaning rules, by name.
    language
        Of all articles; of a service pack also the block that is looked at.

    Raises
    ------
    LexiconError
        If a service pack has no words for the language.
    """
    block: LexiconPack | None = pack
    if pack.is_service:
        code = language or next(iter(pack.languages))
        block = service_block(pack, code)
        if block is None:
            near = did_you_mean(code, list(pack.languages))
            raise LexiconError(f"'{pack.name}' has no language '{code}'{near}", where="--language")
    assert block is not None
    features = extract(corpus, [PackMatcher(block)], clean=clean, language=language)
    return Coverage(block, features.evidence, len(corpus))


def wide_globs(coverage: Coverage, *, most: int = WIDE) -> list[Finding]:
    """Return a finding for every entry with a wildcard that found too many distinct words.

    Parameters
    ----------
    most
        So many distinct words are not too many.
    """
    listed = coverage._listed()
    found = []
    for row in coverage.entries().to_pylist():
        entry = listed[row["category"], row["entry"]]
        if row["distinct"] > most and not entry.stem and any(c in entry.term for c in "*?"):
            shown = ", ".join(row["words"].split(", ")[:5])
            message = (
                f"{row['category']}: '{row['entry']:.60}' finds {row['distinct']:,} distinct words "
                f"in the corpus ({shown} …); write more letters, or list the words"
            )
            about = (row["entry"], row["category"])
            found.append(Finding("wide", message, entry.file, entry.line, about))
    return found
