"""One command, one transaction: what is changed and the entry that says so are stored together, or neither is."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from gatekeeper.core.audit import KEY_SIZE, Deed, State, Words, seal
from gatekeeper.core.audit.commitment import Form
from gatekeeper.storage.engine import reading_options
from gatekeeper.storage.locks import StorageBusy, is_collision, one_writer
from gatekeeper.storage.record_rows import locked_head, store
from gatekeeper.storage.record_text import clean_text
from gatekeeper.storage.together import in_turn

ATTEMPTS: Final = 6
_FIRST_PAUSE: Final = 0.01

T = TypeVar("T")
Clock = Callable[[], datetime]
RandomBytes = Callable[[int], bytes]


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


class Transaction:
    """What a service holds while it writes for one council, whose chain is locked meanwhile.

    ``session`` is for the tables, ``now`` the one time of everything done in it: the clock's, or that of the last entry
    where the clock is behind it. Never commit or roll back by hand.
    """

    def __init__(self, session: Session, council_id: str, clock: Clock, random_bytes: RandomBytes) -> None:
        """Lock the council's chain. Raises UnknownCouncil where there is none."""
        self.session = session
        self.council_id = council_id
        self._connection = session.connection()
        self._head = locked_head(self._connection, council_id)
        self._random_bytes = random_bytes
        now = clock().astimezone(UTC)
        self.now = max(now, self._head.last_at or now)

    @property
    def size(self) -> int:
        """How many entries the council's record holds, which is the number that the next one will bear."""
        return self._head.size

    @property
    def chain(self) -> str:
        """The name of the council's chain."""
        return self._head.chain

    def enter(  # noqa: PLR0913
        self,
        kind: str,
        subjects: Iterable[str],
        *,
        person: str | None,
        post: str | None,
        behalf_of: str | None = None,
        before: State | None = None,
        after: State | None = None,
        edition: str | None = None,
        refers_to: Iterable[int] = (),
        words: str | None = None,
        form: Form = "text",
    ) -> int:
        """Enter a deed in the council's record, dated ``now``, and give its number. The parts are those of ``Deed``.

        `words` are sealed and kept beside the entry. Raises EntryError where a part is not of its form.
        """
        deed = Deed(
            kind=kind,
            at=self.now,
            person=person,
            post=post,
            subjects=tuple(sorted(set(subjects))),
            behalf_of=behalf_of,
            before=before,
            after=after,
            edition=edition,
            refers_to=tuple(sorted(set(refers_to))),
        )
        kept = None if words is None else Words(clean_text(words), self._random_bytes(KEY_SIZE), form)
        sealed = seal(self._head, deed, kept)
        store(self._connection, self.council_id, sealed, kept)
        self._head = sealed.head
        return sealed.entry.number


@contextmanager
def writing(
    engine: Engine, council_id: str, *, clock: Clock = utc_now, random_bytes: RandomBytes = secrets.token_bytes
) -> Iterator[Transaction]:
    """One transaction for one council: committed at the end, rolled back on any exception.

    The council's chain is locked first, so that those who write for one council take turns and cannot deadlock.
    Raises UnknownCouncil, and StorageBusy where others write for too long.
    """
    with one_writer(engine), Session(engine, expire_on_commit=False) as session, session.begin():
        yield Transaction(session, council_id, clock, random_bytes)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the database throughout and cannot write."""
    with engine.connect().execution_options(**reading_options(engine)) as connection, Session(connection) as session:
        yield session


def run(
    engine: Engine,
    council_id: str,
    work: Callable[[Transaction], T],
    *,
    attempts: int = ATTEMPTS,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> T:
    """Do `work` in a transaction, again from its beginning where it collided with another one.

    `work` must act on nothing but the transaction: it may run several times, and in another thread, and only the last
    run counts.
    Raises StorageBusy after so many attempts, and whatever `work` raises.
    """
    cause: DBAPIError | None = None
    for attempt in range(attempts):
        if cause is not None:
            time.sleep(_FIRST_PAUSE * 2**attempt * (0.5 + random.random()))
        try:
            return in_turn(engine, lambda session: work(Transaction(session, council_id, clock, random_bytes)))
        except DBAPIError as error:
            if not is_collision(error):
                raise
            cause = error
    raise StorageBusy(f"It collided with others {attempts} times. Nothing was stored. Try again.") from cause
