"""One referent as it is drawn: the rows of its names, and how much room they take."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.plots import lettering, style
from framing.stats.table import Table

__all__ = ["MENTIONS", "MENTIONS_ROOM", "Heads", "Panel", "panel_of"]

MENTIONS, MENTIONS_ROOM = "mentions", 0.62
"""The last column: its head, and its inches."""

_SLANT = 50.0


@dataclass(frozen=True)
class Heads:
    """Names over the columns: their lines, how they lean, and how many inches they take."""

    names: tuple[str, ...]
    slant: float
    height: float


@dataclass(frozen=True)
class Panel:
    """The rows of one referent, and how much room they take."""

    referent: str
    by: str
    rows: pd.DataFrame
    groups: tuple[str, ...]
    names: tuple[str, ...]
    unused: tuple[str, ...]
    left: float

    @property
    def empty(self) -> bool:
        """True if nobody uses any of the names."""
        return not self.names

    @property
    def called(self) -> str:
        """The referent as words, with its article."""
        return lettering.the(self.referent)

    @property
    def row_names(self) -> list[str]:
        """The groups as they stand beside their rows."""
        return lettering.outlets(self.groups)

    @property
    def body(self) -> float:
        """The height of the rows, in inches."""
        return lettering.row_height(self.row_names, least=0.18) * len(self.groups)

    def pitch(self, width: float) -> float:
        """Return the width of a name's column where all columns have so many inches."""
        return (width - MENTIONS_ROOM) / len(self.names)

    def heads(self, width: float) -> Heads:
        """Return the names as they stand over columns that share so many inches."""
        pitch = self.pitch(width)
        spoken = [lettering.spoken(name) for name in self.names]
        level = [lettering.wrap(name, int(pitch * 72 / (lettering.TEXT * 0.56))) for name in spoken]
        words = max((word for name in spoken for word in name.split()), key=len)
        if lettering.text_width([*level, words]) <= pitch - 0.04:
            tall = max(name.count("\n") + 1 for name in level) * lettering.line_height(
                lettering.TEXT
            )
            return Heads(tuple(level), 0.0, tall + 0.06)
        lines = max(1, int(pitch / lettering.line_height(lettering.TEXT) - 0.4))
        slanted = [lettering.wrap(name, 18, lines=lines) for name in spoken]
        most = max(name.count("\n") + 1 for name in slanted) * lettering.line_height(lettering.TEXT)
        tall = np.sin(np.radians(_SLANT)) * lettering.text_width([*slanted, MENTIONS])
        return Heads(tuple(slanted), _SLANT, float(tall) + most * 0.7 + 0.06)


def panel_of(table: Table, referent: str, pack: str | None) -> Panel:
    """Return the panel of a referent; FramingError if there is none, or several packs have it."""
    rows = table.where(referent=referent)
    if pack is not None:
        rows = rows[rows["pack"] == pack]
    packs = list(rows["pack"].unique())
    if not packs:
        known = ", ".join(dict.fromkeys(table.frame["referent"])) or "none"
        raise FramingError(f"naming: no referent '{referent}' in the table; there are: {known}")
    if len(packs) > 1:
        raise FramingError(
            f"naming: the packs {', '.join(packs)} all have a referent '{referent}'; say pack="
        )
    whole = rows[rows["voice"] == "all"]
    used = whole.groupby("name", sort=False)["n"].sum()
    valence = whole.drop_duplicates("name").set_index("name")["valence"]
    names = valence[used > 0].sort_values(kind="stable", na_position="last").index
    groups = tuple(map(str, whole["group"].unique()))
    return Panel(
        referent=referent,
        by=table.by,
        rows=rows,
        groups=groups,
        names=tuple(names),
        unused=tuple(used.index[used == 0]),
        left=lettering.text_width(lettering.outlets(groups)) + 2 * style.MARGIN,
    )
