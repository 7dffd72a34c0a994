"""Changes of the register that open something, close something, or turn out to change nothing of any case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from gatekeeper.storage import tables
from tests.services.world_making import LONG_AGO, Making
from tests.services.worlds import NOW

Change = Callable[[Making, datetime], object]
_MEETS_AT: Final = NOW + timedelta(days=15)


def _meeting_ended(making: Making, now: datetime) -> None:
    making.meeting("planning-next", "planning", now - timedelta(hours=3), now - timedelta(minutes=30))


def _meeting_to_come(making: Making, now: datetime) -> None:
    del now
    making.meeting("planning-next", "planning", _MEETS_AT)


def _seat_ended(making: Making, now: datetime) -> None:
    making.seat("c1", "planning", to_on=now.date() - timedelta(days=1))


def _seat_runs(making: Making, now: datetime) -> None:
    del now
    making.seat("c1", "planning")


def _report_exempt(making: Making, now: datetime) -> None:
    del now
    making.paragraph("open_report-whole", 3)


def _report_open(making: Making, now: datetime) -> None:
    del now
    making.changes.remove(tables.Paragraph, making.id("paragraph", "open_report-whole-3"))


def _terms_settled(making: Making, now: datetime) -> None:
    del now
    making.changes.remove(tables.Paragraph, making.id("paragraph", "part_exempt-terms-3"))


def _terms_exempt(making: Making, now: datetime) -> None:
    del now
    making.paragraph("part_exempt-terms", 3)


def _office(making: Making, ended_on: date | None) -> None:
    office = {"kind": "councillor", "of_this_council": True, "accepted_office_on": LONG_AGO, "elector": True}
    days = {"elected_on": date(2023, 5, 4), "ended_on": ended_on}
    making.put(tables.Office, "office", "c2", person_id=making.id("person", "c2"), **office, **days)


CHANGES: Final[dict[str, Change]] = {
    "the meeting of planning ended": _meeting_ended,
    "the meeting of planning is to come": _meeting_to_come,
    "c1 left planning": _seat_ended,
    "c1 sits on planning": _seat_runs,
    "a paragraph is claimed on the open report": _report_exempt,
    "no paragraph is claimed on the open report": _report_open,
    "no paragraph is claimed on the terms": _terms_settled,
    "a paragraph is claimed on the terms": _terms_exempt,
    "a closure day is added": lambda making, _: making.put(
        tables.ClosureDay, "closure", "extra", shut_on=date(2026, 12, 29)
    ),
}
OFFICES: Final[dict[str, Change]] = {
    "c2 left office": lambda making, now: _office(making, now.date() - timedelta(days=1)),
    "c2 is in office": lambda making, _: _office(making, None),
}
