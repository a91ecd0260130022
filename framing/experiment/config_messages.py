"""What is wrong in an experiment file, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from framing.errors import Problem, did_you_mean

__all__ = ["config_problems"]


def config_problems(
    error: ValidationError,
    file: str,
    lines: Mapping[tuple[str | int, ...], int],
    model: type[BaseModel],
) -> list[Problem]:
    """Turn pydantic's errors into problems with file and line."""
    problems = []
    for item in error.errors():
        path = tuple(item["loc"])
        known = next(path[:n] for n in range(len(path), -1, -1) if path[:n] in lines)
        problems.append(Problem(f"{file}:{lines[known]}", _sentence(dict(item), path, model)))
    return problems


def _dotted(path: Sequence[str | int]) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _sentence(item: Mapping[str, Any], path: tuple[str | int, ...], model: type[BaseModel]) -> str:
    """Turn a pydantic error into one sentence of ours."""
    kind, found, context = item["type"], item.get("input"), item.get("ctx", {})
    if kind == "extra_forbidden":
        parent = _dotted(path[:-1])
        near = did_you_mean(str(path[-1]), _known_keys(path[:-1], model))
        known = near or f"; known are {', '.join(_known_keys(path[:-1], model))}"
        return f"{parent + ': ' if parent else ''}unknown key '{path[-1]}'{known}"
    if kind == "missing":
        return f"expected a key '{path[-1]}' in {_dotted(path[:-1]) or 'the file'}, found none"
    expected = _EXPECTED.get(kind, "").format(**context)
    if kind == "literal_error":
        options = context["expected"].replace("'", "").split(" or ")
        expected = context["expected"].replace("'", "")
        near = did_you_mean(str(found), [o for part in options for o in part.split(", ")])
        return f"{_dotted(path)}: expected {expected}, found {_shown(found)}{near}"
    if path[-1:] == ("level",) and isinstance(found, (int, float)):
        hint = f"; did you mean {found / 100:g}?" if 1 < found < 100 else ""
        return f"{_dotted(path)}: expected a number between 0 and 1, found {found}{hint}"
    if kind in ("too_short", "too_long"):
        return f"{_dotted(path)}: expected {expected}, found {context['actual_length']}"
    hint = f"; write [{found}]" if kind == "list_type" and isinstance(found, str) else ""
    expected = expected or item["msg"].lower()
    return f"{_dotted(path)}: expected {expected}, found {_shown(found)}{hint}"


_EXPECTED = {
    "string_type": "words",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "string_pattern_mismatch": "letters, digits, _, - and . (it names a folder)",
    "too_short": "{min_length} or more items",
    "too_long": "{max_length} or fewer items",
    "greater_than_equal": "{ge} or more",
}


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a mapping"
    return f"'{value:.60}'" if isinstance(value, str) else str(value).lower()


def _known_keys(path: Sequence[str | int], top: type[BaseModel]) -> list[str]:
    """Return the keys that may stand at a place of the file."""
    model: Any = top
    for part in path:
        if isinstance(part, str):
            model = _model_in(model.model_fields[part].annotation)
    return list(model.model_fields)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)
