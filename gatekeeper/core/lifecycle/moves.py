"""Every step in the life of an asked document: where it leads, or why it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Unpack

from gatekeeper.core.lifecycle import first_moves, ladder_moves, other_moves
from gatekeeper.core.lifecycle.errors import MoveRefused
from gatekeeper.core.lifecycle.given import Given, Particulars
from gatekeeper.core.lifecycle.ladder import Ladder
from gatekeeper.core.lifecycle.state import START, State
from gatekeeper.core.lifecycle.words import Action, Status

_Move = Callable[[State, Ladder, Given], State]

AFTER_WITHDRAWAL: Final = frozenset({Action.READ_CASE, Action.READ_LOG, Action.CORRECT})
"""What remains once she has withdrawn: reading the record and correcting it. No document is opened any more."""

_MOVES: Final[dict[Action, _Move]] = {
    Action.MATCH: first_moves.match,
    Action.RECORD_NOT_HELD: first_moves.record_not_held,
    Action.ANSWER_AS_OF_RIGHT: first_moves.answer_as_of_right,
    Action.DETERMINE: first_moves.determine,
    Action.TRANSFER: first_moves.transfer,
    Action.DISPUTE: ladder_moves.dispute,
    Action.APPEAL: ladder_moves.appeal,
    Action.CONSULT: ladder_moves.consult,
    Action.SUBMIT_STATEMENT: ladder_moves.submit_statement,
    Action.RULE: ladder_moves.rule,
    Action.RESOLVE: ladder_moves.resolve,
    Action.ASK_COUNCILLOR: other_moves.ask_councillor,
    Action.ANSWER_QUESTION: other_moves.answer_question,
    Action.NARROW: other_moves.narrow,
    Action.ASK_ADVICE: other_moves.ask_advice,
    Action.ADVISE: other_moves.advise,
    Action.WITHDRAW: other_moves.withdraw,
    Action.REOPEN: other_moves.reopen,
    Action.HAND_OVER: other_moves.hand_over,
    Action.FIND: other_moves.find,
    Action.CLASSIFY: other_moves.enter_finding,
    Action.CONFIRM_BALANCE: other_moves.enter_finding,
    Action.OPEN_DOCUMENT: other_moves.enter_when_matched,
    Action.RE_EVALUATE: other_moves.enter_when_matched,
    Action.DECLARE_INTEREST: other_moves.enter_while_pending,
    Action.STAND_ASIDE: other_moves.enter_while_pending,
    Action.NOTE: other_moves.enter,
    Action.READ_CASE: other_moves.enter,
    Action.READ_LOG: other_moves.enter,
    Action.CORRECT: other_moves.enter,
}


def move(state: State | None, action: Action, ladder: Ladder, **given: Unpack[Particulars]) -> State:
    """Take one step and return where the asked document then stands (the same state, if the step moves nothing).

    ``state`` is None before anything was asked; only `submit` leads on from there. The keywords are those of
    Particulars. Raises MoveRefused, in plain words, if the step cannot be taken. It does not ask who takes it:
    that is for the permissions. Source: the council's protocol; statement of law R51 for the ladder.
    """
    if state is None:
        return _submitted(action)
    name = action.replace("_", " ")
    if action is Action.SUBMIT:
        raise MoveRefused(name, "it has been asked for already", "make a new request for anything further")
    if state.status is Status.WITHDRAWN and action not in AFTER_WITHDRAWAL:
        raise MoveRefused(name, "the councillor has withdrawn it", "make a new request; the record can be read")
    return _MOVES[action](state, ladder, Given(**given))


def _submitted(action: Action) -> State:
    if action is not Action.SUBMIT:
        raise MoveRefused(action.replace("_", " "), "nothing has been asked for yet", "submit the request first")
    return START
