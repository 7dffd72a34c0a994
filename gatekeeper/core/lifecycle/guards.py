"""The conditions that several steps share, each with its refusal in plain words."""

from __future__ import annotations

from gatekeeper.core.lifecycle.errors import MoveRefused
from gatekeeper.core.lifecycle.given import Given
from gatekeeper.core.lifecycle.state import State
from gatekeeper.core.lifecycle.words import Ruling, Status


def require_pending(state: State, what: str) -> None:
    """An answer must still be owed."""
    if not state.pending:
        raise MoveRefused(
            what, "it has been determined, so nothing is pending", "dispute or appeal the ruling, where that is open"
        )


def require_matched(state: State, what: str) -> None:
    """It must be known which document is meant."""
    if not state.matched:
        raise MoveRefused(what, "it is not yet known which document is meant", "match it to a document first")


def require_first(state: State, what: str) -> None:
    """It must not have gone to the dispute ladder."""
    if state.disputed:
        raise MoveRefused(what, "it is on the dispute ladder", "the post or body at this rung rules on it")


def require_disputed(state: State, what: str) -> None:
    """It must be on the dispute ladder."""
    if not state.disputed:
        raise MoveRefused(what, "nothing has been disputed", "determine it; the councillor may then dispute the ruling")


def ruling_given(state: State, given: Given, what: str) -> Ruling:
    """The ruling, which must be given. While the councillor's answer is awaited only a grant in full can be given."""
    if given.ruling is None:
        raise MoveRefused(what, "no ruling was given", "say whether it is granted, partly granted or refused")
    if state.status is Status.AWAITING_COUNCILLOR and given.ruling is not Ruling.GRANTED:
        raise MoveRefused(
            what, "the councillor was asked a question, and silence is no ground for less than a grant in full",
            "wait for the answer, or grant it in full",
        )
    return given.ruling


def require_nothing_given(state: State, what: str) -> None:
    """Nothing of it may have been given before: what was given was held."""
    if state.ruling in (Ruling.GRANTED, Ruling.PARTLY_GRANTED):
        raise MoveRefused(
            what, f"it was {state.ruling.replace('_', ' ')} before and reopened only in the councillor's favour",
            "determine it, passage by passage",
        )
