"""News-like articles made by chance from a seed: for measuring speed, and nothing else.

Half of the sentences are plain; the others quote or report somebody, in the constructions and
about the shares that political news shows. Beside a few hundred common words stand made-up ones,
so many that words are about as rare as in news: whoever remembers words is not flattered.
"""

from __future__ import annotations

import random
import re

__all__ = ["news_like"]


def listed(words: str) -> list[str]:
    """The words of a string, or what bars and line ends part."""
    return [w.strip() for w in re.split(r"[|\n]", words.strip())] if "|" in words else words.split()


ONSETS = listed(
    """
    b br c ch d dr f fl g gr h j k kl l m n p pr r s sh st t tr v w z
    """
)
VOWELS = listed(
    """
    a e i o u ai ea ou
    """
)
ENDINGS = listed(
    """
    n l r s th nd rk m ck t lt ng son ley ton man
    """
)
NOUNS = listed(
    """
    road council vote bridge tax law budget strike port harbour market school hospital river
    plan deal minister mayor worker driver union court judge party leader government ministry
    police troops protest crowd square street city village region border company bank factory
    price wage rent election campaign poll candidate report committee meeting talks crisis fire
    flood storm power water energy gas oil coal train airport museum library team coach season
    winter summer week month year family child teacher student doctor nurse patient farmer field
    land house flat tower
    """
)
ADJECTIVES = listed(
    """
    new old local national public private large small early late heavy quiet long short strong
    weak open closed former senior young northern southern eastern western serious likely clear
    difficult expensive cheap dangerous peaceful angry calm
    """
)
PASTS = listed(
    """
    closed opened moved began ended fell rose grew stood waited crossed reached left joined
    rejected passed signed built sold bought repaired cut raised lowered blocked cleared
    searched followed changed kept lost won met visited
    """
)
ADVERBS = listed(
    """
    again already slowly later now still also often mostly quickly
    """
)
PLACES = listed(
    """
    in the north|near the river|on Monday|last week|at the port|in the capital|this year
    after midnight|before the vote|across the region|for two days|by the end of the month
    """
)
ROLES = listed(
    """
    mayor minister spokesman union leader police chief teacher judge lawmaker professor resident
    analyst farmer doctor
    """
)
SAYING = listed(
    """
    said said said said added warned argued claimed noted explained
    """
)
ACTS = listed(
    """
    accused the council of|blamed the storm for|criticised|called for|denied|praised|demanded
    rejected|condemned|promised to repair|vowed to rebuild|urged drivers to avoid
    """
)


class _Writer:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.stems = [self.make_stem() for _ in range(30_000)]
        self.kinds = {
            self.plain: 50,
            self.said_after: 8,
            self.said_before: 8,
            self.quoted: 14,
            self.quoted_within: 5,
            self.according: 3,
            self.acted: 8,
            self.short_marks: 2,
            self.claimed: 2,
        }

    def one(self, words: list[str]) -> str:
        return self.random.choice(words)

    def make_stem(self) -> str:
        stem = self.one(ONSETS) + self.one(VOWELS)
        while self.random.random() < 0.5:
            stem += self.one(ONSETS) + self.one(VOWELS)
        return stem + self.one(ENDINGS)

    def stem(self) -> str:
        """A made-up word: a few often, most of them hardly ever."""
        return self.stems[int(len(self.stems) * self.random.random() ** 2.5)]

    def name(self) -> str:
        return self.stem().capitalize()

    def common(self, words: list[str], ending: str, made_up: float) -> str:
        return self.stem() + ending if self.random.random() < made_up else self.one(words)

    def noun(self) -> str:
        chance = self.random.random()
        adjective = f"{self.common(ADJECTIVES, 'al', 0.5)} " if chance < 0.4 else ""
        plural = "s" if self.random.random() < 0.3 else ""
        lead = self.one(["the", "the", "the", "a", "this", "their", "its"])
        if chance > 0.9:
            return f"{self.name()} {self.name()}"
        return f"{lead} {adjective}{self.common(NOUNS, '', 0.4)}{plural}"

    def clause(self) -> str:
        words = [self.noun(), self.common(PASTS, "ed", 0.3)]
        if self.random.random() < 0.6:
            words.append(self.noun())
        if self.random.random() < 0.3:
            words.append(self.one(ADVERBS))
        if self.random.random() < 0.6:
            words.append(self.one(PLACES))
        if self.random.random() < 0.35:
            words.append(f"{self.one(['and', 'but', 'while', 'because'])} {self.clause()}")
        return " ".join(words)

    def source(self) -> str:
        chance = self.random.random()
        if chance < 0.3:
            return self.one(["he", "she", "they", "officials", "police", "the ministry"])
        if chance < 0.6:
            return self.name()
        if chance < 0.8:
            return f"{self.name()} {self.name()}, a {self.one(ROLES)} from {self.name()},"
        return f"the {self.one(ROLES)} {self.name()} {self.name()}"

    def plain(self) -> str:
        lead = f"{self.one(PLACES)}, " if self.random.random() < 0.2 else ""
        return f"{lead}{self.clause()}, {self.number()} {self.one(NOUNS)}s in all."

    def number(self) -> str:
        return self.one(["two", "about 40", "1,200", "some 3.5 million", "nine", "at least 17"])

    def said_after(self) -> str:
        return f"{self.clause()}, {self.source()} {self.one(SAYING)}."

    def said_before(self) -> str:
        return f"{self.source()} {self.one(SAYING)} {self.one(['that ', ''])}{self.clause()}."

    def quoted(self) -> str:
        more = f" “{self.clause().capitalize()}.”" if self.random.random() < 0.4 else ""
        return f"“{self.clause().capitalize()},” {self.source()} {self.one(SAYING)}.{more}"

    def quoted_within(self) -> str:
        return f"{self.source()} {self.one(SAYING)} it was “{self.clause()}” that mattered."

    def according(self) -> str:
        return f"{self.clause()}, according to {self.source().rstrip(',')}."

    def acted(self) -> str:
        return f"{self.source()} {self.one(ACTS)} {self.noun()} {self.one(PLACES)}."

    def short_marks(self) -> str:
        return f"{self.source()} called them “{self.one(ADJECTIVES)} {self.one(NOUNS)}s” again."

    def claimed(self) -> str:
        return f"the claim that {self.clause()} was denied by {self.source().rstrip(',')}."

    def sentence(self) -> str:
        kind = self.random.choices(list(self.kinds), list(self.kinds.values()))[0]
        text = kind()
        return text[0].upper() + text[1:]

    def article(self) -> str:
        headline = f"{self.clause().capitalize()}"
        paragraphs = [
            " ".join(self.sentence() for _ in range(self.random.randint(1, 3)))
            for _ in range(self.random.randint(6, 24))
        ]
        return "\n\n".join([headline, *paragraphs])


def news_like(megabytes: float, seed: int) -> list[str]:
    """Return articles of so many megabytes of UTF-8 in all."""
    writer = _Writer(seed)
    texts, size = [], 0
    while size < megabytes * 1e6:
        texts.append(writer.article())
        size += len(texts[-1].encode())
    return texts
