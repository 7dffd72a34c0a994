"""Facts about the person who asks, whatever the document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from gatekeeper.core.case import Council, Membership, PostHeld, Requester
from gatekeeper.core.derive.found import (
    Found,
    FoundFacts,
    Known,
    all_of,
    any_of,
    at_least_one,
    one_of,
    opposite,
    stated,
)
from gatekeeper.core.derive.office import current, currently, in_office, office_lost

_PLACE = "requester"
_SEATS = f"{_PLACE}.memberships"
_OFFICES: Final = {
    "councillor": "serving_councillor",
    "elected_mayor": "elected_mayor",
    "co_opted_member": "co_opted_member",
}
_SCRUTINY: Final = frozenset({"overview_and_scrutiny"})
_SUB_SCRUTINY: Final = frozenset({"overview_and_scrutiny_sub_committee"})
_AUDIT: Final = frozenset({"audit_committee"})
_GENERAL_POSTS: Final = ("council_leader", "group_leader")


def requester_facts(requester: Requester, council: Council, on: date) -> FoundFacts:
    """Office, scrutiny, executive, posts and interests of the requester on that day."""
    return {
        **{fact: _office(requester, kind, on) for kind, fact in _OFFICES.items()},
        **_seats(requester, council, on),
        **executive_member(requester, on),
        **_posts(requester, on),
        **stated(requester, "elector", "local_government_elector", _PLACE),
        **stated(requester, "pecuniary_interest", "has_pecuniary_interest", _PLACE),
    }


def executive_member(requester: Requester, on: date) -> FoundFacts:
    """Whether she is in the executive that day: by her periods there, or as the elected mayor, who always is."""
    if requester.kind == "elected_mayor":
        return {"executive_member": Found(in_office(requester, on), f"{_PLACE}.kind")}
    if requester.executive is None:
        return {}
    return {"executive_member": at_least_one(currently(requester, requester.executive, on), f"{_PLACE}.executive")}


def posts_held(requester: Requester, posts: Sequence[PostHeld], post: str, on: date) -> list[bool]:
    """For each post in the list, whether it is this one and hers on that day."""
    return [held.post == post and current(requester, held, on) for held in posts]


def _office(requester: Requester, kind: str, on: date) -> Found:
    if requester.kind != kind:
        return Found(None if requester.kind is None else False, f"{_PLACE}.kind")
    if kind != "co_opted_member":
        return Found(in_office(requester, on), _PLACE)
    here = all_of(requester.of_this_council, not office_lost(requester, on))
    if requester.memberships is None:
        return Found(here, _PLACE)
    seats = [seat.role == "co_opted" and current(requester, seat, on) for seat in requester.memberships]
    return at_least_one([all_of(here, seat) for seat in seats], _SEATS)


def _seats(requester: Requester, council: Council, on: date) -> FoundFacts:
    if requester.memberships is None:
        return {}
    seats = requester.memberships
    # How far a substitute is a member of a scrutiny committee is not settled (Statement of law 9 (7)).
    full = [_sits(requester, seat, _SCRUTINY, on, substitute=None) for seat in seats]
    below = [_sits(requester, seat, _SUB_SCRUTINY, on, substitute=None) for seat in seats]
    audit = [_sits(requester, seat, _AUDIT, on, substitute=False) for seat in seats]
    combined = all_of(one_of(council.type, {"combined_authority"}), any_of(full + below))
    return {
        "scrutiny_member": at_least_one(full, _SEATS),
        "scrutiny_sub_committee_only": Found(all_of(any_of(below), opposite(any_of(full))), _SEATS),
        "combined_authority_scrutiny_member": Found(combined, _SEATS),
        "audit_committee_member": at_least_one(audit, _SEATS),
    }


def _sits(requester: Requester, seat: Membership, bodies: frozenset[str], on: date, *, substitute: Known) -> Known:
    if not current(requester, seat, on):
        return False
    as_member = True if seat.seated else substitute if seat.role == "substitute" else False
    return all_of(one_of(seat.body_type, bodies), as_member)


def _posts(requester: Requester, on: date) -> FoundFacts:
    if requester.posts is None:
        return {}
    return {
        post: at_least_one(posts_held(requester, requester.posts, post, on), f"{_PLACE}.posts")
        for post in _GENERAL_POSTS
    }
