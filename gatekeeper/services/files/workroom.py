"""A room in which few files are worked on at once, so that hostile or huge ones hold up nobody but each other."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from gatekeeper.documents import FileRefused
from gatekeeper.services.files.errors import TooBusy

_REMEMBERED: Final = 200
_REMEMBERED_SECONDS: Final = 300.0


class Workroom:
    """Lets few files be worked on at once, so that hostile or huge ones hold up nobody but each other."""

    def __init__(self, at_once: int = 2, waiting: int = 6, patience: float = 10.0) -> None:
        """``waiting`` callers may wait, each for ``patience`` seconds; whoever comes then is told to come again."""
        self._admitted = threading.BoundedSemaphore(at_once + waiting)
        self._working = threading.BoundedSemaphore(at_once)
        self._patience = patience
        self._lock = threading.Lock()
        self._refused: OrderedDict[object, tuple[float, FileRefused]] = OrderedDict()

    @contextmanager
    def desk(self) -> Iterator[None]:
        """A place to work at. Raises TooBusy where none comes free in time."""
        if not self._admitted.acquire(blocking=False):
            raise TooBusy
        try:
            if not self._working.acquire(timeout=self._patience):
                raise TooBusy
            try:
                yield
            finally:
                self._working.release()
        finally:
            self._admitted.release()

    def remember(self, work: object, refused: FileRefused) -> None:
        """Remember for a while that this work came to nothing, so that it is not tried over and over."""
        with self._lock:
            self._refused[work] = (time.monotonic(), refused)
            while len(self._refused) > _REMEMBERED:
                self._refused.popitem(last=False)

    def refused(self, work: object) -> FileRefused | None:
        """What that work came to a short while ago, if it came to nothing."""
        with self._lock:
            known = self._refused.get(work)
        if known is None or time.monotonic() - known[0] > _REMEMBERED_SECONDS:
            return None
        return known[1]
