"""Gathers rows of the register for one request, and notes for each part of the case which entry it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar

from gatekeeper.core.case.base import Part
from gatekeeper.services.evidence.filing import word_as_value
from gatekeeper.services.evidence.parts import plain, written
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register

R = TypeVar("R", bound=tables.Recorded)
NO_REQUEST: Final = "0" * 32
"""The id of no request: nothing is ever said for it alone."""
About = tuple[type[tables.Recorded], tuple[tuple[str, Any], ...]]
"""Of what something may be said: the table, and what a row of it says that is about just this."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a part of the evidence comes from: the number of the record's entry, and when it was recorded.

    The entry tells who recorded it, in what post. ``by`` is the office that a finding or a balance names.
    """

    entry: int
    recorded_at: datetime
    thing: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Gathering:
    """The evidence being gathered for one request."""

    register: Register
    request: tables.AccessRequest
    places: dict[str, Provenance] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    passages: dict[str, str] = field(default_factory=dict)
    looked_for: set[About] = field(default_factory=set)
    """Of what it was looked whether something is said for the request alone."""
    _bodies: dict[str, tables.Body] = field(default_factory=dict)

    def at(self, place: str, row: tables.Recorded, data: dict[str, Any]) -> dict[str, Any]:
        """The data, with a note that its place in the case comes from that row."""
        self.places[place] = Provenance(row.entry, row.recorded_at, row.thing_id, getattr(row, "by", None))
        return data

    def listed(self, place: str, rows: Sequence[tables.Recorded], part: type[Part]) -> list[dict[str, Any]]:
        """Rows as the entries of a list of the case."""
        return [self.at(f"{place}[{index}]", row, written(row, part)) for index, row in enumerate(rows)]

    def body(self, thing: str) -> tables.Body:
        """A body by its id. Raises LookupError where the register has no such body."""
        if thing not in self._bodies:
            found = self.register.one(tables.Body, thing)
            if found is None:
                raise LookupError(f"the register has no body {thing}; record it, or correct what names it")
            self._bodies[thing] = found
        return self._bodies[thing]

    def for_this(self, table: type[R], **where: Any) -> list[R]:
        """The rows about it that are said in general or for this request, as they were recorded; not those for another.

        They are asked for apart, so that what is said for one request leaves what is remembered for others.
        """
        about = (table, tuple(where.items()))
        self.looked_for.add(about)
        found = list(self.register.all(table, **where, request_id=None)) if self._general(table, where) else []
        found += [row for row in self.said_alone(table) if _is_about(row, *about)]
        return sorted(found, key=lambda row: row.row_id or 0)

    def said_alone(self, table: type[R]) -> Sequence[R]:
        """The rows of that table that are said for this request alone."""
        return () if self.request.id == NO_REQUEST else self.register.all(table, request_id=self.request.id)

    def differs(self, looked_for: Collection[About]) -> bool:
        """Whether something is said for this request alone of what was looked for."""
        alone = [row for table in {table for table, _ in looked_for} for row in self.said_alone(table)]
        return any(_is_about(row, *about) for row in alone for about in looked_for)

    def _general(self, table: type[R], where: Mapping[str, Any]) -> bool:
        """Whether anything of that kind can be said in general: what is found of a request is found for it alone."""
        return table is tables.Finding and where.get("subject_id") != self.request.id

    def with_findings(self, data: dict[str, Any], place: str, level: str, subject: str | None) -> dict[str, Any]:
        """The data with what was found of the thing: in general, and for this request, which goes before."""
        mine = self.for_this(tables.Finding, level=level, subject_id=subject) if subject else []
        found: dict[str, Any] = {}
        for row in sorted(mine, key=lambda row: row.request_id is not None):
            found[row.fact] = self.at(f"{place}.findings.{row.fact}", row, {"value": word_as_value(row.value)})
            found[row.fact] = self._signed(row, found[row.fact]) if row.signed else word_as_value(row.value)
        return data | {"findings": found} if found else data

    @staticmethod
    def _signed(row: tables.Finding, data: dict[str, Any]) -> dict[str, Any]:
        told = {name: plain(getattr(row, name)) for name in ("by", "at", "reasons")}
        return data | {name: value for name, value in told.items() if value is not None}


def _is_about(row: Any, table: type[tables.Recorded], where: Iterable[tuple[str, Any]]) -> bool:
    return isinstance(row, table) and all(getattr(row, name) == value for name, value in where)
