"""Tests of what the council and the requester are on the day that matters: each date on both sides."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.derive.deriving import Changes, at, derived, fact, noon, origin

SEAT = {"body": "Corporate Committee", "body_type": "committee", "role": "member", "from": "2023-05-17"}
SCRUTINY = SEAT | {"body": "Scrutiny", "body_type": "overview_and_scrutiny"}
SUB = SEAT | {"body": "Roads Panel", "body_type": "overview_and_scrutiny_sub_committee"}


def who(**changes: Any) -> Changes:
    return {f"requester.{field}": value for field, value in changes.items()}


def seats(*entries: Changes) -> Changes:
    return {"requester.memberships": list(entries)}


def council(**fields: Any) -> Changes:
    return {"council": {"name": "X", **fields}}


@pytest.mark.parametrize(
    ("on", "expected"), [("2011-05-08", None), ("2011-05-09", True), ("2024-05-20", True), ("2024-05-21", False)]
)
def test_executive_arrangements_are_those_of_the_day(on: str, expected: bool | None) -> None:
    periods = [
        {"from": "2011-05-09", "to": "2024-05-20", "executive_arrangements": True},
        {"from": "2024-05-21", "executive_arrangements": False},
    ]
    assert fact("executive_arrangements", {"council.governance": periods}, noon(on)) is expected


@pytest.mark.parametrize("kind", ["parish", "combined_authority", "other_100j"])
def test_a_council_of_another_kind_never_has_executive_arrangements(kind: str) -> None:
    changes = council(type=kind) | {"documents[0].links": []}
    assert fact("executive_arrangements", changes) is False
    assert origin("executive_arrangements", changes) == "council.type"


def test_where_no_governance_is_written_it_is_not_yet_known() -> None:
    assert fact("executive_arrangements", council(type="district")) is None


def test_jurisdiction_and_kind_of_council_are_as_written() -> None:
    changes = council(jurisdiction="wales", type="unknown")
    assert (fact("jurisdiction", changes), fact("council_type", changes)) == ("wales", None)


@pytest.mark.parametrize(("on", "expected"), [("2023-05-08", False), ("2023-05-09", True)])
def test_a_councillor_serves_from_her_declaration_of_acceptance(on: str, expected: bool) -> None:
    assert fact("serving_councillor", as_at=noon(on)) is expected


@pytest.mark.parametrize(("on", "expected"), [("2026-11-22", True), ("2026-11-23", True), ("2026-11-24", False)])
def test_a_councillor_serves_to_the_end_of_her_last_day(on: str, expected: bool) -> None:
    assert fact("serving_councillor", who(ended_on="2026-11-23"), noon(on)) is expected


def test_the_last_day_ends_at_midnight_in_london_also_in_summer() -> None:
    ended = who(ended_on="2026-06-30")
    assert fact("serving_councillor", ended, at("2026-06-30T22:59:59+00:00")) is True
    assert fact("serving_councillor", ended, at("2026-06-30T23:00:00+00:00")) is False


@pytest.mark.parametrize(("on", "expected"), [("2024-02-28", True), ("2024-02-29", False), ("2024-03-01", True)])
def test_a_councillor_suspended_for_29_february_does_not_serve_that_day(on: str, expected: bool) -> None:
    suspended = who(suspended=[{"from": "2024-02-29", "to": "2024-02-29"}])
    assert fact("serving_councillor", suspended, noon(on)) is expected
    assert fact("member_of_responsible_body", suspended, noon(on)) is expected


@pytest.mark.parametrize(("on", "expected"), [("2026-11-22", True), ("2026-11-23", False)])
def test_a_councillor_does_not_serve_from_the_day_of_her_disqualification(on: str, expected: bool) -> None:
    assert fact("serving_councillor", who(disqualified_from="2026-11-23"), noon(on)) is expected


@pytest.mark.parametrize("missing", ["of_this_council", "accepted_office_on"])
def test_whether_she_serves_is_not_known_while_her_council_or_acceptance_is_not(missing: str) -> None:
    changes = {"requester": {"kind": "councillor", "of_this_council": True, "accepted_office_on": "2023-05-09"}}
    del changes["requester"][missing]
    assert fact("serving_councillor", changes) is None


def test_a_councillor_of_another_council_does_not_serve_on_this_one() -> None:
    assert fact("serving_councillor", who(of_this_council=False)) is False


@pytest.mark.parametrize(
    "kind", ["former_councillor", "co_opted_member", "elected_mayor", "officer", "member_of_public"]
)
def test_nobody_but_a_councillor_is_a_serving_councillor(kind: str) -> None:
    assert fact("serving_councillor", {"requester": {"kind": kind, "of_this_council": True}}) is False


def test_of_one_whose_kind_is_not_known_no_office_is() -> None:
    found = derived({"requester": {"kind": "unknown"}})[0].facts
    assert [found[name] for name in ("serving_councillor", "elected_mayor", "co_opted_member")] == [None, None, None]


def test_an_elected_mayor_is_no_councillor_and_always_in_the_executive() -> None:
    mayor = {"kind": "elected_mayor", "of_this_council": True, "accepted_office_on": "2023-05-09"}
    found = derived({"requester": mayor})[0].facts
    assert (found["elected_mayor"], found["executive_member"], found["serving_councillor"]) == (True, True, False)
    past = derived({"requester": mayor | {"ended_on": "2026-11-22"}})[0].facts
    assert (past["elected_mayor"], past["executive_member"]) == (False, False)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"of_this_council": False}, False),
        ({"of_this_council": "unknown"}, None),
        ({"ended_on": "2026-11-22"}, False),
        ({"memberships": [SCRUTINY | {"role": "co_opted"}]}, True),
        ({"memberships": [SCRUTINY | {"role": "co_opted", "to": "2026-11-22"}]}, False),
        ({"memberships": []}, False),
    ],
)
def test_a_co_opted_member_is_one_while_co_opted_to_a_committee_of_this_council(
    changes: Changes, expected: bool | None
) -> None:
    person = {"kind": "co_opted_member", "of_this_council": True, **changes}
    assert fact("co_opted_member", {"requester": person}) is expected


@pytest.mark.parametrize(
    ("began", "ended", "expected"),
    [
        ("2026-11-23", None, True),
        ("2026-11-24", None, False),
        ("2023-05-17", "2026-11-22", False),
        ("2023-05-17", "2026-11-23", True),
    ],
)
def test_a_seat_that_began_today_counts_and_one_that_ended_yesterday_does_not(
    began: str, ended: str | None, expected: bool
) -> None:
    seat = SCRUTINY | {"from": began} | ({"to": ended} if ended else {})
    assert fact("scrutiny_member", seats(seat)) is expected


def test_seats_end_with_the_office_even_where_no_end_is_written() -> None:
    changes = seats(SCRUTINY) | who(ended_on="2026-11-22")
    assert fact("scrutiny_member", changes) is False


@pytest.mark.parametrize(
    ("role", "expected"),
    [("member", True), ("chair", True), ("vice_chair", True), ("substitute", None), ("likely_substitute", False)],
)
def test_a_substitute_on_scrutiny_is_not_settled_to_be_a_member(role: str, expected: bool | None) -> None:
    assert fact("scrutiny_member", seats(SCRUTINY | {"role": role})) is expected


def test_a_co_opted_member_of_scrutiny_is_a_member_of_it() -> None:
    person = {"kind": "co_opted_member", "of_this_council": True, "memberships": [SCRUTINY | {"role": "co_opted"}]}
    assert fact("scrutiny_member", {"requester": person}) is True


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((SUB,), (False, True)),
        ((SUB, SCRUTINY), (True, False)),
        ((SUB, SCRUTINY | {"to": "2026-11-22"}), (False, True)),
        ((SUB, SCRUTINY | {"role": "substitute"}), (None, None)),
        ((SUB, SCRUTINY | {"body_type": "unknown"}), (None, None)),
        ((SEAT,), (False, False)),
        ((), (False, False)),
    ],
)
def test_one_who_sits_on_a_scrutiny_sub_committee_only_is_no_member_of_the_committee(
    entries: tuple[Changes, ...], expected: tuple[bool | None, bool | None]
) -> None:
    found = derived(seats(*entries))[0].facts
    assert (found["scrutiny_member"], found["scrutiny_sub_committee_only"]) == expected


@pytest.mark.parametrize(("kind", "expected"), [("combined_authority", True), ("district", False), ("unknown", None)])
def test_in_a_combined_authority_a_scrutiny_sub_committee_counts_as_well(kind: str, expected: bool | None) -> None:
    changes = council(type=kind) | seats(SUB)
    assert fact("combined_authority_scrutiny_member", changes) is expected


def test_a_seat_on_the_audit_committee_is_known_by_its_type() -> None:
    audit = SEAT | {"body": "Audit", "body_type": "audit_committee"}
    assert fact("audit_committee_member", seats(SEAT, audit)) is True
    assert origin("audit_committee_member", seats(SEAT, audit)) == "requester.memberships[1]"
    assert fact("audit_committee_member", seats(audit | {"role": "substitute"})) is False


def test_where_no_seats_are_written_none_is_known_and_none_is_denied() -> None:
    found = derived({"requester": {"kind": "councillor"}})[0].facts
    names = ("scrutiny_member", "scrutiny_sub_committee_only", "audit_committee_member", "member_of_responsible_body")
    assert [found[name] for name in names] == [None] * 4


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([], False),
        ([{"from": "2026-11-23"}], True),
        ([{"from": "2026-11-24"}], False),
        ([{"from": "2024-05-20", "to": "2026-11-22"}], False),
        ([{"from": "2024-05-20", "to": "2026-11-22"}, {"from": "2026-11-23"}], True),
    ],
)
def test_a_member_of_the_executive_is_one_in_her_periods_there(periods: list[Changes], expected: bool) -> None:
    assert fact("executive_member", who(executive=periods)) is expected


@pytest.mark.parametrize("post", ["council_leader", "group_leader"])
def test_a_post_is_hers_while_it_runs(post: str) -> None:
    assert fact(post, who(posts=[{"post": post, "from": "2026-11-23"}])) is True
    assert fact(post, who(posts=[{"post": post, "from": "2024-05-20", "to": "2026-11-22"}])) is False
    assert fact(post, who(posts=[])) is False
    assert fact(post, {"requester": {"kind": "councillor"}}) is None


def test_elector_and_interest_are_as_written_and_otherwise_not_yet_known() -> None:
    written = derived(who(elector=False, pecuniary_interest=True))[0].facts
    silent = derived({"requester": {"kind": "councillor"}})[0].facts
    names = ("local_government_elector", "has_pecuniary_interest")
    assert [written[name] for name in names] == [False, True]
    assert [silent[name] for name in names] == [None, None]
