"""Tests that the published JSON Schema and the reader agree on the form of a case file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from gatekeeper.core.case import Case, case_schema
from gatekeeper.core.case.base import IMPOSSIBLE
from tests.core.case.samples import GONE, full, problems, put, small, vocabulary

SCHEMA = case_schema()
PLAIN = Draft202012Validator(SCHEMA)
WITH_FACTS = Draft202012Validator(case_schema(vocabulary()))

VALUES: list[Any] = [
    GONE,
    None,
    True,
    False,
    0,
    1,
    7,
    8,
    10_000,
    2.5,
    -1,
    "",
    " ",
    "unknown",
    "none",
    "live",
    "report",
    "whole",
    "1-3, 7",
    "03",
    "a b",
    "x" * 301,
    "2026-11-23",
    "2026-11-23\n",
    "2024-02-29",
    "2023-02-29",
    "2026-11-23T10:00:00+00:00",
    "2026-11-23T10:00:00",
    "2026-11-23T24:00:00Z",
    "٢٠٢٦-١١-٢٣",
    [],
    ["committee"],
    {},
    {"value": True},
    {"opened_on": "2026-01-01"},
    {"authorised": False},
    {"basis": "none"},
]


def paths(value: object, place: str = "") -> list[str]:
    """Every place in the data."""
    if isinstance(value, dict):
        inner = [(f"{place}.{key}" if place else str(key), each) for key, each in value.items()]
    elif isinstance(value, list):
        inner = [(f"{place}[{index}]", each) for index, each in enumerate(value)]
    else:
        inner = []
    return [found for where, each in inner for found in (where, *paths(each, where))]


def entries(name: str) -> list[Any]:
    tables = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return [pytest.param(entry, id=entry["it"]) for entry in tables["case"]]


def form_is_wrong(data: object) -> bool:
    """Whether the reader refuses the form of the data, impossibilities and what follows from them apart."""
    try:
        Case.model_validate(data)
    except ValidationError as error:
        own = [each for each in error.errors() if each["type"] != "too_short" or not each["input"]]
        return any(each["type"] != IMPOSSIBLE for each in own)
    return False


def test_the_schema_is_a_well_formed_json_schema_of_2020() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "Case file"


def test_every_field_of_the_schema_has_a_title_and_says_what_it_is() -> None:
    blocks = {"Case": SCHEMA, **SCHEMA["$defs"]}
    fields = [(name, field, node) for name, block in blocks.items() for field, node in block["properties"].items()]
    assert len(fields) > 100
    assert not [f"{name}.{field}" for name, field, node in fields if not node.get("description")]
    assert not [f"{name}.{field}" for name, field, node in fields if "title" not in node and "$ref" not in node]
    assert all(block["additionalProperties"] is False for block in blocks.values())


@pytest.mark.parametrize("data", [small(), full()], ids=["the least", "everything"])
def test_the_schema_accepts_a_good_case(data: dict[str, Any]) -> None:
    WITH_FACTS.validate(data)


@pytest.mark.parametrize("entry", entries("wrong.toml"))
def test_the_schema_refuses_as_well(entry: dict[str, Any]) -> None:
    value = GONE if "gone" in entry else None if "nothing" in entry else entry["value"]
    assert not WITH_FACTS.is_valid(put(full(), entry["put"], value))


@pytest.mark.parametrize("entry", entries("impossible.toml"))
def test_the_schema_leaves_to_the_reader(entry: dict[str, Any]) -> None:
    data = put(full(), entry["put"], entry["value"])
    assert WITH_FACTS.is_valid(data)
    assert not form_is_wrong(data)


@given(place=st.sampled_from(paths(full())), value=st.sampled_from(VALUES))
def test_schema_and_reader_agree_on_the_form_of_any_changed_case(place: str, value: object) -> None:
    changed = put(full(), place, value)
    # The reader refuses emptiness before it looks at the form, and the schema has no other word for it.
    refused = form_is_wrong(changed) or bool(value is None and problems(changed))
    assert PLAIN.is_valid(changed) is not refused


@pytest.mark.parametrize("value", [True, "unknown", {"value": False, "by": "director"}, {"value": "unknown"}])
def test_the_schema_lists_the_facts_that_may_be_found_of_a_document(value: object) -> None:
    assert WITH_FACTS.is_valid(put(full(), "documents[0].findings", {"council_document": value}))


@pytest.mark.parametrize("value", ["yes", 1, {"value": "yes"}, {"by": "director"}, {"value": True, "who": "x"}])
def test_the_schema_knows_the_values_of_each_fact(value: object) -> None:
    assert not WITH_FACTS.is_valid(put(full(), "documents[0].findings", {"council_document": value}))
