"""The files that a folder may hold: one for each kind of thing, each after those of the things that it names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from gatekeeper.services.importing.columns import CODE, Column, columns_of
from gatekeeper.storage import tables
from gatekeeper.storage.base import Recorded

FILE_KIND: Final = "file"
SUBJECT_KINDS: Final = {"council": "council", "requester": "person", "document": "document", "passage": "passage"}
"""The kind of thing that a finding of each level is about."""


@dataclass(frozen=True)
class Sheet:
    """One file: its name, the kind of thing that each row is, and the table where it is recorded."""

    file: str
    kind: str
    table: type[Recorded]
    columns: tuple[Column, ...]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by the names they have in the file."""
        return {column.name: column for column in self.columns}

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """The columns by the names they have in the table."""
        return {column.field: column for column in self.columns}


def _sheet(file: str, kind: str, table: type[Recorded], *extra: Column) -> Sheet:
    return Sheet(f"{file}.csv", kind, table, (CODE, *columns_of(table), *extra))


def _findings() -> Sheet:
    own = {column.field: column for column in columns_of(tables.Finding, frozenset({"request_id", "signed"}))}
    own["level"] = Column("level", "level", "word", required=True, words=tuple(SUBJECT_KINDS))
    own["subject_id"] = Column("subject", "subject_id", "subject", required=True)
    return Sheet("findings.csv", "finding", tables.Finding, (Column("code", "code", "code"), *own.values()))


SHEETS: Final = (
    _sheet("council", "council", tables.CouncilParticulars),
    _sheet("governance", "governance", tables.GovernancePeriod),
    _sheet("packs", "pack", tables.PackAdoption),
    _sheet("closures", "closure", tables.ClosureDay),
    _sheet("wards", "ward", tables.Ward),
    _sheet("groups", "group", tables.PartyGroup),
    _sheet("people", "person", tables.Person),
    _sheet("bodies", "body", tables.Body),
    _sheet("offices", "office", tables.Office),
    _sheet("suspensions", "suspension", tables.Suspension),
    _sheet("group_memberships", "group_membership", tables.GroupMembership),
    _sheet("memberships", "membership", tables.Membership),
    _sheet("cabinet", "cabinet", tables.CabinetPeriod),
    _sheet("portfolios", "portfolio", tables.Portfolio),
    _sheet("political_posts", "political_post", tables.PoliticalPost),
    _sheet("assistants", "assistant", tables.AssistantAuthority),
    _sheet("posts", "post", tables.Post),
    _sheet("appointments", "appointment", tables.Appointment),
    _sheet("absences", "absence", tables.Absence),
    _sheet("meetings", "meeting", tables.Meeting),
    _sheet("items", "item", tables.Item),
    _sheet("decisions", "decision", tables.SoleDecision),
    _sheet("documents", "document", tables.Document, Column("file", "file", "file", most=1_000)),
    _sheet("ties", "tie", tables.Tie),
    _sheet("links", "link", tables.Link),
    _sheet("passages", "passage", tables.Passage),
    _sheet("paragraphs", "paragraph", tables.Paragraph),
    _findings(),
)
BY_FILE: Final = {sheet.file: sheet for sheet in SHEETS}
BY_KIND: Final = {sheet.kind: sheet for sheet in SHEETS}
