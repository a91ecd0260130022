"""Hand-made studies: articles written with marks for their matches.

`[[words|pack.category|voice|speaker|outer|entry|negated]]` in a sentence is a match; what follows
the category may be left out.
"""

import re
from dataclasses import dataclass, field
from functools import cache

import pyarrow as pa

from framing.evidence import EVIDENCE_SCHEMA, VOICES, Evidence
from framing.features import CELLS_SCHEMA, LEFT_OUT_SCHEMA, TERMS_SCHEMA, Feature, FeatureMatrix
from framing.report import FigureFile, PackCard, Study
from framing.signature import Signature
from framing.speech import RUNS_SCHEMA
from framing.stats import (
    category_rates,
    compare,
    design_of,
    distinctive_terms,
    entry_voices,
    name_voices,
    naming_shares,
    presence,
    referent_balance,
    source_diversity,
    speaking_roles,
    speaking_sources,
    vocabulary_distances,
    voice_words,
)

MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)

FEATURES = (
    Feature("actors.crowd", "actors", "crowd", "the people in the street", choice=True, leaf=False),
    Feature("actors.crowd.civic", "actors", "crowd.civic", "people who use a right",
            referent="crowd", valence=1.0),
    Feature("actors.crowd.rebels", "actors", "crowd.rebels", "people who rise in arms",
            referent="crowd", valence=-1.0),
    Feature("actors.crowd.threat", "actors", "crowd.threat", "people to be feared",
            referent="crowd", valence=-2.0),
    Feature("actors.force", "actors", "force", "the force from abroad", choice=True, leaf=False),
    Feature("actors.force.keepers", "actors", "force.keepers", "a force that keeps the peace",
            referent="force", valence=2.0),
    Feature("actors.force.troops", "actors", "force.troops", "soldiers, plainly named",
            referent="force", valence=0.0),
    Feature("actors.unclear", "actors", "unclear", "Names that fit two of them."),
    Feature("events.riot", "events", "riot", "words for disorder"),
    Feature("events.march", "events", "march", "words for a march"),
)  # fmt: skip

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="240" viewBox="0 0 600 240">'
    b'<rect width="600" height="240" fill="#ffffff"/><rect x="20" y="40" width="300" height="40" '
    b'fill="#0b4f8a"/><rect x="20" y="120" width="180" height="40" fill="#9a3412"/></svg>'
)
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Made:
    """One made-up article."""

    id: str
    outlet: str
    sentences: tuple[str, ...]
    direct: int = 0
    indirect: int = 0
    metadata: dict = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()
    speech: tuple[tuple[str, str, str, str, str, str], ...] = ()
    """Words as they stand in the text, speaker, name, kind, role, and what they are counted as."""


TOWN = (
    Made(
        "north-1", "Northern Post",
        (
            "The [[protesters|actors.crowd.civic]] filled the square and the "
            "[[protesters|actors.crowd.civic]] stayed.",
            "The minister spoke of “[[terrorists|actors.crowd.threat|scare]]” in the square.",
            "“The [[terrorists|actors.crowd.threat|direct|the minister]] will answer for it,” the "
            "minister said.",
            "The alliance sent “[[peacekeepers|actors.force.keepers|scare|the alliance]]”, and "
            "[[troops|actors.force.troops]] came by air.",
            "A [[march|events.march]] went by.",
        ),
        direct=7, indirect=4,
        metadata={"published": "2031-04-05", "translated": "no", "title": "A day in the square"},
        left_out=(("furniture", "Share to"), ("teasers", "Also read: The price of bread")),
        speech=(
            ("The terrorists will answer for it,", "the minister", "minister", "description",
             "official", "direct"),
            ("peacekeepers", "the alliance", "alliance", "description", "foreign_official",
             "scare"),
            ("troops came by air", "Anna Holm", "Anna Holm", "name", "", "indirect"),
        ),
    ),
    Made(
        "south-1", "Southern Star",
        (
            "The [[rebels|actors.crowd.rebels]] took the hall, and the "
            "[[rebels|actors.crowd.rebels]] burnt it; [[rioting|events.riot]] went on.",
            "The [[peacekeepers|actors.force.keepers]] landed, and the "
            "[[peacekeepers|actors.force.keepers]] took the road.",
            "The minister said that [[terrorists|actors.crowd.threat|indirect|the minister]] had "
            "come over the border.",
            "A few [[demonstrators|actors.crowd.civic]] were there, and [[soldiers|actors.unclear]].",
        ),
        indirect=9,
        speech=(
            ("that terrorists had come over the border", "He", "he", "pronoun", "", "indirect"),
            ("The peacekeepers landed", "", "", "none", "", "indirect"),
        ),
        metadata={"published": "2031-04-05", "translated": "machine", "title": "Order returns"},
    ),
    Made(
        "coast-1", "Coast",
        (
            "Nobody here uses a loaded word, but [[protesters|actors.crowd.civic]] were seen.",
            "The so-called [[peacekeepers|actors.force.keepers|scare]] came.",
        ),
        metadata={"published": "2031-04-06", "translated": "yes", "title": ""},
    ),
)  # fmt: skip


