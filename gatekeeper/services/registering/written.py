"""A thing of the register as the sheets of an import write it: each column by its name, with the codes of other things.

What is entered by hand, one thing at a time, goes the same way as a sheet (docs/import.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from gatekeeper.core.deadlines import local_date
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.importing.cells import written_cell
from gatekeeper.services.importing.columns import Column
from gatekeeper.services.importing.sheets import BY_FILE, BY_KIND, Sheet
from gatekeeper.services.registering.who import require_keeper
from gatekeeper.storage import tables
from gatekeeper.storage.base import Recorded
from gatekeeper.storage.register import Register

BY_HAND: Final = ("bodies", "meetings", "items", "decisions", "documents", "links", "passages")
"""The sheets of which one row can be entered by hand: what a meeting has to do with."""
NOT_WRITTEN: Final = frozenset({"code", "file"})


@dataclass(frozen=True, slots=True)
class Written:
    """A thing: the sheet it belongs to, its id and code, its cells by their columns, and the entry that says so."""

    sheet: str
    thing_id: str
    code: str
    cells: Mapping[str, str]
    version: int
    called: str


def sheet_named(name: str) -> Sheet:
    """A sheet that can be entered by hand. Raises NotThere for any other."""
    if name not in BY_HAND:
        raise NotThere("The sheet")
    return BY_FILE[f"{name}.csv"]


def columns_by_hand(sheet: Sheet) -> tuple[Column, ...]:
    """What can be written of a thing by hand, in the order of the sheet."""
    return tuple(each for each in sheet.columns if each.name not in NOT_WRITTEN)


def written(desk: Desk, thing_id: str) -> Written:
    """A thing as it stands, for whoever keeps the register. Raises Forbidden and NotThere."""
    require_keeper(desk)
    thing = desk.register.thing(thing_id) if desk.attempt.seeks(thing_id) else None
    sheet = BY_KIND.get(thing.kind) if thing else None
    row = desk.register.one(sheet.table, thing_id) if sheet else None
    if thing is None or sheet is None or row is None or _name(sheet) not in BY_HAND:
        raise NotThere("The thing")
    called = str(getattr(row, "title", None) or getattr(row, "name", None) or thing.code)
    return Written(_name(sheet), thing_id, thing.code, cells_of(desk.register, sheet, row), row.entry, called)


def cells_of(register: Register, sheet: Sheet, row: Recorded) -> dict[str, str]:
    """The cells of a row; what nobody said is empty."""
    return {column.name: cell(register, column, getattr(row, column.field)) for column in columns_by_hand(sheet)}


def cell(register: Register, column: Column, value: Any) -> str:
    """One value as it is written: a thing by its code."""
    if column.form == "thing" and value is not None:
        thing = register.thing(str(value))
        return thing.code if thing else str(value)
    return written_cell(value)


def choices(desk: Desk, kind: str, body: str | None = None) -> tuple[tuple[str, str], ...]:
    """What can be named of that kind, each by its code and what people call it; of one body (id), where one is given.

    Of meetings and items the latest come first.
    """
    require_keeper(desk)
    found = [(thing.code, called) for each, called in _called(desk, kind, body) if (thing := desk.register.thing(each))]
    return tuple(found[:_MOST])


_MOST: Final = 500
_NAMED: Final[Mapping[str, tuple[type[Recorded], str]]] = {
    "body": (tables.Body, "name"),
    "post": (tables.Post, "title"),
    "decision": (tables.SoleDecision, "title"),
    "item": (tables.Item, "title"),
    "document": (tables.Document, "title"),
}


def _called(desk: Desk, kind: str, body: str | None) -> Iterator[tuple[str, str]]:
    if kind == "meeting":
        yield from _meetings(desk, body)
        return
    table, name = _NAMED[kind]
    of = {"body_id": body} if kind == "item" and body else {}
    rows = [(each.thing_id, str(getattr(each, name) or "")) for each in desk.register.all(table, **of)]
    if kind == "item":
        yield from reversed(rows)
    else:
        yield from sorted(rows, key=lambda each: each[1].casefold())


def _meetings(desk: Desk, body: str | None) -> Iterator[tuple[str, str]]:
    from_body = {"body_id": body} if body else {}
    names = {each.thing_id: each.name for each in desk.register.all(tables.Body)}
    rows = [(_day(each), each) for each in desk.register.all(tables.Meeting, **from_body)]
    for on, row in sorted(rows, key=lambda each: (each[0], each[1].thing_id), reverse=True):
        yield row.thing_id, f"{names.get(row.body_id, '')}, {on}"


def _day(row: tables.Meeting) -> str:
    on = local_date(row.meeting_at) if row.meeting_at else row.meeting_on
    return on.isoformat() if on else ""


def _name(sheet: Sheet) -> str:
    return sheet.file.removesuffix(".csv")


def home_of(desk: Desk, sheet: str, code: str) -> tuple[str, str | None]:
    """Where a thing is read: the name of that page, and the id that it is of. Raises NotThere for what does not stand.

    The page is ``document``, ``meeting``, ``bodies`` or ``decisions``; an item without a meeting is ``items``.
    """
    of = sheet_named(sheet)
    thing = desk.register.find(of.kind, code)
    row: Any = desk.register.one(of.table, thing) if thing else None
    if row is None:
        raise NotThere("The thing")
    if sheet == "documents":
        return "document", row.thing_id
    if sheet in ("links", "passages"):
        return "document", row.document_id
    if sheet == "meetings":
        return "meeting", row.thing_id
    if sheet == "items":
        return ("meeting", row.meeting_id) if row.meeting_id else ("items", None)
    return sheet, None
