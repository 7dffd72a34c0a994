"""The council's business: bodies, meetings, items of agendas, and decisions that one person takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Field

from gatekeeper.core.case.words import Access, Decider, DecisionType, FixedBy, MeetingBody
from gatekeeper.storage.base import Recorded
from gatekeeper.storage.columns import three_valued, words


class Body(Recorded, table=True):
    """A body of the council. Without ``type`` nothing is said of its kind."""

    name: str = Field(max_length=300)
    type: str | None = Field(default=None, sa_type=words(MeetingBody))


class Meeting(Recorded, table=True):
    """One meeting of a body: when it begins (or its day, where the time is not known), ended, and was convened."""

    names: ClassVar = ("body_id",)

    body_id: str = Field(max_length=32)
    meeting_at: datetime | None = None
    meeting_on: date | None = None
    ended_at: datetime | None = None
    convened_on: date | None = None


class Item(Recorded, table=True):
    """One item of business: for a meeting of its body, or without a meeting yet.

    ``ended_at``: where it ended before the meeting.
    """

    names: ClassVar = ("body_id", "meeting_id")

    body_id: str = Field(max_length=32)
    meeting_id: str | None = Field(default=None, max_length=32)
    title: str | None = Field(default=None, max_length=300)
    access: str | None = Field(default=None, sa_type=words(Access))
    fixed_by: str | None = Field(default=None, sa_type=words(FixedBy))
    item_added_on: date | None = None
    ended_at: datetime | None = None
    papers_with_members: bool | str | None = Field(default=None, sa_type=three_valued())


class SoleDecision(Recorded, table=True):
    """A decision that one person takes: an executive member, an officer, a ward member. ``decider`` is the post."""

    __tablename__ = "sole_decision"

    decider: str = Field(max_length=300)
    type: str = Field(sa_type=words(Decider))
    title: str | None = Field(default=None, max_length=300)
    decided_at: datetime | None = None
    decided_on: date | None = None
    decision_expected: bool | str | None = Field(default=None, sa_type=three_valued())
    decision_type: str | None = Field(default=None, sa_type=words(DecisionType))
    must_be_recorded: bool | str | None = Field(default=None, sa_type=three_valued())
