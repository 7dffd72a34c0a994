"""What people have found: facts by their names, and for one request its need and purpose, and its relevance."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from sqlmodel import Field

from gatekeeper.core.case.words import GroundOffered, ImproperKind, SufficientMeans
from gatekeeper.storage.base import Recorded
from gatekeeper.storage.columns import three_valued, words

FindingLevel = Literal["council", "requester", "request", "document", "passage"]


class Finding(Recorded, table=True):
    """A fact that a person has found of a thing: in general, or for one request only.

    ``value`` is ``true``, ``false``, ``unknown`` or one of the fact's words. ``signed``: with who, when and why.
    """

    names: ClassVar = ("subject_id", "request_id")

    level: str = Field(sa_type=words(FindingLevel, unknown=False))
    subject_id: str = Field(max_length=32)
    request_id: str | None = Field(default=None, max_length=32)
    fact: str = Field(max_length=80)
    value: str = Field(max_length=80)
    signed: bool = False
    by: str | None = Field(default=None, max_length=300)
    at: datetime | None = None
    reasons: str | None = None


class Purpose(Recorded, table=True):
    """What is known or found of the need and purpose of one request. ``improper``: such a finding was made at all."""

    names: ClassVar = ("request_id",)

    request_id: str = Field(max_length=32)
    duty_stated: bool | str | None = Field(default=None, sa_type=three_valued())
    why_now_stated: bool | str | None = Field(default=None, sa_type=three_valued())
    bears_on_own_committee: bool | str | None = Field(default=None, sa_type=three_valued())
    constituent_asked: bool | str | None = Field(default=None, sa_type=three_valued())
    constituent_consents: bool | str | None = Field(default=None, sa_type=three_valued())
    reason_in_specific_terms: bool | str | None = Field(default=None, sa_type=three_valued())
    reasonably_necessary: bool | str | None = Field(default=None, sa_type=three_valued())
    curiosity_only: bool | str | None = Field(default=None, sa_type=three_valued())
    circulation_limited: bool | str | None = Field(default=None, sa_type=three_valued())
    matter_closed: bool | str | None = Field(default=None, sa_type=three_valued())
    sufficient_means: str | None = Field(default=None, sa_type=words(SufficientMeans))
    identities_needed: bool | str | None = Field(default=None, sa_type=three_valued())
    policy_document_in_place: bool | str | None = Field(default=None, sa_type=three_valued())
    consent_cannot_be_asked: bool | str | None = Field(default=None, sa_type=three_valued())
    ground_offered: str | None = Field(default=None, sa_type=words(GroundOffered))
    improper: bool = False
    evidenced: bool | str | None = Field(default=None, sa_type=three_valued())
    dominant: bool | str | None = Field(default=None, sa_type=three_valued())
    member_heard: bool | str | None = Field(default=None, sa_type=three_valued())
    improper_kind: str | None = Field(default=None, sa_type=words(ImproperKind, unknown=False))


class Relevance(Recorded, table=True):
    """The executive's findings, for one request, on relevance to scrutiny work (SI 2012/2089 reg 17(3)(a))."""

    names: ClassVar = ("passage_id", "request_id")

    passage_id: str = Field(max_length=32)
    request_id: str = Field(max_length=32)
    own_scrutiny: bool | str | None = Field(default=None, sa_type=three_valued())
    own_programme: bool | str | None = Field(default=None, sa_type=three_valued())
    other_programme: bool | str | None = Field(default=None, sa_type=three_valued())


class BreachFinding(Recorded, table=True):
    """Whether showing a confidential passage to the councillor of one request would breach the obligation."""

    __tablename__ = "breach_finding"
    names: ClassVar = ("passage_id", "request_id")

    passage_id: str = Field(max_length=32)
    request_id: str = Field(max_length=32)
    breach: bool | str = Field(sa_type=three_valued())
