"""The record as it is kept: each council's chain, entries and tree, words that can be destroyed, rules, checkpoints."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

_OF_AN_ENTRY = (["council_id", "number"], ["entry.council_id", "entry.number"])


class ChainHead(SQLModel, table=True):
    """Where a council's chain stands. The row is locked first by whoever writes anything of that council.

    ``frontier`` is the hashes of the complete subtrees, 32 bytes each, the largest first. The row goes on by one entry
    at a time and never back.
    """

    __tablename__ = "chain_head"
    __table_args__ = (
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("(size = 0) = (last_at IS NULL)", name="last_at"),
        CheckConstraint("(size = 0) = (last_hash IS NULL)", name="last_hash"),
    )

    council_id: str = Field(primary_key=True, foreign_key="council.id", max_length=32)
    chain: str = Field(unique=True, max_length=200)
    size: int = 0
    frontier: bytes = b""
    last_at: datetime | None = None
    last_hash: bytes | None = None


class StoredEntryRow(SQLModel, table=True):
    """One entry: the bytes that were sealed, their leaf hash, and columns that repeat of them to find it by."""

    __tablename__ = "entry"

    council_id: str = Field(primary_key=True, foreign_key="chain_head.council_id", max_length=32)
    number: int = Field(primary_key=True)
    kind: str = Field(max_length=121)
    at: datetime
    person: str | None = Field(default=None, max_length=181)
    post: str | None = Field(default=None, max_length=181)
    body: bytes
    leaf_hash: bytes


class EntrySubject(SQLModel, table=True):
    """That an entry concerns a thing: an index by which all entries about one thing are found."""

    __tablename__ = "entry_subject"
    __table_args__ = (ForeignKeyConstraint(*_OF_AN_ENTRY), {"sqlite_with_rowid": False})

    council_id: str = Field(primary_key=True, max_length=32)
    subject: str = Field(primary_key=True, max_length=181)
    number: int = Field(primary_key=True)


class TreeNode(SQLModel, table=True):
    """A complete subtree of ``2**level`` entries, the first of them number ``place * 2**level``.

    The leaves (level 0) are not repeated here: their hashes are those of the entries.
    """

    __tablename__ = "tree_node"
    __table_args__ = (CheckConstraint("level > 0", name="level"), {"sqlite_with_rowid": False})

    council_id: str = Field(primary_key=True, foreign_key="chain_head.council_id", max_length=32)
    level: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    hash: bytes


class EntryWords(SQLModel, table=True):
    """The words of an entry and the key that seals them. To erase words, their row is deleted and an entry says so."""

    __tablename__ = "entry_words"
    __table_args__ = (ForeignKeyConstraint(*_OF_AN_ENTRY),)

    council_id: str = Field(primary_key=True, max_length=32)
    number: int = Field(primary_key=True)
    key: bytes
    text: str
    form: str = Field(max_length=20)


class Edition(SQLModel, table=True):
    """The canonical text of the rules of one time, by its SHA-256 in hex. Kept once for all councils."""

    digest: str = Field(primary_key=True, max_length=64)
    canonical: str


class KeptCheckpoint(SQLModel, table=True):
    """A copy of a signed checkpoint that left the database. It proves nothing by itself: the copies outside do."""

    __tablename__ = "signed_checkpoint"

    council_id: str = Field(primary_key=True, foreign_key="chain_head.council_id", max_length=32)
    size: int = Field(primary_key=True)
    note: str
    at: datetime


class SigningKeyRow(SQLModel, table=True):
    """A public key that signs or signed a council's checkpoints, and the sizes of the record at which it may."""

    __tablename__ = "signing_key"
    __table_args__ = (
        CheckConstraint("from_size >= 0", name="from_size"),
        CheckConstraint("to_size IS NULL OR to_size >= from_size", name="to_size"),
    )

    council_id: str = Field(primary_key=True, foreign_key="chain_head.council_id", max_length=32)
    key: str = Field(primary_key=True, max_length=300)
    from_size: int = 0
    to_size: int | None = None
