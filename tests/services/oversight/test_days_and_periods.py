"""The time an answer took counts as the council's targets count; a period is whole months by London's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.deadlines import ENGLAND, Calendar, local_date, local_target
from gatekeeper.services.assess import council_calendars
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.oversight.days import Durations, OfficeDays
from gatekeeper.services.oversight.period import period
from gatekeeper.services.oversight.soon import at_risk_until, working_days_late

SHUT = (date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31))
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=424)).map(lambda since: BEGIN + since)


@pytest.fixture(scope="module")
def england() -> Calendar:
    """England's calendar of a council whose offices are shut between Christmas and New Year."""
    return council_calendars(SHUT)[ENGLAND]


@given(received=INSTANTS, after=st.timedeltas(timedelta(0), timedelta(days=90)), target=st.integers(1, 40))
def test_an_answer_took_no_more_than_the_target_exactly_where_it_came_within_it(
    england: Calendar, received: datetime, after: timedelta, target: int
) -> None:
    answered = received + after
    days = OfficeDays.between(local_date(received), local_date(answered), england)
    within = answered <= local_target(received, target, england).binds_at
    assert (days.taken(received, answered) <= target) == within


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_half_of_the_answers_took_no_more_than_the_median(taken: list[int]) -> None:
    durations = Durations()
    for days in taken:
        durations.add(days)
    median, ordered = durations.median(), sorted(taken)
    middle = len(ordered) // 2
    assert median == (ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2)


def test_without_an_answer_there_is_no_median() -> None:
    assert Durations().median() is None


def test_the_usual_period_is_the_last_twelve_months_this_one_among_them() -> None:
    usual = period(None, None, date(2026, 11, 23))
    assert (usual.from_on, usual.to_on) == (date(2025, 12, 1), date(2026, 11, 30))
    assert str(usual) == "December 2025 to November 2026"
    assert len(list(usual.months())) == 12


def test_a_period_is_widened_to_whole_months_so_that_no_two_differ_by_a_day() -> None:
    asked = period(date(2026, 2, 17), date(2026, 3, 2), date(2026, 11, 23))
    assert (asked.from_on, asked.to_on) == (date(2026, 2, 1), date(2026, 3, 31))
    assert list(asked.months()) == [date(2026, 2, 1), date(2026, 3, 1)]


def test_a_period_with_one_end_is_twelve_months_from_or_to_it() -> None:
    today = date(2026, 11, 23)
    assert str(period(date(2024, 4, 1), None, today)) == "April 2024 to March 2025"
    assert str(period(None, date(2025, 3, 31), today)) == "April 2024 to March 2025"


def test_a_period_begins_and_ends_by_londons_clock() -> None:
    summer = period(date(2026, 4, 1), date(2026, 6, 30), date(2026, 11, 23))
    assert summer.from_at == datetime(2026, 3, 31, 23, 0, tzinfo=UTC)
    assert summer.to_at == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("from_on", "to_on", "why"),
    [
        (date(2026, 5, 1), date(2026, 4, 30), "it ends before it begins"),
        (date(2020, 1, 1), date(2025, 1, 1), "longer than five years"),
        (date(1, 1, 1), None, "not within 1990 to 2040"),
        (None, date(9999, 12, 31), "not within 1990 to 2040"),
        (date(2040, 12, 1), date(2040, 12, 31), "not within 1990 to 2040"),
    ],
)
def test_a_period_that_cannot_be_counted_is_refused(from_on: date | None, to_on: date | None, why: str) -> None:
    with pytest.raises(CommandRefused, match=why):
        period(from_on, to_on, date(2026, 11, 23))


def test_what_is_due_within_three_working_days_passes_over_weekends_and_days_on_which_offices_are_shut(
    england: Calendar,
) -> None:
    assert local_date(at_risk_until(date(2026, 11, 20), 3, england)) == date(2026, 11, 25)
    assert local_date(at_risk_until(date(2026, 12, 24), 3, england)) == date(2027, 1, 6)
    assert local_date(at_risk_until(date(2026, 11, 21), 0, england)) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("now", "late"),
    [
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), 0),
        (datetime(2026, 11, 20, 17, 1, tzinfo=UTC), 0),
        (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), 0),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), 1),
        (datetime(2026, 12, 1, 9, 0, tzinfo=UTC), 7),
    ],
)
def test_days_late_are_the_working_days_begun_since_the_day_on_which_it_was_due(
    england: Calendar, now: datetime, late: int
) -> None:
    assert working_days_late(datetime(2026, 11, 20, 17, 0, tzinfo=UTC), now, england) == late
