"""Tests of findings, contradictions and what the law takes from silence; nothing is left out and nothing leaks in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.case import CaseErrors, parse_case
from gatekeeper.core.deadlines import ENGLAND, DeadlineError
from gatekeeper.core.derive import SILENCE_IS_NO_FINDING, derive
from gatekeeper.core.derive.settle import NO_FINDING, NOT_STATED
from tests.core.case.samples import full, put, small, vocabulary
from tests.core.derive.deriving import NOON, Changes, calendars, derived, fact, origin

DOCUMENT = "documents[0]"
PASSAGE = "documents[0].passages[0]"

ONLY_FOUND = {
    "person_interested_in_audit",
    "covert_research",
    "disproportionate",
    "later_use_differs",
    "council_document",
    "behind_the_accounts",
    "affects_own_ward",
    "marked_exempt",
    "withheld_as_likely_private",
    "requester_adverse",
    "overriding_public_interest",
    "group_has_released",
    "group_has_determined",
    "group_work_published",
    "hears_disciplinary_case",
}


def contradiction(changes: Changes) -> str:
    with pytest.raises(CaseErrors) as caught:
        derived(changes)
    (problem,) = caught.value.errors
    return str(problem)


def test_every_fact_of_the_vocabulary_but_the_computed_ones_is_given_for_every_passage() -> None:
    wanted = {each.name for each in vocabulary() if each.supplier != "computed"}
    for passage in (*derived(), *derived({DOCUMENT: {"ref": "r", "title": "t"}})):
        assert passage.facts.keys() == passage.origins.keys() == wanted


def test_a_full_case_tells_every_fact_that_has_a_field() -> None:
    passage = derived({"request.purpose.improper.dominant": True})[0]
    silent = {name for name, place in passage.origins.items() if place in {NOT_STATED, NO_FINDING}}
    assert silent == ONLY_FOUND
    assert {name for name, value in passage.facts.items() if value is None} == ONLY_FOUND - set(SILENCE_IS_NO_FINDING)


def test_the_facts_of_a_passage_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        derived()[0].facts["separable"] = False  # type: ignore[index]


def test_of_the_least_case_only_what_follows_or_what_silence_answers_is_known() -> None:
    data = put(small(), "requester", {"kind": "member_of_public"})
    (passage,) = derive(parse_case(data), vocabulary(), calendars()[ENGLAND], NOON)
    known = {name: value for name, value in passage.facts.items() if value is not None}
    follows = {"serving_councillor": False, "elected_mayor": False, "co_opted_member": False, "separable": True}
    assert known == follows | {name: silence.value for name, silence in SILENCE_IS_NO_FINDING.items()}


@pytest.mark.parametrize("name", SILENCE_IS_NO_FINDING)
def test_silence_is_no_finding(name: str) -> None:
    fact_of_law = vocabulary()[name]
    silent = {"request": {"received_at": full()["request"]["received_at"]}}
    assert fact_of_law.accepts(SILENCE_IS_NO_FINDING[name].value)
    assert not fact_of_law.justification
    assert fact(name, silent) == SILENCE_IS_NO_FINDING[name].value
    assert origin(name, silent) == NO_FINDING


@pytest.mark.parametrize("name", SILENCE_IS_NO_FINDING)
def test_an_open_question_is_not_silence(name: str) -> None:
    silent = {"request": {"received_at": full()["request"]["received_at"], "findings": {name: "unknown"}}}
    if name != "through_assistant":
        assert fact(name, silent) is None
    else:
        assert fact(name, {"request.through_assistant": "unknown"}) is None


@pytest.mark.parametrize("name", [each.name for each in vocabulary() if each.justification])
def test_what_a_councillor_does_not_say_for_herself_is_not_yet_known_and_is_asked(name: str) -> None:
    data = put(small(), "request.purpose", {})
    (passage,) = derive(parse_case(data), vocabulary(), calendars()[ENGLAND], NOON)
    assert passage.facts[name] is None


def test_once_there_is_evidence_whether_that_purpose_is_dominant_is_still_to_be_found() -> None:
    evidenced: Changes = {"request.purpose.improper": {"evidenced": True}}
    names = ("improper_purpose_evidenced", "improper_purpose_dominant", "member_heard")
    assert [derived(evidenced)[0].facts[name] for name in names] == [True, None, None]
    cleared: Changes = {"request.purpose.improper": {"evidenced": False}}
    assert [derived(cleared)[0].facts[name] for name in names] == [False, False, None]


def test_an_assistant_who_asks_must_be_authorised() -> None:
    assert fact("assistant_authorised", {"request.through_assistant": {"authorised": False}}) is False
    assert fact("through_assistant", {"request.through_assistant": {}}) is True
    assert fact("assistant_authorised", {"request.through_assistant": {}}) is None
    assert fact("through_assistant", {"request.through_assistant": False}) is False
    assert fact("through_assistant", {"request.through_assistant": True}) is True


def test_a_finding_tells_what_no_field_does_and_names_its_place() -> None:
    changes = {f"{DOCUMENT}.findings": {"council_document": True, "marked_exempt": {"value": False, "by": "clerk"}}}
    assert (fact("council_document", changes), fact("marked_exempt", changes)) == (True, False)
    assert origin("council_document", changes) == f"{DOCUMENT}.findings.council_document"


def test_findings_of_every_level_are_heard() -> None:
    changes: Changes = {
        "council": {"name": "X", "findings": {"jurisdiction": "england", "executive_arrangements": True}},
        "requester.findings": {"person_interested_in_audit": True},
        "request.findings": {"disproportionate": True},
        f"{DOCUMENT}.findings": {"behind_the_accounts": True},
        f"{PASSAGE}.findings": {"withheld_as_likely_private": True},
    }
    names = (
        "jurisdiction",
        "executive_arrangements",
        "person_interested_in_audit",
        "disproportionate",
        "behind_the_accounts",
        "withheld_as_likely_private",
    )
    first, second = derived(changes)
    assert [first.facts[name] for name in names] == ["england", True, True, True, True, True]
    assert second.facts["withheld_as_likely_private"] is None


def test_a_finding_fills_what_the_particulars_leave_open() -> None:
    substitute = {
        "requester.memberships": [
            {"body": "S", "body_type": "overview_and_scrutiny", "role": "substitute", "from": "2023-05-17"}
        ]
    }
    assert fact("scrutiny_member", substitute | {"requester.findings": {"scrutiny_member": True}}) is True
    unknown = {f"{PASSAGE}.negotiation": "unknown", f"{PASSAGE}.findings": {"negotiation_terms": "live"}}
    assert fact("negotiation_terms", unknown) == "live"


CONTRADICTIONS: list[tuple[str, str, object, str]] = [
    ("council.findings", "council_type", "county", "council.type says district"),
    ("requester.findings", "serving_councillor", False, "requester says true"),
    ("request.findings", "written_request", False, "request.written says true"),
    ("request.findings", "duty_stated", False, "request.purpose.duty_stated says true"),
    (f"{DOCUMENT}.findings", "coming_at_committee", False, f"{DOCUMENT}.links[0] says true"),
    (f"{DOCUMENT}.findings", "member_of_responsible_body", False, "requester.memberships[0] says true"),
    (f"{PASSAGE}.findings", "separable", False, f"{PASSAGE}.pages says true"),
    (f"{PASSAGE}.findings", "negotiation_terms", "none", f"{PASSAGE}.negotiation says live"),
]


@pytest.mark.parametrize(("place", "name", "value", "other"), CONTRADICTIONS)
def test_a_finding_that_contradicts_the_particulars_is_an_error_that_names_both_places(
    place: str, name: str, value: object, other: str
) -> None:
    said = contradiction({place: {name: value}})
    assert said.startswith(f"{place}.{name}: it says {str(value).lower()}, but {other}")
    assert "correct one of them" in said


def test_a_contradiction_of_the_whole_case_is_told_once_although_there_are_two_passages() -> None:
    assert contradiction({"requester.findings": {"executive_member": True}}).startswith(
        "requester.findings.executive_member"
    )


def test_a_finding_that_agrees_with_the_particulars_or_is_open_is_no_contradiction() -> None:
    assert fact("coming_at_committee", {f"{DOCUMENT}.findings": {"coming_at_committee": True}}) is True
    assert fact("coming_at_committee", {f"{DOCUMENT}.findings": {"coming_at_committee": "unknown"}}) is True


@pytest.mark.parametrize(("level", "place"), [("document", f"{DOCUMENT}.findings"), ("passage", f"{PASSAGE}.findings")])
def test_of_need_and_purpose_the_narrower_finding_goes_before_the_wider(level: str, place: str) -> None:
    first, second = derived({place: {"reasonably_necessary": False}})
    assert first.facts["reasonably_necessary"] is False
    assert second.facts["reasonably_necessary"] is (level == "passage")


def test_an_open_question_for_one_passage_goes_before_the_answer_for_all() -> None:
    first, second = derived({f"{PASSAGE}.findings": {"reasonably_necessary": "unknown"}})
    assert (first.facts["reasonably_necessary"], second.facts["reasonably_necessary"]) == (None, True)


def test_an_interest_may_be_found_for_one_document_alone() -> None:
    second = {"ref": "other", "title": "t"}
    found = derived({f"{DOCUMENT}.findings": {"has_pecuniary_interest": True}, "documents[1]": second})
    assert [each.facts["has_pecuniary_interest"] for each in found] == [True, True, False]


def test_a_case_parsed_without_the_vocabulary_has_its_findings_checked_when_facts_are_derived() -> None:
    data = put(put(full(), f"{PASSAGE}.findings", {"nonsense": True}), "council.findings", {"separable": True})
    with pytest.raises(CaseErrors) as caught:
        derive(parse_case(data), vocabulary(), calendars()[ENGLAND], NOON)
    assert {error.place for error in caught.value.errors} == {
        f"{PASSAGE}.findings.nonsense",
        "council.findings.separable",
    }


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(DeadlineError, match="no time zone"):
        derived(as_at=datetime(2026, 11, 23, 10, 0))  # noqa: DTZ001 (the very thing that is refused)


SAYINGS = st.text(max_size=40).filter(str.strip) | st.sampled_from(["grant everything", "duty_stated: true"])


@given(words=SAYINGS)
def test_free_text_never_changes_a_fact(words: str) -> None:
    balance: dict[str, Any] = {"result": "maintain", "confirmed_for_this_request": True}
    said = "".join(letter for letter in words if letter.isprintable()).strip() or "x"
    changes: Changes = {
        "request.purpose_text": said,
        "title": said,
        f"{PASSAGE}.paragraphs[0].balance": balance | {"reasons": said, "by": said},
        f"{PASSAGE}.title": said,
    }
    assert [dict(each.facts) for each in derived(changes)] == [dict(each.facts) for each in derived()]


FIELDS = [
    "council.governance", "requester.memberships", "requester.executive", "requester.elector", "request.written",
    "request.purpose", "documents[0].links", "documents[0].holder", "documents[0].draft", "documents[0].audit",
    "documents[0].passages[0].paragraphs", "documents[0].passages[0].contains", "documents[0].passages[0].pages",
]  # fmt: skip


@given(gone=st.sets(st.sampled_from(FIELDS), max_size=6))
def test_taking_statements_out_never_turns_yes_into_no(gone: set[str]) -> None:
    data = put(full(), "request.purpose.improper", {"evidenced": False})
    for place in gone:
        owner, _, field = place.rpartition(".")
        data = put(data, owner, {key: value for key, value in at_place(data, owner).items() if key != field})
    before, after = derived()[0].facts, derive(parse_case(data), vocabulary(), calendars()[ENGLAND], NOON)[0].facts
    changed = {name: (before[name], after[name]) for name in before if after[name] not in (None, before[name])}
    assert changed.keys() <= set(SILENCE_IS_NO_FINDING)


def at_place(data: dict[str, Any], place: str) -> dict[str, Any]:
    """The block at a place of the full case."""
    inner: Any = data
    for step in place.replace("[0]", ".0").split("."):
        inner = inner[int(step)] if step.isdigit() else inner[step]
    return inner
