"""Make articles by twelve outlets on five events, with known differences built in.

Usage: python experiments/generate_outlets.py [--seed 1] [--articles 8] [--output FOLDER]

Writes `articles.jsonl.gz` and `truth.json` (what was built in) into the folder, by default
`experiments/generated`. The same seed gives the same bytes. The articles are nonsense about
invented places; only who is called what, and in whose voice, is drawn to a plan:

- by default an outlet calls the people in the street protesters, one time in ten rioters;
- `harbour_post` and `hill_gazette` call them rioters in half of their own words;
- `river_courier` puts "peacekeepers" into short marks, where others write it bare;
- `valley_wire` lets officials speak: most of its mentions stand in reported speech and quotations;
- the event `tram_strike` is told with fewer troops by everybody, so that events matter, too.
"""

from __future__ import annotations

import argparse
import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

OUTLETS = (
    "harbour_post", "hill_gazette", "river_courier", "valley_wire", "north_mail", "south_echo",
    "east_tribune", "west_observer", "lake_herald", "coast_times", "forest_daily", "plain_record",
)  # fmt: skip
EVENTS = ("bread_prices", "tram_strike", "harbour_closure", "water_tax", "school_march")
STREET = ("protesters", "rioters", "looters")
FORCE = ("peacekeepers", "foreign troops")
VOICES = ("authorial", "scare", "indirect", "direct")

SENTENCES = {
    "authorial": (
        "{Name} gathered near the {place} before {time}.",
        "By {time} {name} had reached the {place}.",
        "A column of {name} crossed the {place} at {time}.",
        "{Name} remained at the {place} for hours.",
    ),
    "scare": (
        "The “{name}” were back at the {place} by {time}.",
        "At {time} the “{name}” left the {place} again.",
    ),
    "indirect": (
        "The {source} said that {name} had blocked the {place}.",
        "According to the {source}, {name} left the {place} at {time}.",
        "The {source} reported that {name} were seen near the {place}.",
    ),
    "direct": (
        "“We saw {name} at the {place} long before {time},” the {source} said.",
        "“Nobody expected {name} to come to the {place} again,” said the {source}.",
    ),
}
FILLERS = (
    "Trains to the {place} ran late.",
    "Shops near the {place} closed at {time}.",
    "Rain fell on the {place} until {time}.",
    "The council will meet at the {place} next week.",
    "Prices of bread and fuel rose again in spring.",
    "Schools opened as usual and buses kept to the timetable.",
)
PLACES = ("old bridge", "market square", "town hall", "railway station", "east gate", "fish market")
TIMES = ("noon", "dusk", "midnight", "six in the evening", "daybreak")
SOURCES = ("mayor", "police spokesman", "interior minister", "shopkeeper", "trade union", "student")


@dataclass(frozen=True)
class Profile:
    """What an outlet tends to: shares of names for each referent, and of voices."""

    street: tuple[float, ...] = (0.8, 0.1, 0.1)
    force: tuple[float, ...] = (0.6, 0.4)
    voices: tuple[float, ...] = (0.55, 0.05, 0.25, 0.15)
    marked_peacekeepers: float = 0.0


PROFILES = {
    "harbour_post": Profile(street=(0.4, 0.5, 0.1)),
    "hill_gazette": Profile(street=(0.4, 0.5, 0.1)),
    "river_courier": Profile(marked_peacekeepers=0.9),
    "valley_wire": Profile(voices=(0.2, 0.05, 0.45, 0.3)),
}
SPREAD = 12.0
"""How alike the articles of an outlet are: the sum of the Dirichlet's parameters."""


def article(outlet: str, event: str, rng: np.random.Generator) -> str:
    """Write one article; its own shares scatter around the outlet's."""
    profile = PROFILES.get(outlet, Profile())
    street = rng.dirichlet(np.array(profile.street) * SPREAD)
    mentions_of_force = 2 if event == "tram_strike" else 5
    sentences = [_mention(STREET[rng.choice(3, p=street)], profile, rng) for _ in range(9)]
    for _ in range(mentions_of_force):
        name = FORCE[rng.choice(2, p=profile.force)]
        marked = name == "peacekeepers" and rng.random() < profile.marked_peacekeepers
        sentences.append(_mention(name, profile, rng, voice="scare" if marked else None))
    sentences += [_filled(str(rng.choice(FILLERS)), "", rng) for _ in range(12)]
    order = rng.permutation(len(sentences))
    paragraphs = [" ".join(sentences[i] for i in part) for part in np.array_split(order, 5)]
    headline = f"{event.replace('_', ' ').capitalize()}: a day at the {rng.choice(PLACES)}"
    return "\n\n".join([headline, *paragraphs]) + "\n"


def _mention(
    name: str, profile: Profile, rng: np.random.Generator, voice: str | None = None
) -> str:
    chosen = voice or VOICES[rng.choice(4, p=profile.voices)]
    return _filled(str(rng.choice(SENTENCES[chosen])), name, rng)


def _filled(template: str, name: str, rng: np.random.Generator) -> str:
    return template.format(
        name=name,
        Name=name.capitalize(),
        place=rng.choice(PLACES),
        time=rng.choice(TIMES),
        source=rng.choice(SOURCES),
    )


def rows(seed: int, articles: int) -> list[dict[str, str]]:
    """Return all articles; each is drawn from a seed of its own."""
    made = []
    for i, (outlet, event, k) in enumerate(
        (o, e, k) for o in OUTLETS for e in EVENTS for k in range(articles)
    ):
        rng = np.random.default_rng(np.random.SeedSequence([seed, i]))
        made.append(
            {
                "id": f"{outlet}-{event}-{k + 1}",
                "outlet": outlet,
                "event": event,
                "published": f"2021-{3 + EVENTS.index(event):02}-{1 + k:02}",
                "language": "en",
                "text": article(outlet, event, rng),
            }
        )
    return made


def truth() -> dict[str, dict[str, object]]:
    """Return what is built in, by outlet."""
    return {
        outlet: {
            "demonstrators": dict(zip(STREET, profile.street, strict=True)),
            "voices": dict(zip(VOICES, profile.voices, strict=True)),
            "marked_peacekeepers": profile.marked_peacekeepers,
        }
        for outlet in OUTLETS
        for profile in [PROFILES.get(outlet, Profile())]
    }


def write(folder: Path, *, seed: int = 1, articles: int = 8) -> Path:
    """Write articles and truth; return the file of the articles."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(seed, articles))
    file = folder / "articles.jsonl.gz"
    file.write_bytes(gzip.compress(lines.encode(), mtime=0))
    text = json.dumps(truth(), indent=1)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=8, help="for each outlet and event")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "generated")
    options = parser.parse_args()
    print(write(options.output, seed=options.seed, articles=options.articles))


if __name__ == "__main__":
    main()
