"""Tests of who has no part in a matter at all, in whatever post: her own request, its subject, a relationship."""

from __future__ import annotations

from typing import Any

import pytest

from gatekeeper.core.actors import Act, stands_aside
from tests.core.actors.acting import MOMENT, NOW, acted, pack, situation, tie


def codes(person: str, *, heard: bool = False, **stands: object) -> list[str]:
    """The codes of the reasons for which a person stands aside."""
    return [bar.code for bar in stands_aside(person, situation(**stands), heard=heard)]


def test_r031_nobody_has_an_officers_part_in_her_own_request() -> None:
    assert codes("reed") == ["own_request"]


def test_r031_whoever_asked_for_the_councillor_has_no_officers_part_in_it() -> None:
    assert codes("mo", assistant="mo") == ["assistant_on_request"]
    assert codes("mo", past=(acted("mo", "asked"),)) == ["assistant_on_request"]


def test_r031_the_subject_of_the_document_has_no_part_whatever_her_post() -> None:
    assert codes("mo", subjects=frozenset({"mo"})) == ["subject_of_document"]
    assert codes("mo", subjects=frozenset({"mo"}), heard=True) == ["subject_of_document"]


@pytest.mark.parametrize("to", ["reed", "asha", "sue"])
def test_r031_a_relationship_to_the_councillor_her_assistant_or_the_subject_leaves_no_part(to: str) -> None:
    stands: dict[str, Any] = {"assistant": "asha", "subjects": frozenset({"sue"})}
    assert codes("mo", ties=(tie("mo", to),), **stands) == ["relationship"]
    assert codes("mo", ties=(tie(to, "mo"),), **stands) == ["relationship"], "whoever of the two declared it"


def test_r031_a_relationship_that_has_ended_or_leads_elsewhere_keeps_nobody() -> None:
    assert codes("mo", ties=(tie("mo", to_at=NOW),)) == []
    assert codes("mo", ties=(tie("mo", to_at=NOW + MOMENT),)) == ["relationship"]
    assert codes("mo", ties=(tie("mo", "somebody"),)) == []


def test_leading_her_group_keeps_a_group_leader_from_deciding_and_not_from_being_heard() -> None:
    leads = (tie("lea", kind="group_leader_of"),)
    assert codes("lea", ties=leads) == ["relationship"]
    assert codes("lea", ties=leads, heard=True) == []
    assert codes("lea", ties=(*leads, tie("lea")), heard=True) == ["relationship"]


@pytest.mark.parametrize("act", ["held", "advised", "determined", "ruled", "prepared"])
def test_what_somebody_did_on_the_case_does_not_make_her_a_stranger_to_it(act: Act) -> None:
    assert codes("mo", past=(acted("mo", act),)) == []


def test_a_reason_names_the_councils_own_clause_on_conflict() -> None:
    (bar,) = stands_aside("mo", situation(ties=(tie("mo"),)), pack("wyremouth"))
    assert "4.6" in bar.source
