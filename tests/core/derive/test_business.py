"""Tests of what is to come and what is done: each kind of business, before, during and after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.case import Link
from gatekeeper.core.derive.business import TESTS, meeting_done, meeting_to_come
from tests.core.derive.deriving import NOON, Changes, at, derived, fact, of_links, origin

EVENING = {"meeting_at": "2026-12-01T18:30:00+00:00", "fixed_by": "agenda", "access": "public"}
ENDED = EVENING | {"ended_at": "2026-12-01T20:45:00+00:00"}
BEFORE, DURING, JUST, AFTER = (
    at(f"2026-12-01T{time}+00:00") for time in ("18:29:59", "19:00:00", "20:45:00", "20:45:01")
)
LAST_SECOND = at("2026-12-01T20:44:59+00:00")

COMING = {
    "council": "coming_at_council",
    "authority_body": "coming_at_council",
    "committee": "coming_at_committee",
    "audit_committee": "coming_at_committee",
    "sub_committee": "coming_at_sub_committee",
    "overview_and_scrutiny": "coming_at_scrutiny",
    "overview_and_scrutiny_sub_committee": "coming_at_scrutiny",
    "joint_committee": "coming_at_joint_committee",
    "police_and_crime_panel": "coming_at_joint_committee",
    "licensing_act_committee": "coming_at_unsettled_body",
    "area_committee": "coming_at_unsettled_body",
    "all_executive_joint_committee": "coming_at_unsettled_body",
    "executive": "executive_public_coming",
    "executive_committee": "executive_public_coming",
}
DONE = {
    "council": {"past_open_item"},
    "committee": {"past_open_item"},
    "overview_and_scrutiny": {"past_open_item"},
    "joint_committee": {"past_open_item"},
    "executive": {"executive_public_done"},
    "executive_committee": {"executive_public_done"},
    "area_committee": {"executive_public_done"},
    "all_executive_joint_committee": {"executive_public_done"},
    "licensing_act_committee": set(),
    "working_group": set(),
    "authority_body": {"past_open_item", "authority_meeting_done"},
}
AUTHORITY = {
    "council.type": "combined_authority",
    "council.governance": [{"from": "2011-05-09", "executive_arrangements": False}],
}


def links(*entries: Changes, **other: object) -> Changes:
    return {"documents[0].links": [{"body": "A body", **entry} for entry in entries], **other}


def holding(changes: Changes, as_at: datetime = NOON) -> set[str]:
    """The kinds of business of which there is at least one link."""
    facts = derived(changes, as_at)[0].facts
    return {name for name in TESTS if facts[name] is True}


@pytest.mark.parametrize(("body_type", "expected"), COMING.items())
def test_business_to_be_transacted_at(body_type: str, expected: str) -> None:
    authority = AUTHORITY if body_type == "authority_body" else {}
    both = {"area_committee", "all_executive_joint_committee"}
    also = {"executive_public_coming"} if body_type in both else set()
    assert holding(links(EVENING | {"body_type": body_type}) | authority) == {expected} | also


@pytest.mark.parametrize(("body_type", "expected"), DONE.items())
def test_business_transacted_at(body_type: str, expected: set[str]) -> None:
    authority = AUTHORITY if body_type == "authority_body" else {}
    assert holding(links(ENDED | {"body_type": body_type}) | authority, AFTER) == expected


def test_a_working_group_is_outside_part_va_and_the_regulations() -> None:
    assert holding(links(EVENING | {"body_type": "working_group"})) == set()


@pytest.mark.parametrize(
    ("as_at", "coming", "done"),
    [
        (BEFORE, True, False),
        (DURING, True, False),
        (LAST_SECOND, True, False),
        (JUST, False, True),
        (AFTER, False, True),
    ],
)
def test_business_is_to_be_transacted_until_the_meeting_has_ended(as_at: datetime, coming: bool, done: bool) -> None:
    link = ENDED | {"body_type": "committee"}
    assert of_links("coming_at_committee", link, as_at=as_at) is coming
    assert of_links("past_open_item", link, as_at=as_at) is done


@pytest.mark.parametrize(
    ("as_at", "expected"), [(BEFORE, (True, False)), (DURING, (None, None)), (AFTER, (None, None))]
)
def test_a_meeting_that_has_begun_and_has_no_end_is_neither_to_come_nor_done(as_at: datetime, expected: object) -> None:
    facts = derived(links(EVENING | {"body_type": "committee"}), as_at)[0].facts
    assert (facts["coming_at_committee"], facts["past_open_item"]) == expected


def test_a_finding_may_tell_whether_that_meeting_is_over() -> None:
    changes = links(EVENING | {"body_type": "committee"}) | {"documents[0].findings": {"past_open_item": True}}
    assert fact("past_open_item", changes, AFTER) is True


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        ("2026-11-30T23:59:59+00:00", (True, False)),
        ("2026-12-01T00:00:00+00:00", (None, None)),
        ("2026-12-01T23:59:59+00:00", (None, None)),
        ("2026-12-02T00:00:00+00:00", (False, True)),
    ],
)
def test_a_meeting_written_by_its_day_alone_is_over_when_the_day_is(as_at: str, expected: object) -> None:
    link = {"body_type": "committee", "meeting_on": "2026-12-01", "fixed_by": "summons", "access": "public"}
    facts = derived(links(link), at(as_at))[0].facts
    assert (facts["coming_at_committee"], facts["past_open_item"]) == expected


def test_the_day_of_a_meeting_is_a_day_in_london_also_in_summer() -> None:
    link = {"body_type": "committee", "meeting_on": "2026-07-01", "fixed_by": "summons"}
    assert of_links("coming_at_committee", link, as_at=at("2026-06-30T22:59:59+00:00")) is True
    assert of_links("coming_at_committee", link, as_at=at("2026-06-30T23:00:00+00:00")) is None


def test_a_meeting_over_the_night_of_the_clock_change_ends_when_it_ends() -> None:
    link = {
        "body_type": "committee",
        "meeting_at": "2026-10-25T00:30:00+01:00",
        "ended_at": "2026-10-25T01:15:00+00:00",
        "fixed_by": "agenda",
    }
    assert of_links("coming_at_committee", link, as_at=at("2026-10-25T01:45:00+01:00")) is True
    assert of_links("coming_at_committee", link, as_at=at("2026-10-25T01:15:00+00:00")) is False


@pytest.mark.parametrize("fixed_by", [None, "unknown"])
def test_a_date_alone_does_not_tell_that_the_business_is_going_there(fixed_by: str | None) -> None:
    link = {"body_type": "committee", "meeting_on": "2026-12-01"} | ({"fixed_by": fixed_by} if fixed_by else {})
    assert of_links("coming_at_committee", link) is None


@pytest.mark.parametrize("fixed_by", ["agenda", "work_programme", "summons", "proper_officer"])
def test_business_is_fixed_by(fixed_by: str) -> None:
    link = {"body_type": "committee", "meeting_on": "2026-12-01", "fixed_by": fixed_by}
    assert of_links("coming_at_committee", link) is True


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({"body_type": "committee"}, True),
        ({"body_type": "committee", "fixed_by": "work_programme"}, True),
        ({"body_type": "committee", "meeting_on": "2026-12-01"}, False),
        ({"body_type": "licensing_act_committee"}, None),
        ({"body_type": "executive"}, False),
        ({"body_type": "officer", "decision_expected": True}, False),
        ({"body_type": "working_group"}, False),
        ({"body_type": "unknown"}, None),
    ],
)
def test_what_may_one_day_go_to_committee_is_expected_and_is_not_coming(link: Changes, expected: bool | None) -> None:
    assert of_links("expected_without_meeting", link) is expected
    if link["body_type"] == "committee" and "meeting_on" not in link:
        assert of_links("coming_at_committee", link) is False


@pytest.mark.parametrize("body_type", ["licensing_act_committee", "area_committee", "all_executive_joint_committee"])
def test_whether_an_item_of_an_unsettled_body_was_taken_under_part_va_is_not_known(body_type: str) -> None:
    assert of_links("past_open_item", ENDED | {"body_type": body_type}, as_at=AFTER) is None


@pytest.mark.parametrize(
    ("access", "public", "private"),
    [("public", True, False), ("private", False, True), ("unknown", None, None), (None, None, None)],
)
def test_each_item_is_taken_in_public_or_in_private(access: str | None, public: object, private: object) -> None:
    link = {key: value for key, value in ENDED.items() if key != "access"} | ({"access": access} if access else {})
    committee = derived(links(link | {"body_type": "committee"}), AFTER)[0].facts
    cabinet = derived(links(link | {"body_type": "executive"}), AFTER)[0].facts
    coming = derived(links(link | {"body_type": "executive"}), BEFORE)[0].facts
    assert (committee["past_open_item"], committee["past_closed_item"]) == (public, private)
    assert (cabinet["executive_public_done"], cabinet["executive_private_done"]) == (public, private)
    assert (coming["executive_public_coming"], coming["executive_private_coming"]) == (public, private)


@pytest.mark.parametrize("access", ["public", "private"])
def test_executive_business_without_a_meeting_is_not_yet_known_to_come_and_is_not_done(access: str) -> None:
    facts = derived(links({"body_type": "executive", "access": access}))[0].facts
    assert facts[f"executive_{access}_coming"] is None
    assert facts[f"executive_{access}_done"] is False
    assert facts["expected_without_meeting"] is False


@pytest.mark.parametrize(
    ("body_type", "extra", "coming", "made"),
    [
        ("individual_member", {}, "individual_decision_coming", "individual_decision_made"),
        (
            "officer",
            {"decision_type": "executive"},
            "officer_executive_decision_coming",
            "officer_executive_decision_made",
        ),
    ],
)
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"decided_at": "2026-11-23T12:00:00+00:00"}, (False, True)),
        ({"decided_at": "2026-11-23T12:00:01+00:00"}, (True, False)),
        ({"decided_at": "2026-11-23T13:00:00+01:00"}, (False, True)),
        ({"decided_on": "2026-11-23"}, (False, True)),
        ({"decided_on": "2026-11-24"}, (True, False)),
        ({"decision_expected": True}, (True, False)),
        ({"decision_expected": False}, (False, False)),
        ({"decision_expected": "unknown"}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_one_persons_decision_is_to_come_until_it_is_made(
    body_type: str, extra: Changes, coming: str, made: str, written: Changes, expected: object
) -> None:  # fmt: skip
    facts = derived(links({"body_type": body_type, **extra, **written}))[0].facts
    assert (facts[coming], facts[made]) == expected


def test_an_officers_decision_of_a_kind_not_known_may_be_either() -> None:
    facts = derived(links({"body_type": "officer", "decided_on": "2026-11-20"}))[0].facts
    assert (facts["officer_executive_decision_made"], facts["officer_delegated_decision_made"]) == (None, None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"must_be_recorded": True}, True),
        ({"must_be_recorded": False}, False),
        ({}, None),
        ({"must_be_recorded": True, "decided_on": "2026-11-24"}, False),
    ],
)
def test_an_officers_delegated_decision_counts_where_it_must_be_recorded(written: Changes, expected: object) -> None:
    link = {"body_type": "officer", "decision_type": "non_executive", "decided_on": "2026-11-20"}
    assert of_links("officer_delegated_decision_made", link | written) is expected


def test_a_mayors_decision_in_a_combined_authority() -> None:
    link = {"body_type": "authority_member", "decided_on": "2026-11-20"}
    assert holding(links(link) | AUTHORITY) == {"authority_member_decision_made"}


def test_a_ward_members_decision_is_no_executive_decision() -> None:
    assert holding(links({"body_type": "ward_member", "decided_on": "2026-11-20"})) == set()


def test_several_links_count_where_at_least_one_does_and_the_origin_names_it() -> None:
    changes = links({"body_type": "executive", "access": "private"}, EVENING | {"body_type": "committee"})
    assert fact("coming_at_committee", changes) is True
    assert origin("coming_at_committee", changes) == "documents[0].links[1]"
    assert origin("executive_private_coming", changes) == "documents[0].links[0]"
    assert origin("past_open_item", changes) == "documents[0].links"


def test_no_links_means_no_business_and_links_left_out_mean_not_yet_known() -> None:
    none = derived({"documents[0].links": []})[0].facts
    silent = derived({"documents[0]": {"ref": "r", "title": "t"}})[0].facts
    assert {none[name] for name in TESTS} == {False}
    assert {silent[name] for name in TESTS} == {None}


INSTANTS = st.timedeltas(timedelta(0), timedelta(days=300)).map(lambda since: datetime(2026, 3, 1, tzinfo=UTC) + since)


@given(begins=INSTANTS, lasts=st.timedeltas(timedelta(0), timedelta(hours=9)), one=INSTANTS, other=INSTANTS)
def test_a_meeting_is_to_come_or_done_and_what_is_done_stays_done(
    begins: datetime, lasts: timedelta, one: datetime, other: datetime
) -> None:
    times = {"meeting_at": begins.isoformat(), "ended_at": (begins + lasts).isoformat(), "fixed_by": "agenda"}
    link = Link.model_validate({"body": "A body", "body_type": "committee", **times})
    earlier, later = sorted((one, other))
    assert meeting_to_come(link, earlier) is not meeting_done(link, earlier)
    assert not (meeting_done(link, earlier) and not meeting_done(link, later))
