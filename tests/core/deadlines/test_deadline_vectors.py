"""The worked examples of the statement of law, by number: the right day, and never the naive wrong one."""

from __future__ import annotations

from datetime import date, datetime

from gatekeeper.core.deadlines import (
    LONDON,
    Calendar,
    audit_window,
    clear_days_between,
    foia_deadline,
    is_enough_notice,
    latest_publication,
    reg17_deadline,
    twenty_eight_clear_days,
    within_24_hours,
)


def london(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def test_v1_five_clear_days_before_a_wednesday_leave_out_the_weekend(england: Calendar) -> None:
    deadline = latest_publication(date(2026, 12, 2), 5, england)
    assert deadline.result == date(2026, 11, 24)
    assert deadline.result != date(2026, 11, 26), "the calendar-day count"
    assert deadline.in_words() == "Tuesday 24 November 2026"


def test_v2_papers_for_a_monday_meeting_are_out_on_the_friday_before_last(england: Calendar) -> None:
    deadline = latest_publication(date(2026, 12, 7), 5, england)
    assert deadline.result == date(2026, 11, 27)
    assert deadline.result != date(2026, 12, 1), "the calendar-day count"


def test_v5_good_friday_and_easter_monday_are_no_clear_days(england: Calendar) -> None:
    deadline = latest_publication(date(2027, 4, 1), 5, england)
    assert deadline.result == date(2027, 3, 22)
    assert deadline.result != date(2027, 3, 26), "the calendar-day count, which falls on Good Friday itself"


def test_v8_elitestone_two_working_days_were_not_three_clear_days(england: Calendar) -> None:
    published, meeting = date(1990, 4, 26), date(1990, 5, 1)
    assert clear_days_between(published, meeting, england) == 2
    assert (meeting - published).days - 1 == 4, "four calendar days lay between, and they did not do"
    assert not is_enough_notice(published, meeting, 3, england)
    assert is_enough_notice(date(1990, 4, 25), meeting, 3, england)


def test_v9_regulation_17_copy_is_due_on_christmas_eve(england: Calendar) -> None:
    deadline = reg17_deadline(london(2026, 12, 14), england)
    assert deadline.result == date(2026, 12, 24)
    naive = {date(2026, 12, 28), date(2026, 12, 30), date(2026, 12, 31)}
    assert deadline.result not in naive
    assert [reading.result for reading in deadline.second_readings] == [
        date(2026, 12, 25),
        date(2026, 12, 30),
        date(2026, 12, 31),
    ]
    assert not deadline.settled


def test_v12_saint_andrews_day_gives_an_english_council_one_day_more_under_foia(union: Calendar) -> None:
    deadline = foia_deadline(date(2026, 11, 20), union)
    assert deadline.result == date(2026, 12, 21)
    assert deadline.result != date(2026, 12, 18), "the count on England's list"
    assert "Mon 30 Nov 2026: Saint Andrew's Day (Scotland)" in [str(day) for day in deadline.skipped]


def test_v14_saint_patricks_day_and_easter_are_out_under_foia(union: Calendar) -> None:
    deadline = foia_deadline(date(2027, 3, 1), union)
    assert deadline.result == date(2027, 4, 1)
    assert deadline.result != date(2027, 3, 31), "the count on England's list"
    assert {date(2027, 3, 17), date(2027, 3, 26), date(2027, 3, 29)} <= {day.on for day in deadline.skipped}


def test_v17_twenty_eight_clear_days_leave_both_ends_out(england: Calendar) -> None:
    deadline = twenty_eight_clear_days(date(2027, 1, 12), england)
    assert deadline.result == date(2026, 12, 14)
    assert deadline.result != date(2026, 12, 15), "28 days before"
    assert not deadline.settled
    cautious = deadline.second_readings[0].result
    assert isinstance(cautious, date)
    assert clear_days_between(cautious, date(2027, 1, 12), england) == 28


def test_v19_twenty_four_hours_end_on_the_saturday(england: Calendar) -> None:
    deadline = within_24_hours(london(2026, 11, 27, 18, 30))
    assert deadline.result == london(2026, 11, 28, 18, 30)
    assert deadline.result_on != date(2026, 11, 30), "the next working day"
    assert not england.is_working_day(deadline.result_on)
    assert deadline.in_words() == "6.30pm on Saturday 28 November 2026"
    assert deadline.settled


def test_v22_audit_window_of_thirty_working_days_counts_its_first_day(england: Calendar) -> None:
    window = audit_window(date(2026, 6, 1), england)
    assert (window.begins_on, window.result) == (date(2026, 6, 1), date(2026, 7, 10))
    assert window.result != date(2026, 7, 13), "leaving the first day out"
    assert date(2026, 6, 15) not in {day.on for day in window.skipped}, "a bank holiday in Scotland alone"
