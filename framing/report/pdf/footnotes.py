"""Footnotes on tables: how their numbers were made, once a way of making them."""

from __future__ import annotations

from typing import Any

from framing.report.model import DataTable, Number, words_of
from framing.report.pdf.characters import printable
from framing.report.study import Study

__all__ = ["Footnotes", "foot_of"]

_SHOWN = 8


class Footnotes:
    """Numbers the footnotes as tables ask for them; tables made alike share one.

    Parameters
    ----------
    study
        Whose signature is common to all numbers and so isn't repeated.
    """

    def __init__(self, study: Study) -> None:
        self._common = set(study.features.signature.parts)
        self._known: dict[str, str] = {}

    def note_on(self, table: DataTable) -> dict[str, Any] | None:
        """Return the footnote of a table, or none if its numbers have no signature."""
        numbers = [
            part for row in table.rows for cell in row for part in words_of(cell)
            if isinstance(part, Number)
        ]  # fmt: skip
        methods = [m for m in dict.fromkeys(n.method for n in numbers) if m]
        signatures = [s for s in dict.fromkeys(self._own(n.signature) for n in numbers) if s]
        if not signatures:
            return None
        text = printable(f"How made: {'; '.join(methods)}. {' and '.join(signatures)}.")
        first = text not in self._known
        label = self._known.setdefault(text, f"note-{len(self._known) + 1}")
        return {"label": label, "first": first, "text": text}

    def _own(self, signature: str) -> str:
        """Return the parts of a signature that not all numbers have."""
        parts = [tuple(part.partition(":")[::2]) for part in signature.split("|") if part]
        return " | ".join(
            f"{key}: {value}" for key, value in parts if (key, value) not in self._common
        )


def foot_of(study: Study) -> str:
    """Return what stands at the foot of each page: version, and marks of config and corpus."""
    manifest = study.manifest
    hashes = manifest.get("hashes", {})
    marks = [
        f"{name} {str(hashes[name])[:_SHOWN]}" for name in ("config", "corpus") if name in hashes
    ]
    version = [f"framing {manifest['framing']}"] if "framing" in manifest else []
    seed = [f"seed {study.config['seed']}"] if "seed" in study.config else []
    return printable(" · ".join([*version, *marks, *seed]))
