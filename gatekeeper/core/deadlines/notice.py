"""Notice before a meeting or decision: the last day to publish, and whether enough notice was given."""

from __future__ import annotations

from datetime import date

from gatekeeper.core.deadlines.bank_holidays import ENGLAND, WALES
from gatekeeper.core.deadlines.calendars import Calendar
from gatekeeper.core.deadlines.counting import count_back, count_forward, days_between
from gatekeeper.core.deadlines.days import checked_count, checked_date, moved
from gatekeeper.core.deadlines.deadline import Deadline, Kind, Reading, Start
from gatekeeper.core.deadlines.errors import DeadlineError
from gatekeeper.core.deadlines.provisions import (
    LGA_1972_S100B_3,
    LGA_1972_S100BA_3,
    SI_2012_2089_REG9_2,
    SI_2012_2089_REG10_1,
    Provision,
)
from gatekeeper.core.deadlines.words import count_in_words, day_in_words, days_in_words

_DEFAULTS = {ENGLAND: LGA_1972_S100B_3, WALES: LGA_1972_S100BA_3}
# The numbers below stand in the provisions named beside them and nowhere else; the clear days of Part VA differ
# between England and Wales and are always an argument.
_REGS_5_AND_9_DAYS = 28
_REG_10_DAYS = 5


def latest_publication(
    meeting_on: date,
    n_clear_days: int,
    calendar: Calendar,
    *,
    provision: Provision | None = None,
    local_minimum: int | None = None,
) -> Deadline:
    """The last day to publish so that `n_clear_days` clear days lie before the meeting.

    Clear days are working days strictly between the day of publication and the day of the meeting (LGA 1972
    ss.100A, 100B; SI 2012/2089 regs 5(4), 6, 7, 16(2); *Elitestone*). Publication is itself on a working day, since
    nothing can be inspected at shut offices. `provision` says which law (default: s.100B(3) in England, s.100BA(3)
    in Wales); `local_minimum` is the council's own rule in clear working days, followed only where it is longer.
    Raises DeadlineError for a calendar on which the provision is not counted.
    """
    meeting = checked_date(meeting_on, "The day of the meeting")
    law = _provision(provision, calendar)
    needed = _longer(n_clear_days, local_minimum)
    count = count_back(moved(meeting, -1), needed + 1, calendar, at_offices=law.at_offices)
    steps = (
        f"The day of the meeting, {day_in_words(meeting)}, does not count.",
        *_which_rule(n_clear_days, local_minimum),
        f"Counting back {count_in_words(needed, 'clear working day')}: {days_in_words(count.counted[:-1])}.",
        f"The day of publication does not count either: it is the working day before, {day_in_words(count.last)}.",
    )
    start = Start(meeting, "the day of the meeting")
    return Deadline(law, Kind.LATEST, count.last, start, steps, count.skipped, calendar.name, calendar.version)


def clear_days_between(first_on: date, last_on: date, calendar: Calendar, *, at_offices: bool = True) -> int:
    """How many clear days lie strictly between two days; none where the second is not later.

    `at_offices` leaves out the council's closure days as well as weekends and bank holidays (*Elitestone*).
    """
    first, last = checked_date(first_on, "The first day"), checked_date(last_on, "The last day")
    return len(days_between(first, last, calendar, at_offices=at_offices))


def is_enough_notice(
    published_on: date,
    meeting_on: date,
    n_clear_days: int,
    calendar: Calendar,
    *,
    provision: Provision | None = None,
    local_minimum: int | None = None,
) -> bool:
    """Tell whether publication on that day left enough clear days; arguments as for `latest_publication`.

    A paper published on a day out counts as published on the next working day, so the answer is yes exactly on
    and before the day that `latest_publication` gives.
    """
    published = checked_date(published_on, "The day of publication")
    meeting = checked_date(meeting_on, "The day of the meeting")
    law = _provision(provision, calendar)
    available = count_forward(published, 1, calendar, at_offices=law.at_offices).last
    between = days_between(available, meeting, calendar, at_offices=law.at_offices)
    return len(between) >= _longer(n_clear_days, local_minimum)


