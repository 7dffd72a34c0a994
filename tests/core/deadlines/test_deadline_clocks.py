"""Instants: 24 hours through both changes of the clock, and what a deadline day means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from gatekeeper.core.deadlines import (
    LONDON,
    Calendar,
    Deadline,
    DeadlineError,
    audit_window,
    end_of_day,
    foia_deadline,
    local_date,
    reg10_earliest_decision,
    start_of_day,
    within_24_hours,
)


def utc_result(deadline: Deadline) -> datetime:
    assert isinstance(deadline.result, datetime)
    return deadline.result.astimezone(UTC)


def test_when_the_clocks_go_forward_the_same_clock_time_comes_first_and_binds() -> None:
    event = datetime(2026, 3, 28, 14, tzinfo=LONDON)
    deadline = within_24_hours(event)
    assert deadline.in_words() == "2pm on Sunday 29 March 2026"
    assert utc_result(deadline) - event.astimezone(UTC) == timedelta(hours=23)
    assert [reading.in_words() for reading in deadline.second_readings] == [
        "3pm on Sunday 29 March 2026: 24 elapsed hours."
    ]
    assert not deadline.settled


def test_when_the_clocks_go_back_24_elapsed_hours_come_first_and_bind() -> None:
    event = datetime(2026, 10, 24, 14, tzinfo=LONDON)
    deadline = within_24_hours(event)
    assert deadline.in_words() == "1pm on Sunday 25 October 2026"
    assert utc_result(deadline) - event.astimezone(UTC) == timedelta(hours=24)
    assert [reading.in_words() for reading in deadline.second_readings] == [
        "2pm on Sunday 25 October 2026: the same time by the clock next day."
    ]
    assert not deadline.settled


def test_a_clock_time_that_the_next_day_skips_is_passed_when_the_clock_goes_forward() -> None:
    deadline = within_24_hours(datetime(2026, 3, 28, 1, 30, tzinfo=LONDON))
    assert deadline.in_words() == "2am on Sunday 29 March 2026"
    assert [reading.in_words() for reading in deadline.second_readings] == [
        "2.30am on Sunday 29 March 2026: 24 elapsed hours."
    ]
    assert within_24_hours(datetime(2026, 3, 28, 1, 0, tzinfo=LONDON)).settled


def test_a_clock_time_that_comes_twice_is_its_first_coming_and_says_so() -> None:
    deadline = within_24_hours(datetime(2026, 10, 24, 1, 30, tzinfo=LONDON))
    assert deadline.in_words() == "1.30am on Sunday 25 October 2026 (British Summer Time)"
    assert utc_result(deadline) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1)
    assert within_24_hours(second).steps[0].startswith("24 hours run from 1.30am on Sunday 25 October 2026 (Greenwich")


def test_a_deadline_in_the_hour_that_comes_twice_passes_once() -> None:
    deadline = within_24_hours(datetime(2026, 10, 24, 1, 30, tzinfo=LONDON))
    assert not deadline.has_passed(datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0))
    assert deadline.has_passed(datetime(2026, 10, 25, 1, 10, tzinfo=LONDON, fold=1))


@pytest.mark.parametrize("hours_east", [-11, -5, 0, 5, 13])
def test_the_zone_in_which_an_instant_is_given_changes_no_deadline(hours_east: int) -> None:
    elsewhere = timezone(timedelta(hours=hours_east))
    event = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
    assert within_24_hours(event.astimezone(elsewhere)) == within_24_hours(event)


def test_an_instant_falls_on_its_day_in_london() -> None:
    assert local_date(datetime(2026, 7, 1, 22, 59, tzinfo=UTC)) == date(2026, 7, 1)
    assert local_date(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) == date(2026, 7, 2)
    assert local_date(datetime(2026, 12, 1, 23, 59, tzinfo=UTC)) == date(2026, 12, 1)


def test_a_deadline_day_lasts_until_its_very_end_in_london(union: Calendar) -> None:
    deadline = foia_deadline(date(2026, 6, 1), union)
    assert deadline.result == date(2026, 6, 30)
    assert deadline.binds_at == end_of_day(date(2026, 6, 30))
    assert deadline.binds_at.isoformat() == "2026-06-30T23:59:59.999999+01:00"
    assert not deadline.has_passed(datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC))
    assert deadline.has_passed(datetime(2026, 6, 30, 23, 0, tzinfo=UTC))


def test_an_earliest_day_opens_with_its_first_instant(england: Calendar) -> None:
    deadline = reg10_earliest_decision(date(2026, 11, 20), england)
    assert deadline.binds_at == start_of_day(date(2026, 11, 28))
    assert deadline.is_open(datetime(2026, 11, 28, tzinfo=LONDON))
    assert not deadline.is_open(datetime(2026, 11, 27, 23, 59, tzinfo=LONDON))
    with pytest.raises(DeadlineError, match="does not pass"):
        deadline.has_passed(datetime(2026, 11, 28, tzinfo=LONDON))


def test_a_period_is_open_from_its_first_instant_to_its_last(england: Calendar) -> None:
    window = audit_window(date(2026, 6, 1), england)
    assert not window.is_open(datetime(2026, 5, 31, 23, 59, tzinfo=LONDON))
    assert window.is_open(datetime(2026, 6, 1, tzinfo=LONDON))
    assert window.is_open(datetime(2026, 7, 10, 23, 59, tzinfo=LONDON))
    assert not window.is_open(datetime(2026, 7, 11, tzinfo=LONDON))
    assert window.has_passed(datetime(2026, 7, 11, tzinfo=LONDON))


def test_a_latest_day_is_not_something_that_opens(union: Calendar) -> None:
    with pytest.raises(DeadlineError, match="does not open"):
        foia_deadline(date(2026, 6, 1), union).is_open(datetime(2026, 6, 1, tzinfo=LONDON))
