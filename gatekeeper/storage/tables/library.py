"""The library: what of each document can touch a decision, the pages of its passages, and the words on its pages.

All of it follows from the register and the kept files, and is made anew with every change of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from gatekeeper.storage.base import things
from gatekeeper.storage.columns import plain_data


class LibraryShape(SQLModel, table=True):
    """What of a document can touch a decision, as canonical JSON: very many documents share one shape.

    ``links`` is its business, ``rest`` all else; neither holds a title, a name of a passage or a reason.
    """

    __tablename__ = "library_shape"
    __table_args__ = (UniqueConstraint("council_id", "digest"),)

    id: int | None = Field(default=None, primary_key=True)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    digest: str = Field(max_length=64)
    links: str | None = Field(default=None, sa_type=Text)
    rest: str = Field(sa_type=Text)


class LibraryDocument(SQLModel, table=True):
    """A document on the shelf: its shape, its newest business, and its passages in their order.

    ``business_at`` is before 1990 where it has no dated business. ``parts``: the ref, pages and title of each passage.
    """

    __tablename__ = "library_document"
    __table_args__ = (
        Index("ix_library_document_newest", "council_id", "business_at", "document_id"),
        Index("ix_library_document_shape", "shape_id"),
        *things("document_id"),
    )

    document_id: str = Field(primary_key=True, max_length=32)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    shape_id: int = Field(foreign_key="library_shape.id")
    business_at: datetime
    body_id: str | None = Field(default=None, max_length=32)
    body: str | None = Field(default=None, max_length=300)
    kind: str | None = Field(default=None, max_length=60)
    title_known: bool
    existence_known: bool
    parts: list[Any] = Field(sa_type=plain_data())


class LibraryPage(SQLModel, table=True):
    """The words on one page of a document's kept file; page 0 is its title, page -1 its public label.

    ``cover`` says which passages the page lies in: one bit for each, by its place in the document. The page is read
    by whoever may see every one of them.
    """

    __tablename__ = "library_page"
    __table_args__ = (UniqueConstraint("document_id", "page"), *things("document_id"))

    id: int | None = Field(default=None, primary_key=True)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    document_id: str = Field(max_length=32)
    page: int
    cover: int = Field(sa_type=BigInteger)
    sha256: str = Field(default="", max_length=64)
    words: str = Field(sa_type=Text)
