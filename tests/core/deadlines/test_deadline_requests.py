"""Requests: regulation 17 and its twin, freedom of information, environmental information, and local targets."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gatekeeper.core.deadlines import (
    ENGLAND,
    LONDON,
    BankHoliday,
    Calendar,
    Calendars,
    Change,
    Closure,
    DeadlineError,
    Override,
    art10_deadline,
    build_calendars,
    earlier_binds,
    eir_deadline,
    foia_deadline,
    local_target,
    reg10_earliest_decision,
    reg17_deadline,
)
from gatekeeper.policy.calendars import published_bank_holidays


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (at(2026, 11, 16), date(2026, 11, 26)),
        (at(2026, 11, 18), date(2026, 11, 27)),
        (at(2026, 11, 19), date(2026, 11, 27)),
        (at(2026, 11, 21), date(2026, 12, 1)),
        (at(2026, 12, 15), date(2026, 12, 24)),
        (at(2026, 12, 18), date(2026, 12, 24)),
        (at(2027, 3, 19), date(2027, 3, 25)),
    ],
)
def test_ten_calendar_days_move_back_and_never_on_to_a_working_day(
    received: datetime, due: date, england: Calendar
) -> None:
    deadline = reg17_deadline(received, england)
    assert deadline.result == due
    assert deadline.result_on <= received.date() + timedelta(days=10)


def test_the_combined_authoritys_ten_days_cite_their_own_order(england: Calendar) -> None:
    deadline = art10_deadline(at(2026, 12, 14), england)
    assert (deadline.result, deadline.rule_id) == (date(2026, 12, 24), "si_2017_68_art10_2")
    assert deadline.start.event == "when the combined authority received the request"


def test_the_day_of_receipt_is_the_day_in_london(england: Calendar) -> None:
    just_past_midnight_in_london = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert reg17_deadline(just_past_midnight_in_london, england).result == date(2026, 7, 10)
    steps = reg17_deadline(just_past_midnight_in_london, england).steps
    assert "Thursday 2 July 2026" in steps[0]


def test_regulation_17_says_whether_the_tenth_day_was_moved_back(england: Calendar) -> None:
    stays, moves = (reg17_deadline(at(2026, 12, day), england).steps[2] for day in (14, 15))
    assert stays == "That is a working day."
    assert moves == "The last working day before is Thursday 24 December 2026."


def test_a_closure_neither_moves_nor_stretches_regulation_17(england: Calendar) -> None:
    shut = england.with_closures([Closure(date(2026, 12, 24), "Christmas closing")])
    assert reg17_deadline(at(2026, 12, 14), shut).result == date(2026, 12, 24)


@pytest.mark.parametrize("day_of_receipt_is_out", [True, False])
def test_regulation_17_never_falls_due_on_or_before_the_day_of_the_request(day_of_receipt_is_out: bool) -> None:
    first = 16 if day_of_receipt_is_out else 17
    weekdays = (day for day in (date(2026, 11, number) for number in range(first, 28)) if day.weekday() < 5)
    added = [Override(ENGLAND, day, Change.ADD, "test", "test", day) for day in weekdays]
    closed = build_calendars(published_bank_holidays(), "test", added)[ENGLAND]
    deadline = reg17_deadline(at(2026, 11, 16), closed)
    assert (deadline.result, deadline.skipped) == (date(2026, 11, 26), ())


def test_regulation_17_is_counted_on_englands_calendar_alone(wales: Calendar, union: Calendar) -> None:
    for calendar in (wales, union):
        with pytest.raises(DeadlineError, match="calendar of England"):
            reg17_deadline(at(2026, 12, 14), calendar)


def test_foia_refuses_a_calendar_of_one_nation(england: Calendar) -> None:
    with pytest.raises(DeadlineError, match="bank holiday in any part"):
        foia_deadline(date(2026, 11, 20), england)


def test_the_foia_clock_runs_from_actual_receipt_on_a_weekend(union: Calendar) -> None:
    results = {foia_deadline(date(2026, 11, day), union).result for day in (20, 21, 22)}
    assert results == {date(2026, 12, 21)}


def test_a_clarification_starts_the_foia_clock_afresh_if_it_came_later(union: Calendar) -> None:
    deadline = foia_deadline(date(2026, 11, 20), union, clarified_on=date(2026, 11, 24))
    assert deadline.result == date(2026, 12, 23)
    assert deadline.start.event == "the day the clarification came"
    assert deadline.steps[0] == "The day the clarification came, Tuesday 24 November 2026, does not count."
    assert [reading.result for reading in deadline.second_readings] == [date(2026, 12, 21)]
    same_day = foia_deadline(date(2026, 11, 20), union, clarified_on=date(2026, 11, 20))
    assert (same_day.result, same_day.second_readings) == (date(2026, 12, 21), ())


def test_environmental_information_is_due_in_twenty_or_extended_forty_working_days(union: Calendar) -> None:
    assert eir_deadline(date(2026, 11, 20), union).result == date(2026, 12, 21)
    extended = eir_deadline(date(2026, 11, 20), union, complex_and_voluminous=True)
    assert (extended.result, extended.rule_id) == (date(2027, 1, 22), "eir_2004_reg7_1")
    assert any("Monday 21 December 2026" in step for step in extended.steps)
    clarified = eir_deadline(date(2026, 11, 20), union, clarified_on=date(2026, 11, 24))
    assert clarified.result == date(2026, 12, 23)


def test_closed_offices_give_no_more_time_under_foia_or_eir(union: Calendar) -> None:
    shut = union.with_closures([Closure(date(2026, 12, 1), "closed"), Closure(date(2026, 12, 2), "closed")])
    assert foia_deadline(date(2026, 11, 20), shut).result == date(2026, 12, 21)
    assert eir_deadline(date(2026, 11, 20), shut).result == date(2026, 12, 21)


def test_a_local_target_treats_a_weekend_request_as_received_on_monday(england: Calendar) -> None:
    friday, saturday, monday = (local_target(at(2026, 11, day), 10, england).result for day in (20, 21, 23))
    assert (friday, saturday, monday) == (date(2026, 12, 4), date(2026, 12, 7), date(2026, 12, 7))
    assert local_target(at(2026, 11, 20, 23), 10, england).result == friday


def test_a_local_target_passes_over_the_councils_closures(england: Calendar) -> None:
    closures = [Closure(date(2026, 12, day), "Christmas closing") for day in (29, 30, 31)]
    assert local_target(at(2026, 12, 21), 5, england).result == date(2026, 12, 30)
    assert local_target(at(2026, 12, 21), 5, england, closures).result == date(2027, 1, 5)


def test_a_local_rule_never_lengthens_a_time_set_by_law(england: Calendar) -> None:
    statutory = reg17_deadline(at(2026, 12, 14), england)
    longer, shorter = (local_target(at(2026, 12, 14), days, england) for days in (20, 3))
    assert earlier_binds(statutory, longer) is statutory
    assert earlier_binds(statutory, shorter) is shorter
    same_day = local_target(at(2026, 12, 14), 8, england)
    assert same_day.result == statutory.result
    assert earlier_binds(statutory, same_day) is statutory


def test_only_days_by_which_a_thing_is_due_can_be_compared(england: Calendar, calendars: Calendars) -> None:
    earliest = reg10_earliest_decision(date(2026, 12, 14), calendars[ENGLAND])
    with pytest.raises(DeadlineError, match="cannot be compared"):
        earlier_binds(earliest, local_target(at(2026, 12, 14), 3, england))


def test_a_list_without_one_nation_is_refused() -> None:
    with pytest.raises(DeadlineError, match="no bank holidays for Wales"):
        build_calendars([BankHoliday(ENGLAND, date(2026, 12, 25), "Christmas Day")], "test")


def test_a_request_on_a_day_of_closed_offices_counts_from_the_next_open_day(england: Calendar) -> None:
    closed = [Closure(date(2026, 11, 24), "training day")]
    target = local_target(at(2026, 11, 24), 1, england, closed)
    assert target.result == date(2026, 11, 26)
    assert (
        target.steps[0] == "The request is treated as received on Wednesday 25 November 2026; that day does not count."
    )


def test_the_working_of_an_answer_says_how_soon_the_law_wants_it(union: Calendar) -> None:
    foia, eir = foia_deadline(date(2026, 11, 20), union), eir_deadline(date(2026, 11, 20), union)
    assert foia.steps[1] == "Counting 20 working days onwards, from Monday 23 November 2026."
    assert "due promptly" in foia.steps[-1]
    assert "due as soon as possible" in eir.steps[-1]
