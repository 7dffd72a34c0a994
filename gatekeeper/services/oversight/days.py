"""The time an answer took, in working days, counted as the council's own targets are counted."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gatekeeper.core.deadlines import Calendar, local_date

_LONGEST_REST = 31
"""More days than any run of days on which offices are shut."""


@dataclass(frozen=True, slots=True)
class OfficeDays:
    """The days in a span on which the council's offices are open, in order."""

    days: tuple[date, ...]

    @classmethod
    def between(cls, first: date, last: date, calendar: Calendar) -> OfficeDays:
        """Those of a span and some weeks after it."""
        every = (first + timedelta(days=n) for n in range((last - first).days + _LONGEST_REST))
        return cls(tuple(day for day in every if calendar.is_office_day(day)))

    def taken(self, received_at: datetime, answered_at: datetime) -> int:
        """How many working days an answer took: within a target of so many, and no smaller one.

        As for a target (core/deadlines/local.py), what comes on a day out counts as received on the next working day,
        which itself does not count. An answer on a day out belongs to the next working day.
        """
        received = bisect_left(self.days, local_date(received_at))
        return max(0, bisect_left(self.days, local_date(answered_at)) - received)


@dataclass(slots=True)
class Durations:
    """How often an answer took how many working days: as many counts as there are different numbers of days."""

    counts: Counter[int] = field(default_factory=Counter)

    def add(self, days: int) -> None:
        """One more answer."""
        self.counts[days] += 1

    def median(self) -> float | None:
        """Half of the answers took no longer; None where there was none."""
        number = self.counts.total()
        if number == 0:
            return None
        return (self._at((number - 1) // 2) + self._at(number // 2)) / 2

    def _at(self, place: int) -> int:
        seen = 0
        for days in sorted(self.counts):
            seen += self.counts[days]
            if seen > place:
                return days
        raise IndexError(place)
