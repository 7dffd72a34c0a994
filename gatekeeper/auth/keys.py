"""Keeps an issuer's keys at hand: fetched seldom, by one at a time, kept through a short outage, dropped at a word."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

import httpx

from gatekeeper.auth.errors import IssuerUnavailable, Reason, TokenRefused
from gatekeeper.auth.issuer import IssuerSettings
from gatekeeper.auth.key_set import Keys, fetched_keys
from gatekeeper.auth.signatures import Algorithm, SigningKey

MOST_WAITING: Final = 16
"""How many callers at most wait for one fetch; the others are answered at once, so a flood holds up nobody else."""


@dataclass(frozen=True, slots=True)
class KeyTimes:
    """How long keys count, in seconds.

    ``fresh``: a set is used without asking. ``window``: the last good set is used although the issuer cannot be
    reached. ``unknown``: between two fetches for a key that the set does not hold. ``retry``: between two fetches
    after a failure. ``wait``: how long one caller waits for a fetch.
    """

    fresh: float = 300
    window: float = 3_600
    unknown: float = 60
    retry: float = 15
    wait: float = 2


@dataclass(frozen=True, slots=True)
class KeyHealth:
    """How it stands with the keys: for the page that says whether the program is well. Ages are in seconds."""

    state: Literal["fresh", "stale", "unavailable"]
    age: float | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class _Held:
    keys: Keys
    fetched: float


@dataclass(frozen=True, slots=True, eq=False)
class _Flight:
    """One fetch under way."""

    started: float
    landed: threading.Event = field(default_factory=threading.Event)


class KeySource:
    """The keys of one issuer, shared by all threads of a process."""

    def __init__(
        self,
        settings: IssuerSettings,
        client: httpx.Client,
        clock: Callable[[], float] = time.monotonic,
        times: KeyTimes | None = None,
    ) -> None:
        """``clock`` gives seconds that only go forward, so that a clock that is set right lengthens no key's life."""
        self._settings, self._client, self._clock = settings, client, clock
        self._times = times or KeyTimes()
        self._lock = threading.Lock()
        self._seats = threading.BoundedSemaphore(MOST_WAITING)
        self._held: _Held | None = None
        self._flight: _Flight | None = None
        self._attempted = -math.inf
        self._problem: IssuerUnavailable | None = None

    def key(self, kid: str, algorithm: Algorithm) -> SigningKey:
        """The issuer's key of that kid for that algorithm.

        Raises TokenRefused (key) where the issuer has no such key, and IssuerUnavailable where that cannot be told.
        """
        self._await(self._flight_for((kid, algorithm)))
        with self._lock:
            held, age = self._held, self._age()
        if held is None or age > self._times.window:
            raise self._unavailable()
        if found := held.keys.get((kid, algorithm)):
            return found
        if age > self._times.fresh:
            raise self._unavailable()
        raise TokenRefused(Reason.KEY, "the issuer has no such key for such signatures")

    def at_hand(self, kid: str, algorithm: Algorithm) -> SigningKey | None:
        """The issuer's key where it is held and fresh; None where to tell takes a fetch. It waits for nothing."""
        with self._lock:
            held = self._held if self._age() <= self._times.fresh else None
        return None if held is None else held.keys.get((kid, algorithm))

    def check(self) -> None:
        """Fetch the keys now, as a program does that starts. Raises IssuerUntrusted or IssuerUnavailable."""
        with self._lock:
            flight = self._flight or self._start()
        if not flight.landed.wait(self._times.wait):
            raise IssuerUnavailable("the issuer does not answer in time; see that it runs", self._retry_after())
        with self._lock:
            problem = self._problem
        if problem is not None:
            raise type(problem)(problem.why, self._retry_after())

    def flush(self) -> None:
        """Forget every key at once: no token is accepted until the keys have been fetched anew.

        A fetch that is under way counts for nothing. Each process has its own keys, so each must be told.
        """
        with self._lock:
            self._held, self._flight, self._attempted, self._problem = None, None, -math.inf, None

    def health(self) -> KeyHealth:
        """How it stands with the keys at this instant. Nothing is fetched."""
        with self._lock:
            age, problem = self._age(), self._problem
        why = problem.why if problem else None
        if age > self._times.window:
            return KeyHealth("unavailable", None if math.isinf(age) else age, why)
        return KeyHealth("fresh" if age <= self._times.fresh else "stale", age, why)

    def _flight_for(self, wanted: tuple[str, Algorithm]) -> _Flight | None:
        """The fetch that a caller should wait for: a new one where it is due, or one under way that she depends on."""
        with self._lock:
            age = self._age()
            known = self._held is not None and age <= self._times.window and wanted in self._held.keys
            fresh = age <= self._times.fresh
            if known and fresh:
                return None
            pause = self._times.unknown if fresh else self._times.retry
            if self._flight is None and self._clock() - self._attempted >= pause:
                return self._start()
            return None if known else self._flight

    def _await(self, flight: _Flight | None) -> None:
        if flight is None or not self._seats.acquire(blocking=False):
            return
        try:
            flight.landed.wait(max(0.0, self._times.wait - (self._clock() - flight.started)))
        finally:
            self._seats.release()

    def _start(self) -> _Flight:
        """Begin a fetch in a thread of its own, so that no caller depends on how long it takes. The lock is held."""
        self._attempted = self._clock()
        self._flight = flight = _Flight(self._attempted)
        threading.Thread(target=self._fly, args=(flight,), name="issuer-keys", daemon=True).start()
        return flight

    def _fly(self, flight: _Flight) -> None:
        keys: Keys | None = None
        problem = IssuerUnavailable("the fetch of the keys ended by a fault in the program; see its log")
        try:
            keys = fetched_keys(self._client, self._settings)
        except IssuerUnavailable as found:
            problem = found
        finally:
            self._land(flight, keys, problem)

    def _land(self, flight: _Flight, keys: Keys | None, problem: IssuerUnavailable) -> None:
        """Take what a fetch has brought, unless the keys were flushed meanwhile."""
        with self._lock:
            if self._flight is flight:
                self._flight = None
                self._held = self._held if keys is None else _Held(keys, flight.started)
                self._problem = problem if keys is None else None
        flight.landed.set()

    def _age(self) -> float:
        """How many seconds ago the set that is held was asked for; infinite where none is held."""
        return math.inf if self._held is None else self._clock() - self._held.fetched

    def _unavailable(self) -> IssuerUnavailable:
        with self._lock:
            why = self._problem.why if self._problem else "the issuer's keys have not come yet"
        return IssuerUnavailable(why, self._retry_after())

    def _retry_after(self) -> int:
        return max(1, math.ceil(self._times.retry))
