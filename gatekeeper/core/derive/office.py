"""Whether the requester holds her office on a day: elected, accepted, not ended, not suspended, not disqualified."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gatekeeper.core.case import Dated, Requester
from gatekeeper.core.derive.found import Known, all_of


def in_office(requester: Requester, on: date) -> Known:
    """Whether she holds office in this very council (1972 Act s.83: from the declaration of acceptance on)."""
    return all_of(requester.of_this_council, _accepted(requester, on), not office_lost(requester, on))


def office_lost(requester: Requester, on: date) -> bool:
    """Whether it is certain that she cannot act that day: her seats and posts are then of no use to her."""
    return (
        _before(requester.elected_on, on)
        or _before(requester.accepted_office_on, on)
        or (requester.ended_on is not None and requester.ended_on < on)
        or (requester.disqualified_from is not None and requester.disqualified_from <= on)
        or any(period.covers(on) for period in requester.suspended)
    )


def current(requester: Requester, period: Dated, on: date) -> bool:
    """Whether a seat, portfolio or post is hers on that day."""
    return period.covers(on) and not office_lost(requester, on)


def currently(requester: Requester, periods: Sequence[Dated], on: date) -> list[bool]:
    """The same for each of several."""
    return [current(requester, period, on) for period in periods]


def _accepted(requester: Requester, on: date) -> Known:
    return None if requester.accepted_office_on is None else requester.accepted_office_on <= on


def _before(begins_on: date | None, on: date) -> bool:
    return begins_on is not None and on < begins_on
