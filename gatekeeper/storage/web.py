"""Keeps the sessions of people who have signed in to the pages: begun, found by their cookie's hash, ended, swept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Engine, and_, bindparam, delete, func, insert, or_, select, update
from sqlmodel import Session, col

from gatekeeper.storage.driver import Question
from gatekeeper.storage.jobs import changing
from gatekeeper.storage.tables.refusals import TokenRefusal
from gatekeeper.storage.tables.web import WebChoice, WebSessionRow
from gatekeeper.storage.transaction import reading

MOST_SESSIONS: Final = 20
"""How many sessions one person may have at a time; the oldest is ended by one more."""
Choices = dict[str, tuple[str | None, str | None]]
_row: Final[Any] = WebSessionRow


class Stored(NamedTuple):
    """What is kept of a session itself (storage.tables.web)."""

    id: str
    issuer: str
    subject: str
    name: str | None
    began_at: datetime
    seen_at: datetime
    authenticated_at: datetime
    ends_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as it is kept; ``refused_to`` is the last instant up to which her tokens are refused, if any."""

    row: Stored
    choices: Choices
    refused_to: datetime | None = None


def _question() -> Any:
    """Every page asks it, so it is put together once: a session, what was chosen in it, and what is refused to her."""
    refused: Any = TokenRefusal
    hers = and_(col(refused.kind) == "subject", or_(refused.name == _row.subject, refused.name == _row.sub))
    last = select(func.max(col(refused.issued_to))).where(refused.issuer == _row.issuer)
    last = last.where(col(refused.until) > bindparam("now", type_=refused.until.type))
    last = last.where(or_(col(refused.kind) == "everybody", hers))
    chosen: Any = WebChoice
    columns = [getattr(_row, each) for each in Stored._fields]
    found = select(
        last.correlate(WebSessionRow).scalar_subquery(), chosen.slug, chosen.post, chosen.behalf_of, *columns
    )
    found = found.select_from(WebSessionRow).outerjoin(WebChoice, chosen.session_id == _row.id)
    return found.where(_row.cookie_hash == bindparam("cookie"))


_FIND: Final = Question(_question())
_BEFORE: Final = 4
"""How many columns stand before those of the session itself."""


def add_session(engine: Engine, row: WebSessionRow, before: str | None) -> Choices:
    """Keep a new session and end the one of the cookie hash ``before``, whose choices the same person keeps."""
    with changing(engine) as session:
        old = _by_cookie(session, before) if before else None
        same = old is not None and (old.issuer, old.subject) == (row.issuer, row.subject)
        choices = _choices(session, old.id) if old is not None and same else {}
        if old is not None and old.ended_at is None:
            old.ended_at = row.began_at
        session.add(row)
        session.flush()
        for slug, (post, behalf_of) in choices.items():
            session.add(WebChoice(session_id=row.id, slug=slug, post=post, behalf_of=behalf_of))
        _end_oldest(session, row)
        return choices


def _end_oldest(session: Session, row: WebSessionRow) -> None:
    mine = select(col(_row.id)).where(_of(row.issuer, row.subject), col(_row.ended_at).is_(None))
    oldest = mine.order_by(col(_row.began_at).desc(), col(_row.id)).offset(MOST_SESSIONS)
    found = [each for each in session.scalars(oldest).all() if each != row.id]
    if found:
        session.execute(update(WebSessionRow).where(col(_row.id).in_(found)).values(ended_at=row.began_at))


def find_session(engine: Engine, cookie_hash: str, now: datetime) -> Kept | None:
    """The session of that cookie, whatever has become of it; None where there is none."""
    rows = _FIND.glance(engine, {"cookie": cookie_hash, "now": now})
    if not rows:
        return None
    choices = {slug: (post, behalf_of) for _, slug, post, behalf_of, *_ in rows if slug is not None}
    return Kept(Stored(*rows[0][_BEFORE:]), choices, rows[0][0])


def stored(row: WebSessionRow) -> Stored:
    """What is kept of a session that has just been added."""
    return Stored(*(getattr(row, each) for each in Stored._fields))


def touch(engine: Engine, session_id: str, now: datetime) -> None:
    """Note that a session is in use at that instant."""
    seen = update(WebSessionRow).where(col(_row.id) == session_id, col(_row.seen_at) < now)
    with changing(engine) as session:
        session.execute(seen.values(seen_at=now))


def sessions_of(engine: Engine, issuer: str, subject: str, now: datetime) -> Sequence[WebSessionRow]:
    """Those of a person that have not ended, the newest first."""
    found = select(WebSessionRow).where(_of(issuer, subject), col(_row.ended_at).is_(None), col(_row.ends_at) > now)
    with reading(engine) as session:
        rows = session.scalars(found.order_by(col(_row.began_at).desc(), col(_row.id))).all()
        session.expunge_all()
        return rows


def end_sessions(
    engine: Engine,
    now: datetime,
    *,
    cookie_hash: str | None = None,
    session_id: str | None = None,
    issuer: str | None = None,
    subject: str | None = None,
) -> int:
    """End those sessions that are meant by every name that is given (at least one); how many were not ended yet."""
    wanted: list[ColumnElement[bool]] = []
    wanted += [col(_row.cookie_hash) == cookie_hash] if cookie_hash is not None else []
    wanted += [col(_row.id) == session_id] if session_id is not None else []
    wanted += [col(_row.issuer) == issuer] if issuer is not None else []
    wanted += [or_(col(_row.subject) == subject, col(_row.sub) == subject)] if subject is not None else []
    if not wanted:
        raise ValueError("say which sessions are to end")
    ended = update(WebSessionRow).where(*wanted, col(_row.ended_at).is_(None), col(_row.ends_at) > now)
    with changing(engine) as session:
        return _touched(session, ended.values(ended_at=now))


def choose(engine: Engine, session_id: str, slug: str, post: str | None, behalf_of: str | None) -> None:
    """Keep in which post, or for which councillor, she acts in that council from now on."""
    where = and_(col(WebChoice.session_id) == session_id, col(WebChoice.slug) == slug)
    with changing(engine) as session:
        row = session.get(WebSessionRow, session_id, with_for_update=True)
        if row is None or row.ended_at is not None:
            return
        session.execute(delete(WebChoice).where(where))
        if post is not None or behalf_of is not None:
            session.execute(insert(WebChoice).values(session_id=session_id, slug=slug, post=post, behalf_of=behalf_of))


def sweep_sessions(engine: Engine, before: datetime) -> int:
    """Remove the sessions that were over by that instant; how many."""
    over = select(col(_row.id)).where(or_(col(_row.ends_at) <= before, col(_row.ended_at) <= before))
    with changing(engine) as session:
        session.execute(delete(WebChoice).where(col(WebChoice.session_id).in_(over)))
        return _touched(session, delete(WebSessionRow).where(col(_row.id).in_(over)))


def _by_cookie(session: Session, cookie_hash: str) -> WebSessionRow | None:
    return session.scalars(select(WebSessionRow).where(col(_row.cookie_hash) == cookie_hash)).one_or_none()


def _choices(session: Session, session_id: str) -> Choices:
    chosen: Any = WebChoice
    found = select(col(chosen.slug), col(chosen.post), col(chosen.behalf_of))
    rows = session.execute(found.where(col(chosen.session_id) == session_id)).all()
    return {slug: (post, behalf_of) for slug, post, behalf_of in rows}


def _of(issuer: str, subject: str) -> ColumnElement[bool]:
    return and_(col(_row.issuer) == issuer, col(_row.subject) == subject)


def _touched(session: Session, statement: Any) -> int:
    result: Any = session.execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)
