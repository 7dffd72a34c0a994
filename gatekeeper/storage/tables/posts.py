"""The officers' posts, who holds them by date, who deputises, and who is away."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from gatekeeper.storage.base import Recorded
from gatekeeper.storage.columns import words

PostKind = Literal[
    "director",
    "head_of_service",
    "senior_officer",
    "monitoring_officer",
    "deputy_monitoring_officer",
    "chief_executive",
    "proper_officer",
    "chief_finance_officer",
    "data_protection_officer",
    "chief_information_officer",
    "executive",
    "committee",
    "full_council",
    "clerk",
    "line_manager",
    "group_leader",
    "outside_adviser",
    "foi_officer",
    "officer",
    "auditor",
    "administrator",
    "group_assistant",
]
Capacity = Literal["substantive", "acting", "deputy"]


def _in_order() -> CheckConstraint:
    return CheckConstraint("to_at IS NULL OR to_at > from_at", name="period")


class Post(Recorded, table=True):
    """A post of the council: what kind it is, its title, and for a director the directorate.

    A committee that decides is a post too.
    """

    names: ClassVar = ("body_id",)

    kind: str = Field(sa_type=words(PostKind, unknown=False))
    title: str = Field(max_length=300)
    directorate: str | None = Field(default=None, max_length=300)
    body_id: str | None = Field(default=None, max_length=32)


class Appointment(Recorded, table=True):
    """Who holds a post, acts in it, or deputises for it (``order_no`` first the lowest). ``to_at`` is exclusive."""

    names: ClassVar = ("person_id", "post_id")
    kept: ClassVar = (_in_order,)

    person_id: str = Field(max_length=32)
    post_id: str = Field(max_length=32)
    capacity: str = Field(default="substantive", sa_type=words(Capacity, unknown=False))
    order_no: int = 0
    from_at: datetime
    to_at: datetime | None = None


class Absence(Recorded, table=True):
    """A time in which a person is away and deputies act. ``to_at`` is exclusive."""

    names: ClassVar = ("person_id",)
    kept: ClassVar = (_in_order,)

    person_id: str = Field(max_length=32)
    from_at: datetime
    to_at: datetime | None = None
