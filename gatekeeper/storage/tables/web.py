"""What the pages keep of a person who signs in: her sessions, sign-ins under way, and text that she has typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from gatekeeper.storage.columns import new_id, plain_data


class WebSessionRow(SQLModel, table=True):
    """One sign-in of one person in one browser, of the whole installation.

    ``cookie_hash`` is the SHA-256 of what her browser holds, which is kept nowhere here. ``subject`` is her lasting
    name at the issuer, by which the register knows her; ``sub`` the issuer's own name of her where that is another.
    ``ends_at`` is when it ends for certain, ``ended_at`` when it was ended before.
    """

    __tablename__ = "web_session"
    __table_args__ = (Index("ix_web_session_person", "issuer", "subject"), Index("ix_web_session_ends_at", "ends_at"))

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    cookie_hash: str = Field(unique=True, max_length=64)
    issuer: str = Field(max_length=500)
    subject: str = Field(max_length=300)
    sub: str = Field(max_length=300)
    name: str | None = Field(default=None, max_length=300)
    began_at: datetime
    seen_at: datetime
    authenticated_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None


class WebChoice(SQLModel, table=True):
    """In one session and council: the post, or the councillor, that a person has chosen to act in or for."""

    __tablename__ = "web_choice"

    session_id: str = Field(foreign_key="web_session.id", primary_key=True, max_length=32)
    slug: str = Field(primary_key=True, max_length=60)
    post: str | None = Field(default=None, max_length=32)
    behalf_of: str | None = Field(default=None, max_length=32)


class SignInAttempt(SQLModel, table=True):
    """A sign-in under way, for minutes: what the answer of the sign-in service is checked against, once.

    ``browser_hash`` is the SHA-256 of what the browser holds that began it, ``state_hash`` that of its state.
    """

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_expires_at", "expires_at"),)

    id: int | None = Field(default=None, primary_key=True)
    state_hash: str = Field(unique=True, max_length=64)
    browser_hash: str = Field(max_length=64)
    nonce: str = Field(max_length=100)
    verifier: str = Field(max_length=128)
    return_to: str = Field(max_length=2000)
    max_age: int | None = None
    began_at: datetime
    expires_at: datetime


class Draft(SQLModel, table=True):
    """What a person has typed into a form of a council and not sent yet: for each field its values."""

    __table_args__ = (
        UniqueConstraint("issuer", "subject", "council", "key"),
        Index("ix_draft_kept_at", "kept_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    issuer: str = Field(max_length=500)
    subject: str = Field(max_length=300)
    council: str = Field(max_length=60)
    key: str = Field(max_length=300)
    values: dict[str, Any] = Field(sa_type=plain_data())
    kept_at: datetime
