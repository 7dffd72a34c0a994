"""Takes jobs that are due, gives them back done or failed, and parks those that always fail; safe for many workers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Engine, Select, func, insert, literal, or_, select, update
from sqlmodel import Session, col

from gatekeeper.storage import tables
from gatekeeper.storage.columns import new_id
from gatekeeper.storage.locks import one_writer
from gatekeeper.storage.tables.jobs import Job
from gatekeeper.storage.transaction import reading

DECIDE: Final = "decide"
CHECKPOINT: Final = "checkpoint"
MOST_TRIES: Final = 5
"""How often a job is tried before it is parked."""
LEASE: Final = timedelta(minutes=5)
"""How long a taken job is left to its worker; after that the worker counts as gone."""
_FIRST_WAIT: Final = timedelta(seconds=30)
_PORTION: Final = 500
_IDLE: Final[dict[str, Any]] = {"claim": None, "claimed_until": None}
_FRESH: Final[dict[str, Any]] = {"tries": 0, "parked_at": None, "fault": None}


@dataclass(frozen=True, slots=True)
class Taken:
    """A job that a worker holds, and that nobody else takes meanwhile. ``tries`` counts this one."""

    id: int
    council_id: str
    task: str
    subject: str
    tries: int
    claim: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Parked:
    """A job that failed too often, with the kind of its last fault."""

    id: int
    council_id: str
    task: str
    subject: str
    parked_at: datetime
    fault: str


@contextmanager
def changing(engine: Engine) -> Iterator[Session]:
    """A transaction that changes jobs alone, and enters nothing in any record."""
    with one_writer(engine), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def add_missing(engine: Engine, withdrawn: str, now: datetime) -> None:
    """Add a job for each council, and for each request not in that status, that has none. It is due at once."""
    missing = [_councils_without(now), _requests_without(withdrawn, now)]
    with reading(engine) as session:
        missing = [each for each in missing if session.execute(each.limit(1)).first() is not None]
    if missing:
        with changing(engine) as session:
            for each in missing:
                session.execute(insert(Job).from_select(["council_id", "task", "subject", "due_at", "tries"], each))


def _councils_without(now: datetime) -> Select[Any]:
    council = tables.Council
    has = select(col(Job.id)).where(col(Job.council_id) == col(council.id), col(Job.task) == CHECKPOINT)
    return select(col(council.id), *_start(CHECKPOINT, now, literal(""))).where(~has.exists())


def _requests_without(withdrawn: str, now: datetime) -> Select[Any]:
    asked = tables.AskedDocument
    has = select(col(Job.id)).where(col(Job.council_id) == col(asked.council_id), col(Job.task) == DECIDE)
    has = has.where(col(Job.subject) == col(asked.request_id))
    found = select(col(asked.council_id), *_start(DECIDE, now, col(asked.request_id))).distinct()
    return found.where(col(asked.status) != withdrawn, col(asked.document_id).is_not(None), ~has.exists())


def _start(task: str, now: datetime, subject: Any) -> tuple[Any, ...]:
    columns: Any = Job.__table__.columns  # type: ignore[attr-defined]
    return literal(task, columns.task.type), subject, literal(now, columns.due_at.type), literal(0)


def take(engine: Engine, now: datetime, most: int) -> Sequence[Taken]:
    """Take the jobs that are due, the longest due first. Two workers never hold the same one.

    One that was tried before is taken alone: if it ends its worker, no other job is counted as tried because of it.
    """
    free = or_(col(Job.claimed_until).is_(None), col(Job.claimed_until) < now)
    due = select(col(Job.id)).where(col(Job.parked_at).is_(None), col(Job.due_at) <= now, free)
    due = due.order_by(col(Job.due_at), col(Job.id))
    with reading(engine) as session:
        tries = session.scalar(due.with_only_columns(col(Job.tries)).limit(1))
    if tries is None:
        return ()
    due = due.limit(1) if tries else due.where(col(Job.tries) == 0).limit(most)
    taken = update(Job).where(col(Job.id).in_(due.with_for_update(skip_locked=True)))
    taken = taken.values(claim=new_id(), claimed_until=now + LEASE, tries=col(Job.tries) + 1)
    held = (Job.id, Job.council_id, Job.task, Job.subject, Job.tries, Job.claim, Job.due_at)
    with changing(engine) as session:
        rows = session.execute(taken.returning(*(col(each) for each in held))).all()
    return sorted((Taken(*row) for row in rows), key=lambda each: (each.due_at, each.id))


def finish(session: Session, job: Taken, next_at: datetime) -> bool:
    """Note, in the transaction of the work itself, that it is done and when it is due next.

    False where the job is not held any more: then somebody else does it, and this work must not be kept.
    """
    done = update(Job).where(col(Job.id) == job.id, col(Job.claim) == job.claim)
    return _touched(session, done.values(due_at=next_at, **_IDLE, **_FRESH)) == 1


def fail(engine: Engine, job: Taken, now: datetime, fault: str) -> bool:
    """Note that it failed: it waits twice as long each time, and is parked after MOST_TRIES. Whether it is parked."""
    parked = job.tries >= MOST_TRIES
    later = now + _FIRST_WAIT * 2 ** (job.tries - 1)
    values = {"fault": fault[:100], "parked_at": now if parked else None, "due_at": later, **_IDLE}
    with changing(engine) as session:
        _touched(session, update(Job).where(col(Job.id) == job.id, col(Job.claim) == job.claim).values(**values))
    return parked


def put_back(engine: Engine, jobs: Collection[Taken]) -> None:
    """Give jobs back untried: the worker stops, or what they need is away."""
    with changing(engine) as session:
        for each in jobs:
            held = update(Job).where(col(Job.id) == each.id, col(Job.claim) == each.claim)
            _touched(session, held.values(tries=each.tries - 1, **_IDLE))


def wake(session: Session, council_id: str, requests: Sequence[str], now: datetime) -> None:
    """Have these requests decided again soon, parked or not: what the register says has changed."""
    for start in range(0, len(requests), _PORTION):
        some = col(Job.subject).in_(list(requests[start : start + _PORTION]))
        named = update(Job).where(col(Job.council_id) == council_id, col(Job.task) == DECIDE, some)
        _touched(session, named.values(due_at=now, **_FRESH))


def parked(engine: Engine) -> Sequence[Parked]:
    """Every job that is parked, the first one first."""
    found = select(Job).where(col(Job.parked_at).is_not(None)).order_by(col(Job.parked_at), col(Job.id))
    with reading(engine) as session:
        rows = session.scalars(found).all()
        return [
            Parked(each.id or 0, each.council_id, each.task, each.subject, each.parked_at, each.fault or "")
            for each in rows
            if each.parked_at is not None
        ]


def release(engine: Engine, now: datetime) -> int:
    """Have every parked job tried again; how many."""
    with changing(engine) as session:
        return _touched(
            session, update(Job).where(col(Job.parked_at).is_not(None)).values(due_at=now, **_IDLE, **_FRESH)
        )


def next_due(engine: Engine) -> datetime | None:
    """The earliest instant at which a job is due, None where there is none."""
    with reading(engine) as session:
        found: datetime | None = session.scalar(select(func.min(col(Job.due_at))).where(col(Job.parked_at).is_(None)))
        return found


def _touched(session: Session, statement: Any) -> int:
    result: Any = session.execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)
