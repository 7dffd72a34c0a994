"""What the operations on the register take and hand out: people, bodies, meetings, and the sheets that are entered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gatekeeper.api.schemas import DocumentShown, Shown
from gatekeeper.services.register_writing import SHEETS

_EXAMPLE: Final[dict[str, Any]] = {
    "sheets": {"people": [{"code": "C17", "name": "A. Councillor"}]},
    "dry_run": True,
}


class OfficeShown(Shown):
    """What a person is towards the council now: a councillor of a ward, an elected mayor, a co-opted member."""

    kind: str
    ward: str | None


class PostOfPerson(Shown):
    """A post that a person holds now, acts in or deputises for."""

    id: str
    kind: str
    title: str
    capacity: str


class PersonShown(Shown):
    """A person in office or in a post today. How she signs in and where she is written to is never told."""

    id: str
    name: str
    offices: tuple[OfficeShown, ...]
    posts: tuple[PostOfPerson, ...]
    groups: tuple[str, ...]


class PeoplePage(Shown):
    """One page of people. ``next`` is the cursor of the following page, null at the end."""

    people: tuple[PersonShown, ...]
    next: str | None


class SeatShown(Shown):
    """Who sits on a body now, as what, and since when."""

    person: str
    name: str
    role: str
    from_on: date


class BodyShown(Shown):
    """A body with its seats of today."""

    id: str
    name: str
    type: str | None
    seats: tuple[SeatShown, ...]


class BodyPage(Shown):
    """One page of bodies. ``next`` is the cursor of the following page, null at the end."""

    bodies: tuple[BodyShown, ...]
    next: str | None


class MeetingShown(Shown):
    """A meeting: its instant, or its day where the time is not known."""

    id: str
    body: str
    body_name: str
    meeting_at: datetime | None
    meeting_on: date | None
    ended_at: datetime | None


class MeetingPage(Shown):
    """One page of meetings. ``next`` is the cursor of the following page, null at the end."""

    meetings: tuple[MeetingShown, ...]
    next: str | None


class ItemShown(Shown):
    """An item of a meeting's agenda, and the documents of it that the caller may know of."""

    id: str
    called: str
    access: str | None
    documents: tuple[DocumentShown, ...]


class AgendaShown(Shown):
    """A meeting with its items, as far as the caller may know of them."""

    meeting: MeetingShown
    items: tuple[ItemShown, ...]


Cell = Annotated[str, StringConstraints(max_length=20_000)]


class Sheets(BaseModel):
    """Rows by the sheet they are of, each cell as it would stand in a CSV file (docs/import.md).

    ``dry_run``: tell what would change and enter nothing. ``remove_missing``: remove what is recorded and is in none of
    the rows of a sheet that is sent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [_EXAMPLE]})

    sheets: dict[str, list[dict[str, Cell]]] = Field(
        min_length=1, max_length=len(SHEETS), description=f"The sheets are: {', '.join(SHEETS)}."
    )
    dry_run: bool = False
    remove_missing: bool = False


class NamedShown(Shown):
    """A thing by its sheet and the council's own code."""

    file: str = Field(description="The sheet.")
    code: str


class ChangedShown(NamedShown):
    """A thing that changes: for each column what stood and what will stand."""

    columns: dict[str, tuple[str, str]]


class WarningShown(Shown):
    """Something to look at that is not refused. ``line`` is the number of the row."""

    file: str = Field(description="The sheet.")
    line: int | None
    column: str | None
    why: str
    remedy: str


class CountsShown(Shown):
    """How many things are new, changed, removed, the same, and recorded but in no sheet that was sent."""

    added: int
    changed: int
    removed: int
    unchanged: int
    not_in_sheets: int


class EnteredShown(Shown):
    """What entering the sheets did, or would do; of each kind of change the first 200 are told one by one."""

    dry_run: bool
    counts: CountsShown
    added: tuple[NamedShown, ...]
    changed: tuple[ChangedShown, ...]
    removed: tuple[NamedShown, ...]
    not_in_sheets: tuple[NamedShown, ...]
    warnings: tuple[WarningShown, ...]
    entries: tuple[int, ...] = Field(description="The numbers of the record's entries.")
