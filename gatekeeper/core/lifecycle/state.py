"""Where one asked document stands: who has it, at which rung of the dispute ladder, its status and its ruling."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.core.lifecycle.errors import ImpossibleState
from gatekeeper.core.lifecycle.words import MATCHING, PENDING, STAGES, Ruling, Status

_WHILE_MATCHING = frozenset({Status.UNMATCHED, Status.AWAITING_COUNCILLOR, Status.DETERMINED, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class State:
    """Three facts and the rung. ``rung`` 0 is the first determination; rung n is the n-th of the council's ladder.

    ``ruling`` is the latest one: it stays visible while a dispute is open, after the case was reopened and after a
    withdrawal. It is None exactly where nothing was ever determined. Raises ImpossibleState.
    """

    stage: str
    rung: int
    status: Status
    ruling: Ruling | None

    def __post_init__(self) -> None:
        if self.stage not in STAGES:
            raise ImpossibleState(f"stage {self.stage!r}", "nobody of that name can decide", "name a post or body")
        if self.rung < 0:
            raise ImpossibleState(f"rung {self.rung}", "rungs are counted from 0", "use 0 for the first determination")
        if self.status is Status.UNMATCHED and self.stage != MATCHING:
            raise self._impossible("an unmatched one is with democratic services")
        if self.status is Status.DETERMINED and self.ruling is None:
            raise self._impossible("a determined one has a ruling")
        if self.rung and self.ruling is None:
            raise self._impossible("only a ruling can be disputed")
        if self.stage == MATCHING:
            self._check_matching()

    def _check_matching(self) -> None:
        if self.rung or self.status not in _WHILE_MATCHING:
            raise self._impossible("nobody decides on a document that is not yet matched")
        if self.ruling not in (None, Ruling.NOT_HELD):
            raise self._impossible("of an unmatched document it can only be said that it is not held")

    def _impossible(self, why: str) -> ImpossibleState:
        return ImpossibleState(str(self), why, "take the state from the record, or by a move from the one before")

    @property
    def pending(self) -> bool:
        """Whether an answer is still owed."""
        return self.status in PENDING

    @property
    def matched(self) -> bool:
        """Whether it is known which document is meant."""
        return self.stage != MATCHING

    @property
    def disputed(self) -> bool:
        """Whether it is, or ended, on the dispute ladder."""
        return self.rung > 0

    @property
    def status_when_open(self) -> Status:
        """The status to which it returns once nothing is awaited any more."""
        return Status.OPEN if self.matched else Status.UNMATCHED


START = State(MATCHING, 0, Status.UNMATCHED, None)
"""Where every asked document stands once it has been asked for."""