def a_study(articles=TOWN, *, figures=True, title="A town and its square", by="outlet", **changes):
    """Make a whole study from made-up articles, with its tables and two plain figures."""
    features = a_matrix(articles)
    tables = {}
    for table in _tables(features, by):
        tables[table.name] = table
    drawn = {
        name: FigureFile(name, title_, "One bar an outlet.", f"Bars: {title_}", SVG, PNG)
        for name, title_ in (("naming", "Who is called what?"), ("voice", "In whose voice?"))
    }
    made = {
        "title": title,
        "config": {
            "name": "town", "seed": 7, "corpus": {"clean": ["furniture", "teasers"]},
            "segmentation": {"language": "en"}, "stats": {"by": by},
        },
        "features": features,
        "design": design_of(features, by=by),
        "tables": tables,
        "figures": drawn if figures else {},
        "manifest": {"versions": {"framing": "0.1.0"}},
        "packs": (
            PackCard("actors", "1.0.0", "Names for the people", "CC-BY-4.0", ("A. Author",),
                     ("made up",), "Names for the people and the force."),
            PackCard("events", "1.0.0", "Words for the events", "CC-BY-4.0", ("A. Author",)),
        ),
    }  # fmt: skip
    return Study(**{**made, **changes})


def _tables(features, by):
    yield naming_shares(features, by=by)
    yield category_rates(features, by=by)
    yield entry_voices(features, by=by)
    yield voice_words(features, by=by)
    yield name_voices(features, by=by)
    yield referent_balance(features, by=by)
    yield presence(features, by=by)
    yield source_diversity(features, by=by)
    yield speaking_roles(features, by=by)
    yield speaking_sources(features, by=by)
    if len(features) and features.terms.num_rows:
        yield distinctive_terms(features, by=by, top=5, min_n=1)
        yield vocabulary_distances(features, by=by)
    if len(features):
        yield compare(features, by=by)


def a_matrix(articles):
    """Make the matrix of counts that the marked articles hold."""
    texts, rows, words = [], [], []
    for article in articles:
        text, mine = _read(article)
        texts.append(text)
        rows.extend(mine)
        words.append(len(re.findall(r"\w+", text)))
    evidence = Evidence(pa.Table.from_pylist(rows, schema=EVIDENCE_SCHEMA))
    keys = {key for article in articles for key in article.metadata}
    table = {
        "id": [a.id for a in articles],
        "outlet": [a.outlet for a in articles],
        **{key: [a.metadata.get(key, "") for a in articles] for key in sorted(keys)},
        "words": words,
        "words@authorial": [
            n - a.direct - a.indirect for n, a in zip(words, articles, strict=True)
        ],
        "words@direct": [a.direct for a in articles],
        "words@indirect": [a.indirect for a in articles],
        "words_left_out": [sum(len(t.split()) for _, t in a.left_out) for a in articles],
    }
    numbers = {name for name in table if name.startswith("words")}
    typed = {
        name: pa.array(column, pa.int64() if name in numbers else pa.string())
        for name, column in table.items()
    }
    return FeatureMatrix(
        articles_table=pa.table(typed),
        features=FEATURES,
        cells=_cells(table["id"], rows, evidence),
        evidence=evidence,
        terms=_terms(texts),
        runs=_runs(articles, texts),
        left_out=pa.Table.from_pylist(
            [
                {"article": i, "start": 0, "end": len(t), "rule": rule,
                 "words": len(t.split()), "text": t}
                for i, article in enumerate(articles) for rule, t in article.left_out
            ],
            schema=LEFT_OUT_SCHEMA,
        ),
        texts=pa.array(texts, pa.large_string()),
        signature=Signature.of(packs="actors-1.0.0,events-1.0.0"),
    )  # fmt: skip


