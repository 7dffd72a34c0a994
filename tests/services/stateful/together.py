"""Lets several people do something at the same moment, in threads, and tells how each of them was answered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from gatekeeper.services.cases.errors import CommandRefused

Work = Callable[[], Any]


def at_once(*works: Work) -> list[Any]:
    """What each came to: its answer, or the refusal. Anything else that is raised is raised here."""
    meet = threading.Barrier(len(works))

    def one(work: Work) -> Any:
        meet.wait(timeout=60)
        try:
            return work()
        except CommandRefused as refused:
            return refused

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def refusals(answers: Sequence[Any]) -> list[CommandRefused]:
    """Those that were refused."""
    return [each for each in answers if isinstance(each, CommandRefused)]
