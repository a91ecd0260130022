"""Names of artists that say which matches stand behind them: `id` of an SVG's group."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from matplotlib.artist import Artist

__all__ = ["link", "matches_behind"]


def matches_behind(**wanted: object) -> str:
    """Return the name of an artist that shows the matches of a filter.

    `evidence?` and the filter as a query, in the order given: the columns of evidence and
    metadata, and `table_voice` and `attributed`, as `results.json` writes filters.

    >>> matches_behind(outlet="El País", category="crowd.threat")
    'evidence?outlet=El+Pa%C3%ADs&category=crowd.threat'
    """
    told = {key: str(value).lower() if isinstance(value, bool) else value
            for key, value in wanted.items()}  # fmt: skip
    return f"evidence?{urlencode(told, errors='replace')}"


def link(artists: Iterable[Artist], names: Iterable[str]) -> None:
    """Give each artist its name."""
    for artist, name in zip(artists, names, strict=True):
        artist.set_gid(name)
