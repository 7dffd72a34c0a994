"""The calendars: equal to lists written by hand, corrected by overrides, and versioned."""

from __future__ import annotations

from datetime import date

import pytest

from gatekeeper.core.deadlines import (
    ENGLAND,
    NATIONS,
    NORTHERN_IRELAND,
    SCOTLAND,
    UK_UNION,
    WALES,
    Calendar,
    CalendarName,
    Calendars,
    Change,
    Closure,
    DeadlineError,
    Override,
    build_calendars,
    foia_deadline,
    redundant_overrides,
)
from gatekeeper.policy.calendars import published_bank_holidays

# Days off the weekend, as published for each part of the United Kingdom.
EVERYWHERE = """
2024-01-01 2024-03-29 2024-05-06 2024-05-27 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-05-05 2025-05-26 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-05-04 2026-05-25 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-05-03 2027-05-31 2027-12-27 2027-12-28
"""
NOT_SCOTLAND = """
2024-04-01 2024-08-26
2025-04-21 2025-08-25
2026-04-06 2026-08-31
2027-03-29 2027-08-30
"""
SCOTLAND_ALONE = """
2024-01-02 2024-08-05 2024-12-02
2025-01-02 2025-08-04 2025-12-01
2026-01-02 2026-06-15 2026-08-03 2026-11-30
2027-01-04 2027-08-02 2027-11-30
"""
NORTHERN_IRELAND_ALONE = """
2024-03-18 2024-07-12
2025-03-17 2025-07-14
2026-03-17 2026-07-13
2027-03-17 2027-07-12
"""
YEARS = range(2024, 2028)


def days(*lists: str) -> set[date]:
    return {date.fromisoformat(day) for text in lists for day in text.split()}


BY_HAND = {
    ENGLAND: days(EVERYWHERE, NOT_SCOTLAND),
    WALES: days(EVERYWHERE, NOT_SCOTLAND),
    SCOTLAND: days(EVERYWHERE, SCOTLAND_ALONE),
    NORTHERN_IRELAND: days(EVERYWHERE, NOT_SCOTLAND, NORTHERN_IRELAND_ALONE),
    UK_UNION: days(EVERYWHERE, NOT_SCOTLAND, SCOTLAND_ALONE, NORTHERN_IRELAND_ALONE),
}


def override(nation: CalendarName, on: date, change: Change) -> Override:
    return Override(nation, on, change, "proclaimed", "a proclamation", date(2026, 11, 21))


@pytest.mark.parametrize("name", list(CalendarName))
def test_the_calendar_equals_the_list_written_by_hand(name: CalendarName, calendars: Calendars) -> None:
    weekdays_out = {day for day in calendars[name].days_out if day.year in YEARS and day.weekday() < 5}
    assert weekdays_out == BY_HAND[name]


def test_the_union_is_out_exactly_where_some_nation_is(calendars: Calendars) -> None:
    union = set().union(*(calendars[nation].days_out for nation in NATIONS))
    assert set(calendars[UK_UNION].days_out) == union


def test_the_union_says_whose_bank_holiday_it_is(union: Calendar) -> None:
    assert union.reason_out(date(2026, 12, 25)) == "Christmas Day"
    assert union.reason_out(date(2026, 7, 13)) == "Battle of the Boyne (observed) (Northern Ireland)"
    assert union.reason_out(date(2026, 4, 6)) == "Easter Monday (England, Wales, Northern Ireland)"
    assert union.reason_out(date(2026, 11, 21)) == "Saturday"
    assert union.reason_out(date(2026, 11, 20)) is None


def test_saint_andrews_day_was_no_bank_holiday_before_the_act_of_2007(calendars: Calendars) -> None:
    assert calendars[SCOTLAND].is_working_day(date(2006, 11, 30))
    assert calendars[UK_UNION].is_working_day(date(2006, 11, 30))
    assert not calendars[SCOTLAND].is_working_day(date(2007, 11, 30))


