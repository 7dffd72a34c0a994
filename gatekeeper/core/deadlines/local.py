"""The council's own target for its answer, and how it stands to a time set by law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gatekeeper.core.deadlines.bank_holidays import Closure
from gatekeeper.core.deadlines.calendars import Calendar
from gatekeeper.core.deadlines.counting import count_forward
from gatekeeper.core.deadlines.days import checked_count, checked_instant, in_utc, moved
from gatekeeper.core.deadlines.deadline import Deadline, Kind, Start
from gatekeeper.core.deadlines.errors import DeadlineError
from gatekeeper.core.deadlines.provisions import LOCAL_TARGET, Provision
from gatekeeper.core.deadlines.words import count_in_words, day_in_words


def local_target(
    received_at: datetime,
    working_days: int,
    calendar: Calendar,
    closures: Iterable[Closure] = (),
    *,
    provision: Provision = LOCAL_TARGET,
) -> Deadline:
    """The council's own target: so many working days after the request.

    Unlike the times set by law, which run from actual receipt, a request that comes on a day out is treated as
    received on the next working day; the hour does not matter. `closures` are passed over too. `provision` may
    name the paragraph of the protocol.
    """
    provision.check(calendar)
    instant = checked_instant(received_at, "The time of receipt")
    number = checked_count(working_days, "The number of working days")
    ours = calendar.with_closures(closures)
    treated = count_forward(instant.date(), 1, ours, at_offices=True)
    count = count_forward(moved(treated.last, 1), number, ours, at_offices=True)
    steps = (
        f"The request is treated as received on {day_in_words(treated.last)}; that day does not count.",
        f"Counting {count_in_words(number, 'working day')} onwards, the last is {day_in_words(count.last)}.",
        "This is the council's own target: it never lengthens a time set by law.",
    )
    start = Start(instant, "when the request arrived")
    skipped = treated.skipped + count.skipped
    return Deadline(provision, Kind.LATEST, count.last, start, steps, skipped, ours.name, ours.version)


def earlier_binds(statutory: Deadline, local: Deadline) -> Deadline:
    """Whichever ends first: a local rule may shorten the time the law gives the council, but never lengthen it.

    Raises DeadlineError unless both say by when a thing must be done.
    """
    if {statutory.kind, local.kind} != {Kind.LATEST}:
        raise DeadlineError(
            f"{statutory.rule_id} and {local.rule_id} cannot be compared: each must say by when a thing is due."
        )
    return local if in_utc(local.binds_at) < in_utc(statutory.binds_at) else statutory