def _runs(articles, texts):
    rows = []
    for i, (article, text) in enumerate(zip(articles, texts, strict=True)):
        for words, speaker, name, kind, role, speech in article.speech:
            start = text.index(words)
            rows.append(
                {"article": i, "start": start, "end": start + len(words), "voice": speech,
                 "outer_voice": "", "speaker": speaker, "speaker_role": role, "speech": speech,
                 "speaker_name": name, "speaker_kind": kind, "name_role": role,
                 "words": len(re.findall(r"\w+", words)),
                 "sentence_start": text.rfind("\n", 0, start) + 1,
                 "sentence_end": text.index("\n", start)}
            )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=RUNS_SCHEMA)


def _read(article):
    text, rows = "", []
    for marked in article.sentences:
        begin, at, mine = len(text), 0, []
        plain = ""
        for match in MARK.finditer(marked):
            plain += marked[at : match.start()]
            at = match.end()
            surface, name, *rest = match[1].split("|")
            voice, speaker, outer, entry, negated = (*rest, *[""] * (5 - len(rest)))
            pack, _, category = name.partition(".")
            mine.append(
                {"article": article.id, "outlet": article.outlet, "start": begin + len(plain),
                 "end": begin + len(plain) + len(surface), "surface": surface, "pack": pack,
                 "category": category, "entry": entry or surface.lower(), "weight": 1.0,
                 "negated": bool(negated), "voice": voice or "authorial", "outer_voice": outer,
                 "labelling": False, "speaker": speaker,
                 "speaker_role": "official" if speaker else "", "place": "body"}
            )  # fmt: skip
            plain += surface
        plain += marked[at:]
        ends = {"sentence_start": begin, "sentence_end": begin + len(plain), "sentence": plain}
        rows += [{**row, **ends} for row in mine]
        text += plain + "\n"
    return text, rows


def _cells(ids, rows, evidence):
    counts, denied = {}, {}
    for row, voice in zip(rows, evidence.table_voice, strict=True):
        for i, feature in enumerate(FEATURES):
            inside = row["category"] == feature.category
            inside |= row["category"].startswith(f"{feature.category}.")
            if row["pack"] == feature.pack and inside:
                key = (ids.index(row["article"]), i, VOICES.index(str(voice)))
                counts[key] = counts.get(key, 0) + 1
                denied[key] = denied.get(key, 0) + row["negated"]
    return pa.Table.from_pylist(
        [
            {
                "article": a,
                "feature": f,
                "voice": v,
                "n": n,
                "weight": float(n),
                "negated": denied[a, f, v],
            }
            for (a, f, v), n in sorted(counts.items())
        ],
        schema=CELLS_SCHEMA,
    )


def _terms(texts):
    counts = {}
    for i, text in enumerate(texts):
        for word in re.findall(r"\w+", text.lower()):
            counts[(i, word)] = counts.get((i, word), 0) + 1
    return pa.Table.from_pylist(
        [
            {"article": a, "term": term, "voice": 0, "n": n}
            for (a, term), n in sorted(counts.items())
        ],
        schema=TERMS_SCHEMA,
    )


@cache
def the_town():
    """The study of `TOWN`, made once."""
    return a_study()


def many_outlets(n=40, *, each=1):
    """One town's articles under many outlets' names, each with long names."""
    return tuple(
        Made(f"{town.id}-{i}-{k}", f"The Daily Messenger of District Number {i:02}",
             town.sentences, town.direct, town.indirect, town.metadata, (), town.speech)
        for i in range(n) for k in range(each) for town in (TOWN[(i + k) % 3],)
    )  # fmt: skip
