"""The period of the figures: whole months by London's clock, at most five years of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from gatekeeper.core.deadlines import FIRST_YEAR, LAST_YEAR, start_of_day
from gatekeeper.core.deadlines.words import MONTHS
from gatekeeper.services.cases.errors import CommandRefused

USUAL_MONTHS: Final = 12
MOST_MONTHS: Final = 60
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months: the first day of the first, and the last day of the last."""

    from_on: date
    to_on: date

    @property
    def from_at(self) -> datetime:
        """The first instant."""
        return start_of_day(self.from_on)

    @property
    def to_at(self) -> datetime:
        """The first instant after it."""
        return start_of_day(self.to_on + timedelta(days=1))

    def months(self) -> Iterator[date]:
        """The first day of each month."""
        number = _number(self.from_on)
        while number <= _number(self.to_on):
            yield _first_day(number)
            number += 1

    def __str__(self) -> str:
        first, last = month_in_words(self.from_on), month_in_words(self.to_on)
        return first if first == last else f"{first} to {last}"


def period(from_on: date | None, to_on: date | None, today: date) -> Period:
    """The months in which these days lie, with all between; by default the last twelve, this month among them.

    Only whole months: figures of periods that differ by a day would tell what came on that day. Raises CommandRefused.
    """
    last = _number(to_on or today) if to_on or not from_on else _number(from_on) + USUAL_MONTHS - 1
    first = _number(from_on) if from_on else last - USUAL_MONTHS + 1
    if first > last:
        raise _refused("it ends before it begins", "give a later month for its end")
    if last - first >= MOST_MONTHS:
        raise _refused("it is longer than five years", "ask for some of it at a time")
    if first // _YEAR < FIRST_YEAR or (last + 1) // _YEAR > LAST_YEAR:
        raise _refused(f"it is not within {FIRST_YEAR} to {LAST_YEAR}", "check the year")
    return Period(_first_day(first), _first_day(last + 1) - timedelta(days=1))


def month_in_words(on: date) -> str:
    """'November 2026'."""
    return f"{MONTHS[on.month - 1]} {on.year}"


def _number(on: date) -> int:
    return on.year * _YEAR + on.month - 1


def _first_day(number: int) -> date:
    return date(number // _YEAR, number % _YEAR + 1, 1)


def _refused(why: str, remedy: str) -> CommandRefused:
    return CommandRefused("Count the figures of that period", why, remedy)
