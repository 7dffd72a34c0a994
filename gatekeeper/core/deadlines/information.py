"""The days to answer a request for information: the Freedom of Information Act and the environmental regulations."""

from __future__ import annotations

from datetime import date

from gatekeeper.core.deadlines.calendars import Calendar
from gatekeeper.core.deadlines.counting import Count, count_forward
from gatekeeper.core.deadlines.days import checked_date, moved
from gatekeeper.core.deadlines.deadline import Deadline, Kind, Reading, Start
from gatekeeper.core.deadlines.provisions import EIR_2004_REG5_2, EIR_2004_REG7_1, FOIA_2000_S10_1, Provision
from gatekeeper.core.deadlines.words import count_in_words, day_in_words

_DAYS = 20
_EXTENDED_DAYS = 40


def foia_deadline(received_on: date, calendar: Calendar, *, clarified_on: date | None = None) -> Deadline:
    """The twentieth working day following receipt of a written request (Freedom of Information Act 2000 s.10).

    `received_on` is the day of actual receipt by the council, whatever route was tried first. `clarified_on` is the
    day the further information reasonably needed under s.1(3) came; the later of the two starts the clock (s.10(6)).
    Only the UK_UNION calendar will do: a bank holiday in any part of the United Kingdom is no working day.
    """
    return _answer(received_on, clarified_on, _DAYS, calendar, FOIA_2000_S10_1)


def eir_deadline(
    received_on: date,
    calendar: Calendar,
    *,
    complex_and_voluminous: bool = False,
    clarified_on: date | None = None,
) -> Deadline:
    """The twentieth (complex *and* voluminous: fortieth) working day after receipt (SI 2004/3391 regs 5(2), 7, 9(4)).

    The request may be oral. The extension counts only if the applicant is told of it within the twenty days.
    """
    if not complex_and_voluminous:
        return _answer(received_on, clarified_on, _DAYS, calendar, EIR_2004_REG5_2)
    return _answer(received_on, clarified_on, _EXTENDED_DAYS, calendar, EIR_2004_REG7_1)


def _answer(
    received_on: date, clarified_on: date | None, number: int, calendar: Calendar, provision: Provision
) -> Deadline:
    provision.check(calendar)
    received = checked_date(received_on, "The day of receipt")
    clarified = received if clarified_on is None else checked_date(clarified_on, "The day of the clarification")
    later = clarified > received
    start = Start(clarified, "the day the clarification came") if later else Start(received, "the day of receipt")
    count = _working_days_after(max(received, clarified), number, calendar)
    steps = (
        f"{start.event.capitalize()}, {day_in_words(max(received, clarified))}, does not count.",
        f"Counting {count_in_words(number, 'working day')} onwards, from {day_in_words(count.counted[0])}.",
        *_extension_step(count),
        f"The last of them is {day_in_words(count.last)}; it is due {_sooner(provision)}, and this is the last day.",
    )
    return Deadline(
        provision,
        Kind.LATEST,
        count.last,
        start,
        steps,
        count.skipped,
        calendar.name,
        calendar.version,
        _if_not_needed(received, number, calendar) if later else (),
    )


def _working_days_after(start: date, number: int, calendar: Calendar) -> Count:
    return count_forward(moved(start, 1), number, calendar)


def _sooner(provision: Provision) -> str:
    return "promptly" if provision is FOIA_2000_S10_1 else "as soon as possible"


def _extension_step(count: Count) -> tuple[str, ...]:
    if len(count.counted) == _DAYS:
        return ()
    told_by = day_in_words(count.counted[_DAYS - 1])
    return (f"Forty days count only if the applicant is told of the extension by {told_by}, the twentieth.",)


def _if_not_needed(received: date, number: int, calendar: Calendar) -> tuple[Reading, ...]:
    last = _working_days_after(received, number, calendar).last
    return (Reading(last, "if the clarification was not reasonably needed, time ran from the request itself."),)
