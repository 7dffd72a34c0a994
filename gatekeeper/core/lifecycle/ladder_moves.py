"""The steps of the dispute ladder: dispute, appeal, consultation, and the ruling of an officer or a body."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.core.lifecycle.errors import MoveRefused
from gatekeeper.core.lifecycle.given import Given
from gatekeeper.core.lifecycle.guards import require_disputed, require_pending, ruling_given
from gatekeeper.core.lifecycle.ladder import Ladder, Rung
from gatekeeper.core.lifecycle.state import State
from gatekeeper.core.lifecycle.words import Status


def rung_of(state: State, ladder: Ladder, what: str) -> Rung:
    """The rung at which it stands. Raises MoveRefused where nothing is disputed or the ladder is another one."""
    require_disputed(state, what)
    if state.rung > len(ladder.rungs) or ladder.rungs[state.rung - 1].post != state.stage:
        raise MoveRefused(
            what, f"rung {state.rung} before {state.stage!r} is not of this ladder",
            "use the protocol under which the dispute began",
        )
    return ladder.rungs[state.rung - 1]


def dispute(state: State, ladder: Ladder, given: Given) -> State:
    """The councillor disputes the first ruling, conditions of a grant included, and it goes to the first rung."""
    del given
    if state.disputed:
        raise MoveRefused("dispute", "the first ruling has already been disputed", "appeal, once this rung has ruled")
    if state.status is not Status.DETERMINED:
        raise MoveRefused("dispute", "nothing has been determined yet", "wait for the ruling, or ask when it is due")
    if not ladder.rungs:
        raise MoveRefused("dispute", "the protocol lays down no dispute", _sentence(ladder.instead))
    return State(ladder.rungs[0].post, 1, Status.OPEN, state.ruling)


def appeal(state: State, ladder: Ladder, given: Given) -> State:
    """The councillor takes the ruling of this rung to the next."""
    del given
    rung = rung_of(state, ladder, "appeal")
    if state.status is not Status.DETERMINED:
        raise MoveRefused("appeal", f"{rung.title} has not ruled yet", "wait for the ruling, or ask when it is due")
    if rung.final:
        raise MoveRefused(
            "appeal", f"the ruling of {rung.title} is final within the council only",
            "judicial review remains, promptly and in any event within three months, and so does a complaint",
        )
    return State(ladder.rungs[state.rung].post, state.rung + 1, Status.OPEN, state.ruling)


def consult(state: State, ladder: Ladder, given: Given) -> State:
    """It is recorded that somebody whom this rung consults was heard."""
    del given
    rung = rung_of(state, ladder, "consult")
    require_pending(state, "consult")
    if not rung.consults:
        raise MoveRefused("consult", f"{rung.title} consults nobody under the protocol", "ask for advice instead")
    return state


def submit_statement(state: State, ladder: Ladder, given: Given) -> State:
    """Either side puts its case in writing to this rung."""
    del ladder, given
    require_disputed(state, "submit a statement")
    require_pending(state, "submit a statement")
    return state


def rule(state: State, ladder: Ladder, given: Given) -> State:
    """The officer at this rung rules on the dispute, once everyone whom the rung consults was heard."""
    rung = rung_of(state, ladder, "rule")
    if rung.by_resolution:
        raise MoveRefused("rule", f"{rung.title} decides by resolution", "record the resolution with its minute")
    return _ruled(state, rung, given, "rule")


def resolve(state: State, ladder: Ladder, given: Given) -> State:
    """The resolution of a committee or of the council is recorded, with the minute that holds it."""
    rung = rung_of(state, ladder, "resolve")
    if not rung.by_resolution:
        raise MoveRefused("resolve", f"{rung.title} is an officer and passes no resolution", "record the ruling")
    ruled = _ruled(state, rung, given, "resolve")
    if not (given.minute and given.minute.strip()):
        raise MoveRefused("resolve", "the minute is not named", "give the reference of the minute that records it")
    return ruled


def _ruled(state: State, rung: Rung, given: Given, what: str) -> State:
    require_pending(state, what)
    unheard = [post.replace("_", " ") for post in rung.consults if post not in given.consulted]
    if unheard:
        raise MoveRefused(
            what, f"{rung.title} has not yet heard the {' and the '.join(unheard)}", "record the consultation first"
        )
    return replace(state, status=Status.DETERMINED, ruling=ruling_given(state, given, what))


def _sentence(text: str) -> str:
    return text.strip().rstrip(".")
