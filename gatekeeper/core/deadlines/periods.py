"""Periods of years for which papers stay open, and the month for a ward member's record."""

from __future__ import annotations

import calendar as month_lengths
from datetime import date, timedelta

from gatekeeper.core.deadlines import provisions as law
from gatekeeper.core.deadlines.days import checked_count, checked_date
from gatekeeper.core.deadlines.deadline import Deadline, Kind, Start
from gatekeeper.core.deadlines.words import count_in_words, day_in_words

_MEETING = "the day of the meeting"
_DECISION = "the day of the decision"
_SIX, _FOUR = 6, 4
_DECEMBER = 12


def period_of_years(
    begins_on: date, years: int, *, provision: law.Provision = law.PERIOD_OF_YEARS, event: str = "the first day"
) -> Deadline:
    """A period of so many years beginning with a day: that day is in it, and it ends the day before the anniversary.

    A period that begins on 29 February has its anniversary, in a year without one, on 1 March, so it ends on
    28 February: whole years are kept, and papers are never withdrawn a day early.
    """
    begins = checked_date(begins_on, "The first day of the period")
    anniversary = _anniversary(begins, checked_count(years, "The number of years"))
    ends = checked_date(anniversary - timedelta(days=1), "The last day of the period")
    steps = (
        f"The period begins with {day_in_words(begins)}, and that day counts.",
        f"It lasts {count_in_words(years, 'year')}: the anniversary is {day_in_words(anniversary)}.",
        f"It ends the day before, {day_in_words(ends)}.",
    )
    return Deadline(provision, Kind.PERIOD, ends, Start(begins, event), steps, begins_on=begins)


def inspection_period_100c(meeting_on: date) -> Deadline:
    """Minutes, agenda and open reports: six years beginning with the meeting (LGA 1972 s.100C(1), England)."""
    return period_of_years(meeting_on, _SIX, provision=law.LGA_1972_S100C_1, event=_MEETING)


def inspection_period_100c_wales(meeting_on: date) -> Deadline:
    """The same in Wales, accessible electronically: six years beginning with the meeting (LGA 1972 s.100C(1A))."""
    return period_of_years(meeting_on, _SIX, provision=law.LGA_1972_S100C_1A, event=_MEETING)


def inspection_period_100d(meeting_on: date) -> Deadline:
    """Background papers: four years beginning with the meeting (LGA 1972 s.100D(2))."""
    return period_of_years(meeting_on, _FOUR, provision=law.LGA_1972_S100D_2, event=_MEETING)


def inspection_period_100ea(decision_on: date) -> Deadline:
    """A ward member's record: six years beginning with the decision or action (LGA 1972 s.100EA(2))."""
    return period_of_years(decision_on, _SIX, provision=law.LGA_1972_S100EA_2, event=_DECISION)


def inspection_period_reg21_6(decision_on: date) -> Deadline:
    """Executive decision records and reports: six years at least from the decision on (SI 2012/2089 reg 21(6))."""
    return period_of_years(decision_on, _SIX, provision=law.SI_2012_2089_REG21_6, event=_DECISION)


def inspection_period_reg21_7(decision_on: date) -> Deadline:
    """Executive background papers: four years at least from the decision on (SI 2012/2089 reg 21(7))."""
    return period_of_years(decision_on, _FOUR, provision=law.SI_2012_2089_REG21_7, event=_DECISION)


def openness_record_period(decision_on: date) -> Deadline:
    """Officers' non-executive decision records: six years beginning with the decision (SI 2014/2095 reg 8(3))."""
    return period_of_years(decision_on, _SIX, provision=law.SI_2014_2095_REG8_3, event=_DECISION)


def openness_background_period(decision_on: date) -> Deadline:
    """Background papers to those: four years beginning with the decision (SI 2014/2095 reg 8(4))."""
    return period_of_years(decision_on, _FOUR, provision=law.SI_2014_2095_REG8_4, event=_DECISION)


def ward_record_due(decision_on: date) -> Deadline:
    """The last day for a ward member to provide the record: within one month of the decision (SI 2009/352 reg 2(b)).

    The day of the same number in the next month; where that month is shorter, its last day.
    """
    decision = checked_date(decision_on, "The day of the decision or action")
    due = _a_month_later(decision)
    steps = (
        f"The day of the decision, {day_in_words(decision)}, does not count.",
        f"One month ends on the same day of the next month, or its last day: {day_in_words(due)}.",
    )
    return Deadline(law.SI_2009_352_REG2, Kind.LATEST, due, Start(decision, _DECISION), steps)


def _anniversary(begins: date, years: int) -> date:
    year = begins.year + years
    if (begins.month, begins.day) == (2, 29) and not month_lengths.isleap(year):
        return date(year, 3, 1)
    return begins.replace(year=year)


def _a_month_later(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == _DECEMBER else (day.year, day.month + 1)
    last = month_lengths.monthrange(year, month)[1]
    return checked_date(date(year, month, min(day.day, last)), "The day a month later")
