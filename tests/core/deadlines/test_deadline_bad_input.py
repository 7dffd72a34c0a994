"""Input from which no deadline can be counted: refused with a reason and a remedy, never an overflow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest

from gatekeeper.core.deadlines import (
    Calendar,
    Closure,
    Deadline,
    DeadlineError,
    Kind,
    Start,
    audit_window,
    clear_days_between,
    end_of_day,
    foia_deadline,
    inspection_period_100c,
    is_enough_notice,
    latest_publication,
    local_date,
    local_target,
    period_of_years,
    provisions,
    reg10_earliest_decision,
    reg17_deadline,
    s243_roll_forward,
    start_of_day,
    twenty_eight_clear_days,
    ward_record_due,
    within_24_hours,
)
from gatekeeper.core.deadlines.days import time_zone

NONSENSE_DAYS = [date.min, date.max, date(1989, 12, 31), date(2041, 1, 1), date(26, 12, 31)]
NAIVE = datetime.fromisoformat("2026-11-21T09:00:00")
EDGES = [
    datetime.min.replace(tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
    datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
    datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
    datetime(1990, 1, 1, tzinfo=timezone(timedelta(hours=5))),
    datetime(2040, 12, 31, 23, tzinfo=timezone(timedelta(hours=-5))),
]


class Zoneless(tzinfo):
    """A time zone that does not say how far it is from UTC."""

    def utcoffset(self, _when: datetime | None) -> None:
        return None

    def dst(self, _when: datetime | None) -> None:
        return None

    def tzname(self, _when: datetime | None) -> None:
        return None


@pytest.mark.parametrize("day", NONSENSE_DAYS)
@pytest.mark.parametrize(
    "count",
    [
        inspection_period_100c,
        ward_record_due,
        end_of_day,
        start_of_day,
        lambda day: period_of_years(day, 4),
    ],
)
def test_a_year_outside_1990_to_2040_is_refused_with_what_to_do(day: date, count: Callable[[date], object]) -> None:
    with pytest.raises(DeadlineError, match=r"1990 to 2040 only.*Check the year"):
        count(day)


@pytest.mark.parametrize("day", NONSENSE_DAYS)
def test_counts_of_working_days_refuse_the_same_years(day: date, england: Calendar, union: Calendar) -> None:
    counts: list[Callable[[], object]] = [
        lambda: latest_publication(day, 5, england),
        lambda: twenty_eight_clear_days(day, england),
        lambda: reg10_earliest_decision(day, england),
        lambda: audit_window(day, england),
        lambda: s243_roll_forward(day, england),
        lambda: foia_deadline(day, union),
        lambda: foia_deadline(date(2026, 1, 5), union, clarified_on=day),
        lambda: clear_days_between(day, date(2026, 1, 5), england),
        lambda: is_enough_notice(date(2026, 1, 5), day, 5, england),
    ]
    for count in counts:
        with pytest.raises(DeadlineError, match="1990 to 2040"):
            count()


@pytest.mark.parametrize("instant", EDGES)
def test_instants_at_the_ends_of_time_are_refused(instant: datetime, england: Calendar) -> None:
    counts: list[Callable[[], object]] = [
        lambda: local_date(instant),
        lambda: within_24_hours(instant),
        lambda: reg17_deadline(instant, england),
        lambda: local_target(instant, 10, england),
    ]
    for count in counts:
        with pytest.raises(DeadlineError, match="1990 to 2040"):
            count()


def test_a_result_beyond_the_known_years_is_refused(england: Calendar, union: Calendar) -> None:
    with pytest.raises(DeadlineError, match="The day reached by counting is in the year 2041"):
        foia_deadline(date(2040, 12, 20), union)
    with pytest.raises(DeadlineError, match="The day reached by counting is in the year 1989"):
        latest_publication(date(1990, 1, 3), 5, england)
    with pytest.raises(DeadlineError, match="The last day of the period is in the year 2042"):
        inspection_period_100c(date(2036, 5, 1))
    with pytest.raises(DeadlineError, match="in the year 2041"):
        ward_record_due(date(2040, 12, 3))


@pytest.mark.parametrize("naive", [NAIVE, NAIVE.replace(tzinfo=Zoneless())])
def test_a_time_without_a_zone_is_refused(naive: datetime, england: Calendar) -> None:
    for count in (local_date, within_24_hours, lambda at: reg17_deadline(at, england)):
        with pytest.raises(DeadlineError, match=r"no time zone.*Europe/London"):
            count(naive)


def test_a_date_will_not_do_for_an_instant_nor_an_instant_for_a_date(england: Calendar, union: Calendar) -> None:
    with pytest.raises(DeadlineError, match="Give the time of day as well"):
        reg17_deadline(date(2026, 11, 21), england)  # type: ignore[arg-type]
    with pytest.raises(DeadlineError, match=r"local_date\(\)"):
        foia_deadline(datetime(2026, 11, 21, 9, tzinfo=UTC), union)
    with pytest.raises(DeadlineError, match="must be a date"):
        foia_deadline("2026-11-21", union)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [0, -5, 401, 10**12, True, 5.0, "5"])
def test_a_count_must_be_a_whole_number_of_days_or_years(number: object, england: Calendar) -> None:
    with pytest.raises(DeadlineError, match="whole number from 1 to 400"):
        latest_publication(date(2026, 12, 2), number, england)  # type: ignore[arg-type]
    with pytest.raises(DeadlineError, match="The council's own notice"):
        latest_publication(date(2026, 12, 2), 5, england, local_minimum=number)  # type: ignore[arg-type]
    with pytest.raises(DeadlineError, match="The number of years"):
        period_of_years(date(2026, 12, 2), number)  # type: ignore[arg-type]


def test_a_computer_without_time_zone_data_is_told_to_install_it() -> None:
    with pytest.raises(DeadlineError, match="Install the tzdata package"):
        time_zone("Europe/Nowhere")


def test_a_closure_on_an_impossible_day_is_refused() -> None:
    with pytest.raises(DeadlineError, match="The closure day"):
        Closure(date(2926, 12, 24), "mistyped")


def test_a_deadline_without_steps_or_with_half_a_period_cannot_be_made() -> None:
    day = date(2026, 12, 2)
    with pytest.raises(DeadlineError, match="how it was worked out"):
        Deadline(provisions.LOCAL_TARGET, Kind.LATEST, day, Start(day, "receipt"), ())
    with pytest.raises(DeadlineError, match="a period, and only a period"):
        Deadline(provisions.LOCAL_TARGET, Kind.PERIOD, day, Start(day, "receipt"), ("step",))
    with pytest.raises(DeadlineError, match="a period, and only a period"):
        Deadline(provisions.LOCAL_TARGET, Kind.LATEST, day, Start(day, "receipt"), ("step",), begins_on=day)
    with pytest.raises(DeadlineError, match="no time zone"):
        Deadline(provisions.LOCAL_TARGET, Kind.LATEST, NAIVE, Start(day, "receipt"), ("step",))
