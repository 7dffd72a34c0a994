"""Notices that something has happened since it last looked, so that a right in use is worked out again only then."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.storage.record import head
from gatekeeper.storage.transaction import Clock, reading
from gatekeeper.storage.types import Engine


@dataclass(slots=True)
class Watch:
    """Watches one council: every change is an entry of its record, and what time ends, ends on a whole minute.

    ``size`` is how many entries the record had when the right was worked out.
    """

    engine: Engine
    council_id: str
    clock: Clock
    size: int
    minute: int

    @classmethod
    def begun(cls, engine: Engine, council_id: str, clock: Clock) -> Watch:
        """A watch that begins before a right is worked out; ``after`` then says with which entry that was done."""
        return cls(engine, council_id, clock, 0, _minute(clock))

    def after(self, entry: int) -> None:
        """The right was worked out with that entry, and holds until another is made."""
        self.size = entry + 1

    def changed(self) -> bool:
        """Whether anything has happened since it was last asked."""
        with reading(self.engine) as session:
            now = head(session, self.council_id).size, _minute(self.clock)
        before, (self.size, self.minute) = (self.size, self.minute), now
        return now != before


def _minute(clock: Clock) -> int:
    return int(clock().timestamp() // 60)
