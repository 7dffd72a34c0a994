"""What is late and what is soon due, of the cases that the person may see: the earliest due first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gatekeeper.core.deadlines import ENGLAND, Calendar, local_date
from gatekeeper.core.lifecycle import OfficeAct
from gatekeeper.services.cases.council import calendars_of
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.cases.queue import LONGEST_PAGE, Waiting, queue
from gatekeeper.services.lists import seen_page
from gatekeeper.services.oversight.soon import AT_RISK_WORKING_DAYS, at_risk_until, working_days_late
from gatekeeper.services.oversight.who import require

MOST_WORKING_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One asked document to which an answer is owed, and how late it is; who asked is not named."""

    asked_id: str
    request_id: str
    reference: str
    stage: str
    rung: int
    status: str
    received_at: datetime
    due_at: datetime
    late: bool
    working_days_late: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list. ``following``: where the next one starts, None at the end. ``soon``: all is due by then."""

    lines: tuple[Line, ...]
    following: int | None
    soon: datetime


def overdue(desk: Desk, start: int, limit: int, within: int = AT_RISK_WORKING_DAYS) -> Page:
    """What is late, or due within so many working days, of the cases that the person at the desk may see.

    ``start`` counts what was looked at before (services/lists.py). Raises Forbidden for whoever does not oversee, and
    CommandRefused for more than 30 working days.
    """
    require(desk, OfficeAct.READ_FIGURES)
    if not 0 <= within <= MOST_WORKING_DAYS:
        remedy = f"give from 0 to {MOST_WORKING_DAYS}, or read the queue"
        raise CommandRefused("List what is soon due", f"{within} working days are not soon", remedy)
    calendar = calendars_of(desk.register)[ENGLAND]
    soon = at_risk_until(local_date(desk.tx.now), within, calendar)
    page = seen_page(desk, _due_until(desk, soon, start), start, limit)
    return Page(tuple(_line(each, desk.tx.now, calendar) for each in page.lines), page.following, soon)


def _due_until(desk: Desk, soon: datetime, start: int) -> Iterator[Waiting]:
    """Everything that is due until then, the earliest first, from a place on."""
    council, now = desk.tx.council_id, desk.tx.now
    while page := queue(desk.session, council, now, limit=LONGEST_PAGE, offset=start):
        for line in page:
            if line.due_at is None or line.due_at > soon:
                return
            yield line
        start += len(page)


def _line(line: Waiting, now: datetime, calendar: Calendar) -> Line:
    due = line.due_at
    if due is None:
        raise ValueError("a line without a date is neither late nor soon due")
    late = working_days_late(due, now, calendar)
    says = (line.asked_id, line.request_id, line.reference, line.stage, line.rung, line.status, line.received_at)
    return Line(*says, due, line.late, late)
