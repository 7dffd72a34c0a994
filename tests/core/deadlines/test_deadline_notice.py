"""Notice: who must publish by when, local rules, closed offices, and the opening of papers before a meeting."""

from __future__ import annotations

from datetime import date

import pytest

from gatekeeper.core.deadlines import (
    SCOTLAND,
    UK_UNION,
    Calendar,
    Calendars,
    Closure,
    DeadlineError,
    Kind,
    clear_days_between,
    is_enough_notice,
    latest_publication,
    part_va_public_opening,
    provisions,
    reg7_opening,
    reg10_earliest_decision,
    reg16_1_opening,
    twenty_eight_clear_days,
)

MEETING = date(2026, 12, 2)


def test_wales_needs_three_clear_days_where_england_needs_five(england: Calendar, wales: Calendar) -> None:
    assert latest_publication(MEETING, 3, wales).result == date(2026, 11, 26)
    assert latest_publication(MEETING, 3, wales).citation == "Local Government Act 1972 s.100BA(3) (Wales)"
    assert latest_publication(MEETING, 5, england).result == date(2026, 11, 24)


def test_a_longer_local_rule_lengthens_notice_and_a_shorter_one_does_not(england: Calendar) -> None:
    longer = latest_publication(MEETING, 5, england, local_minimum=7)
    assert longer.result == date(2026, 11, 20)
    assert any("longer notice is kept" in step for step in longer.steps)
    shorter = latest_publication(MEETING, 5, england, local_minimum=3)
    assert shorter.result == date(2026, 11, 24)
    assert any("the law's longer notice" in step for step in shorter.steps)
    assert is_enough_notice(date(2026, 11, 24), MEETING, 5, england)
    assert not is_enough_notice(date(2026, 11, 24), MEETING, 5, england, local_minimum=7)


def test_papers_put_out_on_a_sunday_count_from_the_monday(england: Calendar) -> None:
    meeting = date(2026, 12, 7)
    assert clear_days_between(date(2026, 11, 29), meeting, england) == 5
    assert not is_enough_notice(date(2026, 11, 29), meeting, 5, england)
    assert is_enough_notice(date(2026, 11, 27), meeting, 5, england)


def test_publication_after_the_meeting_is_no_notice(england: Calendar) -> None:
    assert clear_days_between(MEETING, date(2026, 11, 24), england) == 0
    assert not is_enough_notice(date(2026, 12, 3), MEETING, 1, england)


def test_a_day_on_which_the_offices_are_shut_is_no_clear_day(england: Calendar) -> None:
    shut = england.with_closures([Closure(date(2026, 11, 26), "staff conference")])
    deadline = latest_publication(MEETING, 5, shut)
    assert deadline.result == date(2026, 11, 23)
    assert "Thu 26 Nov 2026: staff conference" in [str(day) for day in deadline.skipped]
    assert clear_days_between(date(2026, 11, 24), MEETING, shut) == 4
    assert clear_days_between(date(2026, 11, 24), MEETING, shut, at_offices=False) == 5
    assert deadline.calendar_version != latest_publication(MEETING, 5, england).calendar_version


def test_electronic_publication_in_wales_does_not_stop_for_shut_offices(wales: Calendar) -> None:
    shut = wales.with_closures([Closure(date(2026, 11, 30), "staff conference")])
    assert latest_publication(MEETING, 3, shut).result == latest_publication(MEETING, 3, wales).result


def test_notice_is_counted_on_the_councils_own_country_and_no_other(calendars: Calendars, wales: Calendar) -> None:
    with pytest.raises(DeadlineError, match="Name the provision"):
        latest_publication(MEETING, 5, calendars[UK_UNION])
    with pytest.raises(DeadlineError, match="Name the provision"):
        latest_publication(MEETING, 3, calendars[SCOTLAND])
    with pytest.raises(DeadlineError, match="calendar of England, not of Wales"):
        latest_publication(MEETING, 5, wales, provision=provisions.SI_2012_2089_REG5_4)


