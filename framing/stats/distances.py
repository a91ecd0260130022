"""How far apart the groups' vocabularies are, and a map of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import FramingError
from framing.features import FeatureMatrix
from framing.stats.table import Table, rows_of
from framing.stats.vocabulary import term_tally

__all__ = [
    "Scaling",
    "classical_scaling",
    "cosine_distance",
    "inverse_article_frequency",
    "outlet_positions",
    "vocabulary_distances",
]


class Scaling(NamedTuple):
    """Positions of the points, and the eigenvalue of every dimension, largest first."""

    positions: NDArray[np.float64]
    eigenvalues: NDArray[np.float64]


def cosine_distance(a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Return 1 − a·b / (|a| |b|).

    Salton & Buckley (1988), Information Processing & Management 24, for vectors of weights.

    Parameters
    ----------
    a, b
        Vectors of weights, shape (terms,), or rows of them, (n, terms) and (m, terms).

    Returns
    -------
    NDArray
        The distance of each row of a to each row of b, shape (n, m); a number for two vectors.
        NaN where a vector is all 0. From 0 to 1 for weights of 0 or more. Higher means fewer
        words in common.

    Raises
    ------
    FramingError
        If the vectors have different lengths.
    """
    left, right = np.asarray(a, np.float64), np.asarray(b, np.float64)
    if left.shape[-1:] != right.shape[-1:]:
        raise FramingError(
            f"cosine_distance: expected vectors over the same terms, found lengths"
            f" {left.shape[-1:]} and {right.shape[-1:]}"
        )
    # einsum without BLAS: the same sums in the same order, however many threads there are.
    products = np.einsum("...i,...i->...", left, left)[..., None] * np.einsum(
        "...i,...i->...", np.atleast_2d(right), np.atleast_2d(right)
    )
    dot = np.einsum("...iw,jw->...ij", np.atleast_2d(left), np.atleast_2d(right))
    similarity = np.full(dot.shape, np.nan)
    np.divide(dot, np.sqrt(products), out=similarity, where=products > 0)
    shape = left.shape[:-1] + right.shape[:-1]
    return np.clip(1.0 - similarity, 0.0, 2.0).reshape(shape)


def inverse_article_frequency(
    in_articles: ArrayLike, n_articles: int, *, smooth: bool = True
) -> NDArray[np.float64]:
    """Return idf = ln((1 + N) / (1 + df)) + 1, or ln(N / df) + 1 unsmoothed.

    As in scikit-learn's `TfidfTransformer`; Salton & Buckley (1988).

    Parameters
    ----------
    in_articles
        Articles df that have each term, shape (terms,).
    n_articles
        Articles N of the corpus.
    smooth
        Count one more article that has every term.

    Returns
    -------
    NDArray
        The weight of each term. Higher means rarer.
    """
    df = np.asarray(in_articles, np.float64) + smooth
    return np.log((n_articles + smooth) / df) + 1.0


def classical_scaling(distances: ArrayLike, *, dimensions: int = 2) -> Scaling:
    """Return points whose straight-line distances come near the given ones.

    Classical multidimensional scaling in closed form: eigenvectors of the doubly centred
    squared distances (Torgerson 1952, Psychometrika 17). The sign of each dimension is set so
    that its farthest point is on the positive side.

    Parameters
    ----------
    distances
        Symmetric distances, shape (points, points).
    dimensions
        How many dimensions to keep.

    Returns
    -------
    Scaling
        positions, shape (points, dimensions), in units of the distances; eigenvalues, shape
        (points,).

    Raises
    ------
    FramingError
        If the distances are not square and symmetric, or not all numbers.
    """
    d = np.asarray(distances, np.float64)
    if d.ndim != 2 or d.shape[0] != d.shape[1] or not np.allclose(d, d.T, atol=1e-9):
        raise FramingError(
            f"classical_scaling: expected a symmetric square of numbers, found shape {d.shape}"
        )
    squared = d**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    values, vectors = values[::-1], vectors[:, ::-1]
    positions = np.zeros((len(d), dimensions))
    kept = min(dimensions, len(d))
    positions[:, :kept] = vectors[:, :kept] * np.sqrt(np.clip(values[:kept], 0.0, None))
    farthest = np.abs(positions).round(9).argmax(axis=0)
    signs = np.sign(positions[farthest, np.arange(dimensions)])
    return Scaling(positions * np.where(signs == 0, 1.0, signs), values)


