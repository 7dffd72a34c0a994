"""What the register said of a thing, and when: each change with who entered it, in which post, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.importing.sheets import BY_KIND, Sheet
from gatekeeper.services.registering.written import cells_of
from gatekeeper.storage import tables
from gatekeeper.storage.base import Recorded
from gatekeeper.storage.record_reading import entries_of

_WITH_WORDS: Final = "register:"
"""The kinds of entries whose words say why the register was changed; those of a case stay with the case."""


@dataclass(frozen=True, slots=True)
class By:
    """Who did what an entry tells: her name and post, empty for a program or the service itself; and why, if said."""

    name: str
    post: str
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """One change of what is said of a thing: at which instant and entry, by whom, and each column before and after.

    ``columns`` is empty where the thing was withdrawn. ``until`` is the instant at which it was replaced.
    """

    sheet: str
    thing: str
    at: datetime
    entry: int
    by: By
    columns: Mapping[str, tuple[str, str]]
    until: datetime | None
    withdrawn: bool = False


def history(desk: Desk, kind: str, rows: Sequence[Recorded]) -> tuple[Step, ...]:
    """The changes of which these rows (of one thing, in their order) are the traces, the earliest first."""
    sheet = BY_KIND[kind]
    who = entered_by(desk, [n for row in rows for n in (row.entry, row.replaced_by) if n is not None])
    return tuple(_steps(desk, sheet, rows, who))


def entered_by(desk: Desk, numbers: Iterable[int]) -> Mapping[int, By]:
    """Who made these entries."""
    found = {}
    for stored in entries_of(desk.session, desk.tx.council_id, sorted(set(numbers))):
        body = json.loads(stored.body)
        words = stored.words.text if stored.words and str(body["kind"]).startswith(_WITH_WORDS) else None
        person = desk.register.one(tables.Person, _id(body["person"]))
        post = desk.register.one(tables.Post, _id(body["post"]))
        found[stored.number] = By(person.name if person else "", post.title if post else "", words or "")
    return found


def _id(ref: str | None) -> str | None:
    return ref.partition(":")[2] if ref else None


def _steps(desk: Desk, sheet: Sheet, rows: Sequence[Recorded], who: Mapping[int, By]) -> Iterator[Step]:
    before: dict[str, str] = {}
    for row, following in zip(rows, (*rows[1:], None), strict=True):
        cells = cells_of(desk.register, sheet, row)
        changed = {name: (before.get(name, ""), each) for name, each in cells.items() if before.get(name, "") != each}
        thing = desk.register.thing(row.thing_id)
        code = thing.code if thing else row.thing_id
        yield Step(_name(sheet), code, row.recorded_at, row.entry, _by(who, row.entry), changed, row.replaced_at)
        before = cells
        gone = row.replaced_at is not None and (following is None or following.entry != row.replaced_by)
        if gone and row.replaced_at is not None and row.replaced_by is not None:
            by = _by(who, row.replaced_by)
            yield Step(_name(sheet), code, row.replaced_at, row.replaced_by, by, {}, None, withdrawn=True)
            before = {}


def _name(sheet: Sheet) -> str:
    return sheet.file.removesuffix(".csv")


def _by(who: Mapping[int, By], number: int) -> By:
    return who.get(number, By("", "", ""))


def said(rows: Sequence[Any], *names: str) -> tuple[tuple[Any, ...], ...]:
    """The runs of rows that say the same in these columns: the first and the last row of each, in their order."""
    runs: list[list[Any]] = []
    for row in rows:
        same = runs and all(getattr(runs[-1][-1], name) == getattr(row, name) for name in names)
        if same and runs[-1][-1].replaced_by == row.entry:
            runs[-1].append(row)
        else:
            runs.append([row])
    return tuple((run[0], run[-1]) for run in runs)
