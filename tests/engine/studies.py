"""Small studies in shards, and outputs to compare."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

STUDY = """\
name: study
corpus: {path: articles.jsonl, clean: [furniture, captions, teasers]}
extraction:
  - lexicon: {packs: [conflict_actors, epistemic]}
  - tfidf: {ngrams: [1, 2], min_articles: 2}
plots: []
report: {formats: [html], sections: [corpus, summary]}
"""
SENTENCES = (
    "Protesters met riot police near the harbour on Monday.",
    "The mayor said that rioters had broken windows.",
    "“These looters must go home at once,” the minister said.",
    "Peacekeepers from abroad arrived in the evening.",
    "Thugs perhaps set fire to the town hall, it is reported.",
    "Nobody called the activists terrorists in Ağrı.",
)
DRIVER = """\
import sys
from tests.engine.studies import small_shards

if __name__ == "__main__":
    small_shards(int(sys.argv[2]))
    from framing.cli import main
    main(sys.argv[3:])
"""


def write_study(folder: Path, n: int = 60, seed: int = 7) -> Path:
    """Write a corpus of n articles and its experiment; return the experiment's file."""
    drawn = random.Random(seed)
    lines = []
    for i in range(n):
        text = " ".join(drawn.choice(SENTENCES) for _ in range(drawn.randint(3, 9)))
        article = {"id": f"a{i:03}", "outlet": drawn.choice("ABC"), "text": text, "day": i % 5}
        lines.append(json.dumps(article, ensure_ascii=False))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return folder / "study.yaml"


def small_shards(n_bytes: int) -> None:
    """Cut corpora into shards of so many bytes, however small they are."""
    import functools

    from framing.corpus import shards
    from framing.experiment import inputs as study

    cut = functools.partial(shards.find_shards, shard_bytes=n_bytes, whole_bytes=0)
    study.find_shards = cut


def start(folder: Path, *arguments: object, shard_bytes: int = 2000) -> subprocess.Popen[str]:
    """Start the command in a process of its own, with small shards."""
    root = Path(__file__).resolve().parents[2]
    (folder / "driver.py").write_text(DRIVER, encoding="utf-8")
    paths = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, folder / "driver.py", "--", str(shard_bytes), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of an output but its log."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != "run.log")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}