def vocabulary_distances(
    features: FeatureMatrix, *, by: str = "outlet", voice: str | None = "authorial"
) -> Table:
    """Return the cosine distance between the tf-idf vectors of all pairs of groups.

    A group's vector is the sum of its articles' counts in the voice, times
    idf = ln((1 + N) / (1 + df)) + 1, with df over articles in any voice.

    Parameters
    ----------
    features
        The matrix of counts, with terms.
    by
        The metadata column whose values are compared.
    voice
        The voice whose words are compared; none for all.

    Returns
    -------
    Table
        `distances`: group_a, group_b (each pair once), distance (NaN without words), words_a,
        words_b (in that voice). From 0 to 1. Higher means fewer words in common.

    Raises
    ------
    FramingError
        If there is no metadata column `by`, or no such voice.
    """
    counts = term_tally(features, by=by, voice=voice)
    weights = counts.n * inverse_article_frequency(counts.in_articles, counts.n_articles)
    a, b = np.triu_indices(len(counts.groups), k=1)
    groups = np.array(counts.groups, dtype=object)
    columns = {
        "group_a": groups[a],
        "group_b": groups[b],
        "distance": cosine_distance(weights, weights)[a, b],
        "words_a": counts.words[a],
        "words_b": counts.words[b],
    }
    signature = features.signature.with_parts(
        measure="cosine distance", unit="of 1", voice=voice or "all", tf="summed counts",
        idf="ln((1+N)/(1+df))+1, df over articles in any voice", by=by,
    )  # fmt: skip
    return Table("distances", rows_of(columns, shape=a.shape), signature)


def outlet_positions(distances: Table) -> Table:
    """Return a place on a map for every group of a table of distances.

    By `classical_scaling` in two dimensions. Groups without words have no place.

    Parameters
    ----------
    distances
        The table made by `vocabulary_distances`.

    Returns
    -------
    Table
        `positions`: group, x, y, words. In units of the distance; only the distances between
        the places mean anything, not the directions. A note says how much of them the map shows.
    """
    frame = distances.frame
    a, b = frame["group_a"].to_numpy(dtype=object), frame["group_b"].to_numpy(dtype=object)
    words = dict(zip((*a, *b), (*frame["words_a"], *frame["words_b"]), strict=True))
    groups = list(dict.fromkeys((*a, *b)))
    place = {group: i for i, group in enumerate(groups)}
    square = np.zeros((len(groups), len(groups)))
    i, j = [place[group] for group in a], [place[group] for group in b]
    square[i, j] = square[j, i] = frame["distance"].to_numpy()
    kept = np.flatnonzero([words[group] > 0 for group in groups])
    kept = kept[~np.isnan(square[np.ix_(kept, kept)]).any(axis=1)] if len(kept) else kept
    if len(kept):
        scaling = classical_scaling(square[np.ix_(kept, kept)])
    else:
        scaling = Scaling(np.zeros((0, 2)), np.zeros(0))
    names = np.array(groups, dtype=object)[kept]
    columns = {
        "group": names,
        "x": scaling.positions[:, 0],
        "y": scaling.positions[:, 1],
        "words": np.array([words[name] for name in names], dtype=np.int64),
    }
    signature = distances.signature.with_parts(map="classical scaling, 2 dimensions")
    left_out = [group for group in groups if group not in set(names)]
    notes = _map_notes(scaling.eigenvalues, left_out)
    return Table("positions", rows_of(columns, shape=names.shape), signature, notes)


def _map_notes(eigenvalues: NDArray[np.float64], left_out: list[str]) -> tuple[str, ...]:
    total = np.abs(eigenvalues).sum()
    notes = []
    if total > 0:
        shown = np.clip(eigenvalues[:2], 0, None).sum() / total
        notes.append(f"Two dimensions show {100 * shown:.0f} % of the distances' variation.")
    if left_out:
        notes.append(f"No place for lack of words: {', '.join(left_out)}.")
    return tuple(notes)
