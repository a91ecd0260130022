"""A commented experiment file, for a study that begins."""

from __future__ import annotations

import os
import re
from pathlib import Path

from framing.errors import ConfigError
from framing.lexicon.sources import find_packs, load_pack
from framing.yaml_nodes import quoted

__all__ = ["write_starter"]

_TEXT = """\
# An experiment of framing: articles in, report out.
#   framing check {name}.yaml     says what would run
#   framing run {name}.yaml       writes reports/{name}
# Editors complete this file with: framing schema experiment > experiment.schema.json
# yaml-language-server: $schema=./experiment.schema.json

name: {name}                # names the output folder
seed: 1                     # of everything that is drawn at random

corpus:
  path: {corpus}            # folder of .txt with metadata.csv, or .jsonl, .csv, .tsv, .parquet
  clean: [furniture, captions, teasers]   # page furniture, doubled captions, other links
  # columns: {{text: body}}   # if your columns have other names than id, outlet, text, title
  # encoding: windows-1252  # if the texts are not UTF-8
  # aliases: {{bbc: BBC}}     # if an outlet stands under several names

segmentation:
  language: en              # es, ru, uk: short lists of reporting words; else only marks
  # aliases: {{Anna Holm: [Holm, A. Holm]}}   # spellings of one source, in all articles
  # roles: {{Anna Holm: official}}            # where the texts don't tell a source's role

extraction:
  - lexicon:
      # your own pack is a folder with pack.yaml: ./my_pack
      # bundled: {packs}
      packs: [conflict_actors, conflict_events]
  - tfidf:
      ngrams: [1, 2]        # single words and pairs
      voices: [authorial]   # compare what outlets say in their own voice
      min_articles: 1

stats:
  by: outlet                # or any other column of the metadata; published.month for months
  # strata: event           # compare articles on the same event with each other
  # min_articles: 5         # describe, and don't test, groups with fewer articles

plots: [naming, voice, who_speaks, keyness, heatmap, map, forest]

report:
  title: {title}
  formats: [html, pdf, png]
"""


def write_starter(folder: Path, name: str, corpus: Path) -> Path:
    """Write `<name>.yaml` into a folder; ConfigError if the name is no name or is taken."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", name):
        message = f"expected letters, digits, _, - and . as the study's name, found '{name}'"
        raise ConfigError(message, where="NAME")
    file = folder / f"{name}.yaml"
    if file.exists():
        raise ConfigError("there is such a file already; choose another name", where=file.name)
    packs = [pack for pack in find_packs() if not load_pack(pack).is_service]
    path = corpus if corpus.is_absolute() else Path(os.path.normpath(corpus))
    text = _TEXT.format(
        name=name,
        corpus=quoted(str(path)),
        packs=", ".join(packs),
        title=quoted(name.replace("_", " ")),
    )
    file.write_text(text, encoding="utf-8")
    return file
