"""What every table has in common: things with a council, and rows that are replaced, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from gatekeeper.storage.columns import new_id

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(column_0_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata
"""Every table of the installation."""


class Council(SQLModel, table=True):
    """One council of the installation. Everything else belongs to exactly one."""

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    slug: str = Field(unique=True, max_length=60)
    created_at: datetime


class Thing(SQLModel, table=True):
    """What a thing of a council is called, for ever: its random id, its kind, and the council's own code for it.

    Rows about things refer to (council, thing) together, so that nothing of one council can point into another.
    """

    __table_args__ = (UniqueConstraint("council_id", "kind", "code"), UniqueConstraint("council_id", "id"))

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    kind: str = Field(max_length=40)
    code: str = Field(max_length=200)


def things(*columns: str) -> tuple[ForeignKeyConstraint, ...]:
    """The constraints that these columns name things of the row's own council."""
    return tuple(ForeignKeyConstraint(["council_id", each], ["thing.council_id", "thing.id"]) for each in columns)


class Recorded(SQLModel):
    """One version of what the register says of a thing: never changed but to say that, and when, it was replaced.

    ``entry`` is the number of the record's entry by which it was recorded, ``replaced_by`` of the one that ended it.
    A thing has one row with ``replaced_at`` NULL, or none where it was removed.
    """

    names: ClassVar[tuple[str, ...]] = ()
    """The columns that name other things of the same council."""
    kept: ClassVar[tuple[Any, ...]] = ()
    """Further constraints of the table."""

    row_id: int | None = Field(default=None, primary_key=True)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    thing_id: str = Field(max_length=32)
    recorded_at: datetime
    entry: int
    replaced_at: datetime | None = None
    replaced_by: int | None = None

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        """One current row for each thing; things of the same council; an index for each name."""
        table = str(cls.__tablename__)
        current = text("replaced_at IS NULL")
        one = Index(
            f"uq_{table}_current", "council_id", "thing_id", unique=True, sqlite_where=current, postgresql_where=current
        )
        indexes = [Index(f"ix_{table}_{each}", each) for each in cls.names]
        extra = [each() if callable(each) else each for each in cls.kept]
        return (one, *indexes, *things("thing_id", *cls.names), *extra)
