"""The register as it would stand after an import, held in memory to be checked before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from gatekeeper.services.importing.resolve import TABLES
from gatekeeper.storage import tables
from gatekeeper.storage.base import Recorded, Thing
from gatekeeper.storage.register import Changes, Register

R = TypeVar("R", bound=Recorded)


class _Held:
    """Rows in memory, with an index for each set of columns by which they were asked for."""

    def __init__(self, names: Mapping[tuple[str, str], str], rows: dict[type[Recorded], dict[str, Recorded]]) -> None:
        self.names, self.rows = names, rows
        self.things = {thing: name for name, thing in names.items()}
        self._indexes: dict[tuple[type[Recorded], tuple[str, ...]], dict[tuple[Any, ...], list[Recorded]]] = {}

    def like(self, table: type[Recorded], where: dict[str, Any]) -> Sequence[Recorded]:
        """The rows of a table that hold these values."""
        key = (table, tuple(where))
        if key not in self._indexes:
            index: dict[tuple[Any, ...], list[Recorded]] = {}
            for row in self.rows.get(table, {}).values():
                index.setdefault(tuple(getattr(row, name) for name in where), []).append(row)
            self._indexes[key] = index
        return self._indexes[key].get(tuple(where.values()), ())


@dataclass(frozen=True, kw_only=True)
class Proposed(Register):
    """Answers as ``Register`` does, from changes whose tables were all prefetched, without asking the database."""

    held: _Held

    @classmethod
    def of(cls, changes: Changes) -> Proposed:
        """Take the changes as they are now; later ones are not seen."""
        rows = {table: dict(changes.standing(table)) for table in TABLES}
        for ended in changes.ended:
            rows[type(ended)].pop(ended.thing_id, None)
        for added in changes.added:
            rows[type(added)][added.thing_id] = added
        return cls(changes.session, changes.council_id, held=_Held(changes.names, rows))

    def find(self, kind: str, code: str) -> str | None:
        """The id of the thing of that kind and code."""
        return self.held.names.get((kind, code))

    def thing(self, thing_id: str) -> Thing | None:
        """A thing by its id."""
        if thing_id not in self.held.things:
            return None
        kind, code = self.held.things[thing_id]
        return Thing(id=thing_id, council_id=self.council_id, kind=kind, code=code)

    def one(self, table: type[R], thing_id: str | None) -> R | None:
        """What is said of a thing in that table."""
        found = self.held.rows.get(table, {}).get(thing_id or "")
        return found if isinstance(found, table) else None

    def all(self, table: type[R], **where: Any) -> Sequence[R]:
        """The rows with these values. A table that imports do not write holds nothing of which they are judged."""
        return [row for row in self.held.like(table, where) if isinstance(row, table)]


def documents_touched(proposed: Proposed, things: Sequence[str]) -> list[str]:
    """The documents among these things, and those of which passages or paragraphs are among them; each once."""
    found: dict[str, None] = {}
    for thing in things:
        paragraph = proposed.one(tables.Paragraph, thing)
        passage = proposed.one(tables.Passage, paragraph.passage_id if paragraph else thing)
        document = proposed.one(tables.Document, passage.document_id if passage else thing)
        if document:
            found[document.thing_id] = None
    return list(found)
