"""Keeps sign-ins under way, each of use once and for minutes, and the text that people have typed and not sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Engine, and_, bindparam, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from gatekeeper.storage.driver import Question
from gatekeeper.storage.engine import is_sqlite
from gatekeeper.storage.jobs import changing
from gatekeeper.storage.tables.web import Draft, SignInAttempt
from gatekeeper.storage.transaction import reading

MOST_ATTEMPTS: Final = 10_000
"""How many sign-ins may be under way at a time; one more takes the place of the oldest."""
MOST_DRAFTS: Final = 50
"""How many drafts are kept of one person; one more takes the place of the oldest."""
LASTING: Final = "prepared:"
"""Begins the key of what was prepared rather than typed. It is counted on its own, and nothing else drives it out."""
MOST_LASTING: Final = 200
"""How much of that is kept of one person; there is no room for more until some of it is forgotten."""
_attempt: Final[Any] = SignInAttempt
_draft: Final[Any] = Draft
_FORM: Final = ("issuer", "subject", "council", "key")
_AS_KEPT: Final = ("return_to", "nonce", "verifier", "max_age", "began_at")


def add_attempt(engine: Engine, attempt: SignInAttempt, now: datetime) -> None:
    """Keep a sign-in that begins, and drop those that are of no use any more."""
    with changing(engine) as session:
        session.execute(delete(SignInAttempt).where(col(_attempt.expires_at) <= now))
        count = session.scalars(select(func.count()).select_from(SignInAttempt)).one()
        if count >= MOST_ATTEMPTS:
            _drop_oldest(session, SignInAttempt, col(_attempt.id) > 0, MOST_ATTEMPTS - 1)
        session.add(attempt)


def take_attempt(engine: Engine, state_hash: str, browser_hash: str, now: datetime) -> Mapping[str, Any] | None:
    """The sign-in of that state and browser, which is then gone: of two who take it, one has it."""
    mine = and_(col(_attempt.state_hash) == state_hash, col(_attempt.browser_hash) == browser_hash)
    taken = delete(SignInAttempt).where(mine, col(_attempt.expires_at) > now)
    with changing(engine) as session:
        row = session.execute(taken.returning(*(col(getattr(_attempt, each)) for each in _AS_KEPT))).first()
    return None if row is None else dict(zip(_AS_KEPT, row, strict=True))


def keep_draft(engine: Engine, draft: Draft) -> bool:
    """Keep what a person has typed, in place of what was kept of that form before; False where there is no room."""
    said = {name: getattr(draft, name) for name in (*_FORM, "values", "kept_at")}
    table: Any = Draft.__table__  # type: ignore[attr-defined]
    adding: Any = (sqlite.insert if is_sqlite(engine) else postgresql.insert)(table).values(said)
    again = {name: adding.excluded[name] for name in ("values", "kept_at")}
    hers = _hers(draft.issuer, draft.subject)
    with changing(engine) as session:
        if draft.key.startswith(LASTING) and _is_full(session, draft):
            return False
        session.execute(adding.on_conflict_do_update(index_elements=_FORM, set_=again))
        _drop_oldest(session, Draft, and_(hers, ~_lasts()), MOST_DRAFTS)
    return True


def find_draft(engine: Engine, issuer: str, subject: str, council: str, key: str) -> Mapping[str, Any] | None:
    """What is kept of that form, and when it was: ``values`` and ``kept_at``; None where nothing is."""
    rows = _FIND.glance(engine, {"issuer": issuer, "subject": subject, "council": council, "key": key})
    row = rows[0] if rows else None
    return None if row is None else {"values": row[0], "kept_at": row[1]}


def drafts_of(
    engine: Engine, issuer: str, subject: str, council: str
) -> Sequence[tuple[str, datetime, Mapping[str, Any]]]:
    """The forms of a council of which something of hers is kept, since when, and what; the newest first."""
    asked = (col(_draft.key), col(_draft.kept_at), col(_draft.values))
    found = select(*asked).where(_hers(issuer, subject), col(_draft.council) == council)
    with reading(engine) as session:
        rows = session.execute(found.order_by(col(_draft.kept_at).desc(), col(_draft.id).desc())).all()
    return [(key, kept_at, values) for key, kept_at, values in rows]


def drop_draft(engine: Engine, issuer: str, subject: str, council: str, key: str) -> None:
    """Forget what is kept of that form."""
    if find_draft(engine, issuer, subject, council, key) is None:
        return
    with changing(engine) as session:
        session.execute(delete(Draft).where(_form(issuer, subject, council, key)))


def sweep_kept(engine: Engine, now: datetime, drafts_before: datetime, lasting_before: datetime) -> int:
    """Remove sign-ins that are of no use any more, and what was typed or prepared before those instants; how many."""
    old = or_(
        and_(~_lasts(), col(_draft.kept_at) <= drafts_before), and_(_lasts(), col(_draft.kept_at) <= lasting_before)
    )
    with changing(engine) as session:
        attempts: Any = session.execute(delete(SignInAttempt).where(col(_attempt.expires_at) <= now))
        drafts: Any = session.execute(delete(Draft).where(old))
        return int(attempts.rowcount) + int(drafts.rowcount)


def _drop_oldest(session: Session, table: Any, which: ColumnElement[bool], left: int) -> None:
    """Remove the oldest of those rows, so that so many are left."""
    when = col(table.kept_at) if table is Draft else col(table.began_at)
    last = select(col(table.id)).where(which).order_by(when.desc(), col(table.id).desc()).offset(left)
    if found := session.scalars(last).all():
        session.execute(delete(table).where(col(table.id).in_(found)))


def _is_full(session: Session, draft: Draft) -> bool:
    """Whether as much is kept of what that person has prepared as may be, this not yet among it."""
    others = and_(_hers(draft.issuer, draft.subject), _lasts())
    this = _form(draft.issuer, draft.subject, draft.council, draft.key)
    count = session.scalars(select(func.count()).select_from(Draft).where(others, ~this)).one()
    return int(count) >= MOST_LASTING


def _lasts() -> ColumnElement[bool]:
    return col(_draft.key).startswith(LASTING, autoescape=True)


def _hers(issuer: str, subject: str) -> ColumnElement[bool]:
    return and_(col(_draft.issuer) == issuer, col(_draft.subject) == subject)


def _form(issuer: str, subject: str, council: str, key: str) -> ColumnElement[bool]:
    return and_(_hers(issuer, subject), col(_draft.council) == council, col(_draft.key) == key)


def _question() -> Question:
    """What is kept of a form; put together once, since every page that begins a request or shows a form asks it."""
    given: dict[str, Any] = {each: bindparam(each) for each in _FORM}
    form = _form(**given)
    return Question(select(col(_draft.values), col(_draft.kept_at)).where(form))


_FIND: Final = _question()
