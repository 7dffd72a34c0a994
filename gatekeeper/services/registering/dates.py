"""The dates of a meeting: by when its papers must be open, and how that was worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from gatekeeper.core.case.words import EXECUTIVE_BODIES, PART_VA_BODIES
from gatekeeper.core.clocks import CLEAR_DAYS_ENGLAND
from gatekeeper.core.deadlines import (
    ENGLAND,
    Deadline,
    DeadlineError,
    inspection_period_100c,
    local_date,
    part_va_public_opening,
    reg7_opening,
)
from gatekeeper.services.cases.council import calendars_of
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.register_shown import ShownAgenda, agenda, told_at
from gatekeeper.services.registering.who import keeps_register
from gatekeeper.storage import tables


@dataclass(frozen=True, slots=True)
class Dated:
    """A date: what it is of, in words, how it was worked out, its source, and whether it has passed."""

    what: str
    in_words: str
    how: str
    source: str
    late: bool


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """A meeting with its items as its reader may know of them, its dates, and what the register says of it.

    ``keeps``: the reader keeps the register.
    """

    agenda: ShownAgenda
    body_id: str
    convened_on: str | None
    dates: tuple[Dated, ...]
    keeps: bool
    ended: bool


def meeting_file(desk: Desk, meeting_id: str) -> MeetingFile:
    """A meeting. Raises NotThere."""
    row = desk.register.one(tables.Meeting, meeting_id) if desk.attempt.seeks(meeting_id) else None
    if row is None:
        raise NotThere("The meeting")
    shown = agenda(desk.register, meeting_id, told_at(desk))
    convened = row.convened_on.isoformat() if row.convened_on else None
    over = row.ended_at is not None
    return MeetingFile(shown, row.body_id, convened, tuple(_dates(desk, row)), keeps_register(desk), over)


def _dates(desk: Desk, row: tables.Meeting) -> Iterator[Dated]:
    """England's dates; the law of other nations is not counted here."""
    council = next(iter(desk.register.all(tables.CouncilParticulars)), None)
    if council is None or council.jurisdiction != "england":
        return
    try:
        for each in _deadlines(desk, row):
            yield _dated(each, desk.tx.now)
    except DeadlineError as error:
        yield Dated(f"A date could not be worked out: {error}", "", "", "", late=False)


def _deadlines(desk: Desk, row: tables.Meeting) -> Iterator[Deadline]:
    body = desk.register.one(tables.Body, row.body_id)
    on = local_date(row.meeting_at) if row.meeting_at else row.meeting_on
    kind = body.type if body else None
    if on is None or kind is None:
        return
    england = calendars_of(desk.register)[ENGLAND]
    if kind in PART_VA_BODIES:
        yield part_va_public_opening(on, row.convened_on, None, england, n_clear_days=CLEAR_DAYS_ENGLAND)
        if row.ended_at is not None:
            yield inspection_period_100c(on)
    elif kind in EXECUTIVE_BODIES:
        yield reg7_opening(on, row.convened_on, None, england)


def _dated(deadline: Deadline, now: datetime) -> Dated:
    latest = deadline.kind.value == "latest"
    late = latest and deadline.has_passed(now)
    return Dated(deadline.sentence, deadline.in_words(), deadline.how(), deadline.citation, late)