def twenty_eight_clear_days(
    decision_on: date, calendar: Calendar, *, provision: Provision = SI_2012_2089_REG9_2
) -> Deadline:
    """The last day to announce a key decision (reg 9(2)) or, with that provision, a private meeting (reg 5(2)).

    28 whole calendar days lie strictly between. Whether they must be working days is not settled: the day by which
    28 clear working days would be kept stands beside it, and, where the result is a day out, the office day before.
    """
    decision = checked_date(decision_on, "The day of the decision or meeting")
    provision.check(calendar)
    latest = moved(decision, -_REGS_5_AND_9_DAYS - 1)
    cautious = count_back(moved(decision, -1), _REGS_5_AND_9_DAYS + 1, calendar, at_offices=provision.at_offices).last
    open_day = count_back(latest, 1, calendar, at_offices=provision.at_offices).last
    readings = [Reading(cautious, "the cautious reading, by which the 28 clear days are working days.")]
    if open_day != latest:
        readings.append(Reading(open_day, "the offices are shut on the day worked out, and the notice must be there."))
    steps = (
        f"The day itself, {day_in_words(decision)}, does not count.",
        f"28 whole days lie between, weekends and holidays included: "
        f"{day_in_words(moved(latest, 1))} to {day_in_words(moved(decision, -1))}.",
        f"The day of the notice does not count either: it is the day before, {day_in_words(latest)}.",
    )
    start = Start(decision, "the day of the decision or meeting")
    return Deadline(
        provision, Kind.LATEST, latest, start, steps, (), calendar.name, calendar.version, tuple(readings), False
    )


def reg10_earliest_decision(
    notice_on: date, calendar: Calendar, *, provision: Provision = SI_2012_2089_REG10_1
) -> Deadline:
    """The first day on which a key decision may be made after notice under reg 10 (or SI 2017/68 art 12).

    Five clear days must have elapsed following the day on which the notice was made available at the offices: the
    decision may come the day after the fifth working day. A notice put out on a day out is available from the next
    working day.
    """
    notice = checked_date(notice_on, "The day of the notice")
    provision.check(calendar)
    available = count_forward(notice, 1, calendar, at_offices=provision.at_offices)
    elapsed = count_forward(moved(available.last, 1), _REG_10_DAYS, calendar, at_offices=provision.at_offices)
    earliest = moved(elapsed.last, 1)
    steps = (
        f"The notice is available at the offices from {day_in_words(available.last)}; that day does not count.",
        f"Five clear working days must elapse: {days_in_words(elapsed.counted)}.",
        f"The decision may be made from the day after, {day_in_words(earliest)}.",
    )
    start = Start(notice, "the day the notice was made available")
    skipped = available.skipped + elapsed.skipped
    return Deadline(provision, Kind.EARLIEST, earliest, start, steps, skipped, calendar.name, calendar.version)


def _provision(provision: Provision | None, calendar: Calendar) -> Provision:
    law = provision or _DEFAULTS.get(calendar.name)
    if law is None:
        raise DeadlineError(f"There is no usual notice for {calendar.name.written}. Name the provision that sets it.")
    law.check(calendar)
    return law


def _longer(n_clear_days: int, local_minimum: int | None) -> int:
    needed = checked_count(n_clear_days, "The number of clear days")
    return needed if local_minimum is None else max(needed, checked_count(local_minimum, "The council's own notice"))


def _which_rule(n_clear_days: int, local_minimum: int | None) -> tuple[str, ...]:
    if local_minimum is None or local_minimum == n_clear_days:
        return ()
    ours, law = count_in_words(local_minimum, "clear day"), count_in_words(n_clear_days, "clear day")
    if local_minimum > n_clear_days:
        return (f"The council's own rule asks for {ours} and the law for {law}: the longer notice is kept.",)
    return (f"The council's own rule asks for {ours} and the law for {law}: the law's longer notice is kept.",)
