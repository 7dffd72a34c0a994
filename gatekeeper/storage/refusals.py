"""Tokens that every process of the installation refuses, kept in the one database that all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Engine, delete, func, select
from sqlmodel import Session, col

from gatekeeper.storage.locks import one_writer
from gatekeeper.storage.tables.refusals import TokenRefusal
from gatekeeper.storage.transaction import reading

MOST: Final = 10_000
"""How many tokens and subjects may be refused one by one; who needs more refuses everybody's tokens."""
_ONE_BY_ONE: Final = ("token", "subject")


class Refusal(NamedTuple):
    """A refusal as it is read (storage.tables.refusals)."""

    id: int
    kind: str
    issuer: str
    name: str
    issued_to: datetime


class TooManyRefusals(RuntimeError):
    """So many are refused one by one that no more is kept: every process reads them all, and passes none over."""


def add_refusal(engine: Engine, refusal: TokenRefusal, now: datetime) -> None:
    """Keep a refusal, and drop those that are of no use any more. Raises TooManyRefusals where there are MOST."""
    with one_writer(engine), Session(engine, expire_on_commit=False) as session, session.begin():
        session.execute(delete(TokenRefusal).where(col(TokenRefusal.until) <= now))
        if refusal.kind in _ONE_BY_ONE and _one_by_one(session) >= MOST:
            raise TooManyRefusals
        session.add(refusal)


def refusals(engine: Engine, now: datetime) -> Sequence[Refusal]:
    """Every refusal of use at that instant, the oldest first, and none left out."""
    parts = (col(getattr(TokenRefusal, part)) for part in Refusal._fields)
    found = select(*parts).where(col(TokenRefusal.until) > now).order_by(col(TokenRefusal.id))
    with reading(engine) as session:
        return [Refusal(*row) for row in session.execute(found)]


def _one_by_one(session: Session) -> int:
    counted = select(func.count()).select_from(TokenRefusal).where(col(TokenRefusal.kind).in_(_ONE_BY_ONE))
    return session.scalars(counted).one()