def test_a_proclaimed_day_is_out_in_its_nation_and_in_the_union_only(calendars: Calendars) -> None:
    day = date(2030, 6, 13)
    proclaimed = build_calendars(published_bank_holidays(), "list", [override(WALES, day, Change.ADD)])
    assert [name for name in CalendarName if not proclaimed[name].is_working_day(day)] == [WALES, UK_UNION]
    assert proclaimed[WALES].reason_out(day) == "proclaimed"
    assert all(calendars[name].is_working_day(day) for name in CalendarName)
    later = foia_deadline(date(2030, 6, 3), proclaimed[UK_UNION]).result_on
    assert later > foia_deadline(date(2030, 6, 3), calendars[UK_UNION]).result_on


def test_a_day_removed_in_one_nation_stays_out_in_the_union_while_another_has_it() -> None:
    day = date(2027, 5, 3)
    one = build_calendars(published_bank_holidays(), "list", [override(ENGLAND, day, Change.REMOVE)])
    assert one[ENGLAND].is_working_day(day)
    assert not one[UK_UNION].is_working_day(day)
    every = [override(nation, day, Change.REMOVE) for nation in NATIONS]
    assert build_calendars(published_bank_holidays(), "list", every)[UK_UNION].is_working_day(day)


def test_the_version_names_the_list_and_follows_overrides_and_closures(england: Calendar) -> None:
    listed = published_bank_holidays()
    plain = build_calendars(listed, "list 1")[ENGLAND]
    assert plain.version == "list 1; overrides none; closures none"
    assert england.version.startswith("holidays ")
    first = override(WALES, date(2030, 6, 13), Change.ADD)
    second = override(WALES, date(2030, 6, 14), Change.ADD)
    corrected = build_calendars(listed, "list 1", [first, second])[ENGLAND]
    assert corrected.version != plain.version
    assert build_calendars(listed, "list 1", [second, first])[ENGLAND].version == corrected.version
    shut = plain.with_closures([Closure(date(2026, 12, 29), "closed")])
    assert shut.version.startswith("list 1; overrides none; closures ")
    assert shut.version != plain.version
    assert shut.with_closures([]).version == shut.version
    assert build_calendars(listed, "list 1", (), [Closure(date(2026, 12, 29), "closed")])[ENGLAND] == shut


def test_closures_shut_the_offices_and_make_no_bank_holiday(england: Calendar) -> None:
    shut = england.with_closures([Closure(date(2026, 12, 29), "Christmas closing")])
    assert shut.is_working_day(date(2026, 12, 29))
    assert not shut.is_office_day(date(2026, 12, 29))
    assert england.is_office_day(date(2026, 12, 29))
    assert shut.reason_out(date(2026, 12, 28), at_offices=True) == "Boxing Day (observed)"


def test_two_overrides_of_one_day_are_refused() -> None:
    day = date(2030, 6, 13)
    with pytest.raises(DeadlineError, match=r"Wales, Thu 13 Jun 2030: two overrides.*Keep one"):
        build_calendars(
            published_bank_holidays(), "list", [override(WALES, day, Change.ADD), override(WALES, day, Change.REMOVE)]
        )


def test_an_override_that_cannot_be_meant_is_refused() -> None:
    with pytest.raises(DeadlineError, match=r"it is a Saturday\. Check the date"):
        override(ENGLAND, date(2026, 11, 21), Change.ADD)
    with pytest.raises(DeadlineError, match="not a nation"):
        override(UK_UNION, date(2026, 11, 20), Change.ADD)
    with pytest.raises(DeadlineError, match="no change to the list"):
        override(ENGLAND, date(2026, 11, 20), "Add")  # type: ignore[arg-type]
    with pytest.raises(DeadlineError, match="1990 to 2040"):
        override(ENGLAND, date(2062, 6, 15), Change.ADD)


def test_an_override_the_list_agrees_with_is_harmless_and_can_be_found() -> None:
    listed = published_bank_holidays()
    known = override(SCOTLAND, date(2026, 6, 15), Change.ADD)
    absent = override(SCOTLAND, date(2026, 6, 16), Change.REMOVE)
    needed = override(SCOTLAND, date(2026, 6, 16), Change.ADD)
    assert redundant_overrides(listed, [known, absent, needed]) == (known, absent)
    with_known = build_calendars(listed, "list", [known])[SCOTLAND]
    assert not with_known.is_working_day(date(2026, 6, 15))
