"""A request for one document as the tables hold it, for tests of the database alone."""

from __future__ import annotations

from sqlmodel import Session

from gatekeeper.storage import tables
from tests.storage.record_support import BEGUN_AT


def ask(session: Session, council_id: str) -> tables.AskedDocument:
    """A councillor's request for one document, received and open."""
    things = {
        kind: tables.Thing(council_id=council_id, kind=kind, code="1") for kind in ("person", "request", "document")
    }
    session.add_all(things.values())
    session.flush()
    session.add(
        tables.AccessRequest(
            id=things["request"].id,
            council_id=council_id,
            reference="R1",
            title="The lease",
            requester_id=things["person"].id,
            received_at=BEGUN_AT,
        )
    )
    session.flush()
    asked = tables.AskedDocument(
        council_id=council_id,
        request_id=things["request"].id,
        document_id=things["document"].id,
        position=0,
        stage="director",
        status="open",
        changed_at=BEGUN_AT,
    )
    session.add(asked)
    session.flush()
    return asked


def determination(asked: tables.AskedDocument, *, passage: str = "whole") -> tables.Determination:
    """An officer's refusal of a passage of the document; the officer is the person who asked, as nothing here minds."""
    return tables.Determination(
        council_id=asked.council_id,
        request_id=asked.request_id,
        asked_id=asked.id,
        passage=passage,
        rung=0,
        ruling="refused",
        person_id=asked.document_id or "",
        post="director",
        at=BEGUN_AT,
        entry=0,
    )
