"""What is kept in memory for a short while so that it need not be made twice: never more bytes than are allowed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """Keeps things under their keys, at most so many bytes of them; what was asked for longest ago goes first.

    It knows nothing of rights: whoever asks it has worked them out before, every time.
    """

    def __init__(self, most: int, largest: int | None = None) -> None:
        """``most``: bytes of all; ``largest``: bytes of one thing, which is else not kept."""
        self._most, self.largest, self._held = most, most if largest is None else largest, 0
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """What is kept under a key, None where nothing is."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, key: K, value: V, size: int = 1) -> None:
        """Keep something of that size under its key."""
        with self._lock:
            self._drop(key)
            if size > self.largest:
                return
            self._kept[key], self._held = (value, size), self._held + size
            while self._held > self._most:
                self._drop(next(iter(self._kept)))

    def forget(self, key: K) -> None:
        """Keep nothing under that key any more."""
        with self._lock:
            self._drop(key)

    @property
    def held(self) -> int:
        """How many bytes are kept now."""
        return self._held

    def _drop(self, key: K) -> None:
        _, size = self._kept.pop(key, (None, 0))
        self._held -= size
