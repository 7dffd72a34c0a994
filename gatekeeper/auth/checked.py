"""Remembers the tokens that were found right, by their hash, so that the same token is not worked out at each call."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gatekeeper.auth.access_token import AccessToken
from gatekeeper.auth.signatures import SigningKey

MOST_REMEMBERED: Final = 5_000
"""How many tokens are remembered; beyond that all are forgotten, and each is worked out once more."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A token that was found right, the very key that had made its signature, and from when until when that holds.

    What a token says of times, once right, stays right until it ends: only a clock that is set back makes it doubtful.
    """

    token: AccessToken
    key: SigningKey
    since: datetime
    until: datetime

    def holds(self, now: datetime) -> bool:
        """Whether nothing but its key and the deny-list could be against the token at that instant."""
        return self.since <= now < self.until


class CheckedTokens:
    """The memory of one reader of tokens. It holds no token's text, and may be shared by threads."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._known: dict[bytes, Checked] = {}
        self._lock = threading.Lock()

    def get(self, text: str, now: datetime) -> Checked | None:
        """What was found of this very text, where it still holds."""
        found = self._known.get(_digest(text))
        return found if found is not None and found.holds(now) else None

    def keep(self, text: str, checked: Checked) -> None:
        """Remember what was found."""
        with self._lock:
            if len(self._known) >= self._most:
                self._known = {}
            self._known[_digest(text)] = checked


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
