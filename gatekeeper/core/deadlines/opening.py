"""When papers must be open before a meeting: five (Wales: three) clear days, on convening, or when an item is added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gatekeeper.core.deadlines.calendars import Calendar
from gatekeeper.core.deadlines.days import checked_date
from gatekeeper.core.deadlines.deadline import Deadline, Start
from gatekeeper.core.deadlines.errors import DeadlineError
from gatekeeper.core.deadlines.notice import latest_publication
from gatekeeper.core.deadlines.provisions import SI_2012_2089_REG7_3, SI_2012_2089_REG16_2, Provision
from gatekeeper.core.deadlines.words import day_in_words

_REGS_7_AND_16_DAYS = 5
_MEMBERS_FIRST = "Nothing need be open before the members of the body have their copies; earlier release is lawful."
_RIGHT_AT_ONCE = "This is only the latest day: the right exists once the document is held and the business coming."


def reg16_1_opening(
    meeting_on: date, convened_on: date | None, item_added_on: date | None, calendar: Calendar
) -> Deadline:
    """The last day for a document of a public executive meeting to be available to any member (SI 2012/2089 reg 16(2)).

    `convened_on` and `item_added_on` are given where known: a meeting convened, or an item added, at shorter notice
    moves the day. The right itself does not wait for that day. Raises DeadlineError where either is after the meeting.
    """
    usual = latest_publication(meeting_on, _REGS_7_AND_16_DAYS, calendar, provision=SI_2012_2089_REG16_2)
    return _opening(usual, convened_on, item_added_on, _RIGHT_AT_ONCE)


def reg7_opening(
    meeting_on: date, convened_on: date | None, item_added_on: date | None, calendar: Calendar
) -> Deadline:
    """The last day for the agenda and reports of a public executive meeting to be open to the public (reg 7(3)-(4))."""
    usual = latest_publication(meeting_on, _REGS_7_AND_16_DAYS, calendar, provision=SI_2012_2089_REG7_3)
    return _opening(usual, convened_on, item_added_on, _MEMBERS_FIRST)


def part_va_public_opening(
    meeting_on: date,
    convened_on: date | None,
    item_added_on: date | None,
    calendar: Calendar,
    *,
    n_clear_days: int,
    provision: Provision | None = None,
) -> Deadline:
    """The last day for the agenda and open reports of a council or committee to be public (LGA 1972 s.100B(3)).

    `n_clear_days` is five in England and three in Wales (there s.100BA(3)-(5), by electronic publication).
    """
    usual = latest_publication(meeting_on, n_clear_days, calendar, provision=provision)
    return _opening(usual, convened_on, item_added_on, _MEMBERS_FIRST)


def _opening(usual: Deadline, convened_on: date | None, item_added_on: date | None, remark: str) -> Deadline:
    _refuse_after(usual.start.at, convened_on, "convened")
    _refuse_after(usual.start.at, item_added_on, "given the item")
    opening = _moved_by(usual, convened_on, "the meeting was convened", "at shorter notice, so from that time")
    opening = _moved_by(opening, item_added_on, "the item was added", "after that day, so from that time")
    return replace(opening, steps=(*opening.steps, remark))


def _moved_by(opening: Deadline, event_on: date | None, event: str, why: str) -> Deadline:
    if event_on is None or event_on <= opening.result_on:
        return opening
    step = f"But {event} on {day_in_words(event_on)}, {why}."
    return replace(opening, result=event_on, start=Start(event_on, f"the day {event}"), steps=(*opening.steps, step))


def _refuse_after(meeting_on: date, event_on: date | None, event: str) -> None:
    if event_on is not None and checked_date(event_on, f"The day the meeting was {event}") > meeting_on:
        raise DeadlineError(
            f"The meeting of {day_in_words(meeting_on)} cannot have been {event} on {day_in_words(event_on)}, "
            "which is later. Check both dates."
        )
