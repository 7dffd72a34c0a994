"""Which documents a change of the register touches: those its rows say something of, straight or through business."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, select

from gatekeeper.storage import tables
from gatekeeper.storage.base import Recorded
from gatekeeper.storage.library import portions

_NAMES: Final[Mapping[type[Recorded], tuple[tuple[str, str], ...]]] = {
    tables.Document: (("document", "thing_id"),),
    tables.Link: (("document", "document_id"),),
    tables.StoredFile: (("document", "document_id"),),
    tables.Passage: (("document", "document_id"), ("passage", "thing_id")),
    tables.Paragraph: (("passage", "passage_id"),),
    tables.Item: (("item", "thing_id"),),
    tables.Meeting: (("meeting", "thing_id"),),
    tables.SoleDecision: (("decision", "thing_id"),),
    tables.Body: (("body", "thing_id"),),
}
"""For each table of which a row can touch the shelf, what it names, and in which columns."""
_LEVELS: Final = frozenset({"document", "passage"})


def documents_of(session: Session, council_id: str, rows: Iterable[Recorded]) -> set[str]:
    """The documents (ids) that these rows, which have just been recorded or ended, say something of."""
    named: dict[str, set[str]] = {}
    for row in rows:
        for kind, thing in _named(row):
            named.setdefault(kind, set()).add(thing)
    asks = _Asks(session, council_id)
    items = named.get("item", set())
    items |= asks.of(tables.Item, "thing_id", meeting_id=named.get("meeting"), body_id=named.get("body"))
    return (
        named.get("document", set())
        | asks.of(tables.Passage, "document_id", thing_id=named.get("passage"))
        | asks.of(tables.Link, "document_id", item_id=items, decision_id=named.get("decision"))
        | asks.of(tables.Document, "thing_id", responsible_body_id=named.get("body"))
    )


def _named(row: Recorded) -> Iterable[tuple[str, str]]:
    """The things that a row names. What belongs to one request only touches no shelf."""
    if isinstance(row, tables.Finding):
        return [(row.level, row.subject_id)] if row.request_id is None and row.level in _LEVELS else []
    return [(kind, getattr(row, column)) for kind, column in _NAMES.get(type(row), ())]


@dataclass(frozen=True, slots=True)
class _Asks:
    """Asks the rows that stand now."""

    session: Session
    council_id: str

    def of(self, table: Any, wanted: str, **where: Collection[str] | None) -> set[str]:
        """What the rows hold in a column that have, in another one, one of the values given for it."""
        found: set[str] = set()
        for column, values in where.items():
            for some in portions(values or ()):
                stands = table.council_id == self.council_id, table.replaced_at.is_(None)
                found |= set(self.session.exec(select(getattr(table, wanted)).where(*stands, _in(table, column, some))))
        return found


def _in(table: Any, column: str, values: Collection[str]) -> Any:
    return getattr(table, column).in_(list(values))