def test_twenty_eight_days_ending_on_a_sunday_show_the_friday_the_offices_are_open(england: Calendar) -> None:
    deadline = twenty_eight_clear_days(date(2027, 1, 11), england, provision=provisions.SI_2012_2089_REG5_2)
    assert deadline.result == date(2026, 12, 13)
    assert deadline.citation == "SI 2012/2089 reg 5(2)"
    assert "Monday 14 December 2026 to Sunday 10 January 2027" in deadline.steps[1]
    assert [reading.result for reading in deadline.second_readings] == [date(2026, 11, 26), date(2026, 12, 11)]


def test_the_general_exception_waits_until_five_clear_days_have_elapsed(england: Calendar) -> None:
    deadline = reg10_earliest_decision(date(2026, 12, 18), england)
    assert deadline.kind is Kind.EARLIEST
    assert deadline.result == date(2026, 12, 30)
    assert deadline.result != date(2026, 12, 23), "five days after"
    assert reg10_earliest_decision(date(2026, 11, 20), england).result == date(2026, 11, 28)


def test_a_general_exception_notice_put_out_on_a_saturday_counts_from_the_monday(england: Calendar) -> None:
    assert reg10_earliest_decision(date(2026, 11, 21), england).result == date(2026, 12, 1)
    combined = reg10_earliest_decision(date(2026, 11, 21), england, provision=provisions.SI_2017_68_ART12_1)
    assert combined.citation == "SI 2017/68 art 12(1)(c)"


def test_regulation_16_documents_are_available_five_clear_days_before(england: Calendar) -> None:
    usual = reg16_1_opening(MEETING, None, None, england)
    assert usual.result == date(2026, 11, 24)
    assert "the right exists" in usual.steps[-1]
    assert reg16_1_opening(MEETING, date(2026, 11, 2), date(2026, 11, 24), england).result == date(2026, 11, 24)


def test_short_notice_or_a_late_item_moves_the_day_of_availability(england: Calendar) -> None:
    short = reg16_1_opening(MEETING, date(2026, 11, 27), None, england)
    assert (short.result, short.start.event) == (date(2026, 11, 27), "the day the meeting was convened")
    late = reg7_opening(MEETING, date(2026, 11, 27), date(2026, 12, 1), england)
    assert (late.result, late.start.event) == (date(2026, 12, 1), "the day the item was added")
    assert late.citation == "SI 2012/2089 reg 7(3)"
    assert "members of the body" in late.steps[-1]


def test_part_va_papers_open_by_the_clear_days_of_their_country(england: Calendar, wales: Calendar) -> None:
    english = part_va_public_opening(MEETING, None, None, england, n_clear_days=5)
    assert (english.result, english.rule_id) == (date(2026, 11, 24), "lga_1972_s100b_3")
    welsh = part_va_public_opening(MEETING, None, date(2026, 11, 30), wales, n_clear_days=3)
    assert (welsh.result, welsh.rule_id) == (date(2026, 11, 30), "lga_1972_s100ba_3")


def test_a_meeting_cannot_be_convened_or_given_an_item_after_it_was_held(england: Calendar) -> None:
    with pytest.raises(DeadlineError, match="cannot have been convened on Thursday 3 December 2026"):
        reg16_1_opening(MEETING, date(2026, 12, 3), None, england)
    with pytest.raises(DeadlineError, match="cannot have been given the item"):
        reg7_opening(MEETING, None, date(2026, 12, 3), england)


def test_a_meeting_convened_on_the_usual_last_day_was_not_at_short_notice(england: Calendar) -> None:
    opening = reg16_1_opening(MEETING, date(2026, 11, 24), date(2026, 11, 24), england)
    assert opening.start.event == "the day of the meeting"
    assert not any(step.startswith("But ") for step in opening.steps)
