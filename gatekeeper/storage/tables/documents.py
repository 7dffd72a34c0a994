"""The documents: who holds them, what business they relate to, their passages, and how each passage is classified."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from gatekeeper.core.case.words import (
    BalanceResult,
    ConfidentialBasis,
    Copyright,
    DocumentKind,
    Draft,
    Holder,
    NegotiationState,
)
from gatekeeper.storage.base import Recorded
from gatekeeper.storage.columns import plain_data, three_valued, words


def _one_kind_of_business() -> CheckConstraint:
    return CheckConstraint("(item_id IS NULL) <> (decision_id IS NULL)", name="business")


class Document(Recorded, table=True):
    """A document of the council, with the proper officer's three decisions on who may know of it.

    ``existence_known``: whether councillors may know that it exists; ``title_known``: whether they may know its title;
    ``public_label``: what it is called where they may not. ``links_complete``: the links recorded are all there are.
    """

    names: ClassVar = ("holder_post_id", "responsible_body_id")

    title: str = Field(max_length=300)
    existence_known: bool = True
    title_known: bool = True
    public_label: str | None = Field(default=None, max_length=300)
    holder_post_id: str | None = Field(default=None, max_length=32)
    kind: str | None = Field(default=None, sa_type=words(DocumentKind))
    page_count: int | None = None
    holder: str | None = Field(default=None, sa_type=words(Holder))
    council_can_call_for_it: bool | str | None = Field(default=None, sa_type=three_valued())
    executive_can_call_for_it: bool | str | None = Field(default=None, sa_type=three_valued())
    draft: str | None = Field(default=None, sa_type=words(Draft))
    considered_for_executive_decision: bool | str | None = Field(default=None, sa_type=three_valued())
    listed_background_paper: bool | str | None = Field(default=None, sa_type=three_valued())
    responsible_body_id: str | None = Field(default=None, max_length=32)
    portfolio: str | None = Field(default=None, max_length=300)
    copyright: str | None = Field(default=None, sa_type=words(Copyright))
    window_opens_on: date | None = None
    links_complete: bool = True


class Link(Recorded, table=True):
    """That a document relates to an item of business, or to a decision that one person takes."""

    names: ClassVar = ("document_id", "item_id", "decision_id")
    kept: ClassVar = (_one_kind_of_business,)

    document_id: str = Field(max_length=32)
    item_id: str | None = Field(default=None, max_length=32)
    decision_id: str | None = Field(default=None, max_length=32)
    position: int = 0


class Passage(Recorded, table=True):
    """A range of pages that is decided as one, and what an officer found in it.

    ``paragraphs_complete``: the proper officer has looked, and the paragraphs recorded are all she claims.
    """

    names: ClassVar = ("document_id",)

    document_id: str = Field(max_length=32)
    position: int = 0
    title: str | None = Field(default=None, max_length=300)
    pages: str | None = Field(default=None, max_length=200)
    separable: bool | str | None = Field(default=None, sa_type=three_valued())
    paragraphs_complete: bool = False
    registered: bool | str | None = Field(default=None, sa_type=three_valued())
    self_planning: bool | str | None = Field(default=None, sa_type=three_valued())
    negotiation: str | None = Field(default=None, sa_type=words(NegotiationState))
    negotiation_opened_on: date | None = None
    negotiation_concluded_on: date | None = None
    negotiation_accepted: bool | str | None = Field(default=None, sa_type=three_valued())
    basis: str | None = Field(default=None, sa_type=words(ConfidentialBasis))
    citation: str | None = Field(default=None, max_length=300)
    reaches_every_route: bool | str | None = Field(default=None, sa_type=three_valued())
    contains: list[Any] | None = Field(default=None, sa_type=plain_data())
    contains_not_yet_known: list[Any] | None = Field(default=None, sa_type=plain_data())


class Paragraph(Recorded, table=True):
    """A paragraph of Schedule 12A claimed for a passage, with its own public-interest balance."""

    names: ClassVar = ("passage_id",)
    kept: ClassVar = (CheckConstraint("number BETWEEN 1 AND 7", name="number"),)

    passage_id: str = Field(max_length=32)
    position: int = 0
    number: int
    result: str | None = Field(default=None, sa_type=words(BalanceResult))
    reasons: str | None = None
    by: str | None = Field(default=None, max_length=300)
    at: datetime | None = None
    review_on: date | None = None
    how_to_challenge: str | None = None


class BalanceConfirmation(Recorded, table=True):
    """The proper officer's word, for one request, on the balance of one paragraph."""

    __tablename__ = "balance_confirmation"
    names: ClassVar = ("paragraph_id", "request_id")

    paragraph_id: str = Field(max_length=32)
    request_id: str = Field(max_length=32)
    confirmed: bool | str = Field(sa_type=three_valued())


class StoredFile(Recorded, table=True):
    """The file of a document: its hash (SHA-256), size in bytes, and the random name under which it is kept.

    ``page_count``: how many pages the file itself has, whatever the register says of the document.
    """

    __tablename__ = "stored_file"
    names: ClassVar = ("document_id",)

    document_id: str = Field(max_length=32)
    kept_as: str = Field(max_length=64)
    sha256: str = Field(max_length=64)
    size: int
    media_type: str = Field(max_length=100)
    page_count: int | None = None
