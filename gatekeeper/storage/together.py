"""Lets those who wait to write one SQLite file be written together: each undone by itself, all committed at once.

SQLite has one writer, and much of what a commit costs is the same however much it stores. So whoever's turn it is does
the work of those who wait as well, one after the other, each within a savepoint of its own, and commits once for all.
Nobody is told that hers is done before it is committed. Where the database itself fails at any of it, nothing of what
was done together is kept, and each is done again alone.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from gatekeeper.storage.driver import run
from gatekeeper.storage.engine import is_sqlite
from gatekeeper.storage.locks import WAIT_SECONDS, StorageBusy, one_writer
from gatekeeper.storage.register_memory import UNSETTLED
from gatekeeper.storage.writers_own import to_write

MOST: Final = 16
"""How many are written together at most: none of them waits for more than these to be done."""
T = TypeVar("T")


def _held() -> threading.Lock:
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass(slots=True, eq=False)
class _Job:
    """What one thread wants done, and what became of it."""

    work: Callable[[Session], Any]
    turn: threading.Lock = field(default_factory=_held)
    """Let go of when it is done, or when its own thread is to lead."""
    leads: bool = False
    result: Any = None
    error: BaseException | None = None
    settled: bool = False
    """Whether what became of it is certain: its result is committed, or nothing of it is stored."""

    def outcome(self) -> Any:
        """What the work came to. Raises what it raised."""
        if self.error is not None:
            raise self.error
        return self.result


@dataclass(slots=True, eq=False)
class _Line:
    """Those who wait to write one file. The first of them leads; where nobody waits, nobody does."""

    guard: threading.Lock = field(default_factory=threading.Lock)
    waiting: deque[_Job] = field(default_factory=deque)
    led: bool = False

    def join(self, job: _Job, seconds: float) -> None:
        """Wait until the job is done, or leads. Raises StorageBusy where its turn does not come in that time."""
        with self.guard:
            self.waiting.append(job)
            job.leads, self.led = not self.led, True
        if job.leads or job.turn.acquire(timeout=seconds):
            return
        with self.guard:
            if job in self.waiting and not job.leads:
                self.waiting.remove(job)
                raise StorageBusy.after(seconds)
        job.turn.acquire()

    def next_few(self) -> list[_Job]:
        """The leader's job and those behind it; they wait no longer."""
        with self.guard:
            return [self.waiting.popleft() for _ in range(min(MOST, len(self.waiting)))]

    def pass_on(self, done: Sequence[_Job]) -> None:
        """Let the next one lead, and tell the others that theirs is done."""
        with self.guard:
            following = self.waiting[0] if self.waiting else None
            self.led = following is not None
            if following is not None:
                following.leads = True
        for job in (*done, *((following,) if following else ())):
            job.turn.release()


_LINES: Final[dict[str, _Line]] = {}


def in_turn(engine: Engine, work: Callable[[Session], T], seconds: float = WAIT_SECONDS) -> T:
    """Do the work in a transaction that is committed when this returns; on SQLite perhaps together with others'.

    It may be done several times, and in another thread; only the last time counts. Raises StorageBusy where its turn
    does not come in so many seconds, and whatever `work` raises: then nothing of it is stored.
    """
    job = _Job(work)
    if is_sqlite(engine):
        line = _line(engine)
        line.join(job, seconds)
        if job.leads:
            with _leading(line) as jobs:
                _do(engine, jobs, line, seconds)
    else:
        _alone(engine, job)
    return cast("T", job.outcome())


def waiting(engine: Engine) -> int:
    """How many wait in this process to write the file."""
    return len(_line(engine).waiting)


def _line(engine: Engine) -> _Line:
    return _LINES.setdefault(str(engine.url.database), _Line())


@contextmanager
def _leading(line: _Line) -> Iterator[list[_Job]]:
    """The jobs that the leader takes on, to be filled; whatever happens, nobody is left waiting for them."""
    jobs: list[_Job] = []
    try:
        yield jobs
    finally:
        jobs = jobs or line.next_few()
        for job in (each for each in jobs if not each.settled):
            job.error = StorageBusy("The program was stopped while it wrote. Nothing was stored. Try again.")
        line.pass_on(jobs)


def _do(engine: Engine, jobs: list[_Job], line: _Line, seconds: float) -> None:
    """Do the leader's job with those that wait by then. What each comes to, an error among it, is kept with it."""
    try:
        with one_writer(engine, seconds):
            jobs += line.next_few()
            if len(jobs) == 1 or not _together(engine, jobs):
                for job in jobs:
                    _alone(engine, job)
    except StorageBusy:
        jobs += line.next_few()
        for job in jobs:
            job.error, job.settled = StorageBusy.after(seconds), True


def _alone(engine: Engine, job: _Job) -> None:
    """Do a job in a transaction of its own."""
    job.result = job.error = None
    try:
        with to_write(engine) as connection:
            _work(connection, job)
    except Exception as error:  # noqa: BLE001  it is raised in the thread whose job it is
        job.error = error
    job.settled = True


def _together(engine: Engine, jobs: Sequence[_Job]) -> bool:
    """Do the jobs in one transaction; False where the database failed at any of it, and so nothing was stored."""
    try:
        with to_write(engine) as connection:
            for job in jobs:
                _within(connection, job)
    except SQLAlchemyError:
        return False
    for job in jobs:
        job.settled = True
    return True


def _within(connection: Connection, job: _Job) -> None:
    """Do one of several jobs: what it raises undoes what it did. Raises SQLAlchemyError where the database failed.

    The savepoint is the driver's own, as SQLAlchemy's costs as much as a short command.
    """
    run(connection, "SAVEPOINT one", ())
    try:
        _work(connection, job, {UNSETTLED: True})
    except SQLAlchemyError:
        raise
    except Exception as error:  # noqa: BLE001  it is raised in the thread whose job it is
        job.error = error
        run(connection, "ROLLBACK TO one", ())
    run(connection, "RELEASE one", ())


def _work(connection: Connection, job: _Job, info: dict[Any, Any] | None = None) -> None:
    """Do a job within the connection's transaction.

    Its session neither commits nor undoes anything, but where the database fails at what it writes: then it undoes the
    whole transaction, and nothing goes on from there.
    """
    session = Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only", info=info or {})
    try:
        job.result = job.work(session)
        session.commit()
    finally:
        session.close()
