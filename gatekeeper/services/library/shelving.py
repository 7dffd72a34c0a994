"""Keeps the shelf right: what stands there of a document is made anew in the transaction that changes the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from gatekeeper.core.case import CaseErrors, Document, parse_case
from gatekeeper.core.case.case import FORMAT
from gatekeeper.core.deadlines import DeadlineError, start_of_day
from gatekeeper.services.evidence.build_documents import documents_data
from gatekeeper.services.evidence.gather import NO_REQUEST, Gathering
from gatekeeper.services.fitting import fits
from gatekeeper.services.library.covers import cover_of, in_none
from gatekeeper.services.library.shape import shape_of
from gatekeeper.storage import tables
from gatekeeper.storage.ahead import Ahead, read_ahead
from gatekeeper.storage.library import NO_BUSINESS, portions
from gatekeeper.storage.library_pages import Named, put_words
from gatekeeper.storage.library_shelf import Shelved, every_document, put_on_shelf
from gatekeeper.storage.library_touched import documents_of
from gatekeeper.storage.types import Session

_AROUND: Final[Mapping[str, Any]] = {
    "format": FORMAT,
    "title": "The shelf",
    "council": {"name": "The council"},
    "requester": {"kind": "unknown"},
    "request": {"received_at": "2026-01-01T00:00:00+00:00"},
}


def reshelve(session: Session, council_id: str, rows: Iterable[tables.Recorded]) -> None:
    """Bring the shelf in line with rows of the register that have just been recorded or ended."""
    shelve(session, council_id, documents_of(session, council_id, rows))


def rebuild(session: Session, council_id: str) -> int:
    """Make the whole shelf anew from the register; how many documents it was."""
    documents = every_document(session, council_id)
    shelve(session, council_id, documents)
    return len(documents)


def shelve(session: Session, council_id: str, documents: Collection[str]) -> None:
    """Make anew what stands on the shelf of these documents (ids)."""
    for some in portions(sorted(documents)):
        session.flush()
        ahead = read_ahead(session, council_id, some)
        ahead.read(tables.StoredFile, "document_id", some)
        ahead.read(tables.Body, "thing_id", _bodies(ahead, some))
        request = tables.AccessRequest(
            id=NO_REQUEST,
            council_id=council_id,
            reference="-",
            title="-",
            requester_id=NO_REQUEST,
            received_at=NO_BUSINESS,
        )
        put_on_shelf(session, council_id, {each: _shelved(ahead, request, each) for each in some})
        put_words(session, council_id, {each: _named(ahead, each) for each in some})


def _bodies(ahead: Ahead, documents: Sequence[str]) -> set[str]:
    rows = [row for each in documents for row in ahead.all(tables.Document, thing_id=each)]
    links = [link for each in documents for link in ahead.all(tables.Link, document_id=each)]
    items = [item for link in links if link.item_id for item in ahead.all(tables.Item, thing_id=link.item_id)]
    return {item.body_id for item in items} | {row.responsible_body_id for row in rows if row.responsible_body_id}


def _shelved(ahead: Ahead, request: tables.AccessRequest, document: str) -> Shelved | None:
    """What is to stand there; None of a document that is gone, or of which the rows cannot be decided on."""
    row = ahead.one(tables.Document, document)
    if row is None:
        return None
    try:
        (data,) = documents_data(Gathering(ahead, request), (document,))
        shape = shape_of(data, read_document(data))
    except (CaseErrors, DeadlineError, LookupError):
        return None
    newest = _newest(ahead, document, data)
    return Shelved(
        shape.digest,
        shape.links,
        shape.rest,
        newest.at,
        newest.body_id,
        newest.body,
        row.kind,
        row.title_known,
        row.existence_known,
        _parts(data),
    )


def read_document(data: Mapping[str, Any]) -> Document:
    """A document as it is read in a case. Raises CaseErrors where it cannot be true as it stands."""
    return parse_case({**_AROUND, "documents": [data]}).documents[0]


def _parts(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The passages as they are named: one, the whole document, where none is written."""
    passages = data.get("passages") or ({"ref": data["ref"], "pages": "whole"},)
    return [{"ref": each["ref"], "pages": each.get("pages")} for each in passages]


@dataclass(frozen=True, slots=True)
class _Business:
    """A piece of business: when it was or will be, and at which body or by whom."""

    at: datetime = NO_BUSINESS
    body_id: str | None = None
    body: str | None = None


def _newest(ahead: Ahead, document: str, data: Mapping[str, Any]) -> _Business:
    """The newest dated business that the document relates to; the first of those, where several are at once."""
    links = sorted(ahead.all(tables.Link, document_id=document), key=lambda link: link.position)
    items = [ahead.one(tables.Item, link.item_id) for link in links]
    bodies = [item.body_id if item else None for item in items]
    pieces = zip(data.get("links", ()), bodies, strict=False)
    dated = [_Business(at, body_id, link["body"]) for link, body_id in pieces if (at := _instant(link)) is not None]
    return max(dated, key=lambda each: each.at, default=_Business())


def _instant(link: Mapping[str, Any]) -> datetime | None:
    for name in ("meeting_at", "decided_at"):
        if name in link:
            return datetime.fromisoformat(link[name]).astimezone(UTC)
    for name in ("meeting_on", "decided_on"):
        if name in link:
            return start_of_day(date.fromisoformat(link[name])).astimezone(UTC)
    return None


def _named(ahead: Ahead, document: str) -> Named | None:
    row = ahead.one(tables.Document, document)
    if row is None:
        return None
    passages = sorted(ahead.all(tables.Passage, document_id=document), key=lambda passage: passage.position)
    files = ahead.all(tables.StoredFile, document_id=document)
    fitting = all(fits(each, row, passages) for each in files)
    cover = cover_of([each.pages for each in passages] or ["whole"]) if fitting else in_none
    return Named(row.title, row.public_label, cover, frozenset(each.sha256 for each in files))
