"""What the API hands out: every member named and of one type, so that nothing leaves that is not written here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Shown(BaseModel):
    """Something that is handed out; it is also read from the services' own values."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Matching(BaseModel):
    """Which document of the register a description means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: Id = Field(description="The document (register id).")


class Done(Shown):
    """A command that was carried out: the number of its entry in the record, and the case's version since."""

    entry: int
    version: int


class Filed(Shown):
    """A request that was filed."""

    request_id: str
    reference: str
    asked: tuple[str, ...]


class AskedShown(Shown):
    """How one asked document stands."""

    asked_id: str
    stage: str
    rung: int
    status: str
    ruling: str | None


class RequestShown(Shown):
    """One request of a list."""

    request_id: str
    reference: str
    received_at: datetime
    documents: tuple[AskedShown, ...]


class RequestList(Shown):
    """One page of requests. ``next`` is the cursor of the following page, null at the end."""

    requests: tuple[RequestShown, ...]
    next: str | None


class WaitingShown(Shown):
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


class QueuePage(Shown):
    """One page of a queue. ``next`` is the cursor of the following page, null at the end."""

    waiting: tuple[WaitingShown, ...]
    next: str | None


class PassageOpened(Shown):
    """A passage that may be read: its pages, by which right or ruling, in which form, on which conditions."""

    passage: str
    pages: str
    by: tuple[str, ...]
    form: str
    conditions: tuple[str, ...]


class Opening(Shown):
    """What is open at this instant, entered in the record. ``waiting``: until their conditions are accepted."""

    passages: tuple[PassageOpened, ...]
    whole: bool
    waiting: tuple[PassageOpened, ...]
    file_held: bool
    entry: int


class StopShown(Shown):
    """Why the law does not allow a ruling; ``passage`` is null where it concerns the rulings as a whole."""

    code: str
    passage: str | None
    what: str
    why: str
    remedy: str
    source: str


class FlagShown(Shown):
    """What the law allows and a reader of the record should see."""

    code: str
    passage: str | None
    says: str


class Preview(Shown):
    """What the law would say of rulings; nothing was recorded."""

    lawful: bool
    stops: tuple[StopShown, ...]
    flags: tuple[FlagShown, ...]


class PostShown(Shown):
    """A post that she holds now."""

    id: str
    kind: str
    title: str


class Me(Shown):
    """Who the caller is in this council: her register id, her posts now, and the councillors she may act for."""

    person: str
    posts: tuple[PostShown, ...]
    acts_for: tuple[str, ...]


class DocumentShown(Shown):
    """A document as far as the caller may know of it."""

    document_id: str
    called: str
    open_now: bool


class FileShown(Shown):
    """What file is kept of a document: its SHA-256 in hex, size in bytes, and since when."""

    document_id: str
    held: bool
    sha256: str | None = None
    size: int | None = None
    media_type: str | None = None
    kept_at: datetime | None = None


class FileFinding(Shown):
    """One thing found in a file, by its kind (docs/files.md), and what it is."""

    kind: str
    detail: str


class FileKept(Shown):
    """The file that is kept now, under the entry ``version``. ``told``: what does not fit with the register."""

    document_id: str
    sha256: str
    size: int
    media_type: str
    page_count: int | None
    findings: tuple[FileFinding, ...]
    told: tuple[str, ...]
    version: int


class RuleShown(Shown):
    """A rule of the law or of the council's protocol."""

    id: str
    question: str
    effect: str
    when: str
    sentence: str
    source: str
    from_on: date
    to_on: date | None
    origin: str


class RuleList(Shown):
    """The rules of the law and of the council's protocol of today."""

    rules: tuple[RuleShown, ...]


class RuleExplained(Shown):
    """One rule in full, in words."""

    id: str
    text: str


class EntryShown(Shown):
    """An entry of the record, without words."""

    number: int
    at: str
    kind: str
    person: str | None
    post: str | None
    behalf_of: str | None
    subjects: tuple[str, ...]
    refers_to: tuple[int, ...]
    has_words: bool


class LogPage(Shown):
    """One page of the record. ``next`` is the cursor of the following page, null at the end."""

    entries: tuple[EntryShown, ...]
    next: str | None


class Verification(Shown):
    """Whether the record holds, from its beginning or the last signed checkpoint. ``root`` is in hex digits."""

    intact: bool
    checked: int
    since: int
    root: str
    problem: str | None


class Readiness(Shown):
    """Whether calls can be answered now, and what stands in the way."""

    ready: bool
    database: str
    issuer: str


class Health(Shown):
    """That the program runs."""

    alive: bool
