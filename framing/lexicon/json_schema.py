"""The JSON Schema of `pack.yaml`, for editors; the strict reader in `schema` has the last word."""

from __future__ import annotations

from typing import Any

__all__ = ["pack_schema"]

_WORDS = {"type": "string"}
_WORD_LIST = {"type": "array", "items": {"type": ["string", "number", "boolean"]}}


def pack_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a lexicon pack."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lexicon pack",
        "type": "object",
        "required": ["name", "version"],
        "anyOf": [{"required": ["categories"]}, {"required": ["language"]}],
        "additionalProperties": False,
        "properties": _PACK,
        "$defs": {
            "categories": {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": "^[a-z0-9][a-z0-9_]*$"},
                "additionalProperties": {"$ref": "#/$defs/category"},
            },
            "category": {"anyOf": [{"$ref": "#/$defs/entries"}, _CATEGORY]},
            "entries": {
                "type": "array",
                "items": {"anyOf": [{"type": ["string", "number", "boolean"]}, _ENTRY]},
            },
        },
    }


_CATEGORY = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "description": _WORDS,
        "choice": {
            "type": "boolean",
            "description": "A referent: its children are rival names for one thing.",
        },
        "valence": {"type": "number", "minimum": -2, "maximum": 2},
        "toward": {"type": "string", "description": "Whom the valence concerns."},
        "entries": {"$ref": "#/$defs/entries"},
        "categories": {"$ref": "#/$defs/categories"},
        "note": _WORDS,
    },
}
_ENTRY = {
    "type": "object",
    "additionalProperties": False,
    "oneOf": [{"required": ["term"]}, {"required": ["stem"]}],
    "properties": {
        "term": {"type": "string", "description": "Words with *, ? and a lone * for one word."},
        "stem": {"type": "string", "description": "Every word with the same Snowball stem."},
        "weight": {"type": "number", "default": 1},
        "case": {"type": "boolean", "default": False},
        "unless": {**_WORD_LIST, "description": "Longer phrases that cancel a match."},
        "near": {**_WORD_LIST, "description": "Words of which one must stand near."},
        "not_near": {**_WORD_LIST, "description": "Words of which none may stand near."},
        "within": {"description": "'8 words', or 'sentence'.", "default": "sentence"},
        "note": _WORDS,
    },
}
_PACK = {
    "name": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_]*$"},
    "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
    "language": {
        "description": "Of the entries; a service pack has a block for each language.",
        "anyOf": [
            _WORDS,
            {
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "required": ["categories"],
                    "additionalProperties": False,
                    "properties": {"categories": {"$ref": "#/$defs/categories"}},
                },
            },
        ],
    },
    "title": _WORDS,
    "licence": _WORDS,
    "authors": _WORD_LIST,
    "sources": {**_WORD_LIST, "description": "Literature that inspired the entries."},
    "description": _WORDS,
    "accents": {"enum": ["fold", "keep"], "default": "fold"},
    "overlap": {"enum": ["pack", "category"], "default": "pack"},
    "ignore": {"$ref": "#/$defs/entries"},
    "categories": {"$ref": "#/$defs/categories"},
}
