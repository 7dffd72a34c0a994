"""The people: their offices and seats by date, groups, wards, assistants, and what they have declared."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from sqlmodel import Field

from gatekeeper.core.case.words import Post as PoliticalPostWord
from gatekeeper.core.case.words import RequesterKind, Role
from gatekeeper.storage.base import Recorded
from gatekeeper.storage.columns import from_before_to, plain_data, three_valued, words

TieKind = Literal[
    "declared_interest", "family", "business", "close_friend", "subject_of_document", "group_leader_of", "other"
]


class Person(Recorded, table=True):
    """A person: the name, the address for notices, and the subject by which an identity provider knows her."""

    name: str = Field(max_length=300)
    email: str | None = Field(default=None, max_length=300)
    signs_in_as: str | None = Field(default=None, max_length=300)


class Ward(Recorded, table=True):
    """A ward or division."""

    name: str = Field(max_length=300)


class PartyGroup(Recorded, table=True):
    """A political group on the council."""

    __tablename__ = "party_group"

    name: str = Field(max_length=300)


class Office(Recorded, table=True):
    """What a person is towards the council: a councillor, an elected mayor, a co-opted member, nobody.

    The ``…_complete`` columns say that the lists of seats, of periods in the executive, of portfolios and of posts are
    all there are; where one is not, what it does not tell is not yet known.
    """

    names: ClassVar = ("person_id", "ward_id")

    person_id: str = Field(max_length=32)
    ward_id: str | None = Field(default=None, max_length=32)
    kind: str = Field(sa_type=words(RequesterKind))
    of_this_council: bool | str | None = Field(default=None, sa_type=three_valued())
    elected_on: date | None = None
    accepted_office_on: date | None = None
    ended_on: date | None = None
    disqualified_from: date | None = None
    elector: bool | str | None = Field(default=None, sa_type=three_valued())
    memberships_complete: bool = True
    executive_complete: bool = True
    portfolios_complete: bool = True
    posts_complete: bool = True


class Suspension(Recorded, table=True):
    """A period in which an office is suspended."""

    names: ClassVar = ("person_id",)
    kept: ClassVar = (from_before_to,)

    person_id: str = Field(max_length=32)
    from_on: date
    to_on: date | None = None


class Membership(Recorded, table=True):
    """A seat on a body, or a place among its substitutes (then, for a named substitute, the days she stands in)."""

    names: ClassVar = ("person_id", "body_id")
    kept: ClassVar = (from_before_to,)

    person_id: str = Field(max_length=32)
    body_id: str = Field(max_length=32)
    role: str = Field(sa_type=words(Role, unknown=False))
    from_on: date
    to_on: date | None = None
    for_meetings_on: list[Any] | None = Field(default=None, sa_type=plain_data())


class CabinetPeriod(Recorded, table=True):
    """A period in the executive."""

    __tablename__ = "cabinet_period"
    names: ClassVar = ("person_id",)
    kept: ClassVar = (from_before_to,)

    person_id: str = Field(max_length=32)
    from_on: date
    to_on: date | None = None


class Portfolio(Recorded, table=True):
    """A subject for which a member of the executive answers."""

    names: ClassVar = ("person_id",)
    kept: ClassVar = (from_before_to,)

    person_id: str = Field(max_length=32)
    subject: str = Field(max_length=300)
    from_on: date
    to_on: date | None = None


class PoliticalPost(Recorded, table=True):
    """Leader of the council, leader of a group, or spokesperson on a subject."""

    __tablename__ = "political_post"
    names: ClassVar = ("person_id", "group_id")
    kept: ClassVar = (from_before_to,)

    person_id: str = Field(max_length=32)
    group_id: str | None = Field(default=None, max_length=32)
    post: str = Field(sa_type=words(PoliticalPostWord, unknown=False))
    subject: str | None = Field(default=None, max_length=300)
    from_on: date
    to_on: date | None = None


class GroupMembership(Recorded, table=True):
    """A person's membership of a political group."""

    __tablename__ = "group_membership"
    names: ClassVar = ("person_id", "group_id")
    kept: ClassVar = (from_before_to,)

    person_id: str = Field(max_length=32)
    group_id: str = Field(max_length=32)
    from_on: date
    to_on: date | None = None


class AssistantAuthority(Recorded, table=True):
    """A councillor's authority for a group assistant to ask in her name."""

    __tablename__ = "assistant_authority"
    names: ClassVar = ("assistant_id", "councillor_id")
    kept: ClassVar = (from_before_to,)

    assistant_id: str = Field(max_length=32)
    councillor_id: str = Field(max_length=32)
    from_on: date
    to_on: date | None = None


class Tie(Recorded, table=True):
    """A declared interest or relationship: of a person with another person, with a document, or with a subject."""

    names: ClassVar = ("person_id", "to_person_id", "to_document_id")
    kept: ClassVar = (from_before_to,)

    person_id: str = Field(max_length=32)
    to_person_id: str | None = Field(default=None, max_length=32)
    to_document_id: str | None = Field(default=None, max_length=32)
    subject: str | None = Field(default=None, max_length=300)
    kind: str = Field(sa_type=words(TieKind, unknown=False))
    pecuniary: bool | str | None = Field(default=None, sa_type=three_valued())
    from_on: date
    to_on: date | None = None
