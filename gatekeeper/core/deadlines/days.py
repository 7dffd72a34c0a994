"""Days and instants in London: which are accepted, which day an instant falls on, and when a day ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gatekeeper.core.deadlines.errors import DeadlineError

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2040
LONGEST_COUNT: Final = 400


def time_zone(name: str) -> ZoneInfo:
    """Return the time zone, or raise DeadlineError where this computer has no time zone data for it."""
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        raise DeadlineError(
            f"The time zone {name} is not known on this computer, so no deadline can be worked out. "
            "Install the tzdata package and start again."
        ) from error


LONDON: Final = time_zone("Europe/London")


def checked_date(on: object, what: str) -> date:
    """Return `on` if it is a plain date in the years 1990 to 2040; `what` names it in the error."""
    if isinstance(on, datetime) or not isinstance(on, date):
        raise DeadlineError(
            f"{what} must be a date, but {on!r} was given. Give the day alone; "
            "local_date() turns an instant into its London day."
        )
    _check_year(on.year, what)
    return on


def checked_instant(at: object, what: str) -> datetime:
    """Return `at` as a London instant; `what` names it in the error.

    Raises DeadlineError for anything but a datetime, for one without a time zone (it could mean two different
    instants, and near midnight two different days) and for years outside 1990 to 2040.
    """
    if not isinstance(at, datetime):
        raise DeadlineError(f"{what} must be a date and time, but {at!r} was given. Give the time of day as well.")
    if at.utcoffset() is None:
        raise DeadlineError(
            f"{what} ({at.isoformat()}) has no time zone, so its day cannot be known. Give it one: Europe/London."
        )
    _check_year(at.year, what)
    local = at.astimezone(LONDON)
    _check_year(local.year, what)
    return local


def checked_count(number: object, what: str) -> int:
    """Return `number` if it is a whole number from 1 to 400; `what` names it in the error."""
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= LONGEST_COUNT:
        raise DeadlineError(f"{what} must be a whole number from 1 to {LONGEST_COUNT}, but {number!r} was given.")
    return number


@lru_cache(maxsize=4_096)
def local_date(at: datetime) -> date:
    """The day in London on which the instant falls: 11.30pm UTC in July is already the next day."""
    return checked_instant(at, "The instant").date()


def end_of_day(on: date) -> datetime:
    """The last instant of the day in London, 23:59:59.999999.

    The one rule for what a deadline *day* means: the law's days are whole days, so a duty that must be done by a
    day is done in time until that day ends, whatever the office hours.
    """
    return datetime.combine(checked_date(on, "The day"), clock_time.max, LONDON)


def start_of_day(on: date) -> datetime:
    """The first instant of the day in London: a thing that may be done from a day on may be done from then."""
    return datetime.combine(checked_date(on, "The day"), clock_time.min, LONDON)


def moved(on: date, days: int) -> date:
    """The day so many calendar days later (or earlier). Raises DeadlineError outside 1990 to 2040."""
    return checked_date(on + timedelta(days=days), "The day reached by counting")


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC: two London times compare by the clock's face, which errs when the clocks change."""
    return at.astimezone(UTC)


def _check_year(year: int, what: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DeadlineError(
            f"{what} is in the year {year}. Deadlines are worked out for {FIRST_YEAR} to {LAST_YEAR} only, "
            "because bank holidays are not known beyond. Check the year that was typed."
        )
