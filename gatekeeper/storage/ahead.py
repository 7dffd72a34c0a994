"""Reads what the register says of many documents in a few questions, for whoever goes through them one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from sqlmodel import Session, col, select

from gatekeeper.storage import tables
from gatekeeper.storage.base import Recorded, Thing
from gatekeeper.storage.register import Register

R = TypeVar("R", bound=Recorded)
T = TypeVar("T")
_PORTION: Final = 500
_Groups = dict[Any, list[Any]]


@dataclass(frozen=True, slots=True)
class Ahead(Register):
    """The register as it stands now, of which some rows were read ahead. It answers what ``Register`` would."""

    _read: dict[tuple[type[Recorded], str], _Groups] = field(default_factory=dict)
    _names: dict[str, Thing] = field(default_factory=dict)

    def thing(self, thing_id: str) -> Thing | None:
        """A thing of this council by its id."""
        return self._names.get(thing_id) or Register.thing(self, thing_id)

    def all(self, table: type[R], **where: Any) -> Sequence[R]:
        """The rows of that table that stand, in the order in which they were recorded."""
        for name, value in where.items():
            groups = self._read.get((table, name))
            if groups is not None and isinstance(value, str) and value in groups:
                rest = [(other, wanted) for other, wanted in where.items() if other != name]
                return [row for row in groups[value] if all(_fits(row, *each) for each in rest)]
        return Register.all(self, table, **where)

    def recall(self, key: Hashable, work: Callable[[], T]) -> T:
        """What the work comes to; nothing of it is remembered, for what was read ahead is not told to the memory."""
        del key
        return work()

    def read(self, table: type[R], column: str, values: Collection[str]) -> list[R]:
        """Read the rows of a table that have one of these values in a column; they are then asked for no more."""
        groups = self._read.setdefault((table, column), {})
        wanted = [value for value in dict.fromkeys(values) if value not in groups]
        groups.update({value: [] for value in wanted})
        rows = [row for some in _portions(wanted) for row in self.to_change(table, **{column: some})]
        for row in rows:
            groups[getattr(row, column)].append(row)
        return rows

    def name(self, things: Iterable[str]) -> None:
        """Read what these things are called."""
        for some in _portions([thing for thing in dict.fromkeys(things) if thing not in self._names]):
            wanted = select(Thing).where(Thing.council_id == self.council_id, col(Thing.id).in_(some))
            self._names.update({thing.id: thing for thing in self.session.exec(wanted)})


def read_ahead(session: Session, council_id: str, documents: Collection[str]) -> Ahead:
    """The register, with all that deciding on these documents (register ids) asks of it read ahead."""
    ahead = Ahead(session, council_id)
    ahead.read(tables.Document, "thing_id", documents)
    links = ahead.read(tables.Link, "document_id", documents)
    passages = ahead.read(tables.Passage, "document_id", documents)
    items = ahead.read(tables.Item, "thing_id", [link.item_id for link in links if link.item_id])
    ahead.read(tables.Meeting, "thing_id", [item.meeting_id for item in items if item.meeting_id])
    ahead.read(tables.SoleDecision, "thing_id", [link.decision_id for link in links if link.decision_id])
    parts = [passage.thing_id for passage in passages]
    ahead.read(tables.Passage, "thing_id", [*documents, *parts])
    ahead.read(tables.Paragraph, "passage_id", parts)
    ahead.read(tables.Finding, "subject_id", [*documents, *parts])
    ahead.name([*documents, *parts])
    return ahead


def _portions(values: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(values), _PORTION):
        yield values[start : start + _PORTION]


def _fits(row: Recorded, name: str, wanted: Any) -> bool:
    value = getattr(row, name)
    return value in wanted if isinstance(wanted, (list, tuple, set, frozenset)) else bool(value == wanted)
