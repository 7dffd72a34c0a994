"""Tokens that every process of the installation refuses, kept in the one database that all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from gatekeeper.storage.locks import one_writer
from gatekeeper.storage.tables.refusals import TokenRefusal
from gatekeeper.storage.transaction import reading

MOST: int = 100_000
"""How many refusals are read at most; who needs more refuses everybody's tokens."""


def add_refusal(engine: Engine, refusal: TokenRefusal, now: datetime) -> None:
    """Keep a refusal, and drop those that are of no use any more."""
    with one_writer(engine), Session(engine, expire_on_commit=False) as session, session.begin():
        session.execute(delete(TokenRefusal).where(col(TokenRefusal.until) <= now))
        session.add(refusal)


def refusals(engine: Engine, now: datetime) -> Sequence[TokenRefusal]:
    """Every refusal of use at that instant, the oldest first."""
    found = select(TokenRefusal).where(col(TokenRefusal.until) > now).order_by(col(TokenRefusal.id)).limit(MOST)
    with reading(engine) as session:
        rows = session.exec(found).all()
        session.expunge_all()
        return rows
