"""A stored decision replays identically under its own edition, and shows where it does not."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gatekeeper.core.case import Case
from gatekeeper.policy.errors import PolicyError
from gatekeeper.services.assess import assess
from gatekeeper.services.records import RecordError, decision_as_data, decision_as_json, decision_schema, record, replay

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def stored(land_sale: Case) -> dict[str, Any]:
    """A record as it is read back from a file."""
    found: dict[str, Any] = json.loads(json.dumps(record(assess(land_sale, AT, "east_devon"))))
    return found


def test_a_stored_decision_replays_identically(stored: dict[str, Any]) -> None:
    found = replay(stored)
    assert found.identical
    assert not found.calendars_changed


def test_a_changed_outcome_is_found_and_its_place_named(stored: dict[str, Any]) -> None:
    stored["decision"]["documents"][0]["passages"][1]["outcome"] = "entitled"
    assert replay(stored).differences == ("decision.documents[0].passages[1].outcome",)


def test_a_changed_case_is_found(stored: dict[str, Any]) -> None:
    stored["case"]["documents"][0]["passages"][1]["negotiation"] = "none"
    assert not replay(stored).identical


def test_a_changed_edition_is_refused(stored: dict[str, Any]) -> None:
    stored["edition"]["canonical"] = stored["edition"]["canonical"].replace("deny", "allow", 1)
    with pytest.raises(PolicyError, match="digest"):
        replay(stored)


@pytest.mark.parametrize("pack", [None, "east_devon", "wbc"])
def test_the_text_that_is_stored_says_what_the_decision_says(land_sale: Case, pack: str | None) -> None:
    for at in (AT, AT.replace(month=12), AT):
        decision = assess(land_sale, at, pack).decision
        assert json.loads(decision_as_json(decision)) == json.loads(json.dumps(decision_as_data(decision)))


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(RecordError, match="--record"):
        replay({"format": "something else"})


def test_a_printed_decision_follows_its_published_schema(land_sale: Case) -> None:
    schema = decision_schema()
    Draft202012Validator.check_schema(schema)
    data = json.loads(json.dumps(decision_as_data(assess(land_sale, AT).decision)))
    Draft202012Validator(schema).validate(data)
    data["documents"][0]["passages"][0]["outcome"] = "granted"
    assert not Draft202012Validator(schema).is_valid(data)
