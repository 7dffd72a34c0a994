"""Notices that something has happened since it last looked, so that a right in use is worked out again only then."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.storage.record import head
from gatekeeper.storage.transaction import Clock, reading
from gatekeeper.storage.types import Engine

Moment = tuple[int, int]
"""How many entries a council's record has, and which minute it is."""


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
        now = moment_of(self.engine, self.council_id, self.clock)
        before, (self.size, self.minute) = (self.size, self.minute), now
        return now != before


def moment_of(engine: Engine, council_id: str, clock: Clock) -> Moment:
    """Where a council's record and the clock stand: a right that was worked out since neither went on holds still."""
    with reading(engine) as session:
        return head(session, council_id).size, _minute(clock)


def _minute(clock: Clock) -> int:
    return int(clock().timestamp() // 60)
