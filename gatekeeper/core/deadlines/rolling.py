"""Advice only: the day to which section 243 of the 1972 Act may move a last day that falls in a holiday break."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta

from gatekeeper.core.deadlines.bank_holidays import SATURDAY, SkippedDay
from gatekeeper.core.deadlines.calendars import Calendar
from gatekeeper.core.deadlines.days import checked_date, moved
from gatekeeper.core.deadlines.deadline import Deadline, Kind, Reading, Start
from gatekeeper.core.deadlines.provisions import LGA_1972_S243
from gatekeeper.core.deadlines.words import day_in_words

_SUNDAY = 6
_NEAR = 7
_DAY = timedelta(days=1)

WeekDay = Callable[[date], bool]


def s243_roll_forward(day: date, calendar: Calendar, *, solemn_days: Collection[date] = ()) -> Deadline:
    """The first day from `day` on that is not a Sunday, in a break, or a day of public thanksgiving or mourning.

    For last days set by the Local Government Act 1972 alone (s.243(1); the breaks are in s.270(1)): never for
    SI 2012/2089, and it takes no day out of a count of clear days. Advice, not law to rely on: the text was read in
    an old consolidation, and the Act does not say whether a *week day* includes Saturday. The result takes it that
    it does, which moves the day least; the other reading stands beside it. `solemn_days` are the days appointed.
    """
    LGA_1972_S243.check(calendar)
    last = checked_date(day, "The last day")
    result, skipped = _rolled(last, calendar, solemn_days, _but_sunday)
    wider, _ = _rolled(last, calendar, solemn_days, _monday_to_friday)
    steps = (
        f"The last day falls on {day_in_words(last)}.",
        "It is in none of the breaks and stays." if result == last else f"It may move to {day_in_words(result)}.",
        "Advice only: the section was read in an old consolidation. Keep the earlier day where you can.",
    )
    readings = () if wider == result else (Reading(wider, "if a week day is Monday to Friday only."),)
    start = Start(last, "the last day as counted")
    return Deadline(
        LGA_1972_S243, Kind.LATEST, result, start, steps, skipped, calendar.name, calendar.version, readings, False
    )


def _rolled(
    day: date, calendar: Calendar, solemn_days: Collection[date], week_day: WeekDay
) -> tuple[date, tuple[SkippedDay, ...]]:
    skipped: list[SkippedDay] = []
    while reason := _reason(day, calendar, solemn_days, week_day):
        skipped.append(SkippedDay(day, reason))
        day = moved(day, 1)
    return day, tuple(skipped)


def _reason(day: date, calendar: Calendar, solemn_days: Collection[date], week_day: WeekDay) -> str | None:
    if day.weekday() == _SUNDAY:
        return "Sunday"
    if day in solemn_days:
        return "day of public thanksgiving or mourning"
    if _in_christmas_break(day, calendar, week_day):
        return "Christmas break"
    if _in_easter_break(day):
        return "Easter break"
    return _bank_holiday_break(day, calendar, week_day)


def _in_christmas_break(day: date, calendar: Calendar, week_day: WeekDay) -> bool:
    return _in_break_of(day, date(day.year, 12, 25), calendar, week_day)


def _in_easter_break(day: date) -> bool:
    return -3 <= (day - easter_day(day.year)).days <= 2


def _bank_holiday_break(day: date, calendar: Calendar, week_day: WeekDay) -> str | None:
    near = (day + timedelta(days=offset) for offset in range(-_NEAR, _NEAR + 1))
    for holiday in near:
        if holiday not in calendar.days_out or _in_easter_break(holiday):
            continue
        if _in_break_of(day, holiday, calendar, week_day) and not _in_christmas_break(holiday, calendar, week_day):
            return f"bank holiday break ({calendar.days_out[holiday]})"
    return None


def _in_break_of(day: date, holiday: date, calendar: Calendar, week_day: WeekDay) -> bool:
    """Whether the day lies from the last week day before the holiday to the next one that is no bank holiday."""
    first, last = holiday - _DAY, holiday + _DAY
    while not week_day(first):
        first -= _DAY
    while not week_day(last) or last in calendar.days_out:
        last += _DAY
    return first <= day <= last


def _but_sunday(day: date) -> bool:
    return day.weekday() != _SUNDAY


def _monday_to_friday(day: date) -> bool:
    return day.weekday() < SATURDAY


def easter_day(year: int) -> date:
    """Easter Day of a year in the Gregorian calendar (the Calendar (New Style) Act 1750, by the usual arithmetic)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
