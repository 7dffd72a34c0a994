"""Periods: years over leap days, the audit window, the Welsh note, the ward member's month, and section 243."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from gatekeeper.core.deadlines import (
    AuditCategory,
    Calendar,
    Deadline,
    DeadlineError,
    Kind,
    audit_window,
    common_period_check,
    covers_common_period,
    easter_day,
    inspection_period_100c,
    inspection_period_100c_wales,
    inspection_period_100d,
    inspection_period_100ea,
    inspection_period_reg21_6,
    inspection_period_reg21_7,
    openness_background_period,
    openness_record_period,
    period_of_years,
    s243_roll_forward,
    wales_note,
    ward_record_due,
)


@pytest.mark.parametrize(
    ("begins", "years", "ends"),
    [
        (date(2026, 11, 21), 6, date(2032, 11, 20)),
        (date(2024, 2, 29), 6, date(2030, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2022, 3, 1), 6, date(2028, 2, 29)),
        (date(2022, 2, 28), 6, date(2028, 2, 27)),
        (date(2026, 1, 1), 4, date(2029, 12, 31)),
    ],
)
def test_a_period_beginning_with_a_day_ends_the_day_before_the_anniversary(
    begins: date, years: int, ends: date
) -> None:
    period = period_of_years(begins, years)
    assert (period.kind, period.begins_on, period.result) == (Kind.PERIOD, begins, ends)


@pytest.mark.parametrize(
    ("period", "last_year", "citation", "event"),
    [
        (inspection_period_100c, 2032, "Local Government Act 1972 s.100C(1)", "the day of the meeting"),
        (inspection_period_100c_wales, 2032, "Local Government Act 1972 s.100C(1A) (Wales)", "the day of the meeting"),
        (inspection_period_100d, 2030, "Local Government Act 1972 s.100D(2)", "the day of the meeting"),
        (inspection_period_100ea, 2032, "Local Government Act 1972 s.100EA(2)", "the day of the decision"),
        (inspection_period_reg21_6, 2032, "SI 2012/2089 reg 21(6)", "the day of the decision"),
        (inspection_period_reg21_7, 2030, "SI 2012/2089 reg 21(7)", "the day of the decision"),
        (openness_record_period, 2032, "SI 2014/2095 reg 8(3)", "the day of the decision"),
        (openness_background_period, 2030, "SI 2014/2095 reg 8(4)", "the day of the decision"),
    ],
)
def test_records_stay_open_six_years_and_background_papers_four(
    period: Callable[[date], Deadline], last_year: int, citation: str, event: str
) -> None:
    deadline = period(date(2026, 11, 21))
    assert deadline.result == date(last_year, 11, 20)
    assert (deadline.citation, deadline.start.event) == (citation, event)
    assert deadline.in_words().startswith("Saturday 21 November 2026 to ")
    assert deadline.in_words().endswith(f"20 November {last_year}")


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        (date(2026, 11, 21), date(2026, 12, 21)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_a_ward_members_record_is_due_on_the_same_day_of_the_next_month(decided: date, due: date) -> None:
    assert ward_record_due(decided).result == due


def test_an_audit_window_opening_on_a_saturday_counts_from_the_monday(england: Calendar) -> None:
    assert audit_window(date(2026, 5, 30), england).result == date(2026, 7, 10)
    assert audit_window(date(2026, 5, 30), england).begins_on == date(2026, 5, 30)
    assert "Monday 1 June 2026" in audit_window(date(2026, 5, 30), england).steps[1]


def test_an_audit_window_is_not_counted_on_the_union_calendar(union: Calendar) -> None:
    with pytest.raises(DeadlineError, match="calendar of England"):
        audit_window(date(2026, 6, 1), union)


def test_a_principal_councils_window_includes_the_first_ten_working_days_of_june(england: Calendar) -> None:
    check = common_period_check(date(2024, 6, 3), AuditCategory.ONE, england)
    assert (check.covered, check.first_on, check.last_on) == (True, date(2024, 6, 3), date(2024, 6, 14))
    assert check.settled
    assert not covers_common_period(date(2024, 6, 4), AuditCategory.ONE, england)
    assert not covers_common_period(date(2024, 4, 22), AuditCategory.ONE, england)


def test_a_parish_councils_window_includes_the_first_ten_working_days_of_july(england: Calendar) -> None:
    check = common_period_check(date(2024, 6, 3), AuditCategory.TWO, england)
    assert (check.covered, check.first_on, check.last_on) == (True, date(2024, 7, 1), date(2024, 7, 12))
    assert covers_common_period(date(2024, 7, 1), AuditCategory.TWO, england)
    assert not covers_common_period(date(2024, 7, 2), AuditCategory.TWO, england)
    assert not covers_common_period(date(2024, 5, 31), AuditCategory.TWO, england)


def test_a_year_whose_common_period_was_varied_is_marked_as_doubtful(england: Calendar) -> None:
    check = common_period_check(date(2026, 6, 1), AuditCategory.ONE, england)
    assert (check.covered, check.settled) == (True, False)
    assert check.in_words() == (
        "The window includes the common period, Monday 1 June 2026 to Friday 12 June 2026. "
        "The rule was varied for that year: ask the chief finance officer."
    )
    refused = common_period_check(date(2024, 7, 1), AuditCategory.ONE, england)
    assert refused.in_words().startswith("The window does not include the common period")


def test_the_welsh_note_counts_the_day_of_the_meeting_as_the_first(wales: Calendar) -> None:
    assert wales_note(date(2026, 11, 16), wales).result == date(2026, 11, 24)
    assert wales_note(date(2026, 12, 21), wales).result == date(2026, 12, 31)
    assert wales_note(date(2026, 11, 21), wales).result == date(2026, 12, 1)
    assert "Monday 23 November 2026" in wales_note(date(2026, 11, 21), wales).steps[1]


def test_the_welsh_note_is_counted_on_the_welsh_calendar(england: Calendar) -> None:
    with pytest.raises(DeadlineError, match="calendar of Wales, not of England"):
        wales_note(date(2026, 11, 16), england)


@pytest.mark.parametrize(
    ("last", "rolled", "wider"),
    [
        (date(2026, 11, 18), date(2026, 11, 18), None),
        (date(2026, 11, 21), date(2026, 11, 21), None),
        (date(2026, 11, 22), date(2026, 11, 23), None),
        (date(2026, 12, 24), date(2026, 12, 30), None),
        (date(2027, 3, 24), date(2027, 3, 24), None),
        (date(2027, 3, 25), date(2027, 3, 31), None),
        (date(2027, 3, 30), date(2027, 3, 31), None),
        (date(2027, 3, 31), date(2027, 3, 31), None),
        (date(2026, 8, 31), date(2026, 9, 2), None),
        (date(2026, 8, 28), date(2026, 8, 28), date(2026, 9, 2)),
        (date(2027, 1, 1), date(2027, 1, 4), date(2027, 1, 5)),
    ],
)
def test_section_243_moves_a_last_day_out_of_its_break_as_advice_only(
    last: date, rolled: date, wider: date | None, england: Calendar
) -> None:
    advice = s243_roll_forward(last, england)
    assert advice.result == rolled
    assert [reading.result for reading in advice.second_readings] == ([] if wider is None else [wider])
    assert not advice.settled


def test_section_243_moves_a_day_of_public_mourning(england: Calendar) -> None:
    advice = s243_roll_forward(date(2026, 11, 18), england, solemn_days=[date(2026, 11, 18)])
    assert advice.result == date(2026, 11, 19)
    assert [str(day) for day in advice.skipped] == ["Wed 18 Nov 2026: day of public thanksgiving or mourning"]


def test_easter_day_agrees_with_the_published_good_fridays(england: Calendar) -> None:
    for year in range(1990, 2041):
        good_friday = date.fromordinal(easter_day(year).toordinal() - 2)
        assert england.reason_out(good_friday) == "Good Friday"


def test_the_common_period_is_doubtful_in_exactly_the_years_it_was_varied(england: Calendar) -> None:
    doubtful = {
        category: {
            year for year in range(2015, 2041) if not common_period_check(date(year, 6, 1), category, england).settled
        }
        for category in AuditCategory
    }
    assert doubtful == {
        AuditCategory.ONE: {2016, 2017, 2020, 2021, 2022, 2025, 2026, 2027, 2028},
        AuditCategory.TWO: {2020, 2025, 2026, 2027, 2028},
    }


def test_section_243_says_whether_the_day_stays_or_moves(england: Calendar) -> None:
    stays, moves = (s243_roll_forward(date(2026, 11, day), england).steps[1] for day in (18, 22))
    assert stays == "It is in none of the breaks and stays."
    assert moves == "It may move to Monday 23 November 2026."
