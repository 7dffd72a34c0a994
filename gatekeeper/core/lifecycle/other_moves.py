"""The steps that can be taken at any stage: questions, advice, withdrawal, reopening, and entries that move nothing."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.core.lifecycle.errors import MoveRefused
from gatekeeper.core.lifecycle.given import Given
from gatekeeper.core.lifecycle.guards import require_matched, require_pending
from gatekeeper.core.lifecycle.ladder import Ladder
from gatekeeper.core.lifecycle.state import State
from gatekeeper.core.lifecycle.words import Ruling, Status


def ask_councillor(state: State, ladder: Ladder, given: Given) -> State:
    """She is asked a question. Her answer is then awaited for as long as it takes: silence decides nothing."""
    del ladder, given
    require_pending(state, "ask the councillor")
    if state.status is Status.AWAITING_COUNCILLOR:
        raise MoveRefused("ask the councillor", "a question is already before her", "wait for her answer")
    return replace(state, status=Status.AWAITING_COUNCILLOR)


def answer_question(state: State, ladder: Ladder, given: Given) -> State:
    """She answers, and it is open again."""
    del ladder, given
    if state.status is not Status.AWAITING_COUNCILLOR:
        raise MoveRefused("answer", "no question is before the councillor", "write to the officer who has it")
    return replace(state, status=state.status_when_open)


def narrow(state: State, ladder: Ladder, given: Given) -> State:
    """She asks for less. That also answers a question put to her."""
    del ladder, given
    require_pending(state, "narrow")
    return replace(state, status=state.status_when_open) if state.status is Status.AWAITING_COUNCILLOR else state


def ask_advice(state: State, ladder: Ladder, given: Given) -> State:
    """The decider asks for advice. While an answer of the councillor is awaited too, that stays the status."""
    del ladder, given
    require_matched(state, "ask for advice")
    require_pending(state, "ask for advice")
    if state.status is Status.AWAITING_ADVICE:
        raise MoveRefused("ask for advice", "advice has already been asked for", "wait for it, or decide without it")
    return replace(state, status=Status.AWAITING_ADVICE) if state.status is Status.OPEN else state


def advise(state: State, ladder: Ladder, given: Given) -> State:
    """Advice is given, asked for or not. An adviser never decides."""
    del ladder, given
    require_matched(state, "advise")
    require_pending(state, "advise")
    return replace(state, status=Status.OPEN) if state.status is Status.AWAITING_ADVICE else state


def withdraw(state: State, ladder: Ladder, given: Given) -> State:
    """The councillor withdraws what is pending.

    Where a ruling stands she withdraws her dispute, or what was opened again: the case is then determined as it was,
    and what was given stays given. Where nothing was ruled the request itself ends.
    """
    del ladder, given
    if state.pending:
        return replace(state, status=Status.WITHDRAWN if state.ruling is None else Status.DETERMINED)
    if state.ruling is Ruling.GRANTED:
        raise MoveRefused("withdraw", "it was granted in full, so nothing is left to withdraw", "leave it as it is")
    raise MoveRefused(
        "withdraw", "it has been determined, and withdrawing would hide the ruling", "dispute it, or leave it as it is"
    )


def reopen(state: State, ladder: Ladder, given: Given) -> State:
    """Something of it has no answer, or the facts changed in her favour: whose decision it is looks again.

    Also what was granted in full or not held is opened again: a right may have lapsed, a passage may be new, and the
    document may turn up.
    """
    del ladder, given
    if state.status is not Status.DETERMINED:
        raise MoveRefused("reopen", "it has not been determined", "go on with it as it stands")
    require_matched(state, "reopen")
    return replace(state, status=state.status_when_open)


def hand_over(state: State, ladder: Ladder, given: Given) -> State:
    """What is left goes to freedom of information with its date of receipt; the case itself goes on."""
    del ladder, given
    if state.status is Status.DETERMINED and state.ruling is Ruling.GRANTED:
        raise MoveRefused("hand over", "it was granted in full, so nothing is left", "leave it as it is")
    return state


def enter(state: State, ladder: Ladder, given: Given) -> State:
    """An entry in the record or a reading of it: nothing moves."""
    del ladder, given
    return state


def enter_while_pending(state: State, ladder: Ladder, given: Given) -> State:
    """An entry that only makes sense while an answer is owed: an interest declared, somebody standing aside."""
    del ladder, given
    require_pending(state, "declare an interest or stand aside")
    return state


def enter_when_matched(state: State, ladder: Ladder, given: Given) -> State:
    """An entry or a reading that needs a document: opening it, looking at the facts again."""
    del ladder, given
    require_matched(state, "open the document or look at the facts again")
    return state


def find(state: State, ladder: Ladder, given: Given) -> State:
    """A fact found by the person whose finding it is, the councillor's own statements included."""
    del ladder, given
    require_pending(state, "record a finding")
    return state


def enter_finding(state: State, ladder: Ladder, given: Given) -> State:
    """A finding of the proper officer on the document, for an answer that is still owed."""
    del ladder, given
    require_matched(state, "record a finding")
    require_pending(state, "record a finding")
    return state
