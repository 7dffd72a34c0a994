"""How long the client tries again when the service is away or asks it to wait, and never longer."""

from __future__ import annotations

import email.utils
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

_FIRST_SECONDS: Final = 0.2
_LONGEST_STEP: Final = 8.0
_MOST_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Patience:
    """At most ``tries`` tries, waiting ``seconds`` in all between them. ``sleep`` waits that many seconds."""

    tries: int = 4
    seconds: float = 30.0
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def waiting(self) -> Waiting:
        """The patience of one call, as yet unused."""
        return Waiting(self, self.tries - 1, self.seconds)


@dataclass(slots=True)
class Waiting:
    """What is left of the patience of one call: further tries, and seconds of waiting."""

    patience: Patience
    tries: int
    seconds: float

    def wait(self, asked: float | None = None) -> bool:
        """Wait before another try, at least as long as was asked. False, at once, where patience ends before."""
        done = self.patience.tries - 1 - self.tries
        step = min(_FIRST_SECONDS * 2**done, _LONGEST_STEP)
        wanted = random.uniform(step / 2, step) if asked is None else max(asked, 0.0)
        if self.tries < 1 or wanted > self.seconds:
            return False
        self.tries -= 1
        self.seconds -= wanted
        self.patience.sleep(wanted)
        return True


def retry_after(header: str | None, now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After asks for (RFC 9110 section 10.2.3); None where it cannot be read."""
    if header is None:
        return None
    if header.isascii() and header.isdigit() and len(header) <= _MOST_DIGITS:
        return float(header)
    try:
        at = email.utils.parsedate_to_datetime(header)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - (now or datetime.now(UTC))).total_seconds(), 0.0)
