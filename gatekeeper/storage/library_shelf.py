"""Writes the shelf of the library: what stands there of each document, and the shapes that they share."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, exists, insert, update
from sqlmodel import Session, col, select

from gatekeeper.storage import tables
from gatekeeper.storage.base import metadata
from gatekeeper.storage.library import documents_on, portions
from gatekeeper.storage.register_memory import SHELF, touched

_DOCUMENTS: Final = metadata.tables["library_document"]
_SHAPES: Final = metadata.tables["library_shape"]


@dataclass(frozen=True, slots=True)
class Shelved:
    """What is to stand on the shelf of one document. ``digest``, ``links`` and ``rest`` are its shape."""

    digest: str
    links: str | None
    rest: str
    business_at: datetime
    body_id: str | None
    body: str | None
    kind: str | None
    title_known: bool
    existence_known: bool
    parts: list[Any]


_OF_SHAPE: Final = frozenset({"digest", "links", "rest"})


def put_on_shelf(session: Session, council_id: str, wanted: Mapping[str, Shelved | None]) -> None:
    """Let this, and nothing else, stand on the shelf of these documents; None: nothing of that document."""
    touched(session, council_id, {SHELF})
    for some in portions(wanted):
        _put(session, council_id, {document: wanted[document] for document in some})


def _put(session: Session, council_id: str, wanted: Mapping[str, Shelved | None]) -> None:
    before = documents_on(session, council_id, wanted)
    ids = _shape_ids(session, council_id, [each for each in wanted.values() if each is not None])
    now = {document: _row(each, ids) for document, each in wanted.items() if each is not None}
    known = {document: row.model_dump(exclude={"council_id", "document_id"}) for document, row in before.items()}
    for stale in before.values():
        session.expunge(stale)
    new = [{"council_id": council_id, "document_id": each, **row} for each, row in now.items() if each not in known]
    if new:
        session.execute(insert(_DOCUMENTS), new)
    for document, row in now.items():
        if document in known and known[document] != row:
            session.execute(update(_DOCUMENTS).where(_DOCUMENTS.c.document_id == document).values(**row))
    gone = [document for document in known if document not in now]
    if gone:
        session.execute(delete(_DOCUMENTS).where(_DOCUMENTS.c.document_id.in_(gone)))
    _forget_shapes(session, {row["shape_id"] for row in known.values()} - set(ids.values()))


def _row(shelved: Shelved, ids: Mapping[str, int]) -> dict[str, Any]:
    said = {name: value for name, value in asdict(shelved).items() if name not in _OF_SHAPE}
    return {"shape_id": ids[shelved.digest], **said}


def _shape_ids(session: Session, council_id: str, wanted: Collection[Shelved]) -> dict[str, int]:
    shapes = {each.digest: {"digest": each.digest, "links": each.links, "rest": each.rest} for each in wanted}
    known = _known_shapes(session, council_id, shapes)
    new = [{"council_id": council_id, **shape} for digest, shape in shapes.items() if digest not in known]
    if new:
        session.execute(insert(_SHAPES), new)
        known = _known_shapes(session, council_id, shapes)
    return known


def _known_shapes(session: Session, council_id: str, digests: Collection[str]) -> dict[str, int]:
    wanted = select(_SHAPES.c.digest, _SHAPES.c.id).where(
        _SHAPES.c.council_id == council_id, _SHAPES.c.digest.in_(list(digests))
    )
    return {row[0]: row[1] for row in session.execute(wanted)}


def _forget_shapes(session: Session, perhaps: Collection[int]) -> None:
    """Delete those of these shapes that no document has any more."""
    if perhaps:
        used = exists().where(_DOCUMENTS.c.shape_id == _SHAPES.c.id)
        session.execute(delete(_SHAPES).where(_SHAPES.c.id.in_(sorted(perhaps)), ~used))


def every_document(session: Session, council_id: str) -> set[str]:
    """The ids of every document that the register holds or that stands on the shelf."""
    standing = select(tables.Document.thing_id).where(
        tables.Document.council_id == council_id, col(tables.Document.replaced_at).is_(None)
    )
    shelved = select(tables.LibraryDocument.document_id).where(tables.LibraryDocument.council_id == council_id)
    return {*session.exec(standing), *session.exec(shelved)}
