"""The case file's JSON Schema (Draft 2020-12), for editors and for anyone who writes a case by program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from gatekeeper.core.case.case import Case
from gatekeeper.core.case.findings import facts_of_level
from gatekeeper.core.case.words import UNKNOWN
from gatekeeper.core.facts import Fact, Vocabulary

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_LEVELS: Final[Mapping[str, str]] = {
    "Council": "council",
    "Requester": "requester",
    "Request": "request",
    "Document": "document",
    "Passage": "passage",
}


class _Generator(GenerateJsonSchema):
    """Publishes a field that may be left out as just that: JSON's null is never written in a case file."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def case_schema(vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """The schema; with a vocabulary it also lists, level by level, the facts that may be found and their values."""
    schema = Case.model_json_schema(schema_generator=_Generator)
    if vocabulary is not None:
        for name, level in _LEVELS.items():
            findings = schema["$defs"][name]["properties"]["findings"]
            findings["properties"] = {fact.name: _finding(fact) for fact in facts_of_level(level, vocabulary)}
            findings["additionalProperties"] = False
    return {"$schema": DIALECT, "$id": "urn:gatekeeper:case:1", **schema, "title": "Case file"}


def _finding(fact: Fact) -> dict[str, Any]:
    value = {"enum": [*fact.values(), UNKNOWN]}
    signed = {"allOf": [{"$ref": "#/$defs/SignedFinding"}, {"properties": {"value": value}}]}
    return {"description": fact.asks, "if": {"type": "object"}, "then": signed, "else": value}
