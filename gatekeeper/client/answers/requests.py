"""What the operations on requests give, as the description of the API says it."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from gatekeeper.client.operation import Given


class PostShown(Given):
    """A post that she holds now."""

    id: str
    kind: str
    title: str


class Me(Given):
    """Who the caller is in this council: her register id, her posts now, and the councillors she may act for."""

    person: str
    posts: tuple[PostShown, ...]
    acts_for: tuple[str, ...]


class Filed(Given):
    """A request that was filed."""

    request_id: str
    reference: str
    asked: tuple[str, ...]


class AskedShown(Given):
    """How one asked document stands."""

    asked_id: str
    stage: str
    rung: int
    status: str
    ruling: str | None


class RequestShown(Given):
    """One request of a list."""

    request_id: str
    reference: str
    received_at: datetime
    documents: tuple[AskedShown, ...]


class RequestList(Given):
    """One page of requests. ``next`` is the cursor of the following page, null at the end."""

    requests: tuple[RequestShown, ...]
    next: str | None


class RulingShown(Given):
    """A ruling on a passage, with its reasons."""

    ruling: str
    form: str | None
    by: str
    deputising: bool
    at: str
    reasons: str | None
    grounds: tuple[str, ...]
    conditions: tuple[str, ...]
    alternatives: tuple[str, ...]
    authority: tuple[str, ...]
    flags: tuple[str, ...]


class PassageShown(Given):
    """A passage as the councillor reads it. ``held_back`` says that reasons are held back, and who can review that."""

    passage: str
    pages: str
    outcome: str
    opened_by: tuple[str, ...]
    opens_later_by: tuple[str, ...]
    reasons: tuple[str, ...]
    asks: tuple[str, ...]
    ruling: RulingShown | None
    held_back: str | None = None


class DueShown(Given):
    """A deadline, and how it was worked out."""

    what: str
    owner: str
    at: str
    in_words: str
    how: str
    source: str
    late: bool


class CheckedDocument(Given):
    """What she would be told of a document if she asked for it."""

    called: str
    summary: str
    passages: tuple[PassageShown, ...]
    due: tuple[DueShown, ...]


class Forecasts(Given):
    """Would she be entitled? In the order of the documents named; nothing was filed."""

    documents: tuple[CheckedDocument, ...]


class OfficerPassage(Given):
    """The same as officers on the case read it."""

    passage: str
    pages: str
    outcome: str
    opened_by: tuple[str, ...]
    opens_later_by: tuple[str, ...]
    reasons: tuple[str, ...]
    asks: tuple[str, ...]
    ruling: RulingShown | None
    held_back: str | None = None
    would_change: tuple[str, ...]
    label: str
    prohibition: str
    machine: str
    position: str | None


class OfficerDocument(Given):
    """An asked document as officers on the case read it; ``provenance`` gives the entry behind each fact."""

    asked_id: str
    stage: str
    with_: str = Field(alias="with", description="Who has it, in words.")
    rung: int
    status: str
    ruling: str | None
    may: tuple[str, ...]
    called: str
    summary: str | None = None
    due: tuple[DueShown, ...] = ()
    passages: tuple[OfficerPassage, ...]
    provenance: dict[str, int] | None = None
    problem: str | None = None


class CaseDocument(Given):
    """An asked document as the councillor reads it, or somebody who is consulted."""

    asked_id: str
    stage: str
    with_: str = Field(alias="with", description="Who has it, in words.")
    rung: int
    status: str
    ruling: str | None
    may: tuple[str, ...]
    called: str
    summary: str | None = None
    due: tuple[DueShown, ...] = ()
    passages: tuple[PassageShown, ...]


class OfficerAct(Given):
    """The same with who did it, in which post (register ids)."""

    entry: int
    at: str
    action: str
    asked_id: str | None
    words: str | dict[str, str] | None
    person: str | None
    post: str | None


class ActShown(Given):
    """What was done on the case, in words where there are any that the reader may read."""

    entry: int
    at: str
    action: str
    asked_id: str | None
    words: str | dict[str, str] | None


class CaseShown(Given):
    """A case as its reader may see it."""

    reference: str
    request_id: str
    received_at: str
    kind: str | None
    on_behalf: bool
    handed_over_at: str | None
    version: int
    seen_as: str
    documents: tuple[OfficerDocument | CaseDocument, ...]
    timeline: tuple[OfficerAct | ActShown, ...]


class WaitingShown(Given):
    """One line of a queue; ``late`` is computed now."""

    asked_id: str
    request_id: str
    reference: str
    stage: str
    rung: int
    status: str
    received_at: datetime
    due_at: datetime | None
    late: bool


class QueuePage(Given):
    """One page of a queue. ``next`` is the cursor of the following page, null at the end."""

    waiting: tuple[WaitingShown, ...]
    next: str | None
