"""The steps of the first determination: matching, answering as of right, determining, transferring."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.core.lifecycle.errors import MoveRefused
from gatekeeper.core.lifecycle.given import Given
from gatekeeper.core.lifecycle.guards import (
    require_first,
    require_matched,
    require_nothing_given,
    require_pending,
    ruling_given,
)
from gatekeeper.core.lifecycle.ladder import Ladder
from gatekeeper.core.lifecycle.state import State
from gatekeeper.core.lifecycle.words import Ruling, Status


def match(state: State, ladder: Ladder, given: Given) -> State:
    """It becomes known which document is meant, and it goes to the post whose decision it is.

    So it does where nothing was found at first, and the document turns up later.
    """
    if state.matched:
        raise MoveRefused("match", "it is already matched to a document", "transfer it if another post decides")
    stage = _first_stage(given.to_stage or ladder.first, ladder, "match")
    return State(stage, 0, Status.OPEN, state.ruling)


def record_not_held(state: State, ladder: Ladder, given: Given) -> State:
    """The council does not hold it or cannot find it; the searches are recorded. It is not a refusal."""
    del ladder
    require_first(state, "record as not held")
    require_pending(state, "record as not held")
    ruling_given(state, replace(given, ruling=Ruling.NOT_HELD), "record as not held")
    require_nothing_given(state, "record as not held")
    return replace(state, status=Status.DETERMINED, ruling=Ruling.NOT_HELD)


def answer_as_of_right(state: State, ladder: Ladder, given: Given) -> State:
    """The law opens it without anybody's leave: wholly, and it is granted; in part, and the rest goes on."""
    del ladder
    require_matched(state, "answer as of right")
    if not state.pending:
        raise MoveRefused(
            "answer as of right", "it has been determined", "reopen it first, where the facts changed in her favour"
        )
    return replace(state, status=Status.DETERMINED, ruling=Ruling.GRANTED) if given.complete else state


def determine(state: State, ladder: Ladder, given: Given) -> State:
    """The post whose decision it is rules for the first time, or again once it was reopened.

    That no passage then gets less than stands on it is for the rulings, passage by passage, and not for this.
    """
    del ladder
    require_first(state, "determine")
    require_matched(state, "determine")
    require_pending(state, "determine")
    ruling = ruling_given(state, given, "determine")
    if ruling is Ruling.NOT_HELD:
        raise MoveRefused("determine", "not held is not a determination", "record it as not held, with the searches")
    return replace(state, status=Status.DETERMINED, ruling=ruling)


def transfer(state: State, ladder: Ladder, given: Given) -> State:
    """It was misdirected, or another post decides: it goes there as it stands, and is not refused for it."""
    require_first(state, "transfer")
    require_matched(state, "transfer")
    require_pending(state, "transfer")
    if given.to_stage is None:
        raise MoveRefused("transfer", "no post was named", "name the post whose decision it is")
    stage = _first_stage(given.to_stage, ladder, "transfer")
    if stage == state.stage:
        raise MoveRefused(
            "transfer", "it is already with that post", "assign it to another holder of the post, or name another post"
        )
    return replace(state, stage=stage)


def _first_stage(stage: str, ladder: Ladder, what: str) -> str:
    if stage not in ladder.first_stages:
        raise MoveRefused(
            what, f"{stage!r} does not determine requests here", f"name one of {', '.join(ladder.first_stages)}"
        )
    return stage
