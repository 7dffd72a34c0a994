"""Tests of how the requester stands to one document: responsible body, substitution, portfolio, executive, post."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.derive.deriving import Changes, at, derived, fact, noon

SEAT = {"body": "Corporate Committee", "body_type": "committee", "role": "member", "from": "2023-05-17"}
NAMED = SEAT | {"role": "substitute", "for_meetings_on": ["2026-12-01"]}
BODY = "documents[0].responsible_body"
HERS = "requester.memberships"
PORTFOLIO = {"subject": "Assets", "from": "2024-05-20"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Corporate Committee", True), ("the  corporate COMMITTEE", True), ("Planning Committee", False)],
)
def test_a_member_of_the_body_whose_functions_it_concerns(written: str, expected: bool) -> None:
    assert fact("member_of_responsible_body", {BODY: written}) is expected


def test_a_councillor_without_seats_is_on_no_body_whichever_is_responsible() -> None:
    assert fact("member_of_responsible_body", {HERS: [], "documents[0]": {"ref": "r", "title": "t"}}) is False


def test_where_the_responsible_body_is_not_written_her_membership_is_not_known() -> None:
    assert fact("member_of_responsible_body", {"documents[0]": {"ref": "r", "title": "t"}}) is None


@pytest.mark.parametrize("role", ["substitute", "likely_substitute"])
def test_a_substitute_is_no_member(role: str) -> None:
    assert fact("member_of_responsible_body", {HERS: [SEAT | {"role": role}]}) is False


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        (NAMED, True),
        (NAMED | {"for_meetings_on": ["2026-12-02"]}, False),
        (NAMED | {"for_meetings_on": []}, False),
        (NAMED | {"body": "Planning Committee"}, False),
        (NAMED | {"to": "2026-11-22"}, False),
        (SEAT | {"role": "substitute"}, None),
        (SEAT, False),
    ],
)
def test_a_named_substitute_counts_only_for_the_meeting_she_attends(seat: Changes, expected: bool | None) -> None:
    assert fact("substitute_on_responsible_body", {HERS: [seat]}) is expected


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [("2026-12-01T18:29:00+00:00", True), ("2026-12-01T19:00:00+00:00", True), ("2026-12-01T21:00:00+00:00", False)],
)
def test_a_substitute_counts_until_that_meeting_is_over(as_at: str, expected: bool) -> None:
    ended = {HERS: [NAMED], "documents[0].links[0].ended_at": "2026-12-01T20:59:59+00:00"}
    assert fact("substitute_on_responsible_body", ended, at(as_at)) is expected


def test_while_that_meeting_may_be_over_her_substitution_is_not_known() -> None:
    assert fact("substitute_on_responsible_body", {HERS: [NAMED]}, at("2026-12-01T19:00:00+00:00")) is None


def test_a_substitute_for_a_document_whose_links_are_not_written_is_not_known() -> None:
    assert (
        fact(
            "substitute_on_responsible_body",
            {HERS: [NAMED], "documents[0]": {"ref": "r", "title": "t", "responsible_body": "Corporate Committee"}},
        )
        is None
    )


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        (SEAT | {"role": "likely_substitute"}, True),
        (NAMED, True),
        (SEAT, False),
        (SEAT | {"role": "likely_substitute", "body": "Planning Committee"}, False),
    ],
)
def test_one_likely_to_be_called_on_or_named_is_a_likely_substitute(seat: Changes, expected: bool) -> None:
    assert fact("likely_substitute_on_responsible_body", {HERS: [seat]}) is expected


@pytest.mark.parametrize(
    ("held", "subject", "expected"),
    [
        ([PORTFOLIO], "assets", True),
        ([PORTFOLIO], "Housing", False),
        ([PORTFOLIO | {"to": "2026-11-22"}], "Assets", False),
        ([PORTFOLIO | {"to": "2026-11-22"}, PORTFOLIO], "Assets", True),
        ([], "Assets", False),
    ],
)
def test_a_portfolio_covers_the_document_of_its_subject(held: list[Changes], subject: str, expected: bool) -> None:
    changes: dict[str, Any] = {"requester.portfolios": held, "requester.executive": [{"from": "2024-05-20"}]}
    assert fact("portfolio_covers_subject", changes | {"documents[0].portfolio": subject}) is expected


def test_where_the_subject_is_not_written_her_portfolio_is_not_known_to_cover_it() -> None:
    changes = {"requester.portfolios": [PORTFOLIO], "requester.executive": [{"from": "2024-05-20"}]}
    assert fact("portfolio_covers_subject", {**changes, "documents[0]": {"ref": "r", "title": "t"}}) is None


@pytest.mark.parametrize(
    ("executive", "body_type", "expected"),
    [
        ([{"from": "2024-05-20"}], "executive", True),
        ([{"from": "2024-05-20"}], "executive_committee", False),
        ([{"from": "2024-05-20"}], "unknown", None),
        ([{"from": "2024-05-20", "to": "2026-11-22"}], "executive", False),
        ([], "executive", False),
    ],
)
def test_a_decision_the_executive_takes_together(
    executive: list[Changes], body_type: str, expected: bool | None
) -> None:
    changes = {"requester.executive": executive, "documents[0].links": [{"body": "Cabinet", "body_type": body_type}]}
    assert fact("collective_executive_decision", changes) is expected


def test_the_elected_mayor_takes_part_in_the_executives_decisions() -> None:
    mayor = {"kind": "elected_mayor", "of_this_council": True, "accepted_office_on": "2023-05-09"}
    links = [{"body": "Cabinet", "body_type": "executive"}]
    assert fact("collective_executive_decision", {"requester": mayor, "documents[0].links": links}) is True
    assert fact("collective_executive_decision", {"requester": mayor | {"of_this_council": "unknown"}}) is None


def test_a_collective_decision_is_not_known_while_links_or_executive_are_not_written() -> None:
    in_it = {"requester.executive": [{"from": "2024-05-20"}], "documents[0]": {"ref": "r", "title": "t"}}
    assert fact("collective_executive_decision", in_it) is None
    assert fact("collective_executive_decision", {"requester": {"kind": "councillor"}}) is None


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([{"post": "opposition_spokesperson", "subject": "Assets", "from": "2024-05-20"}], True),
        ([{"post": "opposition_spokesperson", "subject": "Housing", "from": "2024-05-20"}], False),
        ([{"post": "opposition_spokesperson", "subject": "Assets", "from": "2026-11-24"}], False),
        ([{"post": "group_leader", "from": "2024-05-20"}], False),
        ([], False),
    ],
)
def test_an_opposition_spokesperson_speaks_for_one_subject(posts: list[Changes], expected: bool) -> None:
    assert fact("opposition_spokesperson", {"requester.posts": posts}) is expected


def test_each_document_has_its_own_responsible_body() -> None:
    second = {"ref": "other", "title": "t", "responsible_body": "Planning Committee"}
    found = derived({"documents[1]": second}, noon("2026-11-23"))
    assert [each.facts["member_of_responsible_body"] for each in found] == [True, True, False]


COUNCIL = {"body": "Council", "body_type": "council", "meeting_on": "2026-12-10", "fixed_by": "summons"}


@pytest.mark.parametrize(
    ("body", "ended_on", "expected"),
    [("Council", None, True), ("Council", "2026-11-22", False), ("Corporate Committee", None, False)],
)
def test_every_serving_councillor_sits_on_the_full_council(body: str, ended_on: str | None, expected: bool) -> None:
    document = {"ref": "r", "title": "t", "responsible_body": body, "links": [COUNCIL]}
    changes: Changes = {HERS: [], "documents[0]": document}
    ended: Changes = {} if ended_on is None else {"requester.ended_on": ended_on}
    assert fact("member_of_responsible_body", changes | ended) is expected
