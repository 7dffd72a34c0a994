"""What can follow from where an asked document stands, and every place that it can ever reach on a ladder."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gatekeeper.core.lifecycle.errors import MoveRefused
from gatekeeper.core.lifecycle.given import Particulars
from gatekeeper.core.lifecycle.ladder import Ladder, Rung
from gatekeeper.core.lifecycle.moves import move
from gatekeeper.core.lifecycle.state import START, State
from gatekeeper.core.lifecycle.words import Action, Ruling, Status

At = Literal["first", "ladder"]
_A_MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class Situation:
    """A kind of state: what can follow depends on nothing else.

    ``place`` says in words where it stands (being matched, first determination, or the kind of rung).
    """

    place: str
    status: Status
    ruling: Ruling | None


def at(state: State) -> At:
    """Whether it is at the first determination or on the dispute ladder."""
    return "ladder" if state.disputed else "first"


def may_follow(
    state: State | None, ladder: Ladder, *, consulted: frozenset[str] = frozenset()
) -> tuple[Action, ...]:
    """The actions that can be taken from here with the right particulars, given who has been consulted so far."""
    return tuple(action for action in Action if any(_steps(state, action, ladder, consulted)))


def reachable(ladder: Ladder) -> tuple[State, ...]:
    """Every state that any course of events leads to on this ladder, in the order in which it is first reached."""
    everyone = frozenset(post for rung in ladder.rungs for post in rung.consults)
    found = {START: None}
    waiting = deque(found)
    while waiting:
        state = waiting.popleft()
        new = [step for action in Action for step in _steps(state, action, ladder, everyone) if step not in found]
        waiting.extend(dict.fromkeys(new))
        found |= dict.fromkeys(new)
    return tuple(found)


def situations(ladder: Ladder) -> tuple[Situation, ...]:
    """Every kind of state that can be reached on this ladder."""
    return tuple(dict.fromkeys(situation(state, ladder) for state in reachable(ladder)))


def situation(state: State, ladder: Ladder) -> Situation:
    """The kind of this state."""
    return Situation(_place(state, ladder), state.status, state.ruling)


def _place(state: State, ladder: Ladder) -> str:
    if state.disputed:
        return _rung_place(ladder.rungs[state.rung - 1])
    stage = "first determination" if state.matched else "being matched"
    return f"{stage}, {'a dispute is laid down' if ladder.rungs else 'no dispute is laid down'}"


def _rung_place(rung: Rung) -> str:
    who = "before a committee or the council" if rung.by_resolution else "before an officer"
    heard = "with consultation" if rung.consults else "without consultation"
    return f"dispute {who}, {heard}, {'the last rung' if rung.final else 'an appeal follows'}"


def _steps(state: State | None, action: Action, ladder: Ladder, consulted: frozenset[str]) -> Iterator[State]:
    for given in _attempts(action, ladder, consulted):
        try:
            yield move(state, action, ladder, **given)
        except MoveRefused:
            continue


def _attempts(action: Action, ladder: Ladder, consulted: frozenset[str]) -> list[Particulars]:
    if action in (Action.DETERMINE, Action.RULE, Action.RESOLVE):
        return [{"ruling": ruling, "consulted": consulted, "minute": _A_MINUTE} for ruling in Ruling]
    if action in (Action.MATCH, Action.TRANSFER):
        return [{"to_stage": stage} for stage in ladder.first_stages]
    return [{"complete": complete} for complete in (False, True)]
