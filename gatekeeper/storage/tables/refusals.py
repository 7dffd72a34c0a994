"""Tokens that are refused everywhere at once, and the word to every process to forget the issuer's keys."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from gatekeeper.storage.columns import words

RefusalKind = Literal["token", "subject", "everybody", "keys"]


class TokenRefusal(SQLModel, table=True):
    """One refusal, of the whole installation. It is of no use, and goes, once no token that it refuses could be valid.

    ``name`` is the token's jti, or the person's name at the issuer; empty for ``everybody`` and ``keys``. Tokens of a
    subject or of everybody are refused where they were issued up to ``issued_to``.
    """

    __tablename__ = "token_refusal"
    __table_args__ = (Index("ix_token_refusal_until", "until"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_type=words(RefusalKind, unknown=False))
    issuer: str = Field(max_length=500)
    name: str = Field(default="", max_length=300)
    issued_to: datetime
    until: datetime
