"""The library in the database: which documents stand on the shelf, in what order, and to what a list is narrowed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from gatekeeper.storage import tables

T = TypeVar("T")
NO_BUSINESS: Final = datetime(1989, 1, 1, tzinfo=UTC)
"""The instant under which a document without dated business stands: after all others."""
PORTION: Final = 500
"""How many documents are asked about in one question."""
_DOCUMENT, _SHAPE = tables.LibraryDocument, tables.LibraryShape


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the order of the library: the newest business first, then by the documents' ids."""

    business_at: datetime
    document_id: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to: the kind of document; the body (id) and instant of its newest business.

    ``to_at`` is not itself included.
    """

    kind: str | None = None
    body_id: str | None = None
    from_at: datetime | None = None
    to_at: datetime | None = None

    def conditions(self, after: Mark | None) -> list[ColumnElement[bool]]:
        """The conditions on a document of the shelf, those of a place in the order among them."""
        newest = col(_DOCUMENT.business_at)
        found = [col(_DOCUMENT.kind) == self.kind] if self.kind is not None else []
        found += [col(_DOCUMENT.body_id) == self.body_id] if self.body_id is not None else []
        found += [newest >= self.from_at] if self.from_at is not None else []
        found += [newest < self.to_at] if self.to_at is not None else []
        return [*found, _after(after)] if after is not None else found


def _after(mark: Mark) -> ColumnElement[bool]:
    newest, document = col(_DOCUMENT.business_at), col(_DOCUMENT.document_id)
    same = and_(newest == mark.business_at, document > mark.document_id)
    return and_(newest <= mark.business_at, or_(newest < mark.business_at, same))


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A document of the shelf, as far as going through the shelf needs it: its place, and the digest of its shape."""

    mark: Mark
    shape: str
    existence_known: bool


def shelf(session: Session, council_id: str, filters: Filters, after: Mark | None, most: int) -> list[OnShelf]:
    """The documents of the shelf that follow a place in its order, so many at most, closed ones among them."""
    asked = (
        select(_DOCUMENT.business_at, _DOCUMENT.document_id, _SHAPE.digest, _DOCUMENT.existence_known)
        .join(_SHAPE, col(_SHAPE.id) == col(_DOCUMENT.shape_id))
        .where(_DOCUMENT.council_id == council_id, *filters.conditions(after))
        .order_by(col(_DOCUMENT.business_at).desc(), col(_DOCUMENT.document_id))
        .limit(most)
    )
    return [OnShelf(Mark(at, document), shape, known) for at, document, shape, known in session.exec(asked)]


def documents_on(session: Session, council_id: str, documents: Collection[str]) -> dict[str, tables.LibraryDocument]:
    """What stands on the shelf of these documents, by their ids."""
    found: dict[str, tables.LibraryDocument] = {}
    for some in portions(documents):
        asked = select(_DOCUMENT).where(_DOCUMENT.council_id == council_id, col(_DOCUMENT.document_id).in_(some))
        found |= {row.document_id: row for row in session.exec(asked)}
    return found


def shapes_of(session: Session, council_id: str, digests: Collection[str]) -> list[tables.LibraryShape]:
    """The shapes of these digests."""
    found: list[tables.LibraryShape] = []
    for some in portions(digests):
        asked = select(_SHAPE).where(_SHAPE.council_id == council_id, col(_SHAPE.digest).in_(some))
        found += session.exec(asked)
    return found


def digests_of(session: Session, council_id: str, ids: Collection[int] | None = None) -> dict[int, str]:
    """The digest of each shape by its id: of these, or of every shape of the council's documents."""
    asked = select(_SHAPE.id, _SHAPE.digest).where(_SHAPE.council_id == council_id)
    if ids is None:
        return {number: digest for number, digest in session.exec(asked) if number is not None}
    some = session.exec(asked.where(col(_SHAPE.id).in_(list(ids))))
    return {number: digest for number, digest in some if number is not None}


def portions(values: Collection[T]) -> Iterator[Sequence[T]]:
    """The values, some at a time."""
    listed = list(values)
    return (listed[start : start + PORTION] for start in range(0, len(listed), PORTION))
