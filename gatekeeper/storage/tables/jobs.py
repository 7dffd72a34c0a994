"""What is done at an instant without anybody asking: one row for each thing that recurs, with its next instant."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from gatekeeper.storage.columns import words

JobTask = Literal["decide", "checkpoint"]
_WAITING = text("parked_at IS NULL")


class Job(SQLModel, table=True):
    """One thing that recurs: a request to be decided again, or a council's record to be signed.

    ``subject`` is the request's id, empty for what concerns the council. A worker that takes a job writes a random
    ``claim``, and until when it holds. ``tries`` counts how often it was taken since it last succeeded; a job that
    fails too often is parked, with the kind of its last ``fault``, until a person or a change of the register wakes it.
    """

    __table_args__ = (
        UniqueConstraint("council_id", "task", "subject"),
        Index("ix_job_due", "due_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        CheckConstraint("tries >= 0", name="tries"),
    )

    id: int | None = Field(default=None, primary_key=True)
    council_id: str = Field(foreign_key="council.id", max_length=32)
    task: str = Field(sa_type=words(JobTask, unknown=False))
    subject: str = Field(default="", max_length=32)
    due_at: datetime
    tries: int = 0
    claim: str | None = Field(default=None, max_length=32)
    claimed_until: datetime | None = None
    parked_at: datetime | None = None
    fault: str | None = Field(default=None, max_length=100)
