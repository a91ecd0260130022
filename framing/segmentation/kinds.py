"""What a cue can do: the categories of the pack `reporting_verbs` that list it."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["NO_KINDS", "Kinds"]

_SAYING = frozenset({"clause", "thought", "finding"})
_QUOTING = _SAYING | {"quoting"}
_GROUPS = {
    "makes_phrase": frozenset({"preposition", "opinion", "attitude", "hearsay", "citing"}),
    "names": frozenset({"naming", "naming_as"}),
    "is_attitude": frozenset({"thought", "attitude", "opinion"}),
    "may_say": _SAYING,
    "may_quote": _QUOTING,
    "may_invert": frozenset({"clause", "quoting"}),
    "may_hear": frozenset({"hearer", "urging"}),
    "takes_that": _SAYING | {"that_clause", "hearer"},
    "takes_other": _QUOTING | {"hearer", "naming", "object", "urging"},
}


class Kinds(frozenset[str]):
    """The categories of a cue, with what rules ask of them at every cue.

    Attributes
    ----------
    makes_phrase
        It tells something without being a verb: according to X, in his opinion.
    names
        Calls X Y, describes X as Y.
    is_attitude
        It tells what somebody thinks, fears or hopes.
    may_say, may_quote, may_invert
        X said the …; “…,” X said; “…,” said X.
    may_hear
        Told X that …, urged X to ….
    takes_that, takes_other
        A clause with that follows; a quotation, a hearer, an object or a name may.
    """

    __slots__ = tuple(_GROUPS)

    makes_phrase: bool
    names: bool
    is_attitude: bool
    may_say: bool
    may_quote: bool
    may_invert: bool
    may_hear: bool
    takes_that: bool
    takes_other: bool

    def __init__(self, kinds: Iterable[str] = ()) -> None:
        for name, group in _GROUPS.items():
            setattr(self, name, not self.isdisjoint(group))

    def also(self, kind: str) -> Kinds:
        """Return the same categories and one more."""
        return Kinds(self | {kind})


NO_KINDS = Kinds()
