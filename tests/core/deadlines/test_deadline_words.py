"""What people and programs read: words, the working, and JSON."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta

import pytest

from gatekeeper.core.deadlines import (
    ENGLAND,
    LONDON,
    AuditCategory,
    BankHoliday,
    Calendar,
    Change,
    Closure,
    Override,
    audit_window,
    common_period_check,
    eir_deadline,
    foia_deadline,
    inspection_period_100c,
    latest_publication,
    reg17_deadline,
    within_24_hours,
)
from gatekeeper.core.deadlines.words import count_in_words, instant_in_words


@pytest.mark.parametrize(
    ("hour", "minute", "second", "words"),
    [
        (0, 0, 0, "midnight at the start of the day"),
        (0, 5, 0, "12.05am"),
        (9, 0, 0, "9am"),
        (12, 0, 0, "midday"),
        (12, 30, 0, "12.30pm"),
        (18, 30, 0, "6.30pm"),
        (18, 0, 7, "6.00:07pm"),
        (23, 59, 59, "11.59:59pm"),
    ],
)
def test_a_time_is_written_as_people_say_it(hour: int, minute: int, second: int, words: str) -> None:
    at = datetime(2026, 11, 28, hour, minute, second, tzinfo=LONDON)
    assert instant_in_words(at) == f"{words} on Saturday 28 November 2026"


def test_one_day_is_not_written_as_days() -> None:
    assert (count_in_words(1, "clear day"), count_in_words(2, "clear day")) == ("1 clear day", "2 clear days")


def test_the_working_can_be_checked_by_hand(england: Calendar) -> None:
    assert latest_publication(date(2026, 12, 2), 5, england).how().splitlines() == [
        "The last day for the agenda and open reports to be open to the public at the council's offices.",
        "Latest: Tuesday 24 November 2026.",
        "Law: Local Government Act 1972 s.100B(3).",
        "Starts: Wednesday 2 December 2026, the day of the meeting.",
        "1. The day of the meeting, Wednesday 2 December 2026, does not count.",
        "2. Counting back 5 clear working days: Tue 1 Dec 2026, Mon 30 Nov 2026, Fri 27 Nov 2026, Thu 26 Nov 2026, "
        "Wed 25 Nov 2026.",
        "3. The day of publication does not count either: it is the working day before, Tuesday 24 November 2026.",
        "Not counted: Sat 28 Nov 2026: Saturday; Sun 29 Nov 2026: Sunday.",
        f"Calendar: England ({england.version}).",
    ]


def test_the_working_shows_what_is_not_settled_and_the_other_readings(england: Calendar) -> None:
    how = reg17_deadline(datetime(2026, 12, 14, 9, tzinfo=LONDON), england).how()
    assert "Another reading: Friday 25 December 2026: the strict reading" in how
    assert "is not settled" in how
    assert "Starts: 9am on Monday 14 December 2026, when the executive received the request." in how


def test_a_long_list_of_days_is_summarised_in_words_and_complete_in_data(union: Calendar) -> None:
    deadline = eir_deadline(date(2026, 11, 20), union, complex_and_voluminous=True)
    assert deadline.not_counted() == (
        "18 Saturdays and Sundays from Sat 21 Nov 2026 to Sun 17 Jan 2027; "
        "Mon 30 Nov 2026: Saint Andrew's Day (Scotland); Fri 25 Dec 2026: Christmas Day; "
        "Mon 28 Dec 2026: Boxing Day (observed); Fri 1 Jan 2027: New Year's Day; "
        "Mon 4 Jan 2027: New Year Holiday (observed) (Scotland)"
    )
    assert len(deadline.skipped) == 23
    assert [day.on for day in deadline.skipped] == sorted(day.on for day in deadline.skipped)


def test_days_passed_over_and_days_counted_make_up_the_whole_span(union: Calendar) -> None:
    deadline = foia_deadline(date(2026, 11, 20), union)
    assert (deadline.result_on - date(2026, 11, 20)) == timedelta(days=20 + len(deadline.skipped))


def test_every_deadline_is_ready_for_json(england: Calendar, union: Calendar) -> None:
    deadlines = [
        audit_window(date(2026, 6, 1), england),
        foia_deadline(date(2026, 11, 20), union, clarified_on=date(2026, 11, 24)),
        inspection_period_100c(date(2026, 11, 20)),
        within_24_hours(datetime(2026, 3, 28, 14, tzinfo=UTC)),
    ]
    for deadline in deadlines:
        data = deadline.as_dict()
        assert json.loads(json.dumps(data)) == data
        assert data["in_words"] == deadline.in_words()
        assert data["steps"]


def test_json_carries_law_result_calendar_and_readings(england: Calendar) -> None:
    data = reg17_deadline(datetime(2026, 12, 14, 9, tzinfo=LONDON), england).as_dict()
    assert data["rule_id"] == "si_2012_2089_reg17_2"
    assert (data["result"], data["kind"], data["settled"]) == ("2026-12-24", "latest", False)
    assert data["binds_at"] == "2026-12-24T23:59:59.999999+00:00"
    assert (data["calendar"], data["calendar_version"]) == ("england", england.version)
    assert data["start"] == {
        "at": "2026-12-14T09:00:00+00:00",
        "event": "when the executive received the request",
    }
    readings = data["second_readings"]
    assert isinstance(readings, list)
    assert [reading["result"] for reading in readings] == ["2026-12-25", "2026-12-30", "2026-12-31"]


def test_deadlines_are_values_equal_when_worked_out_alike(england: Calendar) -> None:
    first, second = (latest_publication(date(2026, 12, 2), 5, england) for _ in range(2))
    assert first == second
    assert len({first, second}) == 1
    shut = england.with_closures([Closure(date(2026, 11, 2), "elsewhere")])
    assert latest_publication(date(2026, 12, 2), 5, shut) != first


def test_ten_days_passed_over_are_still_listed_one_by_one(england: Calendar) -> None:
    window = audit_window(date(2026, 6, 1), england)
    assert len(window.skipped) == 10
    assert window.not_counted().count(";") == 9


def test_what_was_worked_out_cannot_be_altered_afterwards(england: Calendar) -> None:
    deadline = reg17_deadline(datetime(2026, 12, 14, 9, tzinfo=LONDON), england)
    closure = Closure(date(2026, 12, 29), "closed")
    override = Override(ENGLAND, date(2030, 6, 13), Change.ADD, "proclaimed", "test", date(2026, 11, 21))
    values = (
        (deadline, "result"),
        (deadline.start, "at"),
        (deadline.second_readings[0], "result"),
        (deadline.provision, "id"),
        (england, "version"),
        (closure, "on"),
        (override, "on"),
        (latest_publication(date(2026, 12, 2), 5, england).skipped[0], "on"),
        (BankHoliday(ENGLAND, date(2026, 12, 25), "Christmas Day"), "on"),
        (common_period_check(date(2026, 6, 1), AuditCategory.ONE, england), "covered"),
    )
    for value, field in values:
        with pytest.raises(FrozenInstanceError):
            setattr(value, field, None)
    assert len({value for value, _ in values}) == len(values)
    with pytest.raises(TypeError):
        england.days_out[date(2026, 12, 29)] = "closed"  # type: ignore[index]
