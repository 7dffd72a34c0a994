"""Remembers what was worked out, by all that it rests on, so it is never wrong; what is long unused is forgotten."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any


class Memory:
    """So many results at most. What is ``passing`` rests on something more, an error within, and is not remembered."""

    def __init__(self, most: int, passing: Callable[[Any], bool] = lambda _value: False) -> None:
        self._most, self._passing = most, passing
        self._known, self._changing = OrderedDict[Hashable, Any](), threading.Lock()

    def get(self, key: Hashable) -> Any:
        """What is known under the key; None where nothing is."""
        with self._changing:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
        return found

    def keep(self, found: Mapping[Any, Any]) -> None:
        """Remember these, but for what is passing; what was asked for longest ago gives way."""
        lasting = {key: value for key, value in found.items() if not self._passing(value)}
        with self._changing:
            self._known.update(lasting)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
