"""Requests: what was asked, each asked document with who has it and how it stands, acts, decisions, determinations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from gatekeeper.core.case.words import Capacity, RequestKind
from gatekeeper.storage.base import things
from gatekeeper.storage.columns import new_id, plain_data, three_valued, words

_LIVE = text("replaced_at IS NULL")
OWED = text("status NOT IN ('determined', 'withdrawn')")
"""An answer is still owed: what a queue holds, and its indexes."""
_BY_DATE = ("council_id", "due_at", "id")


class AccessRequest(SQLModel, table=True):
    """A councillor's request. Its id is that of a thing, so that findings can be made of it.

    ``version`` counts its changes. The row is locked while anything about the request is done.
    """

    __tablename__ = "access_request"
    __table_args__ = (
        UniqueConstraint("council_id", "reference"),
        UniqueConstraint("council_id", "id"),
        Index("ix_access_request_requester", "council_id", "requester_id"),
        Index("ix_access_request_received", "council_id", "received_at"),
        *things("id", "requester_id", "assistant_id"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    reference: str = Field(max_length=40)
    title: str = Field(max_length=300)
    requester_id: str = Field(max_length=32)
    assistant_id: str | None = Field(default=None, max_length=32)
    received_at: datetime
    received_by_executive_at: datetime | None = None
    clarified_at: datetime | None = None
    written: bool | str | None = Field(default=None, sa_type=three_valued())
    name_and_address_given: bool | str | None = Field(default=None, sa_type=three_valued())
    information_described: bool | str | None = Field(default=None, sa_type=three_valued())
    document_identified: bool | str | None = Field(default=None, sa_type=three_valued())
    narrowing_offered: bool | str | None = Field(default=None, sa_type=three_valued())
    capacity: str | None = Field(default=None, sa_type=words(Capacity))
    kind: str | None = Field(default=None, sa_type=words(RequestKind))
    through_assistant: bool | str | None = Field(default=None, sa_type=three_valued())
    assistant_block: bool = False
    assistant_authorised: bool | str | None = Field(default=None, sa_type=three_valued())
    undertaking_refused: bool | str | None = Field(default=None, sa_type=three_valued())
    pecuniary_interest: bool | str | None = Field(default=None, sa_type=three_valued())
    handed_over_at: datetime | None = None
    version: int = 1


class AskedDocument(SQLModel, table=True):
    """One document of a request, or a description to be matched: who has it (stage, rung), its status and ruling.

    ``due_at`` repeats the earliest computed deadline so that a queue can be sorted; lateness is never stored.
    """

    __tablename__ = "asked_document"
    __table_args__ = (
        UniqueConstraint("council_id", "id"),
        UniqueConstraint("request_id", "position"),
        Index("ix_asked_document_due", *_BY_DATE, sqlite_where=OWED, postgresql_where=OWED),
        Index("ix_asked_document_stage", "stage", *_BY_DATE, sqlite_where=OWED, postgresql_where=OWED),
        Index("ix_asked_document_document", "council_id", "document_id"),
        CheckConstraint("rung >= 0", name="rung"),
        *things("request_id", "document_id", "holder_post_id"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    request_id: str = Field(foreign_key="access_request.id", max_length=32)
    document_id: str | None = Field(default=None, max_length=32)
    holder_post_id: str | None = Field(default=None, max_length=32)
    position: int
    stage: str = Field(max_length=40)
    rung: int = 0
    status: str = Field(max_length=40)
    ruling: str | None = Field(default=None, max_length=40)
    outcome: str | None = Field(default=None, max_length=40)
    due_at: datetime | None = None
    changed_at: datetime


class Act(SQLModel, table=True):
    """One act on a request: the columns by which it is found. Its words are those of the entry in the record."""

    __table_args__ = (
        UniqueConstraint("council_id", "entry"),
        Index("ix_act_request", "request_id", "entry"),
        *things("request_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    request_id: str = Field(max_length=32)
    asked_id: str | None = Field(default=None, foreign_key="asked_document.id", max_length=32)
    entry: int
    action: str = Field(max_length=40)
    at: datetime
    person_id: str | None = Field(default=None, max_length=32)
    post_id: str | None = Field(default=None, max_length=32)
    role: str | None = Field(default=None, max_length=40)
    rung: int = 0
    shared: bool = True
    data: dict[str, Any] = Field(default_factory=dict, sa_type=plain_data())


class StoredDecision(SQLModel, table=True):
    """A decision of the machine on a request. The decision itself is the words of its entry, for replay."""

    __tablename__ = "stored_decision"
    __table_args__ = (UniqueConstraint("council_id", "entry"), *things("request_id"))

    id: int | None = Field(default=None, primary_key=True)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    request_id: str = Field(max_length=32, index=True)
    entry: int
    as_at: datetime
    edition: str = Field(max_length=64)
    cause: str = Field(max_length=60)


class Answer(SQLModel, table=True):
    """What the latest decision came to on one passage, so that a change is seen. One current row for each passage."""

    __table_args__ = (
        Index("uq_answer_current", "asked_id", "passage", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        *things("request_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    request_id: str = Field(max_length=32)
    asked_id: str = Field(foreign_key="asked_document.id", max_length=32)
    passage: str = Field(max_length=64)
    outcome: str = Field(max_length=40)
    opened_by: list[Any] = Field(default_factory=list, sa_type=plain_data())
    opens_later_by: list[Any] = Field(default_factory=list, sa_type=plain_data())
    position: str | None = Field(default=None, max_length=60)
    entry: int
    at: datetime
    replaced_at: datetime | None = None


class Determination(SQLModel, table=True):
    """A person's ruling on one passage. One live row for each passage; all of it is the words of its entry.

    ``ruled_on`` is a digest of the pages and content it was made on: where those change it stands no more. ``cleared``:
    the monitoring officer cleared a bar.
    """

    __table_args__ = (
        Index("uq_determination_live", "asked_id", "passage", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_determination_asked", "asked_id", "passage", "entry"),
        *things("request_id", "person_id"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    request_id: str = Field(max_length=32)
    asked_id: str = Field(foreign_key="asked_document.id", max_length=32)
    passage: str = Field(max_length=64)
    rung: int
    ruling: str = Field(max_length=40)
    form: str | None = Field(default=None, max_length=40)
    grounds: list[Any] = Field(default_factory=list, sa_type=plain_data())
    conditions: list[Any] = Field(default_factory=list, sa_type=plain_data())
    alternatives: list[Any] = Field(default_factory=list, sa_type=plain_data())
    need: dict[str, Any] = Field(default_factory=dict, sa_type=plain_data())
    authority: list[Any] = Field(default_factory=list, sa_type=plain_data())
    paragraphs: list[Any] = Field(default_factory=list, sa_type=plain_data())
    ruled_on: str = Field(default="", max_length=64)
    cleared: bool = False
    flags: list[Any] = Field(default_factory=list, sa_type=plain_data())
    person_id: str = Field(max_length=32)
    post: str = Field(max_length=40)
    deputises_for: str | None = Field(default=None, max_length=40)
    at: datetime
    entry: int
    replaced_at: datetime | None = None
    replaced_by: int | None = None


class IdempotencyKey(SQLModel, table=True):
    """A key that a caller sent with a command, and what the command answered: the same key has one effect."""

    __tablename__ = "idempotency_key"

    council_id: str = Field(primary_key=True, foreign_key="council.id", max_length=32)
    person_id: str = Field(primary_key=True, max_length=32)
    key: str = Field(primary_key=True, max_length=200)
    command: str = Field(max_length=64)
    answer: dict[str, Any] = Field(sa_type=plain_data())
    at: datetime


class ReferenceCounter(SQLModel, table=True):
    """The last number given to a request of a council in one year."""

    __tablename__ = "reference_counter"

    council_id: str = Field(primary_key=True, foreign_key="council.id", max_length=32)
    year: int = Field(primary_key=True)
    last: int = 0
