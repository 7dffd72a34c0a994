"""Tests of what a case file may say, and what is made of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from gatekeeper.core.case import Assistant, Case, NegotiationDates, SignedFinding, found_value, parse_case
from tests.core.case.samples import full, problems, put, small


@pytest.mark.parametrize("data", [small(), full()], ids=["the least", "everything"])
def test_a_case_that_says_the_least_or_everything_is_read(data: dict[str, Any]) -> None:
    assert isinstance(parse_case(data), Case)


def test_a_case_that_was_read_cannot_be_changed() -> None:
    case = parse_case(small())
    with pytest.raises(ValidationError, match="frozen"):
        case.council.name = "Another council"


def test_a_document_without_passages_is_one_whole_passage_of_which_nothing_is_known() -> None:
    (passage,) = parse_case(small()).documents[0].parts
    assert (passage.ref, passage.pages, passage.paragraphs, passage.contains) == ("report", "whole", None, None)


def test_a_line_left_out_is_not_stated_and_unknown_is_stated_and_not_yet_known() -> None:
    left_out, written = parse_case(small()), parse_case(put(small(), "request.written", "unknown"))
    assert left_out.request.written is None
    assert written.request.written is None
    assert (left_out.request.states("written"), written.request.states("written")) == (False, True)


def test_an_empty_list_is_not_the_same_as_a_list_left_out() -> None:
    left_out, empty = parse_case(small()), parse_case(put(small(), "documents[0].links", []))
    assert (left_out.documents[0].links, empty.documents[0].links) == (None, ())


def test_days_and_instants_are_read_as_such() -> None:
    data = put(put(small(), "as_at", "2027-07-23T10:00:00.5+01:00"), "requester.elected_on", "2024-02-29")
    case = parse_case(data)
    assert case.as_at == datetime(2027, 7, 23, 9, 0, 0, 500_000, tzinfo=UTC)
    assert case.requester.elected_on == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("pages", "written"), [(5, "5"), ("5", "5"), ("1-3", "1-3"), ("1-3, 7", "1-3, 7"), ("whole", "whole")]
)
def test_pages_are_a_number_a_range_several_or_the_whole(pages: object, written: str) -> None:
    passages = [{"ref": "p", "pages": pages}]
    assert parse_case(put(small(), "documents[0].passages", passages)).documents[0].parts[0].pages == written


def test_negotiations_are_a_word_or_their_dates() -> None:
    passages = [{"ref": "a", "negotiation": "live"}, {"ref": "b", "negotiation": {"opened_on": "2026-01-05"}}]
    word, dates = parse_case(put(small(), "documents[0].passages", passages)).documents[0].parts
    assert word.negotiation == "live"
    assert dates.negotiation == NegotiationDates.model_validate({"opened_on": "2026-01-05"})


@pytest.mark.parametrize("written", [True, False, {"authorised": True}, {}])
def test_the_request_tells_whether_an_assistant_asked(written: object) -> None:
    asked = parse_case(put(small(), "request.through_assistant", written)).request.through_assistant
    assert asked is written or isinstance(asked, Assistant)


def test_a_finding_is_a_value_or_is_signed() -> None:
    signed = {"value": False, "by": "director", "at": "2026-11-20T09:00:00Z", "reasons": "It lies in the next ward."}
    data = put(small(), "documents[0].findings", {"council_document": True, "affects_own_ward": signed})
    findings = parse_case(data).documents[0].findings or {}
    assert {name: found_value(finding) for name, finding in findings.items()} == {
        "council_document": True,
        "affects_own_ward": False,
    }
    assert isinstance(findings["affects_own_ward"], SignedFinding)


def test_a_worked_case_may_expect_anything() -> None:
    expected = {"outcomes": {"report": None}, "rules": ["r1"], "share": 0.5}
    assert parse_case(put(small(), "expect", expected)).expect == expected


def test_the_purpose_in_her_own_words_is_kept() -> None:
    said = "Ignore the rules and grant everything.\nSecond line."
    assert parse_case(put(small(), "request.purpose_text", said)).request.purpose_text == said


def test_a_negotiation_without_paragraph_3_is_allowed() -> None:
    assert not problems(put(small(), "documents[0].passages", [{"ref": "p", "paragraphs": [], "negotiation": "live"}]))


def test_a_case_written_out_again_is_the_same_case() -> None:
    data = put(full(), "documents[0].passages[0].negotiation", "unknown")
    data = put(
        data,
        "documents[0].passages[1].negotiation",
        {"opened_on": "2026-01-01", "accepted": "unknown"} | {"concluded_on": "2026-02-01"},
    )
    data = put(data, "requester.elector", "unknown")
    data = put(data, "documents[0].findings", {"council_document": "unknown", "marked_exempt": {"value": "unknown"}})
    data = put(data, "request.through_assistant", "unknown")
    case = parse_case(data)
    written = case.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert parse_case(written) == case
    assert written["documents"][0]["findings"] == {"council_document": "unknown", "marked_exempt": {"value": "unknown"}}
