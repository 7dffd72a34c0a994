"""Withdrawing from the register what was entered wrongly: the row stands no longer, and is kept with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Conflict
from gatekeeper.services.cases.given import Command, Words
from gatekeeper.services.cases.reevaluate import change_register
from gatekeeper.services.importing.proposed import Proposed
from gatekeeper.services.importing.resolve import TABLES
from gatekeeper.services.importing.sheets import BY_FILE
from gatekeeper.services.registering.written import Written, written
from gatekeeper.storage.register import Changes

WITHDRAWN: Final = "register:withdrawn"
_WHAT: Final = "Withdraw it"
MOST_TOLD: Final = 20


class Withdrawing(Command):
    """Why a thing is withdrawn. ``version`` is the entry that says what she had before her."""

    reasons: Words
    version: int


def withdraw(desk: Desk, thing_id: str, given: Withdrawing) -> int:
    """Withdraw a thing; the number of the entry. Nothing that something else names, or that was asked for, goes.

    Raises Forbidden, NotThere, Conflict where it was changed meanwhile, and CommandRefused with what names it.
    """
    thing = written(desk, thing_id)
    if thing.version != given.version:
        raise Conflict(_WHAT, "it was changed since you opened it", "read what it says now, and decide again")
    changes = Changes(desk.session, desk.tx.council_id)
    changes.prefetch(*TABLES)
    changes.remove(BY_FILE[f"{thing.sheet}.csv"].table, thing_id)
    named = tuple(_named_by(changes, thing))
    if named:
        more = f" and {len(named) - MOST_TOLD} others" if len(named) > MOST_TOLD else ""
        why = f"it is still named by {', '.join(named[:MOST_TOLD])}{more}"
        raise CommandRefused(_WHAT, why, "withdraw or correct that first")
    return change_register(desk.tx, changes, desk.actor, WITHDRAWN, given.reasons)[0]


def _named_by(changes: Changes, thing: Written) -> Iterator[str]:
    """What would still name the thing, in words."""
    if thing.thing_id in changes.asked_for():
        yield "a councillor's request"
    proposed = Proposed.of(changes)
    for table in TABLES:
        for row in proposed.all(table):
            if any(getattr(row, name) == thing.thing_id for name in table.names):
                other = proposed.thing(row.thing_id)
                yield f"the {other.kind.replace('_', ' ')} {other.code}" if other else "another thing"
