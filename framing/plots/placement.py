"""Places for names beside points, so that they don't run into each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["name_places"]

_DIRECTIONS = np.array(
    [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)], dtype=np.float64
)
_REACHES = (5.0, 10.0, 17.0, 26.0, 38.0, 52.0)


def name_places(
    points: NDArray[np.float64],
    sizes: NDArray[np.float64],
    bounds: tuple[float, float],
    *,
    dot: float = 3.0,
) -> NDArray[np.float64]:
    """Return the lower left corner of each name, each as near its point as there is room.

    One name after the other takes the place that covers least of the points and of the names
    before it, and stays inside the bounds.

    Parameters
    ----------
    points
        Where the points are, shape (points, 2), in points of print.
    sizes
        Width and height of each name, shape (points, 2).
    bounds
        Width and height of the room.
    dot
        The radius of a point.
    """
    offsets = np.concatenate([reach * _DIRECTIONS for reach in _REACHES])
    toward = np.tile(_DIRECTIONS, (len(_REACHES), 1))
    effort = np.repeat(np.arange(len(_REACHES)), len(_DIRECTIONS)) + np.tile(
        np.linspace(0, 0.5, len(_DIRECTIONS)), len(_REACHES)
    )
    taken = np.concatenate([points - dot, points + dot], axis=1)
    corners = np.zeros_like(points)
    for i, (point, size) in enumerate(zip(points, sizes, strict=True)):
        low = point + offsets + (toward - 1) / 2 * size
        boxes = np.concatenate([low, low + size], axis=1)
        outside = np.clip(-low, 0, None) + np.clip(low + size - np.asarray(bounds), 0, None)
        cost = effort + _overlap(boxes, taken).sum(axis=1) + 10 * outside.sum(axis=1)
        best = int(np.argmin(cost))
        corners[i] = low[best]
        taken = np.concatenate([taken, boxes[best : best + 1]])
    return corners


def _overlap(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the areas that boxes (x0, y0, x1, y1) share, shape (a, b)."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    return np.asarray(np.clip(high - low, 0, None).prod(axis=2))
