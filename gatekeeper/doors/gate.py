"""Who is let in now: whoever asks too much (a caller, an address, a council) is sent away with a time to wait."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Final

from starlette.types import Scope

from gatekeeper.doors.limits import Buckets, Limits
from gatekeeper.doors.problems import Problem

_FULL_SECONDS: Final = 2
_FILES_SECONDS: Final = 5
_SITE_BITS: Final = 64
_MOST_COUNCILS: Final = 2_000
Caller = tuple[str, str]
"""Who calls: the issuer that knows her, and her name there (or that of a program)."""
_log = logging.getLogger("gatekeeper.api")


@dataclass(slots=True, eq=False)
class _Turn:
    """The place of one council: how many of its calls are answered now, and how many wait."""

    free: asyncio.Semaphore
    waiting: int = 0
    inside: int = 0


@dataclass(slots=True)
class Gate:
    """The gate of one process. Its callers are all in one event loop, so nothing is locked."""

    limits: Limits
    ticks: Callable[[], float] = time.monotonic
    inside: int = 0
    _turns: OrderedDict[str, _Turn] = field(default_factory=OrderedDict)
    _files: Counter[Hashable] = field(default_factory=Counter)
    _callers: Buckets = field(init=False)
    _refused: Buckets = field(init=False)
    _councils: Buckets = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nobody counted."""
        self._callers = Buckets(self.limits.caller, self.ticks)
        self._refused = Buckets(self.limits.refused, self.ticks)
        self._councils = Buckets(self.limits.council, self.ticks)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Hold one of the places of the process. Raises Problem (503) where all are taken."""
        if self.inside >= self.limits.at_once:
            raise _full()
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1

    def check_address(self, scope: Scope) -> None:
        """Raises Problem (429) for an address from which too many calls with tokens of no use came."""
        address = address_of(scope, self.limits.proxies)
        if address and (seconds := self._refused.wait(address)):
            raise _too_many("calls with tokens that are not accepted", seconds)

    def count_refused(self, scope: Scope) -> None:
        """Count a call whose token was not accepted against its address."""
        address = address_of(scope, self.limits.proxies)
        if address:
            self._refused.take(address)

    def count(self, caller: Caller, slug: str) -> None:
        """Count a call against its caller and the council of its address. Raises Problem (429)."""
        if seconds := self._callers.take(caller):
            _log.warning("a caller asks too much and is slowed down", extra={"council": slug})
            raise _too_many("calls of yours", seconds)
        if seconds := self._councils.take(slug):
            _log.warning("a council asks too much and is slowed down", extra={"council": slug})
            raise _too_many("calls in this council", seconds)

    @contextmanager
    def file(self, caller: Caller, way: str) -> Iterator[None]:
        """Hold a place for a file that is on its way (``in`` or ``out``) for as long as that takes.

        Whoever dawdles holds up nobody: a file takes no turn of its council. Raises Problem (429, 503).
        """
        whose = (way, *caller)
        if self._files[whose] >= self.limits.files_of_caller:
            raise _too_many("files of yours on their way at the same time", _FILES_SECONDS)
        if self._files[way] >= self.limits.files:
            raise _full()
        self._files.update((way, whose))
        try:
            yield
        finally:
            self._files.subtract((way, whose))
            if not self._files[whose]:
                del self._files[whose]

    @asynccontextmanager
    async def turn(self, slug: str) -> AsyncIterator[None]:
        """Wait for one of the council's own places, so that its calls do not take those of others.

        Raises Problem (429) where too many wait already.
        """
        turn = self._turn(slug)
        if turn.free.locked() and turn.waiting >= self.limits.council_waiting:
            raise _too_many("calls in this council at the same time", _FULL_SECONDS)
        turn.waiting += 1
        try:
            await turn.free.acquire()
        finally:
            turn.waiting -= 1
        turn.inside += 1
        try:
            yield
        finally:
            turn.inside -= 1
            turn.free.release()

    def _turn(self, slug: str) -> _Turn:
        if slug not in self._turns:
            self._turns[slug] = _Turn(asyncio.Semaphore(self.limits.council_at_once))
            self._forget()
        self._turns.move_to_end(slug)
        return self._turns[slug]

    def _forget(self) -> None:
        """Addresses may name councils that are none: those that nobody is in are forgotten."""
        idle = [slug for slug, each in self._turns.items() if not each.waiting and not each.inside]
        for slug in idle[: max(0, len(self._turns) - _MOST_COUNCILS)]:
            del self._turns[slug]


def address_of(scope: Scope, proxies: frozenset[str]) -> str | None:
    """Where a call comes from: its own end of the line, or what a believed proxy says of it.

    Nothing that a caller writes is believed. None where it comes from this machine and no proxy is believed: then it
    may be anybody's. Of an IPv6 address the network, of which a caller has as many addresses as she likes.
    """
    peer = scope["client"][0] if scope.get("client") else None
    if peer in proxies:
        said = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for").decode("latin-1")
        hops = [each.strip() for each in said.split(",") if each.strip() and each.strip() not in proxies]
        peer = hops[-1] if hops else None
    try:
        found = ipaddress.ip_address(peer or "")
    except ValueError:
        return None
    if found.is_loopback:
        return None
    if found.version == 6:
        return str(ipaddress.ip_network((found, _SITE_BITS), strict=False))
    return str(found)


def _too_many(what: str, seconds: int) -> Problem:
    why, remedy = f"there were too many {what} in a short time", f"wait {seconds} seconds, and call less often"
    return Problem(429, "too-many", "Too many calls", why=why, remedy=remedy, headers={"Retry-After": str(seconds)})


def _full() -> Problem:
    why, remedy = "as many calls as it can take are being answered", f"try again in {_FULL_SECONDS} seconds"
    headers = {"Retry-After": str(_FULL_SECONDS)}
    return Problem(503, "full", "Not able to answer now", why=why, remedy=remedy, headers=headers)
