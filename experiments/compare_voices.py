"""Show what a counter that ignores voice would have reported.

Usage: python experiments/compare_voices.py [CORPUS] [--pack NAME] [--output FOLDER]

Counts the same names in the same articles twice: whoever says them, and in the article's own voice
only. Prints both side by side for every referent and outlet, and writes a table and a figure.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

import framing
from framing.plots import render

HERE = Path(__file__).resolve().parent
CLEANING = ["furniture", "captions", "teasers"]
ALL, OWN = "#d95f02", "#12436d"


def side_by_side(features: framing.FeatureMatrix) -> pd.DataFrame:
    """Return, by referent and outlet, the share of damning names in all voices and in own voice."""
    table = framing.stats.referent_balance(features, by="outlet").frame
    table = table.assign(damning=table["negative"] / table["n"].where(table["n"] > 0))
    wanted = table[table["voice"].isin(["all", "authorial"])]
    wide = wanted.pivot_table(
        index=["referent", "group"],
        columns="voice",
        values=["n", "negative", "damning"],
        sort=False,
        dropna=False,
    )
    return pd.DataFrame(
        {
            "damning_all": wide["negative"]["all"].astype(int),
            "n_all": wide["n"]["all"].astype(int),
            "share_all": wide["damning"]["all"],
            "damning_own": wide["negative"]["authorial"].astype(int),
            "n_own": wide["n"]["authorial"].astype(int),
            "share_own": wide["damning"]["authorial"],
        }
    ).reset_index()


def draw(table: pd.DataFrame) -> Figure:
    """Draw both shares of every outlet, joined by a line, a panel a referent."""
    used = table.groupby("referent", sort=False)["damning_all"].transform("sum") > 0
    shown = table[used]
    referents = list(dict.fromkeys(shown["referent"]))
    rows = [shown[shown["referent"] == r] for r in referents]
    height = 1.5 + sum(0.55 + 0.3 * len(r) for r in rows)
    figure = Figure(figsize=(6.3, height), layout="constrained")
    figure.suptitle(
        "How damning are the names, with and without telling voices apart?",
        x=0.01, ha="left", weight="bold", size=11,
    )  # fmt: skip
    ratios = [len(r) for r in rows] or [1]
    panels = figure.subplots(len(ratios), 1, height_ratios=ratios, sharex=True, squeeze=False)
    for ax, referent, part in zip(panels[:, 0], referents, rows, strict=False):
        _panel(ax, referent, part)
    bottom = panels[-1, 0]
    bottom.set_xlabel("share of damning names among the mentions of the referent", size=8)
    bottom.set_xlim(-0.02, 1.02)
    bottom.xaxis.set_major_formatter(lambda x, _: f"{100 * x:.0f} %")
    figure.supxlabel(
        "Hollow: all voices, as a counter that ignores voice would report. Solid: own voice only.\n"
        "Numbers: damning names of all mentions, all voices → own voice. Nothing here is tested.",
        x=0.01, ha="left", size=7, color="#667080",
    )  # fmt: skip
    return figure


def _panel(ax, referent: str, part: pd.DataFrame) -> None:
    places = range(len(part))
    for y, row in zip(places, part.itertuples(), strict=True):
        if row.n_all and row.n_own:
            ax.plot([row.share_all, row.share_own], [y, y], color="#d5dae1", lw=3, zorder=1)
        if row.n_all:
            ax.plot(row.share_all, y, "o", mfc="white", mec=ALL, mew=1.6, ms=7, zorder=2)
        if row.n_own:
            ax.plot(row.share_own, y, "o", color=OWN, ms=5, zorder=3)
        counts = f"{row.damning_all} of {row.n_all} → {row.damning_own} of {row.n_own}"
        ax.annotate(
            counts, (1.02, y), xycoords=("axes fraction", "data"), va="center", size=7.5,
            color="#1d232b", annotation_clip=False,
        )  # fmt: skip
    ax.set_yticks(list(places), part["group"], size=8)
    ax.set_title(referent.replace("_", " "), loc="left", size=9, weight="bold")
    ax.set_ylim(len(part) - 0.5, -0.5)
    ax.tick_params(length=0, labelsize=8)
    for side in ("top", "right", "bottom"):
        ax.spines[side].set_visible(False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=HERE.parent / "seeds")
    parser.add_argument("--pack", default="conflict_actors")
    parser.add_argument("--output", type=Path, default=Path("reports") / "compare_voices")
    options = parser.parse_args()
    corpus = framing.read_corpus(options.corpus)
    pack = framing.LexiconExtractor(options.pack)
    table = side_by_side(framing.extract(corpus, [pack], clean=CLEANING))
    options.output.mkdir(parents=True, exist_ok=True)
    table.to_csv(options.output / "compare_voices.csv", index=False)
    svg, png = render(draw(table))
    (options.output / "compare_voices.svg").write_bytes(svg)
    (options.output / "compare_voices.png").write_bytes(png)
    shown = table[table["n_all"] > 0]
    print(shown.to_string(index=False, float_format="{:.2f}".format, na_rep="–"))
    print(options.output / "compare_voices.png")


if __name__ == "__main__":
    main()
