"""The councils of the installation, by the short name that operators write."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from gatekeeper.storage import tables


def councils(session: Session) -> Sequence[tables.Council]:
    """Every council, by slug."""
    return session.exec(select(tables.Council).order_by(col(tables.Council.slug))).all()


def council_by_slug(session: Session, slug: str) -> tables.Council | None:
    """The council of that slug, None where there is none."""
    return session.exec(select(tables.Council).where(tables.Council.slug == slug)).first()


def has_signing_key(session: Session, council_id: str) -> bool:
    """Whether a key that signs the council's checkpoints was ever published."""
    found = select(tables.SigningKeyRow.key).where(tables.SigningKeyRow.council_id == council_id)
    return session.exec(found).first() is not None
