"""A table of results: a name, the rows, how they were made, and what must be told with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.notebook import MOST_ROWS, card, counted
from framing.signature import Signature

__all__ = ["Table", "rows_of"]


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """Rows of numbers with the way they were made.

    Parameters
    ----------
    name
        The table's short name, also that of its file: `naming`, `rates`, …
    frame
        The rows; one column a quantity.
    signature
        How the numbers were made.
    notes
        Sentences that belong beside the numbers.
    """

    name: str
    frame: pd.DataFrame
    signature: Signature
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return [str(column) for column in self.frame.columns]

    @property
    def by(self) -> str:
        """The metadata column that the groups come from."""
        return self.signature.to_dict().get("by", "outlet")

    def where(self, **wanted: object) -> pd.DataFrame:
        """Return the rows whose columns have the wanted values, or one of a list of values."""
        keep = np.ones(len(self.frame), dtype=bool)
        for column, value in wanted.items():
            values = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
            keep &= self.frame[column].isin(values).to_numpy()
        return self.frame[keep]

    def to_csv(self, path: str | Path) -> None:
        """Write the rows as CSV: UTF-8, line feeds, numbers with all their digits."""
        self.frame.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name}, {counted(len(self), 'row')}, by {self.by})"

    def _facts(self) -> tuple[str, ...]:
        return (counted(len(self), "row"), f"by {self.by}")

    def _repr_html_(self) -> str:
        shown = self.frame.head(MOST_ROWS).astype(object)
        more = len(self) - len(shown)
        left = f"{counted(more, 'more row')}; .frame has all of them"
        return card(
            f"{type(self).__name__} {self.name}",
            self._facts(),
            columns=self.columns,
            rows=shown.itertuples(index=False, name=None),
            notes=(*((left,) if more > 0 else ()), *self.notes, str(self.signature)),
        )


def rows_of(columns: Mapping[str, NDArray[Any]], *, shape: tuple[int, ...]) -> pd.DataFrame:
    """Return a frame with one row a cell of a grid, the last axis running fastest.

    Parameters
    ----------
    columns
        Column → values; each must broadcast to `shape`.
    shape
        The lengths of the grid's axes.
    """
    return pd.DataFrame(
        {name: np.broadcast_to(values, shape).ravel() for name, values in columns.items()}
    )
