"""Two sides of a vocabulary set against each other: scores, intervals and tests of every term."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.stats.keyness import PRIOR_WORDS, log_odds, pooled_prior
from framing.stats.rank_distribution import RankSumNull
from framing.stats.ranks import RankSum, rank_sum
from framing.stats.vocabulary import TermMatrix

__all__ = ["Contrast", "Side"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Side:
    """The articles of one side, summed.

    Parameters
    ----------
    label
        What the side is called.
    matrix
        Articles × terms.
    rows
        Which of its articles belong to the side.
    """

    label: str
    matrix: TermMatrix
    rows: NDArray[np.bool_]

    @property
    def n_articles(self) -> int:
        """How many articles the side has."""
        return int(self.rows.sum())

    @property
    def words(self) -> int:
        """The words of the side, in the voice of the matrix."""
        return int(self.matrix.words[self.rows].sum())

    @cached_property
    def counts(self) -> Any:
        """Its articles × terms, sparse."""
        return self.matrix.counts[self.rows]

    @cached_property
    def n(self) -> NDArray[np.int64]:
        """Uses of each term."""
        return np.asarray(self.counts.sum(axis=0), np.int64).ravel()

    @cached_property
    def articles_with(self) -> NDArray[np.int64]:
        """Articles that have each term."""
        return np.bincount(self.counts.indices, minlength=self.counts.shape[1]).astype(np.int64)

    @cached_property
    def _by_length(self) -> dict[int, Floats]:
        lengths = self.matrix.lengths
        return {
            int(n): np.asarray(self.counts @ (lengths == n).astype(np.float64))
            for n in np.unique(lengths)
        }

    def variance(self, alpha: Floats, alpha_0: float, at: NDArray[np.int64]) -> Floats:
        """Return the variance of ln[(y + α) / (n + α₀ − y − α)] over the side's articles.

        Linearised: an article adds u = y_k (A + B) − n_k B, with A = 1 / (y + α) and
        B = 1 / (n + α₀ − y − α); the variance is m / (m − 1) · Σ (u − ū)². It is not let fall below
        A, what counts would have if words were independent: few articles without a term show no
        spread, but do not prove that there is none. The terms `at` are of one length.
        """
        each = self._by_length[int(self.matrix.lengths[at[0]])]
        part = self.counts[:, at].toarray().astype(np.float64)
        y, m = part.sum(axis=0), self.n_articles
        a = 1 / (y + alpha)
        b = 1 / (each.sum() + alpha_0 - y - alpha)
        adds = part * (a + b) - each[:, None] * b
        spread = ((adds - adds.mean(axis=0)) ** 2).sum(axis=0) * m / (m - 1)
        return np.asarray(np.maximum(spread, a))


@dataclass(frozen=True, eq=False)
class Contrast:
    """One side against another.

    Parameters
    ----------
    here, there
        Both sides, of one matrix.
    prior
        The strength of the prior, in words.
    """

    here: Side
    there: Side
    prior: float = PRIOR_WORDS

    @property
    def testable(self) -> bool:
        """True if both sides have two or more articles."""
        return self.smaller > 1

    @cached_property
    def pooled(self) -> NDArray[np.int64]:
        """Uses of each term on both sides."""
        return self.here.n + self.there.n

    @cached_property
    def lengths(self) -> list[tuple[NDArray[np.int64], Floats]]:
        """For terms of each length that can be scored: their places and pseudo-counts."""
        found = []
        lengths = self.here.matrix.lengths
        for length in np.unique(lengths[self.pooled > 0]):
            among = np.flatnonzero((lengths == length) & (self.pooled > 0))
            if len(among) > 1:
                found.append((among, pooled_prior(self.pooled[among], strength=self.prior)))
        return found

    @cached_property
    def scores(self) -> tuple[Floats, Floats]:
        """Log-odds and z of each term; NaN where undefined."""
        delta, z = (np.full(len(self.pooled), np.nan) for _ in range(2))
        for among, alpha in self.lengths:
            found = log_odds(self.here.n[among], self.there.n[among], prior=alpha)
            delta[among], z[among] = found.delta, found.z
        return delta, z

    def interval(self, at: NDArray[np.int64], level: float) -> tuple[Floats, Floats]:
        """Return log-odds ± t · √variance of some terms, with Welch's degrees of freedom.

        The variance is over articles; NaN where a side has fewer than two.
        """
        from scipy.stats import t

        half = np.full(len(at), np.nan)
        m_i, m_j = self.here.n_articles, self.there.n_articles
        for among, alpha in self.lengths if self.testable else ():
            mine = np.flatnonzero(np.isin(at, among))
            if not len(mine):
                continue
            own = alpha[np.searchsorted(among, at[mine])]
            v_i, v_j = (
                side.variance(own, float(alpha.sum()), at[mine]) for side in (self.here, self.there)
            )
            df = (v_i + v_j) ** 2 / (v_i**2 / (m_i - 1) + v_j**2 / (m_j - 1))
            half[mine] = t.ppf((1 + level) / 2, df) * np.sqrt(v_i + v_j)
        delta = self.scores[0][at]
        return delta - half, delta + half

    @property
    def smaller(self) -> int:
        """Articles of the smaller side."""
        return min(self.here.n_articles, self.there.n_articles)

    def tests(
        self, among: NDArray[np.int64], nulls: dict[tuple[int, int, bytes], RankSumNull]
    ) -> RankSum:
        """Return the rank-sum test over articles of the terms at these places.

        `nulls` are the exact laws that earlier contrasts found.
        """
        rows = self.here.rows | self.there.rows
        matrix = self.here.matrix
        return rank_sum(
            matrix.counts[rows][:, among], matrix.words[rows], self.here.rows[rows], nulls=nulls
        )

    def reachable(self, level: float) -> NDArray[np.bool_]:
        """Return which terms are in enough articles for some dealing to reach p ≤ 1 − level.

        Terms that could not are no part of the family (Tarone 1990, Biometrics 46): whether they
        could depends on how many articles have them, and not on whose these are.
        """
        from scipy.special import gammaln

        def log_choose(n: Any, k: Any) -> Any:
            return gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0)

        sizes = [
            int((self.here.matrix.words[side.rows] > 0).sum()) for side in (self.here, self.there)
        ]
        total, small = sum(sizes), min(sizes)
        with_it = np.minimum(self.here.articles_with + self.there.articles_with, total)
        without = total - with_it
        # the farthest: as many ranks as can be from the top, or from the bottom; where ties leave
        # a choice, any choice will do
        top = np.where(with_it >= small, 0.0, log_choose(without, np.maximum(small - with_it, 0)))
        bottom = np.where(without >= small, log_choose(np.maximum(without, small), small), 0.0)
        least = np.minimum(top, bottom) - log_choose(total, small)
        return np.asarray((least <= np.log(1 - level) + 1e-9) & (with_it > 0))
