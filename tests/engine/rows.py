"""The map and the reduce alone, without tables and report: quick enough to be killed many times."""

from __future__ import annotations

import hashlib
from pathlib import Path

from framing.corpus.shards import find_shards
from framing.experiment.code_version import code_version
from framing.experiment.mapping import Mapping, map_and_merge
from framing.experiment.parts_folder import parts_folder
from framing.extraction.matches import PackMatcher
from framing.extraction.tfidf import TfidfExtractor
from framing.lexicon.sources import load_pack

PACKS = ("conflict_actors", "epistemic")


def rows_of(file, output, engine, *, packs=PACKS, skip=False, shard_bytes=2000, watch=None):
    """Map and merge a file; return what was merged and how many shards were there before."""
    shards = find_shards(str(file), shard_bytes=shard_bytes, whole_bytes=0, skip_bad=skip)
    extractors = [PackMatcher(load_pack(name)) for name in packs]
    extractors.append(TfidfExtractor(ngrams=(1, 2), min_articles=2))
    with parts_folder(Path(output)) as folder:
        mapping = Mapping(engine, folder, skip, watch or (lambda *_: None))
        return map_and_merge(shards, extractors, mapping, clean=("furniture", "teasers"))


def digest_of(merged):
    """Return one hash of all rows."""
    features = merged.features
    digest = hashlib.sha256(merged.sha256.encode())
    for table in (
        features.articles_table,
        features.cells,
        features.terms,
        features.runs,
        features.left_out,
        features.evidence.table,
    ):
        digest.update(repr(table.to_pydict()).encode())
    digest.update(repr(features.texts.to_pylist()).encode())
    return digest.hexdigest()


def work_slowly(file, output, pause, ready):
    """Map in one process with a pause after each shard, to be killed somewhere."""
    import time

    from framing.engine.serial import SerialEngine

    for name in PACKS:
        PackMatcher(load_pack(name))
    code_version()
    ready.set()
    rows_of(file, output, SerialEngine(), watch=lambda *_: time.sleep(pause))
