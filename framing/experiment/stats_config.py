"""The block `stats:` of an experiment file: what is compared, with which tests and intervals."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Block", "ComparisonConfig", "EquivalenceConfig", "IntervalConfig", "StatsBlock"]

Voice = Literal["authorial", "scare", "direct", "indirect"]


class Block(BaseModel):
    """A block of an experiment file: no key that is not known, no value of another kind."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class IntervalConfig(Block):
    """Intervals of estimates, where the design lets them be had."""

    method: Literal["auto", "t", "percentile", "bca", "linearised", "none"] = Field(
        default="auto", description="How intervals are made; the report prints auto's rule."
    )
    level: Annotated[float, Field(gt=0, lt=1)] = 0.95
    resamples: Annotated[int, Field(ge=100)] = Field(
        default=10_000, description="Resamples of whole articles."
    )


class EquivalenceConfig(Block):
    """When a difference is too small to matter."""

    margin: Annotated[float, Field(gt=0)] | None = Field(
        default=None,
        description="Of rates: 0.25 is a ratio up to 1.25; of shares: their difference.",
    )


class ComparisonConfig(Block):
    """One family of comparisons: a measure in a voice, at a place."""

    measure: Literal[
        "rate", "mean_rate", "share", "balance", "valence", "held", "voice_words", "presence",
        "per_article",
    ]  # fmt: skip
    voice: Voice | None = Field(default=None, description="All voices together if none.")
    place: Literal["headline", "body", "caption"] | None = Field(
        default=None, description="The whole article if none."
    )


_PLANNED: list[ComparisonConfig] = [
    ComparisonConfig(measure="share", voice="authorial"),
    ComparisonConfig(measure="balance", voice="authorial"),
    ComparisonConfig(measure="held", voice="authorial"),
    ComparisonConfig(measure="voice_words"),
]


class StatsBlock(Block):
    """What is compared."""

    by: str = Field(
        default="outlet",
        description="Metadata column whose values are compared; published.month for a part.",
    )
    denominator: Literal["voice", "article"] = Field(
        default="voice", description="Words that rates are per: of the same voice, or all."
    )
    comparisons: list[ComparisonConfig] = Field(
        default=_PLANNED,
        description="Planned besides the rates in all voices; each is a family of its own.",
    )
    min_articles: Annotated[int, Field(ge=2)] = Field(
        default=2, description="Groups with fewer articles are described and not tested."
    )
    compare_to: str = Field(
        default="pairs", description="pairs, rest (each group against the rest), or one group."
    )
    strata: str | None = Field(
        default=None, description="Metadata column within whose values articles are compared."
    )
    test: Literal["permutation", "welch", "rank_sum"] = "permutation"
    permutations: Annotated[int, Field(ge=99)] = Field(
        default=9_999, description="Drawn where there are too many arrangements for all."
    )
    interval: IntervalConfig = IntervalConfig()
    equivalence: EquivalenceConfig = EquivalenceConfig()
    correction: Literal["holm", "none"] = Field(
        default="holm", description="Of the p-values of one family."
    )
    within_articles: bool = Field(
        default=False, description="Also intervals as if the words of an article were a sample."
    )
