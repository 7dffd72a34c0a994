"""What holds for every day from 1990 to 2040: counts are monotonic, bounded, and never against the person protected."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.deadlines import (
    ENGLAND,
    LONDON,
    NATIONS,
    UK_UNION,
    WALES,
    Calendar,
    Calendars,
    Change,
    Closure,
    Deadline,
    Override,
    art10_deadline,
    audit_window,
    build_calendars,
    clear_days_between,
    eir_deadline,
    foia_deadline,
    is_enough_notice,
    latest_publication,
    local_date,
    local_target,
    part_va_public_opening,
    period_of_years,
    reg7_opening,
    reg10_earliest_decision,
    reg16_1_opening,
    reg17_deadline,
    s243_roll_forward,
    twenty_eight_clear_days,
    wales_note,
    ward_record_due,
    within_24_hours,
)
from gatekeeper.core.deadlines.counting import count_forward
from gatekeeper.policy.calendars import published_bank_holidays

DAYS = st.dates(date(1990, 4, 1), date(2040, 9, 1))
FIRST, LAST = datetime(1990, 4, 1, tzinfo=UTC), datetime(2040, 9, 1, tzinfo=UTC)
CLOCK_CHANGES = [
    datetime(year, month, day, 1, tzinfo=UTC)
    for year in range(1996, 2040)
    for month in (3, 10)
    for day in range(25, 32)
    if date(year, month, day).weekday() == 6
]
INSTANTS = st.one_of(
    st.integers(0, int((LAST - FIRST).total_seconds())).map(lambda seconds: FIRST + timedelta(seconds=seconds)),
    st.tuples(st.sampled_from(CLOCK_CHANGES), st.integers(-30 * 60, 6 * 60)).map(
        lambda near: near[0] + timedelta(minutes=near[1])
    ),
)
YEARS_OF_PERIODS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
NUMBERS = st.integers(1, 12)
STEPS = st.integers(0, 40)
CLEAR_DAYS = st.sampled_from([3, 5])


def later(on: date, days: int) -> date:
    return on + timedelta(days=days)


def utc(deadline: Deadline) -> datetime:
    return deadline.binds_at.astimezone(UTC)


@given(meeting=DAYS, number=NUMBERS)
def test_exactly_the_clear_days_lie_between_publication_and_meeting(
    meeting: date, number: int, england: Calendar
) -> None:
    published = latest_publication(meeting, number, england).result_on
    assert clear_days_between(published, meeting, england) == number
    assert england.is_office_day(published)


@given(meeting=DAYS, number=NUMBERS, offset=st.integers(-30, 5))
def test_notice_is_enough_up_to_the_last_day_and_not_after(
    meeting: date, number: int, offset: int, england: Calendar
) -> None:
    last = latest_publication(meeting, number, england).result_on
    published = later(last, offset)
    assert is_enough_notice(published, meeting, number, england) is (offset <= 0)


@given(notice=DAYS, offset=st.integers(-5, 10))
def test_the_general_exception_opens_exactly_when_five_clear_days_were_given(
    notice: date, offset: int, england: Calendar
) -> None:
    earliest = reg10_earliest_decision(notice, england).result_on
    assert is_enough_notice(notice, later(earliest, offset), 5, england) is (offset >= 0)


@given(received=INSTANTS)
def test_regulation_17_is_a_working_day_after_receipt_and_within_ten_days(
    received: datetime, england: Calendar
) -> None:
    deadline = reg17_deadline(received, england)
    day = local_date(received)
    assert day < deadline.result_on <= later(day, 10)
    assert england.is_working_day(deadline.result_on)
    assert art10_deadline(received, england).result == deadline.result
    assert all(reading.result > later(day, 10) for reading in deadline.second_readings if type(reading.result) is date)


@given(start=DAYS, step=STEPS)
def test_a_later_start_never_gives_an_earlier_deadline(start: date, step: int, calendars: Calendars) -> None:
    england, union, after = calendars[ENGLAND], calendars[UK_UNION], later(start, step)
    for count in (
        lambda day: latest_publication(day, 5, england),
        lambda day: twenty_eight_clear_days(day, england),
        lambda day: reg10_earliest_decision(day, england),
        lambda day: foia_deadline(day, union),
        lambda day: eir_deadline(day, union, complex_and_voluminous=True),
        lambda day: audit_window(day, england),
        lambda day: wales_note(day, calendars[WALES]),
        ward_record_due,
        lambda day: s243_roll_forward(day, england),
    ):
        assert count(start).result_on <= count(after).result_on


@given(begins=YEARS_OF_PERIODS, step=STEPS, years=st.integers(1, 9))
def test_a_period_that_begins_later_never_ends_earlier(begins: date, step: int, years: int) -> None:
    assert period_of_years(begins, years).result_on <= period_of_years(later(begins, step), years).result_on


@given(start=INSTANTS, minutes=st.integers(0, 200))
def test_a_later_receipt_never_falls_due_earlier(start: datetime, minutes: int, england: Calendar) -> None:
    after = start + timedelta(minutes=minutes)
    for count in (
        lambda at: reg17_deadline(at, england),
        within_24_hours,
        lambda at: local_target(at, 10, england),
    ):
        assert utc(count(start)) <= utc(count(after))


@given(start=DAYS, number=st.integers(1, 40))
def test_the_union_calendar_never_reaches_the_nth_working_day_before_a_nation_does(
    start: date, number: int, calendars: Calendars
) -> None:
    union = count_forward(start, number, calendars[UK_UNION]).last
    assert all(union >= count_forward(start, number, calendars[nation]).last for nation in NATIONS)


@given(received=DAYS, clarified=st.integers(0, 30))
def test_the_twentieth_working_day_is_the_twentieth(received: date, clarified: int, union: Calendar) -> None:
    deadline = foia_deadline(received, union, clarified_on=later(received, clarified))
    start = later(received, clarified)
    counted = [day for day in (later(start, n) for n in range(1, 60)) if union.is_working_day(day)]
    assert deadline.result == counted[19]
    assert eir_deadline(received, union).result == foia_deadline(received, union).result


@given(day=DAYS, offset=st.integers(-25, 25))
def test_one_more_bank_holiday_never_shortens_notice_nor_brings_an_answer_forward(
    day: date, offset: int, calendars: Calendars
) -> None:
    holiday = later(day, offset)
    while holiday.weekday() > 4:
        holiday = later(holiday, 1)
    added = [Override(nation, holiday, Change.ADD, "proclaimed", "test", holiday) for nation in NATIONS]
    after = build_calendars(published_bank_holidays(), "test", added)
    england, union = calendars[ENGLAND], calendars[UK_UNION]
    assert latest_publication(day, 5, after[ENGLAND]).result_on <= latest_publication(day, 5, england).result_on
    assert reg10_earliest_decision(day, after[ENGLAND]).result_on >= reg10_earliest_decision(day, england).result_on
    assert foia_deadline(day, after[UK_UNION]).result_on >= foia_deadline(day, union).result_on


@given(day=DAYS, offset=st.integers(-25, 25))
def test_a_closure_lengthens_notice_and_nothing_else(day: date, offset: int, calendars: Calendars) -> None:
    closure = [Closure(later(day, offset), "closed")]
    england, union = calendars[ENGLAND], calendars[UK_UNION]
    shut = england.with_closures(closure)
    instant = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)
    assert latest_publication(day, 5, shut).result_on <= latest_publication(day, 5, england).result_on
    assert foia_deadline(day, union.with_closures(closure)).result == foia_deadline(day, union).result
    assert audit_window(day, shut).result == audit_window(day, england).result
    assert reg17_deadline(instant, shut).result == reg17_deadline(instant, england).result
    assert twenty_eight_clear_days(day, shut).result == twenty_eight_clear_days(day, england).result


@given(event=INSTANTS)
def test_twenty_four_elapsed_hours_are_never_exceeded(event: datetime) -> None:
    deadline = within_24_hours(event)
    assert timedelta(hours=23) <= utc(deadline) - event <= timedelta(hours=24)
    assert deadline.settled is (utc(deadline) - event == timedelta(hours=24) and not deadline.second_readings)


@given(begins=YEARS_OF_PERIODS, years=st.integers(1, 9))
def test_the_day_after_a_period_is_its_anniversary(begins: date, years: int) -> None:
    after = later(period_of_years(begins, years).result_on, 1)
    assert after.year == begins.year + years
    expected = (begins.month, begins.day)
    if expected == (2, 29) and (after.month, after.day) != (2, 29):
        expected = (3, 1)
    assert (after.month, after.day) == expected


@given(opens=DAYS)
def test_the_audit_window_holds_thirty_working_days(opens: date, england: Calendar) -> None:
    window = audit_window(opens, england)
    span = (later(opens, n) for n in range((window.result_on - opens).days + 1))
    assert sum(england.is_working_day(day) for day in span) == 30


@given(received=INSTANTS, days=NUMBERS)
def test_a_local_target_never_comes_before_the_statutory_way_of_counting(
    received: datetime, days: int, england: Calendar
) -> None:
    target = local_target(received, days, england)
    from_receipt = count_forward(later(local_date(received), 1), days, england).last
    assert target.result_on >= from_receipt


@given(meeting=DAYS, convened=st.integers(0, 20), added=st.integers(0, 20), number=CLEAR_DAYS)
def test_papers_open_no_earlier_than_usual_and_no_later_than_the_meeting(
    meeting: date, convened: int, added: int, number: int, england: Calendar
) -> None:
    events = (later(meeting, -convened), later(meeting, -added))
    opening = part_va_public_opening(meeting, *events, england, n_clear_days=number)
    usual = latest_publication(meeting, number, england).result_on
    assert opening.result_on == max(usual, *events) <= meeting
    assert reg16_1_opening(meeting, *events, england).result == reg7_opening(meeting, *events, england).result


@given(instant=INSTANTS)
def test_every_deadline_says_how_it_was_worked_out(instant: datetime, calendars: Calendars) -> None:
    england, union, day = calendars[ENGLAND], calendars[UK_UNION], local_date(instant)
    deadlines = (
        latest_publication(day, 5, england),
        twenty_eight_clear_days(day, england),
        reg10_earliest_decision(day, england),
        reg17_deadline(instant, england),
        within_24_hours(instant),
        foia_deadline(day, union),
        audit_window(day, england),
        wales_note(day, calendars[WALES]),
        ward_record_due(day),
        s243_roll_forward(day, england),
        local_target(instant, 10, england),
    )
    for deadline in deadlines:
        assert deadline.steps
        assert all(step.endswith(".") for step in deadline.steps)
        assert deadline.in_words() in deadline.how()
        assert deadline.sentence.endswith(".")
