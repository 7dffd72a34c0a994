"""The council's figures for a period, for whoever oversees: counted afresh from what was asked, in a few questions."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from gatekeeper.core.deadlines import ENGLAND, Calendar, local_date
from gatekeeper.core.lifecycle import PENDING, OfficeAct
from gatekeeper.services.cases.council import calendars_of
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.oversight.answered import Answers
from gatekeeper.services.oversight.period import Period
from gatekeeper.services.oversight.rulings import Rulings
from gatekeeper.services.oversight.shapes import Disputes, Figures, Owed
from gatekeeper.services.oversight.soon import AT_RISK_WORKING_DAYS, at_risk_until
from gatekeeper.services.oversight.tally import Tally
from gatekeeper.services.oversight.who import require
from gatekeeper.storage.oversight import AskedInPeriod, owed
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine, Session

_PENDING: Final = tuple(status.value for status in PENDING)


def may_read_figures(desk: Desk) -> None:
    """Raises Forbidden for whoever does not oversee the council's handling of requests at this instant."""
    require(desk, OfficeAct.READ_FIGURES)


def figures(engine: Engine, council_id: str, of: Period, now: datetime) -> Figures:
    """The figures of a period as they stand now. They name nobody. Whoever asks has been let do so before.

    They are counted from one state of the database, apart from any writing, row by row: the cost is bounded by what
    was asked for in the period, and the memory by the numbers of months, groups, grounds and routes.
    """
    with reading(engine) as session:
        register = Register(session, council_id)
        asked = AskedInPeriod(session, council_id, of.from_at, of.to_at)
        calendar = calendars_of(register)[ENGLAND]
        tally = Tally.of(register, of, now, calendar)
        for each in asked.documents():
            tally.add(each)
        answers = Answers.of(asked)
        rulings = Rulings.of(asked)
        return Figures(
            period=of,
            at=now,
            months=tally.months(),
            standing=tally.standing(),
            times=tally.times(),
            as_of_right=answers.as_of_right(),
            given=answers.given(),
            withheld=answers.withheld(),
            not_held=answers.not_held,
            grounds=rulings.grounds(),
            groups_given=tally.given.counted(),
            groups_withheld=tally.withheld.counted(),
            disputes=Disputes(tally.disputed, tally.heard, rulings.overturned),
            owed=owed_now(session, council_id, now, calendar),
        )


def owed_now(session: Session, council_id: str, now: datetime, calendar: Calendar) -> Owed:
    """How many answers are owed, and how many of them are late or soon due."""
    found = owed(session, council_id, _PENDING, now, at_risk_until(local_date(now), AT_RISK_WORKING_DAYS, calendar))
    return Owed(found.late, found.soon, found.later, found.undated, AT_RISK_WORKING_DAYS)
