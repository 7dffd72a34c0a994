"""How the requester stands to one document: on the body responsible for it, its substitute, holder of its portfolio."""

from __future__ import annotations

from datetime import date, datetime

from gatekeeper.core.case import Document, Membership, Requester, same_name
from gatekeeper.core.deadlines import local_date
from gatekeeper.core.derive.business import meeting_done
from gatekeeper.core.derive.found import Found, FoundFacts, Known, all_of, any_of, at_least_one, one_of, opposite
from gatekeeper.core.derive.office import current, in_office
from gatekeeper.core.derive.requester import executive_member, posts_held

_SEATS = "requester.memberships"


def standing_facts(requester: Requester, document: Document, place: str, as_at: datetime) -> FoundFacts:
    """What the common law looks at: membership, substitution, portfolio, collective decision, shadow post."""
    on = local_date(as_at)
    return {
        **_responsible_body(requester, document, as_at),
        **_portfolio(requester, document, on),
        **_collective(requester, document, place, on),
        **_spokesperson(requester, document, on),
    }


def _responsible_body(requester: Requester, document: Document, as_at: datetime) -> FoundFacts:
    on = local_date(as_at)
    if _council_itself(document) and requester.kind == "councillor":
        return {"member_of_responsible_body": Found(in_office(requester, on), "requester")}
    if requester.memberships is None:
        return {}
    seats = requester.memberships
    hers = [current(requester, seat, on) for seat in seats]
    of_body = [all_of(now, _same(seat.body, document.responsible_body)) for seat, now in zip(seats, hers, strict=True)]
    substitute = [all_of(of, _stands_in(seat, document, as_at)) for seat, of in zip(seats, of_body, strict=True)]
    likely = [all_of(of, seat.role == "likely_substitute") for seat, of in zip(seats, of_body, strict=True)]
    return {
        "member_of_responsible_body": at_least_one(
            [all_of(of, seat.seated) for seat, of in zip(seats, of_body, strict=True)], _SEATS
        ),
        "substitute_on_responsible_body": at_least_one(substitute, _SEATS),
        "likely_substitute_on_responsible_body": at_least_one(
            [any_of(pair) for pair in zip(likely, substitute, strict=True)], _SEATS
        ),
    }


def _council_itself(document: Document) -> bool:
    """Whether the body responsible is the full council, on which every serving councillor sits, listed or not."""
    return any(
        link.body_type == "council" and _same(link.body, document.responsible_body) is True
        for link in document.links or ()
    )


def _stands_in(seat: Membership, document: Document, as_at: datetime) -> Known:
    """Whether she is named substitute for a meeting, not yet over, at which the document's business is taken."""
    if seat.role != "substitute":
        return False
    if seat.for_meetings_on is None or document.links is None:
        return None
    return any_of(
        all_of(
            same_name(link.body, seat.body),
            link.meeting_day is not None and link.meeting_day in seat.for_meetings_on,
            opposite(meeting_done(link, as_at)),
        )
        for link in document.links
    )


def _portfolio(requester: Requester, document: Document, on: date) -> FoundFacts:
    if requester.portfolios is None:
        return {}
    held = [
        all_of(current(requester, portfolio, on), _same(portfolio.subject, document.portfolio))
        for portfolio in requester.portfolios
    ]
    return {"portfolio_covers_subject": at_least_one(held, "requester.portfolios")}


def _collective(requester: Requester, document: Document, place: str, on: date) -> FoundFacts:
    member = executive_member(requester, on).get("executive_member")
    if member is None:
        return {}
    if document.links is None or member.value is not True:
        return {"collective_executive_decision": Found(None if member.value else member.value, member.origin)}
    return {
        "collective_executive_decision": at_least_one(
            [one_of(link.body_type, {"executive"}) for link in document.links], f"{place}.links"
        )
    }


def _spokesperson(requester: Requester, document: Document, on: date) -> FoundFacts:
    if requester.posts is None:
        return {}
    held = [
        all_of(hers, _same(post.subject, document.portfolio))
        for post, hers in zip(
            requester.posts, posts_held(requester, requester.posts, "opposition_spokesperson", on), strict=True
        )
    ]
    return {"opposition_spokesperson": at_least_one(held, "requester.posts")}


def _same(hers: str | None, of_document: str | None) -> Known:
    return None if hers is None or of_document is None else same_name(hers, of_document)
