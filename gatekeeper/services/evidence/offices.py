"""Which of somebody's terms of office counts on a day: a councillor elected again has one for each election."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gatekeeper.storage import tables


def office_on(offices: Sequence[tables.Office], on: date) -> tables.Office | None:
    """The office in force on that day, the latest begun of several; else the latest there was. None without any."""
    return max(enumerate(offices), key=lambda each: _rank(each[1], on, each[0]), default=(0, None))[1]


def _rank(office: tables.Office, on: date, recorded: int) -> tuple[bool, bool, date, int]:
    """First what has not ended, then what is known to have begun, then the latest by its day, then as recorded."""
    begun = office.accepted_office_on or office.elected_on
    accepted = office.accepted_office_on is not None and office.accepted_office_on <= on
    return not _ended(office, on), accepted, begun or date.min, recorded


def _ended(office: tables.Office, on: date) -> bool:
    ended = office.ended_on is not None and office.ended_on < on
    return ended or (office.disqualified_from is not None and office.disqualified_from <= on)
