"""The yardstick of the case service: a bare SQLModel insert, read and page, each command with one row of audit."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Index
from sqlalchemy.orm import registry
from sqlmodel import Field, Session, SQLModel, col, select

from bench.service_world import NOW, PAGE
from gatekeeper.storage.locks import one_writer
from gatekeeper.storage.transaction import reading

PENDING = "open"


class Bare(SQLModel, registry=registry()):
    """Tables that are none of the product's."""


class BareRequest(Bare, table=True):
    """What a plain program would keep of a request for one document."""

    __tablename__ = "bare_request"
    __table_args__ = (Index("ix_bare_request_due", "council_id", "status", "due_at"),)

    id: str = Field(primary_key=True, max_length=32)
    council_id: str = Field(max_length=32)
    reference: str = Field(unique=True, max_length=40)
    requester_id: str = Field(max_length=32, index=True)
    document_id: str = Field(max_length=32)
    purpose: str
    stage: str = Field(max_length=40)
    status: str = Field(max_length=40)
    received_at: datetime
    due_at: datetime
    version: int = 1


class BareAudit(Bare, table=True):
    """One row that says who did what, without any seal."""

    __tablename__ = "bare_audit"

    id: int | None = Field(default=None, primary_key=True)
    council_id: str = Field(max_length=32)
    request_id: str = Field(max_length=32, index=True)
    person_id: str = Field(max_length=32)
    action: str = Field(max_length=40)
    at: datetime


class BareTables:
    """The commands of a plain program on these tables, under the settings and the one writer of the product."""

    def __init__(self, engine: Engine, council_id: str) -> None:
        self._engine = engine
        self._council_id = council_id
        Bare.metadata.create_all(engine)

    def insert(self, asking: tuple[str, str]) -> str:
        """A person asks for a document: one row, and one of audit."""
        person, document = asking
        row = BareRequest(**self.columns(person, document, secrets.token_hex(16), NOW))
        with one_writer(self._engine), Session(self._engine, expire_on_commit=False) as session, session.begin():
            session.add(row)
            session.add(self._audit(row.id, person, "submit"))
        return row.id

    def read(self, reader: tuple[str, str]) -> BareRequest | None:
        """A person reads a request: the row by its id, and one row of audit."""
        person, request = reader
        with one_writer(self._engine), Session(self._engine, expire_on_commit=False) as session, session.begin():
            row = session.get(BareRequest, request)
            session.add(self._audit(request, person, "read"))
        return row

    def page(self, _: object) -> Sequence[BareRequest]:
        """The first page of what is pending, by when it is due, of an index in that order."""
        mine = select(BareRequest).where(BareRequest.council_id == self._council_id, BareRequest.status == PENDING)
        with reading(self._engine) as session:
            return session.exec(mine.order_by(col(BareRequest.due_at)).limit(PAGE)).all()

    def columns(self, person: str, document: str, name: str, due_at: datetime) -> dict[str, Any]:
        """A row as plain values, for one that is added or for many at once."""
        return {
            "id": name,
            "council_id": self._council_id,
            "reference": f"MR-{name}",
            "requester_id": person,
            "document_id": document,
            "purpose": "I must judge the matter.",
            "stage": "director",
            "status": PENDING,
            "received_at": NOW,
            "due_at": due_at,
            "version": 1,
        }

    def _audit(self, request: str, person: str, action: str) -> BareAudit:
        return BareAudit(council_id=self._council_id, request_id=request, person_id=person, action=action, at=NOW)
