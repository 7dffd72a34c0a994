"""How days and times are written for people: 'Thursday 24 December 2026', '6.30pm on Saturday 28 November 2026'."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

# Written out rather than asked of the computer, whose language may not be English.
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def weekday(on: date) -> str:
    """The day of the week: 'Saturday'."""
    return WEEKDAYS[on.weekday()]


def day_in_words(on: date) -> str:
    """'Thursday 24 December 2026'."""
    return f"{weekday(on)} {on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> str:
    """'Thu 24 Dec 2026'."""
    return f"{weekday(on)[:3]} {on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def days_in_words(days: Iterable[date]) -> str:
    """'Thu 24 Dec 2026, Tue 29 Dec 2026'."""
    return ", ".join(short_day(day) for day in days)


def instant_in_words(at: datetime) -> str:
    """'6.30pm on Saturday 28 November 2026'; names the clock in the hour that comes twice in autumn."""
    return f"{_clock(at)} on {day_in_words(at)}{_which_clock(at)}"


def moment_in_words(moment: date | datetime) -> str:
    """A day or an instant, whichever it is, in words."""
    return instant_in_words(moment) if isinstance(moment, datetime) else day_in_words(moment)


def count_in_words(number: int, noun: str) -> str:
    """'1 working day', '5 working days'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _clock(at: datetime) -> str:
    minutes = f".{at.minute:02}" if at.minute or at.second else ""
    seconds = f":{at.second:02}" if at.second else ""
    if not minutes and at.hour in (0, 12):
        return "midday" if at.hour else "midnight at the start of the day"
    return f"{at.hour % 12 or 12}{minutes}{seconds}{'am' if at.hour < 12 else 'pm'}"


def _which_clock(at: datetime) -> str:
    if at.replace(fold=0).utcoffset() == at.replace(fold=1).utcoffset():
        return ""
    return " (Greenwich Mean Time)" if at.fold else " (British Summer Time)"
