"""What the operations on register give, as the description of the API says it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from gatekeeper.client.operation import Given


class DocumentShown(Given):
    """A document as far as the caller may know of it."""

    document_id: str
    called: str
    open_now: bool


class OfficeShown(Given):
    """What a person is towards the council now: a councillor of a ward, an elected mayor, a co-opted member."""

    kind: str
    ward: str | None


class PostOfPerson(Given):
    """A post that a person holds now, acts in or deputises for."""

    id: str
    kind: str
    title: str
    capacity: str


class PersonShown(Given):
    """A person in office or in a post today. How she signs in and where she is written to is never told."""

    id: str
    name: str
    offices: tuple[OfficeShown, ...]
    posts: tuple[PostOfPerson, ...]
    groups: tuple[str, ...]


class PeoplePage(Given):
    """One page of people. ``next`` is the cursor of the following page, null at the end."""

    people: tuple[PersonShown, ...]
    next: str | None


class SeatShown(Given):
    """Who sits on a body now, as what, and since when."""

    person: str
    name: str
    role: str
    from_on: date


class BodyShown(Given):
    """A body with its seats of today."""

    id: str
    name: str
    type: str | None
    seats: tuple[SeatShown, ...]


class BodyPage(Given):
    """One page of bodies. ``next`` is the cursor of the following page, null at the end."""

    bodies: tuple[BodyShown, ...]
    next: str | None


class MeetingShown(Given):
    """A meeting: its instant, or its day where the time is not known."""

    id: str
    body: str
    body_name: str
    meeting_at: datetime | None
    meeting_on: date | None
    ended_at: datetime | None


class MeetingPage(Given):
    """One page of meetings. ``next`` is the cursor of the following page, null at the end."""

    meetings: tuple[MeetingShown, ...]
    next: str | None


class ItemShown(Given):
    """An item of a meeting's agenda, and the documents of it that the caller may know of."""

    id: str
    called: str
    access: str | None
    documents: tuple[DocumentShown, ...]


class AgendaShown(Given):
    """A meeting with its items, as far as the caller may know of them."""

    meeting: MeetingShown
    items: tuple[ItemShown, ...]


class CountsShown(Given):
    """How many things are new, changed, removed, the same, and recorded but in no sheet that was sent."""

    added: int
    changed: int
    removed: int
    unchanged: int
    not_in_sheets: int


class NamedShown(Given):
    """A thing by its sheet and the council's own code."""

    file: str = Field(description="The sheet.")
    code: str


class ChangedShown(Given):
    """A thing that changes: for each column what stood and what will stand."""

    file: str = Field(description="The sheet.")
    code: str
    columns: dict[str, tuple[Any, ...]]


class WarningShown(Given):
    """Something to look at that is not refused. ``line`` is the number of the row."""

    file: str = Field(description="The sheet.")
    line: int | None
    column: str | None
    why: str
    remedy: str


class EnteredShown(Given):
    """What entering the sheets did, or would do; of each kind of change the first 200 are told one by one."""

    dry_run: bool
    counts: CountsShown
    added: tuple[NamedShown, ...]
    changed: tuple[ChangedShown, ...]
    removed: tuple[NamedShown, ...]
    not_in_sheets: tuple[NamedShown, ...]
    warnings: tuple[WarningShown, ...]
    entries: tuple[int, ...] = Field(description="The numbers of the record's entries.")
