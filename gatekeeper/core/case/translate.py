"""Turns the validator's errors into problems for the person who wrote the case file: place, why, what to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from pydantic_core import ErrorDetails

from gatekeeper.core.case.base import IMPOSSIBLE
from gatekeeper.core.case.errors import WHOLE_FILE, CaseError
from gatekeeper.core.case.plain_data import place_in, shown
from gatekeeper.core.case.scalars import LINE_PATTERN, PACK_PATTERN, REF_PATTERN

Location = Sequence[int | str]
Words = tuple[str, str]

_BLOCK: Words = ("a block of fields is due there", "write its fields below it, indented")
_FIXED: Final[Mapping[str, Words]] = {
    "missing": ("it is missing", "add it"),
    "model_type": _BLOCK,
    "dict_type": _BLOCK,
    "mapping_type": _BLOCK,
    "tuple_type": ("a list is due there", "begin each entry with a dash, or write [] for an empty list"),
    "string_type": ("a text is due there", "write it in quotation marks"),
    "int_type": ("a whole number is due there", "write the number alone, without quotation marks"),
    "too_short": ("the list is empty", "write an entry, or leave it out where it may be"),
    "string_too_short": ("it is empty", "write it, or leave the line out"),
    "finding": ("a finding is due there", "write true, false, a word, or a block with value, by, at and reasons"),
    "assistant": ("true or false is due there, or a block", "write false, or a block with authorised"),
    "negotiation": (
        "a word is due there, or a block of dates",
        "write none, live, agreed, historic, or opened_on below",
    ),
}
_PATTERNS: Final[Mapping[str, Words]] = {
    LINE_PATTERN: ("it is blank, or more than one line", "write one line of text"),
    REF_PATTERN: ("it is no short name", "use letters, figures, dots, dashes and underscores, 64 at most, no spaces"),
    PACK_PATTERN: ("it is no id of a protocol", "use small letters, figures and underscores, such as east_devon"),
}
_LIMITS: Final[Mapping[str, Callable[[Mapping[str, Any]], Words]]] = {
    "string_too_long": lambda ctx: ("it is too long", f"use at most {ctx['max_length']} characters"),
    "too_long": lambda ctx: ("the list is too long", f"write at most {ctx['max_length']} entries"),
    "greater_than_equal": lambda ctx: ("the number is too small", f"write {ctx['ge']} or more"),
    "less_than_equal": lambda ctx: ("the number is too large", f"write {ctx['le']} or less"),
    "refused": lambda ctx: (ctx["why"], ctx["remedy"]),
    "string_pattern_mismatch": lambda ctx: _PATTERNS.get(ctx["pattern"], ("it is blank", "write it, or leave it out")),
}


def translated(errors: Sequence[ErrorDetails], data: object, schema: Mapping[str, Any]) -> Iterator[CaseError]:
    """The problems in the order of the file's blocks. `schema` tells which fields and words there are."""
    for error in errors:
        place = place_of(error["loc"], data, missing=error["type"] == "missing")
        if _follows_from_another(error):
            continue
        if error["type"] == IMPOSSIBLE:
            for problem in error["ctx"]["problems"]:
                yield CaseError(_joined(place, problem.place), problem.why, problem.remedy)
        else:
            why, remedy = _words(error, schema)
            yield CaseError(place or WHOLE_FILE, why, remedy)


def _follows_from_another(error: ErrorDetails) -> bool:
    """Entries that are there and were refused leave a list too short; a key that is no text is told of elsewhere."""
    return error["type"] == "invalid_key" or (error["type"] == "too_short" and bool(error["input"]))


def place_of(location: Location, data: object, *, missing: bool = False) -> str:
    """The place in the file: the location, without the parts that only the validator knows."""
    place, value = "", data
    for position, part in enumerate(location):
        inside = _step(value, part)
        if inside is None and not (missing and position == len(location) - 1):
            continue
        place = f"{place}[{part}]" if isinstance(part, int) else place_in(place, shown(part))
        value = inside[0] if inside else None
    return place


def _step(value: object, part: int | str) -> tuple[object] | None:
    if isinstance(value, dict) and part in value:
        return (value[part],)
    if isinstance(value, list | tuple) and isinstance(part, int):
        return (value[part],)
    return None


def _joined(place: str, inner: str) -> str:
    return place_in(place, inner) if inner else place or WHOLE_FILE


def _words(error: ErrorDetails, schema: Mapping[str, Any]) -> Words:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _no_such_field(error, schema)
    if kind in {"literal_error", "bool_type"}:
        return _no_such_word(error["input"], choices_at(error["loc"], schema))
    if kind in _LIMITS:
        return _LIMITS[kind](context)
    return _FIXED.get(kind, (error["msg"], "see docs/case-file.md"))


def _no_such_field(error: ErrorDetails, schema: Mapping[str, Any]) -> Words:
    name = str(error["loc"][-1])
    fields = fields_at(error["loc"][:-1], schema)
    near = get_close_matches(name, fields, 1)
    return "there is no such field", f"did you mean {near[0]}?" if near else f"the fields here are {', '.join(fields)}"


def _no_such_word(written: object, words: Sequence[str]) -> Words:
    near = get_close_matches(written, words, 1) if isinstance(written, str) else []
    why = f"{shown(written)!r} is not one of its words" if isinstance(written, str) else "one of its words is due there"
    hint = f"did you mean {near[0]}? " if near else ""
    return why, f"{hint}Write one of: {', '.join(words)}" if hint else f"write one of: {', '.join(words)}"


def fields_at(location: Location, schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that the block at that location may have."""
    return tuple(name for node in _nodes_at(location, schema) for name in node.get("properties", ()))


def choices_at(location: Location, schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The words that may stand at that location."""
    words = [word for node in _nodes_at(location, schema) for word in _choices(node)]
    return tuple(str(word).lower() if isinstance(word, bool) else str(word) for word in words)


def _choices(node: Mapping[str, Any]) -> Sequence[Any]:
    return node["enum"] if "enum" in node else [node["const"]] if "const" in node else []


def _nodes_at(location: Location, schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    nodes = _opened(schema, schema)
    for part in location:
        stepped = [inner for node in nodes for inner in _below(node, part)]
        nodes = [each for inner in stepped for each in _opened(inner, schema)] or nodes
    return nodes


def _below(node: Mapping[str, Any], part: int | str) -> list[Mapping[str, Any]]:
    if isinstance(part, int):
        return [node["items"]] if "items" in node else []
    return [node["properties"][part]] if part in node.get("properties", {}) else []


def _opened(node: Mapping[str, Any], schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The node itself or, where it stands for others, those: a reference followed, alternatives side by side."""
    if "$ref" in node:
        return _opened(schema["$defs"][node["$ref"].rpartition("/")[2]], schema)
    for word in ("anyOf", "oneOf", "allOf"):
        if word in node:
            return [each for inner in node[word] for each in _opened(inner, schema)]
    return [node]
