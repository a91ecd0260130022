"""The evidence inside the page: coded columns and texts, packed for the page's script.

Nothing of it is parsed before a reader asks for sentences. The texts of the articles go in whole
while they fit; of a larger corpus the first articles do, and of the others the sentences of the
matches, those of each category, group and voice in turn. Matches beyond `MOST_MATCHES`, and
sentences beyond `TEXT_BYTES`, stand in the Parquet file alone, and the page says so.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.report.html.excerpts import Piece, pieces_of
from framing.report.model import Filter
from framing.report.passages import is_of_speech
from framing.report.sentences import VOICE_LABELS, Sentences
from framing.report.study import Study
from framing.report.wording import SPEECH_WORDS, group_name, kind_of, readable

__all__ = ["MOST_MATCHES", "TEXT_BYTES", "packed_evidence"]

MOST_MATCHES = 200_000
"""Matches, and passages of speech, that a page holds."""

TEXT_BYTES = 11_000_000
"""Bytes of text that a page holds, before packing."""

_CODED = (
    "surface",
    "pack",
    "category",
    "entry",
    "negated",
    "voice",
    "outer_voice",
    "labelling",
    "speaker",
    "speaker_role",
    "place",
)
_SPOKEN = ("speech", "speaker", "speaker_name", "speaker_kind", "name_role")
_TOLD = ("id", "outlet", "title", "published", "language")


def packed_evidence(study: Study, sentences: Sentences, filters: Sequence[Filter]) -> str:
    """Return matches, passages, texts and filters as deflated JSON in base64."""
    evidence = study.features.evidence
    most = min(len(evidence), MOST_MATCHES)
    table = evidence.table.slice(0, most)
    spoken = study.features.speech.table.slice(0, MOST_MATCHES)
    positions = _positions(study, table)
    pieces = pieces_of(study, table, positions, spoken, room=TEXT_BYTES)
    content = {
        "articles": _articles(study, filters),
        "matches": {
            **_places(table, positions),
            "coded": dict(_coded_matches(table, evidence.table_voice[:most])),
            "all": len(evidence),
        },
        "speech": {
            **_places(spoken, _numbers(spoken, "article")),
            "words": _numbers(spoken, "words").tolist(),
            "coded": {name: _coded(spoken.column(name)) for name in _SPOKEN},
            "all": len(study.features.speech),
        },
        "pieces": [[[p.start, p.text] for p in mine] for mine in pieces],
        "whole": [_is_whole(study, i, mine) for i, mine in enumerate(pieces)],
        "runs": _runs(study),
        "out": _left_out(study),
        "filters": [_filter(sentences, wanted) for wanted in filters],
        "labels": _labels(study),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(text.encode("utf-8", errors="replace"), 6)
    return base64.b64encode(packed).decode("ascii")


def _positions(study: Study, table: pa.Table) -> NDArray[np.int64]:
    """Return the position of each match's article."""
    ids = study.features.articles_table.column("id").cast(pa.string()).combine_chunks()
    found = pc.index_in(table.column("article"), value_set=ids)
    return np.asarray(found.to_numpy(), dtype=np.int64)


def _articles(study: Study, filters: Sequence[Filter]) -> Mapping[str, list[str]]:
    table = study.features.articles_table
    asked = {column for wanted in filters for column in wanted}
    names = dict.fromkeys((*_TOLD, study.by, *sorted(asked)))
    return {
        name: ["" if v is None else str(v) for v in table.column(name).to_pylist()]
        for name in names
        if name in table.column_names
    }


def _places(table: pa.Table, articles: NDArray[np.int64]) -> Mapping[str, list[int]]:
    start, end = _numbers(table, "start"), _numbers(table, "end")
    first, last = _numbers(table, "sentence_start"), _numbers(table, "sentence_end")
    return {
        "article": articles.tolist(),
        "start": start.tolist(),
        "size": (end - start).tolist(),
        "lead": (start - first).tolist(),
        "trail": (last - end).tolist(),
    }


def _coded_matches(table: pa.Table, voices: NDArray[Any]) -> Iterator[tuple[str, list[Any]]]:
    for name in _CODED:
        yield name, _coded(table.column(name))
    yield "table_voice", _coded(pa.chunked_array([pa.array(voices, pa.string())]))
    yield "attributed", _coded(pc.not_equal(table.column("speaker"), ""))


def _coded(column: Any) -> list[Any]:
    """Return the values of a column, in order of first appearance, and a code for each row."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    coded = whole.dictionary_encode()
    return [coded.dictionary.to_pylist(), coded.indices.to_pylist()]


def _numbers(table: pa.Table, column: str) -> NDArray[np.int64]:
    return np.asarray(table.column(column).to_numpy(), dtype=np.int64)


def _is_whole(study: Study, article: int, pieces: list[Piece]) -> int:
    """Return the number of characters of an article that is there whole, else 0."""
    texts = study.features.texts
    if article >= len(texts) or len(pieces) != 1 or pieces[0].start:
        return 0
    size = int(pc.utf8_length(texts[article]).as_py())
    return size if len(pieces[0].text) == size else 0


def _runs(study: Study) -> list[list[list[Any]]]:
    """Return for each article the runs that are not its own voice: start, size, voice, speaker."""
    out: list[list[list[Any]]] = [[] for _ in range(len(study.features))]
    runs = study.features.runs
    foreign = runs.filter(pc.not_equal(runs.column("voice"), "authorial"))
    names = ("article", "start", "end", "voice", "speaker")
    columns = [foreign.column(name).to_pylist() for name in names]
    for article, start, end, voice, speaker in zip(*columns, strict=True):
        out[article].append([start, end - start, voice, speaker])
    return out


def _left_out(study: Study) -> list[list[list[int]]]:
    out: list[list[list[int]]] = [[] for _ in range(len(study.features))]
    table = study.features.left_out
    columns = [table.column(name).to_pylist() for name in ("article", "start", "end")]
    for article, start, end in zip(*columns, strict=True):
        out[article].append([start, end - start])
    return out


def _filter(sentences: Sentences, wanted: Filter) -> list[Any]:
    """Return a filter's title, its table, what it wants, and how many rows it finds."""
    spoken = is_of_speech(wanted)
    plain = {
        column: list(value) if isinstance(value, tuple) else [value]
        for column, value in wanted.items()
        if column != "table"
    }
    table = "speech" if spoken else "matches"
    return [sentences.title_of(wanted), table, plain, len(sentences.rows(wanted))]


def _labels(study: Study) -> Mapping[str, Any]:
    features = study.features.features
    several = len({feature.pack for feature in features}) > 1
    titles = {card.name: card.title or card.name for card in study.packs}
    return {
        "by": study.by,
        "kind": kind_of(study).capitalize(),
        "groups": {group: group_name(group) for group in study.groups},
        "voices": dict(VOICE_LABELS),
        "speech": dict(SPEECH_WORDS),
        "packs": {f.pack: titles.get(f.pack, f.pack) for f in features} if several else {},
        "categories": {
            f.category: ": ".join(readable(part) for part in f.category.split("."))
            for f in features
        },
        "roles": {role: readable(role) for role in _roles(study)},
        "language": study.language,
    }


def _roles(study: Study) -> list[str]:
    matched = study.features.evidence.table.column("speaker_role").unique().to_pylist()
    spoken = study.features.speech.table.column("name_role").unique().to_pylist()
    return [role for role in dict.fromkeys([*matched, *spoken]) if role]
