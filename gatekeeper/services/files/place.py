"""Where files are kept, how many are worked on at once, and how slowly one may come in."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gatekeeper.documents import FileRefused, Limits, Store
from gatekeeper.services.files.errors import NoRoom, TooBusy

_REMEMBERED: Final = 200
_REMEMBERED_SECONDS: Final = 300.0


@dataclass(frozen=True, slots=True)
class Intake:
    """How a file may come in: how many bytes at most, and how fast at least.

    ``patience`` is how many seconds it may take whatever its size; ``rate`` the bytes a second that earn more time.
    """

    most: int = 200_000_000
    patience: float = 30.0
    rate: int = 50_000

    def seconds(self, received: int) -> float:
        """How long a file may take until so many bytes of it have come."""
        return self.patience + received / self.rate


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


@dataclass(frozen=True, slots=True)
class Files:
    """Everything that working with files needs."""

    store: Store
    workroom: Workroom = field(default_factory=Workroom)
    intake: Intake = field(default_factory=Intake)
    limits: Limits = field(default_factory=Limits)

    @contextmanager
    def arriving(self) -> Iterator[Path]:
        """An empty file for one that is on its way in; it is gone afterwards. Raises NoRoom."""
        with ExitStack() as opened:
            try:
                path = opened.enter_context(self.store.arriving())
            except OSError as error:
                raise NoRoom(f"no file can be made in the store ({type(error).__name__})") from error
            yield path

    @classmethod
    def at(cls, folder: Path) -> Files:
        """The files in that folder, which is made where it is not there. Raises NoRoom where it cannot be."""
        try:
            return cls(Store(folder))
        except OSError as error:
            raise NoRoom(f"the folder of files cannot be used ({type(error).__name__})") from error
