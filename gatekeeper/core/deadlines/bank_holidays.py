"""The days out as the lists and the council give them: bank holidays, corrections to them, and closure days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from gatekeeper.core.deadlines.days import checked_date
from gatekeeper.core.deadlines.errors import DeadlineError
from gatekeeper.core.deadlines.words import short_day, weekday

SATURDAY: Final = 5


class CalendarName(StrEnum):
    """The four nations, and the union of their days out."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"
    UK_UNION = "uk_union"

    @property
    def written(self) -> str:
        """The name as people write it."""
        if self is CalendarName.UK_UNION:
            return "United Kingdom (a bank holiday in any part)"
        return self.value.replace("_", " ").title()


ENGLAND: Final = CalendarName.ENGLAND
WALES: Final = CalendarName.WALES
SCOTLAND: Final = CalendarName.SCOTLAND
NORTHERN_IRELAND: Final = CalendarName.NORTHERN_IRELAND
UK_UNION: Final = CalendarName.UK_UNION
NATIONS: Final = (ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND)


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day that did not count, and why: 'Sat 28 Nov 2026: Saturday'."""

    on: date
    reason: str

    def __str__(self) -> str:
        return f"{short_day(self.on)}: {self.reason}"


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """One day out in one nation, Christmas Day and Good Friday included, as the published list has it."""

    nation: CalendarName
    on: date
    name: str


class Change(StrEnum):
    """What an override does to the list."""

    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Override:
    """A dated correction of the published list for one nation: a day added, such as one proclaimed, or removed.

    Raises DeadlineError for a nation that is not one of the four, a day outside 1990 to 2040, or a day to be added
    that is a Saturday or Sunday: that would change nothing, so the date is most likely mistyped.
    """

    nation: CalendarName
    on: date
    change: Change
    reason: str
    source: str
    recorded_on: date

    def __post_init__(self) -> None:
        checked_date(self.on, "The overridden day")
        if self.nation not in NATIONS:
            raise DeadlineError(f"{self.on}: {self.nation!r} is not a nation. Write one override for each nation.")
        if self.change not in tuple(Change):
            raise DeadlineError(f"{self.on}: {self.change!r} is no change to the list. Use add or remove.")
        if self.change == Change.ADD and is_weekend(self.on):
            raise DeadlineError(f"{short_day(self.on)} cannot be added: it is a {weekday(self.on)}. Check the date.")


@dataclass(frozen=True, slots=True)
class Closure:
    """A day on which one council's offices are shut although it is a working day, such as the days after Christmas."""

    on: date
    reason: str

    def __post_init__(self) -> None:
        checked_date(self.on, "The closure day")


def is_weekend(on: date) -> bool:
    """Saturday or Sunday."""
    return on.weekday() >= SATURDAY
