"""Tokens that are refused in every process at once, and the word to all of them to forget the issuer's keys."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from gatekeeper.auth import AccessToken, IssuerUnavailable
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.storage.refusals import MOST, Refusal, TooManyRefusals, add_refusal, refusals
from gatekeeper.storage.tables.refusals import TokenRefusal
from gatekeeper.storage.transaction import Clock, utc_now
from gatekeeper.storage.types import Engine
from gatekeeper.storage.web import end_sessions

OF_USE: Final = timedelta(hours=2)
"""How long a refusal is kept: longer than any token that is accepted could last (an hour, and the skew)."""
FRESH_SECONDS: Final = 1.0
"""How long one reading of the refusals counts in a process."""
OLDEST_SECONDS: Final = 5.0
"""How long it counts while another thread reads them anew: after that a withdrawn token is refused for certain."""
SKEW: Final = timedelta(seconds=60)
_LONGEST_NAME: Final = 255
Kind = Literal["token", "subject", "everybody", "keys"]


def refuse_tokens(engine: Engine, issuer: str, kind: Kind, name: str = "", *, clock: Clock = utc_now) -> datetime:
    """Refuse a token (by its jti), a subject's tokens, or everybody's; or let the keys be forgotten. Until when.

    A subject is the person's name at the issuer. Tokens issued more than a minute later are accepted again: the
    issuer's clock may be ahead by so much. Sessions of the pages that have begun are ended with them. Raises
    CommandRefused for a name that no token could bear, and where too many are refused one by one; everybody's can
    always be refused, and the keys forgotten.
    """
    named = kind in ("token", "subject")
    if named != bool(name) or len(name) > _LONGEST_NAME or not (name.isascii() and name.isprintable()):
        why = f"{kind} takes {'a name of 1 to 255 printable ASCII characters' if named else 'no name'}"
        raise CommandRefused("Refuse tokens", why, "write it as it stands in the token")
    now = clock()
    refusal = TokenRefusal(kind=kind, issuer=issuer, name=name, issued_to=now + SKEW, until=now + OF_USE)
    try:
        add_refusal(engine, refusal, now)
    except TooManyRefusals:
        why, remedy = f"{MOST:,} are refused one by one already", "refuse everybody's tokens"
        raise CommandRefused("Refuse tokens", why, remedy) from None
    if kind in ("subject", "everybody"):
        end_sessions(engine, now, issuer=issuer, subject=name or None)
    return refusal.until


@dataclass(slots=True)
class _Known:
    """The refusals as they were last read."""

    tokens: set[tuple[str, str]] = field(default_factory=set)
    subjects: dict[tuple[str, str], datetime] = field(default_factory=dict)
    everybody: dict[str, datetime] = field(default_factory=dict)
    flushed: set[tuple[int, datetime]] = field(default_factory=set)
    read: float = 0

    def add(self, each: Refusal) -> None:
        """Count one more."""
        if each.kind == "token":
            self.tokens.add((each.issuer, each.name))
        elif each.kind == "subject":
            known = self.subjects.get((each.issuer, each.name), each.issued_to)
            self.subjects[each.issuer, each.name] = max(known, each.issued_to)
        elif each.kind == "everybody":
            self.everybody[each.issuer] = max(self.everybody.get(each.issuer, each.issued_to), each.issued_to)
        else:  # with its instant, because SQLite gives the number of a row that has gone to the next one
            self.flushed.add((each.id, each.issued_to))

    def denies(self, token: AccessToken) -> bool:
        """Whether one of them is of this token."""
        if (token.issuer, token.jti) in self.tokens:
            return True
        found = [self.everybody.get(token.issuer)]
        found += [self.subjects.get((token.issuer, name)) for name in (token.subject, token.person) if name]
        return any(to is not None and token.issued_at <= to for to in found)


class SharedDenyList:
    """The deny-list (auth.DenyList) that every process of an installation shares, read anew each second at most.

    Where it cannot be read, what the database raises goes on to the caller: nothing is answered without it.
    """

    def __init__(self, engine: Engine, clock: Clock = utc_now, ticks: Callable[[], float] = time.monotonic) -> None:
        """``ticks`` gives seconds that only go forward."""
        self._engine, self._clock, self._ticks = engine, clock, ticks
        self._turn = threading.Lock()
        self._held = _Known(read=-math.inf)
        self._flush: Callable[[], None] = _nothing

    def flushes(self, flush: Callable[[], None]) -> None:
        """Say what forgets the keys of this process: it is done when somebody asks for it in any process."""
        self._flush = flush

    def denies(self, token: AccessToken) -> bool:
        """Whether the token has been withdrawn. Raises IssuerUnavailable where the keys are forgotten just now."""
        held = self._held
        age = self._ticks() - held.read
        if age >= FRESH_SECONDS:
            held = self._renewed(held, age)
        return held.denies(token)

    def denies_at_once(self, token: AccessToken) -> bool | None:
        """The same where the last reading still counts; None where the database has to be asked."""
        held = self._held
        return held.denies(token) if self._ticks() - held.read < FRESH_SECONDS else None

    def _renewed(self, held: _Known, age: float) -> _Known:
        """The refusals read anew; while another thread does that, those held, unless they have become too old."""
        turn = self._turn.acquire(blocking=False)
        if not turn and age < OLDEST_SECONDS:
            return held
        try:
            self._held = known = self._read()
        finally:
            if turn:
                self._turn.release()
        if known.flushed <= held.flushed:
            return known
        self._flush()
        raise IssuerUnavailable("the keys were to be forgotten; they are fetched anew", 1)

    def _read(self) -> _Known:
        known = _Known(read=self._ticks())
        for each in refusals(self._engine, self._clock()):
            known.add(each)
        return known


def _nothing() -> None:
    """There are no keys to forget."""
