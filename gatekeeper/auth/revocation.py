"""Tokens that are refused although they have not expired: named one by one, or all of one subject up to an instant."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from gatekeeper.auth.access_token import AccessToken


class DenyList(Protocol):
    """Says whether a valid token has been withdrawn. It goes by the token's jti, never by its text.

    One signature has more than one spelling, so a list of texts could be slipped past. Where the list cannot be read,
    it raises: nothing is answered without it.
    """

    def denies(self, token: AccessToken) -> bool:
        """Whether the token has been withdrawn."""
        ...

    def denies_at_once(self, token: AccessToken) -> bool | None:
        """The same where the list is at hand; None where to tell means to wait for it. It waits for nothing."""
        ...


class MemoryDenyList:
    """A deny-list in the memory of one process; an entry is dropped once no token that it refuses could be valid."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """``clock`` gives the present instant, aware."""
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens: dict[tuple[str, str], datetime] = {}
        self._subjects: dict[tuple[str, str], tuple[datetime, datetime]] = {}

    def __len__(self) -> int:
        """How many entries are held."""
        return len(self._tokens) + len(self._subjects)

    def deny_token(self, issuer: str, jti: str, until: datetime) -> None:
        """Refuse the token of that jti; ``until`` is its expiry and the skew, and a later one outlasts an earlier."""
        with self._lock:
            self._drop_expired()
            self._tokens[issuer, jti] = max(until, self._tokens.get((issuer, jti), until))

    def deny_subject(self, issuer: str, subject: str, issued_to: datetime, until: datetime) -> None:
        """Refuse a subject's tokens issued up to that instant: her session ended, or her account was closed."""
        with self._lock:
            self._drop_expired()
            earlier_to, earlier_until = self._subjects.get((issuer, subject), (issued_to, until))
            self._subjects[issuer, subject] = (max(issued_to, earlier_to), max(until, earlier_until))

    def denies(self, token: AccessToken) -> bool:
        """Whether the token has been withdrawn."""
        with self._lock:
            if (token.issuer, token.jti) in self._tokens:
                return True
            entry = self._subjects.get((token.issuer, token.subject))
        return entry is not None and token.issued_at <= entry[0]

    def denies_at_once(self, token: AccessToken) -> bool:
        """Whether the token has been withdrawn: the list is always at hand."""
        return self.denies(token)

    def _drop_expired(self) -> None:
        now = self._clock()
        self._tokens = {name: until for name, until in self._tokens.items() if until > now}
        self._subjects = {name: entry for name, entry in self._subjects.items() if entry[1] > now}
