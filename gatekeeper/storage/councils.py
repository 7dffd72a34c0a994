"""The councils of the installation, by the short name that operators write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Engine, and_, func, text
from sqlmodel import Session, col, select

from gatekeeper.storage import tables
from gatekeeper.storage.driver import Question, connection_of
from gatekeeper.storage.register_memory import mark_but_for_cases, mark_of

_ID: Final = Question(text("SELECT id FROM council WHERE slug = :slug"))

_GLANCE: Final = Question(
    text("SELECT c.id, m.tables FROM council c LEFT JOIN register_mark m ON m.council_id = c.id WHERE c.slug = :slug")
)


@dataclass(frozen=True, slots=True)
class Glance:
    """A council's id, and one word for all that its register says now, but for what is said of single requests."""

    council_id: str
    mark: str


def glance(engine: Engine, slug: str) -> Glance | None:
    """The council of that slug and the mark of its register, by one question and without a transaction."""
    found = next(iter(_GLANCE.glance(engine, {"slug": slug})), None)
    return None if found is None else Glance(str(found[0]), mark_but_for_cases(str(found[1] or "")))


def glance_in(session: Session, council_id: str) -> Glance:
    """The same as a transaction sees it."""
    return Glance(council_id, mark_but_for_cases(mark_of(session, council_id)))


def councils(session: Session) -> Sequence[tables.Council]:
    """Every council, by slug."""
    return session.exec(select(tables.Council).order_by(col(tables.Council.slug))).all()


def slug_of(session: Session, council_id: str) -> str:
    """The slug of the council of that id. Raises sqlalchemy's NoResultFound."""
    return session.exec(select(tables.Council.slug).where(tables.Council.id == council_id)).one()


def council_id_of(session: Session, slug: str) -> str | None:
    """The id of the council of that slug, None where there is none. Every call asks it, so no row is made of it."""
    found = _ID.value(connection_of(session), {"slug": slug})
    return None if found is None else str(found)


def known_in(session: Session, subject: str) -> Sequence[tuple[str, str, str]]:
    """Each council that knows exactly one person of that name at the identity provider: its slug and name, and hers."""
    council, person, about = tables.Council, tables.Person, tables.CouncilParticulars
    here = (col(person.signs_in_as) == subject, col(person.replaced_at).is_(None))
    once = select(col(person.council_id)).where(*here).group_by(col(person.council_id)).having(func.count() == 1)
    named = (col(about.council_id) == col(council.id), col(about.replaced_at).is_(None))
    found = select(council.slug, func.coalesce(col(about.name), council.slug), person.name)
    found = found.join(person, col(person.council_id) == col(council.id)).outerjoin(about, and_(*named))
    rows = session.exec(found.where(*here, col(council.id).in_(once)).distinct()).all()
    return list({row[0]: (row[0], row[1], row[2]) for row in rows}.values())


def has_signing_key(session: Session, council_id: str) -> bool:
    """Whether a key that signs the council's checkpoints was ever published."""
    found = select(tables.SigningKeyRow.key).where(tables.SigningKeyRow.council_id == council_id)
    return session.exec(found).first() is not None
