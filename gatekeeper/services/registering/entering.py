"""Entering one thing by hand: a row or two of an import's sheets, new or in place of what stands, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Conflict, NotThere
from gatekeeper.services.cases.once import Once
from gatekeeper.services.importing import ImportErrors, ImportProblem
from gatekeeper.services.importing.sheets import BY_FILE
from gatekeeper.services.register_writing import Entered, enter_sheets
from gatekeeper.storage.transaction import Clock, utc_now
from gatekeeper.storage.types import Engine

Cells = Mapping[str, str]
_CORRECT: Final = "Correct the register"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to be entered: its sheet, its code, and its cells by their columns."""

    sheet: str
    code: str
    cells: Cells


def enter_new(
    engine: Engine,
    council_id: str,
    actor: Actor,
    entries: tuple[Entry, ...],
    *,
    clock: Clock = utc_now,
    once: Once | None = None,
) -> Entered:
    """Enter new things, all of them or nothing; a code that is in use is refused, so that nothing is replaced by it.

    Raises Forbidden, ImportErrors and Conflict.
    """
    new = partial(_require_new, entries)
    return enter_sheets(engine, council_id, _sheets(entries), actor, clock=clock, once=once, before=new)


def correct(  # noqa: PLR0913
    engine: Engine,
    council_id: str,
    actor: Actor,
    entry: Entry,
    *,
    version: int,
    reasons: str,
    clock: Clock = utc_now,
    once: Once | None = None,
) -> Entered:
    """Put a row in the place of the one that stands; what stood is kept, with the reason why it was replaced.

    ``version`` is the entry that says what she had before her. Raises Forbidden, ImportErrors, CommandRefused where it
    says so already, and Conflict where it was replaced meanwhile.
    """
    same = partial(_require_same, entry, version)
    how = {"once": once, "words": reasons, "before": same}
    done = enter_sheets(engine, council_id, _sheets((entry,)), actor, clock=clock, **how)  # type: ignore[arg-type]
    if not done.entries:
        raise CommandRefused(_CORRECT, "it says so already", "change what is wrong, or leave it")
    return done


def _sheets(entries: tuple[Entry, ...]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for each in entries:
        found.setdefault(each.sheet, []).append({"code": each.code, **each.cells})
    return found


def _require_new(entries: tuple[Entry, ...], desk: Desk) -> None:
    taken = [each for each in entries if _stands(desk, each) is not None]
    why, remedy = "this code is used already", "give it another, or correct what is there"
    if taken:
        raise ImportErrors(ImportProblem(each.sheet, 1, "code", why, remedy) for each in taken)


def _require_same(entry: Entry, version: int, desk: Desk) -> None:
    stands = _stands(desk, entry)
    if stands is None:
        raise NotThere("What is to be corrected")
    if stands != version:
        raise Conflict(_CORRECT, "it was changed since you opened it", "read what it says now, and decide again")


def _stands(desk: Desk, entry: Entry) -> int | None:
    """The number of the entry that says of the thing what stands; None where nothing does."""
    sheet = BY_FILE[f"{entry.sheet}.csv"]
    thing = desk.register.find(sheet.kind, entry.code)
    row = desk.register.one(sheet.table, thing) if thing else None
    return row.entry if row else None
