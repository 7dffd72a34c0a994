"""Facts about the times in which papers are open to the public: before meetings, for years after, and at the audit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from gatekeeper.core.case import Document, Link
from gatekeeper.core.case.words import EXECUTIVE_BODIES, PART_VA_BODIES, UNSETTLED_BODIES
from gatekeeper.core.deadlines import (
    ENGLAND,
    LAST_YEAR,
    WALES,
    Calendar,
    audit_window,
    local_date,
    part_va_public_opening,
    period_of_years,
    reg7_opening,
)
from gatekeeper.core.derive.business import (
    decision_made,
    executive_coming,
    meeting_done,
    meeting_to_come,
    of_part_va,
    officer_decision,
    past_item,
)
from gatekeeper.core.derive.found import Found, FoundFacts, Known, all_of, any_of, at_least_one, one_of

_CLEAR_DAYS: Final = {ENGLAND: 5, WALES: 3}
_MEETINGS: Final = PART_VA_BODIES | UNSETTLED_BODIES
_SIX, _FOUR = 6, 4


def window_facts(document: Document, place: str, calendar: Calendar, as_at: datetime) -> FoundFacts:
    """Whether the papers of a coming meeting are public by now, and whether the years of inspection still run.

    Raises DeadlineError where a count of days would leave the years 1990 to 2040.
    """
    facts = _audit(document, place, calendar, local_date(as_at))
    if document.links is None:
        return facts
    links = document.links
    each = {
        "papers_public_now": [papers_public(link, calendar, as_at) for link in links],
        "executive_papers_public_now": [executive_papers_public(link, calendar, as_at) for link in links],
        "within_six_years_of_meeting": since_meeting(links, _SIX, as_at),
        "within_four_years_of_meeting": since_meeting(links, _FOUR, as_at),
        "within_six_years_of_decision": [since_executive_decision(link, _SIX, as_at) for link in links],
        "within_four_years_of_decision": [since_executive_decision(link, _FOUR, as_at) for link in links],
        "within_six_years_of_delegated_decision": [since_delegated_decision(link, _SIX, as_at) for link in links],
        "within_four_years_of_delegated_decision": [since_delegated_decision(link, _FOUR, as_at) for link in links],
        "within_six_years_of_ward_decision": [since_ward_decision(link, _SIX, as_at) for link in links],
    }
    return facts | {fact: at_least_one(values, f"{place}.links") for fact, values in each.items()}


def papers_public(link: Link, calendar: Calendar, as_at: datetime) -> Known:
    """Whether papers for a coming Part VA meeting must be public by now (1972 Act s.100B(3); Wales s.100BA)."""
    coming = all_of(of_part_va(link), meeting_to_come(link, as_at))
    clear_days = _CLEAR_DAYS.get(calendar.name)
    if coming is False or link.meeting_day is None or clear_days is None:
        return all_of(coming, None)
    opening = part_va_public_opening(
        link.meeting_day, link.convened_on, link.item_added_on, calendar, n_clear_days=clear_days
    )
    return all_of(coming, opening.result_on <= local_date(as_at), link.papers_with_members)


def executive_papers_public(link: Link, calendar: Calendar, as_at: datetime) -> Known:
    """Whether papers for a coming public meeting of the executive must be public by now (SI 2012/2089 reg 7(3)-(4))."""
    coming = executive_coming(link, as_at, "public")
    if coming is False or link.meeting_day is None or calendar.name != ENGLAND:
        return all_of(coming, None)
    opening = reg7_opening(link.meeting_day, link.convened_on, link.item_added_on, calendar)
    return all_of(coming, opening.result_on <= local_date(as_at), link.papers_with_members)


def since_meeting(links: Sequence[Link], years: int, as_at: datetime) -> list[Known]:
    """For each link, whether today lies in the years beginning with its meeting.

    Where an item was, or may have been, taken in public, only such meetings count: the years of a later private one
    keep nothing open (1972 Act ss.100C(1)(d), 100D(2)).
    """
    within = [_within(_of_meeting(link), link.meeting_day, years, as_at) for link in links]
    in_public = [past_item(link, as_at, "public") for link in links]
    if any_of(in_public) is False:
        return within
    return [all_of(public, inside) for public, inside in zip(in_public, within, strict=True)]


def since_executive_decision(link: Link, years: int, as_at: datetime) -> Known:
    """Whether today lies in the years beginning with an executive decision (SI 2012/2089 reg 21(6)-(7)).

    Each kind of decision has its own years: those of a later delegated decision keep no executive paper open.
    """
    if link.body_type == "officer":
        return all_of(officer_decision(link, "executive"), _since(link, years, as_at))
    if link.is_decision:
        return all_of(one_of(link.body_type, {"individual_member"}), _since(link, years, as_at))
    decided = all_of(one_of(link.body_type, EXECUTIVE_BODIES), meeting_done(link, as_at))
    return _within(decided, link.meeting_day, years, as_at)


def since_delegated_decision(link: Link, years: int, as_at: datetime) -> Known:
    """Whether today lies in the years beginning with an officer's non-executive decision (SI 2014/2095 reg 8)."""
    return all_of(officer_decision(link, "non_executive"), _since(link, years, as_at))


def since_ward_decision(link: Link, years: int, as_at: datetime) -> Known:
    """Whether today lies in the years beginning with a ward member's decision (1972 Act s.100EA(2))."""
    return all_of(one_of(link.body_type, {"ward_member"}), _since(link, years, as_at))


def _since(link: Link, years: int, as_at: datetime) -> Known:
    return _within(decision_made(link, as_at), link.decision_day, years, as_at)


def within_years(begins_on: date, years: int, on: date) -> bool:
    """Whether the day lies in the period of so many years beginning with the other."""
    if on < begins_on:
        return False
    # A period that outlasts the years in which days are counted is still running on any day that can be asked about.
    return begins_on.year + years > LAST_YEAR or on <= period_of_years(begins_on, years).result_on


def _of_meeting(link: Link) -> Known:
    return all_of(one_of(link.body_type, _MEETINGS), link.meeting_day is not None)


def _within(applies: Known, begins_on: date | None, years: int, as_at: datetime) -> Known:
    if begins_on is None:
        return False if applies is False else None
    return all_of(applies, within_years(begins_on, years, local_date(as_at)))


def _audit(document: Document, place: str, calendar: Calendar, on: date) -> FoundFacts:
    if document.audit is None or calendar.name != ENGLAND:
        return {}
    opens_on, origin = document.audit.window_opens_on, f"{place}.audit.window_opens_on"
    open_now = opens_on <= on <= audit_window(opens_on, calendar).result_on
    return {
        "audit_window_open": Found(open_now, origin),
        "audit_window_coming": Found(on < opens_on, origin),
    }
