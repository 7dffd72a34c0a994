"""How much one caller, one address and one council may ask at a time, so that nobody's haste holds up the others."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

MOST_REMEMBERED: Final = 20_000
"""How many callers or addresses are remembered; of more, those that were quiet longest are forgotten."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many calls a second in the long run, and so many at once after a rest."""

    calls_a_second: float
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one process; None: there is none of that kind.

    ``refused``: of calls that are refused for their token, by the address they come from. ``at_once``: calls that are
    answered at the same time. ``council_at_once``: those of one council; ``council_waiting`` more wait their turn.
    ``files_of_caller``: files that one caller may have on their way in, or out, at the same time; ``files``: those of
    all callers, each way.
    ``seconds``: how long a call may take before its caller is told to come back. ``proxies``: addresses whose
    X-Forwarded-For is believed; a call from this very machine that no believed proxy sent has no address.
    """

    caller: Rate | None = None
    refused: Rate | None = None
    council: Rate | None = None
    at_once: int = 1_000
    council_at_once: int = 1_000
    council_waiting: int = 1_000
    files_of_caller: int = 1_000
    files: int = 1_000
    seconds: float = 60.0
    proxies: frozenset[str] = frozenset()


USUAL: Final = Limits(
    caller=Rate(20, 200),
    refused=Rate(2, 60),
    council=Rate(200, 1_000),
    at_once=100,
    council_at_once=10,
    council_waiting=50,
    files_of_caller=4,
    files=30,
    seconds=25.0,
)
"""The limits of a service with a process to each core or two. A person who works quickly stays far below them."""


class Buckets:
    """Counts the calls of many, each by a key: a bucket that fills at the rate and that each call takes one from."""

    def __init__(self, rate: Rate | None, ticks: Callable[[], float] = time.monotonic) -> None:
        """``ticks`` gives seconds that only go forward. Without a rate nothing is counted."""
        self._rate, self._ticks = rate, ticks
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def wait(self, key: Hashable) -> int:
        """After how many seconds the key may call again, 0 where it may now. Nothing is taken."""
        if self._rate is None:
            return 0
        left = self._now(key, self._rate)
        return 0 if left >= 1 else max(1, math.ceil((1 - left) / self._rate.calls_a_second))

    def take(self, key: Hashable) -> int:
        """Count a call; after how many seconds the key may call again where this one is too many, else 0."""
        seconds = self.wait(key)
        if self._rate is not None and not seconds:
            self._left[key] = (self._now(key, self._rate) - 1, self._ticks())
            self._left.move_to_end(key)
            if len(self._left) > MOST_REMEMBERED:
                self._left.popitem(last=False)
        return seconds

    def _now(self, key: Hashable, rate: Rate) -> float:
        left, at = self._left.get(key, (float(rate.burst), self._ticks()))
        return min(float(rate.burst), left + (self._ticks() - at) * rate.calls_a_second)
