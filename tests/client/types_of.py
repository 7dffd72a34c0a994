"""Says in Python what a form of the description of the API is: its type, and the forms that it needs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

_PLAIN: Final = {"integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_TEXTS: Final = {"date-time": "datetime", "date": "date"}


def references(schema: object) -> Iterator[str]:
    """The names of the forms that this one needs, each once, in order."""
    yield from dict.fromkeys(_references(schema))


def _references(schema: object) -> Iterator[str]:
    if isinstance(schema, Mapping):
        if isinstance(target := schema.get("$ref"), str):
            yield target.rsplit("/", 1)[1]
        for each in schema.values():
            yield from _references(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _references(each)


def annotation(schema: Mapping[str, Any], *, closed: bool) -> str:
    """The Python type. ``closed``: lists of words are kept to; what is handed out may hold words to come."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if several := schema.get("anyOf", schema.get("oneOf")):
        return " | ".join(dict.fromkeys(annotation(each, closed=closed) for each in several))
    if "enum" in schema or "const" in schema:
        words = schema.get("enum", [schema.get("const")])
        return f"Literal[{', '.join(map(json.dumps, words))}]" if closed else "str"
    return _several(schema, closed=closed) or _one(schema)


def _several(schema: Mapping[str, Any], *, closed: bool) -> str | None:
    if schema.get("type") == "array":
        return f"tuple[{annotation(schema.get('items', {}), closed=closed)}, ...]"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        return f"dict[str, {annotation(inner, closed=closed) if isinstance(inner, Mapping) else 'Any'}]"
    return None


def _one(schema: Mapping[str, Any]) -> str:
    if schema.get("type") == "string":
        return _TEXTS.get(schema.get("format", ""), "str")
    return _PLAIN.get(str(schema.get("type")), "Any")
