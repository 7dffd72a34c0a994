"""Facts about the business a document relates to: what is still to come on the day that matters, and what is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from gatekeeper.core.case import Document, Link
from gatekeeper.core.case.words import EXECUTIVE_BODIES, PART_VA_BODIES, UNSETTLED_BODIES
from gatekeeper.core.deadlines import local_date
from gatekeeper.core.derive.found import FoundFacts, Known, all_of, at_least_one, one_of, opposite

Test = Callable[[Link, datetime], Known]

_COMING_AT: Final[Mapping[str, frozenset[str]]] = {
    "coming_at_council": frozenset({"council", "authority_body"}),
    "coming_at_committee": frozenset({"committee", "audit_committee"}),
    "coming_at_sub_committee": frozenset({"sub_committee"}),
    "coming_at_scrutiny": frozenset({"overview_and_scrutiny", "overview_and_scrutiny_sub_committee"}),
    "coming_at_joint_committee": frozenset({"joint_committee", "police_and_crime_panel"}),
    "coming_at_unsettled_body": UNSETTLED_BODIES,
}


def business_facts(document: Document, place: str, as_at: datetime) -> FoundFacts:
    """For each kind of business: is there at least one such link? Nothing where no list of links is written."""
    if document.links is None:
        return {}
    links = document.links
    return {fact: at_least_one([test(link, as_at) for link in links], f"{place}.links") for fact, test in TESTS.items()}


def meeting_done(link: Link, as_at: datetime) -> Known:
    """Whether the meeting has transacted the business.

    A meeting that has begun and whose end is not written is neither: not yet known. One of which only the day is
    written is over when that day is. Without a meeting nothing is done.
    """
    if link.meeting_day is None:
        return False
    if link.ended_at is not None:
        return link.ended_at <= as_at
    if link.meeting_at is not None:
        return None if link.meeting_at <= as_at else False
    today = local_date(as_at)
    return None if link.meeting_day == today else link.meeting_day < today


def meeting_to_come(link: Link, as_at: datetime) -> Known:
    """Whether the business is still to be transacted at a fixed meeting, up to the end of that meeting.

    A day alone does not tell that this business is going there: what has fixed it must be written as well.
    """
    if link.meeting_day is None:
        return False
    return all_of(opposite(meeting_done(link, as_at)), None if link.fixed_by is None else True)


def decision_made(link: Link, as_at: datetime) -> Known:
    """Whether the person has decided."""
    if link.decided_at is not None:
        return link.decided_at <= as_at
    if link.decided_on is not None:
        return link.decided_on <= local_date(as_at)
    return None if link.decision_expected is None else False


def decision_to_come(link: Link, as_at: datetime) -> Known:
    """Whether the person has still to decide."""
    if link.decision_day is not None:
        return opposite(decision_made(link, as_at))
    return link.decision_expected


def of_part_va(link: Link) -> Known:
    """Whether it is a body whose meetings Part VA covers; not yet known of those for which that is unsettled."""
    if link.body_type in UNSETTLED_BODIES:
        return None
    return one_of(link.body_type, PART_VA_BODIES)


def past_item(link: Link, as_at: datetime, access: str) -> Known:
    """Whether the item has been taken at a Part VA meeting, in public or in private."""
    return all_of(of_part_va(link), meeting_done(link, as_at), one_of(link.access, {access}))


def executive_coming(link: Link, as_at: datetime, access: str) -> Known:
    """Whether it is to come at a public, or private, meeting of an executive body; without a date not yet known."""
    to_come = None if link.meeting_day is None else meeting_to_come(link, as_at)
    return all_of(one_of(link.body_type, EXECUTIVE_BODIES), to_come, one_of(link.access, {access}))


def executive_done(link: Link, as_at: datetime, access: str) -> Known:
    """Whether it was transacted at a public, or private, meeting of an executive body."""
    return all_of(one_of(link.body_type, EXECUTIVE_BODIES), meeting_done(link, as_at), one_of(link.access, {access}))


def officer_decision(link: Link, kind: str) -> Known:
    """Whether it is an officer's decision of that kind (executive or non_executive)."""
    return all_of(one_of(link.body_type, {"officer"}), one_of(link.decision_type, {kind}))


def _expected(link: Link, _as_at: datetime) -> Known:
    no_meeting = link.meeting_day is None and not link.is_decision
    return all_of(of_part_va(link), no_meeting)


def _coming_at(bodies: frozenset[str]) -> Test:
    return lambda link, as_at: all_of(one_of(link.body_type, bodies), meeting_to_come(link, as_at))


def _delegated(link: Link, as_at: datetime) -> Known:
    return all_of(officer_decision(link, "non_executive"), decision_made(link, as_at), link.must_be_recorded)


def _of(body_type: str, test: Test) -> Test:
    return lambda link, as_at: all_of(one_of(link.body_type, {body_type}), test(link, as_at))


TESTS: Final[Mapping[str, Test]] = {
    **{fact: _coming_at(bodies) for fact, bodies in _COMING_AT.items()},
    "expected_without_meeting": _expected,
    "past_open_item": lambda link, as_at: past_item(link, as_at, "public"),
    "past_closed_item": lambda link, as_at: past_item(link, as_at, "private"),
    "executive_public_coming": lambda link, as_at: executive_coming(link, as_at, "public"),
    "executive_private_coming": lambda link, as_at: executive_coming(link, as_at, "private"),
    "executive_public_done": lambda link, as_at: executive_done(link, as_at, "public"),
    "executive_private_done": lambda link, as_at: executive_done(link, as_at, "private"),
    "individual_decision_coming": _of("individual_member", decision_to_come),
    "individual_decision_made": _of("individual_member", decision_made),
    "officer_executive_decision_coming": lambda link, as_at: all_of(
        officer_decision(link, "executive"), decision_to_come(link, as_at)
    ),
    "officer_executive_decision_made": lambda link, as_at: all_of(
        officer_decision(link, "executive"), decision_made(link, as_at)
    ),
    "officer_delegated_decision_made": _delegated,
    "authority_meeting_done": _of("authority_body", meeting_done),
    "authority_member_decision_made": _of("authority_member", decision_made),
}
"""The kinds of business, each with the test of one link."""
