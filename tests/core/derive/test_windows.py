"""Tests of the times in which papers are open: before a meeting, for years after it, and at the audit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from gatekeeper.core.case import CaseErrors
from gatekeeper.core.deadlines import ENGLAND, SCOTLAND, WALES, CalendarName
from gatekeeper.core.derive.windows import within_years
from tests.core.derive.deriving import NOON, Changes, at, derived, fact, noon, of_links

WEDNESDAY = {"meeting_on": "2026-12-02", "fixed_by": "agenda", "access": "public", "papers_with_members": True}
COMMITTEE = WEDNESDAY | {"body_type": "committee"}
CABINET = WEDNESDAY | {"body_type": "executive"}
BOTH = [("papers_public_now", COMMITTEE), ("executive_papers_public_now", CABINET)]


@pytest.mark.parametrize(("name", "link"), BOTH, ids=["committee", "cabinet"])
@pytest.mark.parametrize(("on", "expected"), [("2026-11-23", False), ("2026-11-24", True), ("2026-12-01", True)])
def test_papers_are_public_from_five_clear_working_days_before(
    name: str, link: Changes, on: str, expected: bool
) -> None:
    assert of_links(name, link, as_at=noon(on)) is expected


@pytest.mark.parametrize(("name", "link"), BOTH, ids=["committee", "cabinet"])
@pytest.mark.parametrize("event", ["convened_on", "item_added_on"])
@pytest.mark.parametrize(("on", "expected"), [("2026-11-26", False), ("2026-11-27", True)])
def test_papers_of_a_meeting_called_or_an_item_added_late_are_public_from_then(
    name: str, link: Changes, event: str, on: str, expected: bool
) -> None:
    assert of_links(name, link | {event: "2026-11-27"}, as_at=noon(on)) is expected


@pytest.mark.parametrize(("name", "link"), BOTH, ids=["committee", "cabinet"])
@pytest.mark.parametrize(("with_members", "expected"), [(True, True), (False, False), ("unknown", None), (None, None)])
def test_papers_need_not_be_public_before_the_members_have_them(
    name: str, link: Changes, with_members: object, expected: bool | None
) -> None:
    written = {key: value for key, value in link.items() if key != "papers_with_members"}
    if with_members is not None:
        written["papers_with_members"] = with_members
    assert of_links(name, written, as_at=noon("2026-11-24")) is expected
    assert of_links(name, written, as_at=noon("2026-11-23")) is False


@pytest.mark.parametrize(("name", "link"), BOTH, ids=["committee", "cabinet"])
def test_once_the_meeting_is_over_its_papers_are_no_papers_before_a_meeting(name: str, link: Changes) -> None:
    assert of_links(name, link, as_at=noon("2026-12-03")) is False


def test_a_closure_of_the_offices_is_no_clear_day() -> None:
    changes = {"documents[0].links": [{"body": "A body", **COMMITTEE}], "council.closure_days": ["2026-11-26"]}
    assert fact("papers_public_now", changes, noon("2026-11-23")) is True
    assert fact("papers_public_now", changes | {"council.closure_days": []}, noon("2026-11-23")) is False


def test_the_papers_of_a_private_cabinet_item_are_not_the_publics() -> None:
    assert of_links("executive_papers_public_now", CABINET | {"access": "private"}, as_at=noon("2026-11-24")) is False
    assert of_links("executive_papers_public_now", CABINET | {"access": "unknown"}, as_at=noon("2026-11-24")) is None


@pytest.mark.parametrize("body_type", ["licensing_act_committee", "all_executive_joint_committee"])
def test_of_an_unsettled_body_it_is_not_known_when_papers_are_public(body_type: str) -> None:
    assert of_links("papers_public_now", WEDNESDAY | {"body_type": body_type}, as_at=noon("2026-11-24")) is None


def test_without_a_meeting_no_papers_are_public_yet() -> None:
    assert of_links("papers_public_now", {"body_type": "committee"}) is False
    assert of_links("executive_papers_public_now", {"body_type": "executive", "access": "public"}) is None


@pytest.mark.parametrize(
    ("calendar", "on", "expected"),
    [
        (ENGLAND, "2026-11-24", True),
        (ENGLAND, "2026-11-23", False),
        (WALES, "2026-11-26", True),
        (WALES, "2026-11-25", False),
        (SCOTLAND, "2026-11-26", None),
    ],
)
def test_wales_counts_three_clear_days_and_another_country_is_not_known(
    calendar: CalendarName, on: str, expected: bool | None
) -> None:
    assert of_links("papers_public_now", COMMITTEE, as_at=noon(on), calendar=calendar) is expected


def test_regulation_7_is_englands_alone() -> None:
    assert of_links("executive_papers_public_now", CABINET, as_at=noon("2026-11-26"), calendar=WALES) is None


MEETING = {"body_type": "committee", "access": "public", "meeting_on": "2020-02-29"}


@pytest.mark.parametrize(
    ("name", "last", "next_day"),
    [
        ("within_six_years_of_meeting", "2026-02-28", "2026-03-01"),
        ("within_four_years_of_meeting", "2024-02-28", "2024-02-29"),
    ],
)
def test_the_years_after_a_meeting_begin_with_its_day_and_end_before_its_anniversary(
    name: str, last: str, next_day: str
) -> None:
    assert of_links(name, MEETING, as_at=noon("2020-02-28")) is False
    assert of_links(name, MEETING, as_at=noon("2020-03-01")) is True
    assert of_links(name, MEETING, as_at=noon(last)) is True
    assert of_links(name, MEETING, as_at=noon(next_day)) is False


DECISIONS: dict[str, Changes] = {
    "an individual member": {"body_type": "individual_member", "decided_on": "2020-11-24"},
    "an officer": {
        "body_type": "officer",
        "decision_type": "non_executive",
        "decided_at": "2020-11-24T00:00:00+00:00",
    },
    "a ward member": {"body_type": "ward_member", "decided_on": "2020-11-24"},
    "the cabinet": {"body_type": "executive", "meeting_on": "2020-11-24"},
}


KIND = {"an officer": "delegated_", "a ward member": "ward_"}
SIX, FOUR = ("2026-11-23", "2026-11-24"), ("2024-11-23", "2024-11-24")
YEARS = [
    (decision, f"within_{years}_years_of_{KIND.get(who, '')}decision", *days)
    for who, decision in DECISIONS.items()
    for years, days in (("six", SIX), ("four", FOUR))
    if not (who == "a ward member" and years == "four")
]


@pytest.mark.parametrize(("decision", "name", "last", "next_day"), YEARS)
def test_the_years_after_a_decision_begin_with_its_day(decision: Changes, name: str, last: str, next_day: str) -> None:
    assert of_links(name, decision, as_at=noon(last)) is True
    assert of_links(name, decision, as_at=noon(next_day)) is False
    assert of_links(name, decision, as_at=noon("2020-11-23")) is False


def test_a_decision_near_midnight_in_summer_is_the_next_days_in_london() -> None:
    decision = {"body_type": "individual_member", "decided_at": "2020-06-30T23:30:00+00:00"}
    assert of_links("within_six_years_of_decision", decision, as_at=noon("2026-06-30")) is True
    assert of_links("within_six_years_of_decision", decision, as_at=noon("2026-07-01")) is False


@pytest.mark.parametrize(
    ("link", "meeting", "decision"),
    [
        ({"body_type": "committee"}, False, False),
        ({"body_type": "unknown"}, False, False),
        ({"body_type": "executive"}, False, False),
        ({"body_type": "officer"}, False, None),
        ({"body_type": "officer", "decision_expected": True}, False, False),
        ({"body_type": "executive", "meeting_at": "2026-11-23T10:00:00Z"}, False, None),
        ({"body_type": "unknown", "meeting_on": "2026-11-20", "access": "public"}, None, None),
        ({"body_type": "working_group", "meeting_on": "2026-11-20"}, False, False),
        ({"body_type": "licensing_act_committee", "meeting_on": "2026-11-20", "access": "public"}, None, False),
    ],
)
def test_years_run_only_from_a_meeting_or_decision_of_their_kind(
    link: Changes, meeting: bool | None, decision: bool | None
) -> None:
    facts = derived({"documents[0].links": [{"body": "A body", **link}]})[0].facts
    assert facts["within_six_years_of_meeting"] is meeting
    assert facts["within_six_years_of_decision"] is decision


OPEN_LONG_AGO = {"body_type": "committee", "access": "public", "meeting_on": "2019-03-05"}
CLOSED_LATELY = {"body_type": "committee", "access": "private", "meeting_on": "2026-03-03"}
UNSAID_LATELY = {"body_type": "committee", "meeting_on": "2026-03-03"}


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ((OPEN_LONG_AGO, CLOSED_LATELY), False),
        ((OPEN_LONG_AGO, UNSAID_LATELY), None),
        ((OPEN_LONG_AGO, CLOSED_LATELY | {"access": "public"}), True),
        ((CLOSED_LATELY,), True),
        ((OPEN_LONG_AGO,), False),
    ],
)
def test_a_later_private_meeting_does_not_keep_open_what_was_public_long_ago(
    links: tuple[Changes, ...], expected: bool | None
) -> None:
    assert of_links("within_six_years_of_meeting", *links) is expected


@pytest.mark.parametrize(
    ("begins", "years", "on", "expected"),
    [
        (date(2035, 1, 1), 6, date(2040, 12, 31), True),
        (date(2034, 12, 31), 6, date(2040, 12, 30), True),
        (date(2034, 12, 31), 6, date(2040, 12, 31), False),
        (date(2040, 12, 31), 6, date(2040, 12, 30), False),
    ],
)
def test_years_that_outlast_2040_still_run(begins: date, years: int, on: date, expected: bool) -> None:
    assert within_years(begins, years, on) is expected


@pytest.mark.parametrize(
    ("on", "is_open", "coming"),
    [
        ("2026-05-31", False, True),
        ("2026-06-01", True, False),
        ("2026-07-10", True, False),
        ("2026-07-11", False, False),
    ],
)
def test_the_audit_window_is_thirty_working_days(on: str, is_open: bool, coming: bool) -> None:
    facts = derived(as_at=noon(on))[0].facts
    assert (facts["audit_window_open"], facts["audit_window_coming"]) == (is_open, coming)


def test_without_its_first_day_or_on_another_calendar_the_audit_window_is_not_known() -> None:
    silent: dict[str, Any] = {"documents[0]": {"ref": "r", "title": "t"}}
    assert fact("audit_window_open", silent) is None
    assert fact("audit_window_open", calendar=WALES) is None


def test_a_window_that_leaves_the_years_in_which_days_are_counted_is_an_error_that_names_the_document() -> None:
    with pytest.raises(CaseErrors, match=r"documents\[0\]: .*2041"):
        derived({"documents[0].audit.window_opens_on": "2040-12-20"}, at("2040-12-21T12:00:00Z"))


def test_where_no_links_are_written_no_time_is_known() -> None:
    facts = derived({"documents[0]": {"ref": "r", "title": "t"}}, NOON)[0].facts
    names = ("papers_public_now", "within_six_years_of_meeting", "within_four_years_of_decision")
    assert [facts[name] for name in names] == [None] * 3


def test_the_hour_that_comes_twice_in_autumn_is_the_same_day() -> None:
    window = {"documents[0].audit.window_opens_on": "2026-10-25"}
    first, second = (
        datetime.fromisoformat("2026-10-25T01:30:00+01:00"),
        datetime.fromisoformat("2026-10-25T01:30:00+00:00"),
    )
    assert fact("audit_window_open", window, first) is True
    assert fact("audit_window_open", window, second) is True
    assert fact("audit_window_open", window, at("2026-10-24T22:59:59+00:00")) is False


def test_the_years_of_one_kind_of_decision_keep_nothing_of_another_kind_open() -> None:
    cabinet = {"body_type": "executive", "meeting_on": "2012-10-01", "access": "public"}
    delegated = {"body_type": "officer", "decision_type": "non_executive", "decided_on": "2026-11-01"}
    links = (cabinet, delegated)
    assert of_links("executive_public_done", *links) is True
    assert of_links("within_six_years_of_decision", *links) is False
    assert of_links("within_six_years_of_delegated_decision", *links) is True
