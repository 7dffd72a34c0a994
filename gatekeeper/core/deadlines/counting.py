"""Counting working days, forwards or backwards, and keeping each day passed over with its reason.

Which days are passed over depends on what the law looks at:

* inspection at the offices (clear days of notice under Part VA and SI 2012/2089): weekends, bank holidays and the
  council's own closure days, because nobody can inspect on them (*Elitestone*);
* a statutory definition of "working day" (FOIA, EIR, audit): weekends and bank holidays only, so that a council
  cannot give itself more time by closing; a closure is no bank holiday;
* Welsh notices and notes, published electronically: weekends and bank holidays only, there being no office to shut;
* regulation 17 counts calendar days: nothing is passed over in the count, and only a weekend or bank holiday moves
  its end back, since a copy can be sent from closed offices;
* a council's own target: whatever closures the council chooses to count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gatekeeper.core.deadlines.bank_holidays import SkippedDay
from gatekeeper.core.deadlines.calendars import Calendar
from gatekeeper.core.deadlines.days import moved


@dataclass(frozen=True, slots=True)
class Count:
    """The days counted, in the order of counting, and the days passed over on the way, in the order of the year."""

    counted: tuple[date, ...]
    skipped: tuple[SkippedDay, ...]

    @property
    def last(self) -> date:
        """The day reached: the last one counted."""
        return self.counted[-1]


def count_forward(first: date, number: int, calendar: Calendar, *, at_offices: bool = False) -> Count:
    """Count so many working (or office) days onwards, the first looked at being `first` itself."""
    return _count(first, number, calendar, 1, at_offices)


def count_back(first: date, number: int, calendar: Calendar, *, at_offices: bool = False) -> Count:
    """Count so many working (or office) days backwards, the first looked at being `first` itself."""
    return _count(first, number, calendar, -1, at_offices)


def days_between(first: date, last: date, calendar: Calendar, *, at_offices: bool) -> tuple[date, ...]:
    """The working (or office) days strictly between two days; none where `last` is not later."""
    between = (moved(first, offset) for offset in range(1, (last - first).days))
    return tuple(day for day in between if calendar.reason_out(day, at_offices=at_offices) is None)


def _count(first: date, number: int, calendar: Calendar, step: int, at_offices: bool) -> Count:
    counted: list[date] = []
    skipped: list[SkippedDay] = []
    day = first
    while True:
        reason = calendar.reason_out(day, at_offices=at_offices)
        if reason is None:
            counted.append(day)
        else:
            skipped.append(SkippedDay(day, reason))
        if len(counted) == number:
            return Count(tuple(counted), tuple(sorted(skipped, key=lambda skip: skip.on)))
        day = moved(day, step)
