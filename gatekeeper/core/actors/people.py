"""The people of a council on a case: who holds which post, who is away, who is related, who did what already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from gatekeeper.core.actors.errors import ActorError, check_named, check_period, check_rung, check_word

Capacity = Literal["substantive", "acting", "deputy"]
"""How a person has a post: as her own, for the time being with all that belongs to it, or for another's absence."""

Act = Literal["held", "advised", "determined", "ruled", "prepared", "asked"]
"""What a person has done on a case; *asked* is having made the request, herself or for the councillor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A person in a post from one instant until just before another. Raises ActorError where it cannot be true.

    ``post`` is her own post and ``kind`` its sort, in the words of a pack (*director*, *monitoring_officer*).
    ``deputises`` is the post she stands in for; None with the capacity *deputy* means the post itself. A
    *deputy_monitoring_officer* without it stands in for the council's monitoring officer. ``order`` is the order in
    which several are asked, the lowest first. ``to_at`` is exclusive; None is open.
    """

    person: str
    post: str
    kind: str
    capacity: Capacity
    deputises: str | None = None
    order: int = 0
    from_at: datetime
    to_at: datetime | None = None

    def __post_init__(self) -> None:
        check_named(person=self.person, post=self.post, kind=self.kind, deputises=self.deputises)
        check_word("capacity", self.capacity, get_args(Capacity))
        check_period(self.from_at, self.to_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A person who is away from one instant until just before another; None is open. Raises ActorError."""

    person: str
    from_at: datetime
    to_at: datetime | None = None

    def __post_init__(self) -> None:
        check_named(person=self.person)
        check_period(self.from_at, self.to_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A declared relationship or interest; between two persons it counts both ways. Raises ActorError.

    It is to a person, to a document, or to both. ``kind`` is kept for the record and never shown in a reason.
    """

    person: str
    to_person: str | None = None
    to_document: str | None = None
    kind: str
    from_at: datetime
    to_at: datetime | None = None

    def __post_init__(self) -> None:
        check_named(person=self.person, to_person=self.to_person, to_document=self.to_document, kind=self.kind)
        if self.to_person is None and self.to_document is None:
            raise ActorError("to_person", "the tie leads nowhere", "name the person or the document it is to")
        check_period(self.from_at, self.to_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAct:
    """What a person has done on this case, and at which rung: 0 is the first determination. Raises ActorError."""

    person: str
    act: Act
    rung: int = 0

    def __post_init__(self) -> None:
        check_named(person=self.person)
        check_word("act", self.act, get_args(Act))
        check_rung(self.rung)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A person's seat on a body that decides by resolution. ``post`` is the body, ``kind`` committee or full_council.

    Without instants the seat is held throughout; a substitute's seat begins and ends with the meeting. Raises
    ActorError.
    """

    person: str
    post: str
    kind: str = "committee"
    from_at: datetime | None = None
    to_at: datetime | None = None

    def __post_init__(self) -> None:
        check_named(person=self.person, post=self.post, kind=self.kind)
        check_period(self.from_at, self.to_at)
