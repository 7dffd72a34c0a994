"""The ten clear days within which an overview and scrutiny member must have a copy."""

from __future__ import annotations

from datetime import date, datetime

from gatekeeper.core.deadlines.calendars import Calendar
from gatekeeper.core.deadlines.counting import count_back, count_forward
from gatekeeper.core.deadlines.days import checked_instant, moved
from gatekeeper.core.deadlines.deadline import Deadline, Kind, Reading, Start
from gatekeeper.core.deadlines.provisions import SI_2012_2089_REG17_2, SI_2017_68_ART10_2, Provision
from gatekeeper.core.deadlines.words import day_in_words

_CLEAR_DAYS = 10


def reg17_deadline(received_by_executive_at: datetime, calendar: Calendar) -> Deadline:
    """The last day for the executive to provide the copy (SI 2012/2089 reg 17(2)).

    It is a long-stop: *as soon as reasonably practicable* comes first. Ten calendar days after the day of receipt
    in London, moved back to a working day of the England calendar. How clear days are counted here is not settled,
    and a duty on the council is kept by the shortest reading; the longer ones stand beside it.
    """
    return _ten_clear_days(received_by_executive_at, calendar, SI_2012_2089_REG17_2, "the executive")


def art10_deadline(received_by_authority_at: datetime, calendar: Calendar) -> Deadline:
    """The last day for a combined authority or its mayor to provide the copy (SI 2017/68 art 10(2)).

    Counted as under regulation 17, from receipt by the combined authority.
    """
    return _ten_clear_days(received_by_authority_at, calendar, SI_2017_68_ART10_2, "the combined authority")


def _ten_clear_days(received_at: datetime, calendar: Calendar, provision: Provision, receiver: str) -> Deadline:
    provision.check(calendar)
    instant = checked_instant(received_at, "The time of receipt")
    received = instant.date()
    tenth = moved(received, _CLEAR_DAYS)
    back = count_back(tenth, 1, calendar)
    # Were every day since receipt a day out, moving back would ask for the copy before the request.
    latest, skipped = (back.last, back.skipped) if back.last > received else (tenth, ())
    steps = (
        f"The day of receipt, {day_in_words(received)}, does not count.",
        f"The tenth calendar day after it is {day_in_words(tenth)}.",
        "That is a working day." if latest == tenth else f"The last working day before is {day_in_words(latest)}.",
        "The copy is due as soon as reasonably practicable; this is only the last day.",
    )
    start = Start(instant, f"when {receiver} received the request")
    readings = _longer_readings(received, calendar)
    return Deadline(
        provision, Kind.LATEST, latest, start, steps, skipped, calendar.name, calendar.version, readings, False
    )


def _longer_readings(received: date, calendar: Calendar) -> tuple[Reading, ...]:
    working = count_forward(moved(received, 1), _CLEAR_DAYS + 1, calendar).counted
    return (
        Reading(moved(received, _CLEAR_DAYS + 1), "the strict reading, ten whole calendar days lying between."),
        Reading(working[_CLEAR_DAYS - 1], "the tenth working day after receipt."),
        Reading(working[_CLEAR_DAYS], "ten clear working days lying between, as Elitestone counts notice."),
    )
