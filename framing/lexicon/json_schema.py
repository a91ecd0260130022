"""The JSON Schema of `pack.yaml`, for editors; the strict reader in `schema` has the last word."""

from __future__ import annotations

from typing import Any

__all__ = ["pack_schema"]

_WORDS = {"type": "string"}
_VERSION = {
    "type": "string",
    "pattern": (
        r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
        r"(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$"
    ),
    "description": "Semantic version, such as 1.0.0.",
}
_WORD_LIST: dict[str, Any] = {"type": "array", "items": {"type": ["string", "number", "boolean"]}}


def pack_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a lexicon pack."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lexicon pack",
        "type": "object",
        "required": ["name", "version"],
        "anyOf": [
            {"required": ["categories"]},
            {"required": ["language"]},
            {"required": ["extends"]},
        ],
        "dependentSchemas": {
            "extends": {"not": {"anyOf": [{"required": ["categories"]}, {"required": ["ignore"]}]}},
            **{key: {"required": ["extends"]} for key in ("add", "remove", "override")},
        },
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
            "override": {
                **_CATEGORY,
                "properties": {k: v for k, v in _CATEGORY_KEYS.items() if k != "categories"},
            },
            "entries": {
                "type": "array",
                "items": {"anyOf": [{"type": ["string", "number", "boolean"]}, _ENTRY]},
            },
        },
    }


_CATEGORY_KEYS: dict[str, Any] = {
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
}
_CATEGORY: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": _CATEGORY_KEYS,
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
_PATHS: dict[str, Any] = {
    "type": "object",
    "propertyNames": {"pattern": r"^[a-z0-9][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*$"},
}
_EXTENSION: dict[str, Any] = {
    "extends": {
        "type": "object",
        "description": "Another pack, in exactly this version, that this pack changes.",
        "required": ["pack", "version"],
        "additionalProperties": False,
        "properties": {
            "pack": {
                "type": "string",
                "description": "A pack's name, a folder's beside this pack, or a path inside it.",
            },
            "version": _VERSION,
        },
    },
    "remove": {
        **_PATHS,
        "description": "Path of a category (or ignore): entries as the parent writes them, or all.",
        "additionalProperties": {"anyOf": [{"const": "all"}, {"$ref": "#/$defs/entries"}]},
    },
    "override": {
        **_PATHS,
        "description": "Path of a category: new facts, and entries in place of those of one term.",
        "additionalProperties": {"$ref": "#/$defs/override"},
    },
    "add": {
        **_PATHS,
        "description": "Path of a category (or ignore): more entries, or a whole new category.",
        "additionalProperties": {"$ref": "#/$defs/category"},
    },
}
_PACK = {
    "name": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_]*$"},
    "version": _VERSION,
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
    "changelog": {
        "description": "What changed, newest version first.",
        "anyOf": [
            _WORDS,
            {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["version", "changes"],
                    "additionalProperties": False,
                    "properties": {
                        "version": _VERSION,
                        "date": _WORDS,
                        "changes": {"anyOf": [_WORDS, _WORD_LIST]},
                    },
                },
            },
        ],
    },
    "lint": {
        "type": "object",
        "description": "For `framing packs lint`.",
        "additionalProperties": False,
        "properties": {
            "phrases": {
                **_WORD_LIST,
                "description": "More longer phrases, the misleading part in brackets: [riot] gear.",
            },
            "accept": {
                "type": "object",
                "description": "Rule: the entries or categories for which it is accepted.",
                "additionalProperties": {"anyOf": [_WORDS, _WORD_LIST]},
            },
        },
    },
    "ignore": {"$ref": "#/$defs/entries"},
    "categories": {"$ref": "#/$defs/categories"},
    **_EXTENSION,
}
