"""How large the HTML report of very many matches is, and how fast a browser opens it.

    python experiments/benchmarks/report.py [--matches 100000] [--rounds 5] [--keep FOLDER]

Makes articles by experiments/generate_outlets.py, runs the study for HTML alone, and opens the
report from disk in headless Chromium (Debian: apt-get install chromium; pip install playwright).
Told are the file's size, the time until the page is there and its script has run, the time from a
click on a number until its sentences stand on the screen (the first such click unpacks the
evidence), and from a change of a filter until they are drawn anew.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[0] = str(HERE.parent)  # a file beside this one has the name of a standard module

MATCHES_OF_ONE = 861
"""Matches of one article for each of twelve outlets and five events."""

STUDY = """
name: large
seed: 1
corpus: {{path: {articles}}}
segmentation: {{language: en}}
extraction:
  - lexicon: {{packs: [conflict_actors]}}
  - tfidf: {{ngrams: [1, 1], voices: [authorial], min_articles: 5}}
stats: {{by: outlet}}
plots: [naming, voice, who_speaks, heatmap, map]
report: {{formats: [html]}}
"""


def made_report(folder: Path, matches: int) -> Any:
    """Make the articles, run the study, and return the run."""
    from generate_outlets import write

    import framing

    articles = write(folder, articles=-(-matches // MATCHES_OF_ONE))
    file = folder / "large.yaml"
    file.write_text(STUDY.format(articles=articles), encoding="utf-8")
    return framing.run(file, output=folder / "report")


def opening(browser: Any, page_file: Path) -> tuple[float, float, float, float]:
    """Return the seconds to open, to see a number's sentences, to see others, and to filter."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(page_file.as_uri(), wait_until="load")
    opened = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd / 1000")
    first = _seconds(page, "document.querySelector('#summary a.n').click()")
    second = _seconds(page, "document.querySelector('#all-sentences').click()")
    page.evaluate("document.querySelector('#filter-table_voice').value = '1'")
    third = _seconds(
        page, "document.querySelector('#filter-table_voice').dispatchEvent(new Event('change'))"
    )
    page.close()
    return opened, first, second, third


def _seconds(page: Any, act: str) -> float:
    told: float = page.evaluate(f"""async () => {{
      const old = document.querySelector("#sentences .total");
      const begin = performance.now();
      {act};
      while (!document.querySelector("#sentences .total")
             || document.querySelector("#sentences .total") === old) {{
        await new Promise((resolve) => setTimeout(resolve, 1));
      }}
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return (performance.now() - begin) / 1000;
    }}""")
    return told


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--matches", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="keep articles and report in this folder")
    options = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("Chromium is not installed; install it (Debian: apt-get install chromium)")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        begin = time.process_time()
        run = made_report(folder, options.matches)
        print(f"study: {time.process_time() - begin:.0f} s of CPU, {len(run.evidence):,} matches")
        page_file = folder / "report" / "report.html"
        print(f"report.html: {page_file.stat().st_size / 1e6:.1f} MB")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            rounds = [opening(browser, page_file) for _ in range(options.rounds)]
            browser.close()
    names = ("open", "first number's sentences", "all sentences", "filter by voice")
    for name, seconds in zip(names, zip(*rounds, strict=True), strict=True):
        print(f"{name}: {np.median(seconds):.2f} s, at most {max(seconds):.2f}")


if __name__ == "__main__":
    main()
