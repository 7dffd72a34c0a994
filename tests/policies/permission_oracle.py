"""Who may do what, written by hand in the law's words: what the tests hold the permissions to."""

from __future__ import annotations

from collections.abc import Callable

from gatekeeper.core.lifecycle import Action, OfficeAct, State, Status

SIDE_OF_THE_COUNCILLOR = {"requester", "assistant"}
HANDLING = {"decider", "officer", "adviser", "proper_officer", "monitoring_officer"}
FORMERLY = "former_requester"
STATUTORY_DECIDERS = {"executive", "chief_finance_officer"}
BENCH = {"arbiter", "clerk"}
RULING = {"arbiter", "body_member"}
READING = {Action.READ_CASE, Action.READ_LOG}

Rule = Callable[[str, State], bool]


def with_somebody(state: State) -> bool:
    """An answer is owed, and it is known of which document."""
    return state.status in (Status.OPEN, Status.AWAITING_COUNCILLOR, Status.AWAITING_ADVICE)


def undecided(state: State) -> bool:
    return state.status not in (Status.DETERMINED, Status.WITHDRAWN)


def asks_nothing(state: State) -> bool:
    """No question is before the councillor."""
    return undecided(state) and state.status is not Status.AWAITING_COUNCILLOR


def identified(state: State) -> bool:
    return state.status is not Status.UNMATCHED


def takes_part(role: str, state: State) -> bool:
    """An officer who works on the case; on the ladder those who hear the dispute too."""
    if role in HANDLING:
        return True
    if role in STATUTORY_DECIDERS:
        return not state.disputed and identified(state)
    return role in BENCH and state.disputed


def may_read(role: str, state: State) -> bool:
    if role == "consultee":
        return state.disputed and with_somebody(state)
    if role == "body_member":
        return state.disputed
    return role in SIDE_OF_THE_COUNCILLOR | {FORMERLY} or takes_part(role, state)


def may_open(role: str, state: State) -> bool:
    if role in RULING:
        return state.disputed and identified(state)
    return role in SIDE_OF_THE_COUNCILLOR | HANDLING and identified(state)


def may_ask_her(role: str, state: State) -> bool:
    asking = BENCH if state.disputed else {"decider", "officer", "proper_officer"}
    return role in asking and asks_nothing(state)


def may_ask_advice(role: str, state: State) -> bool:
    asking = BENCH if state.disputed else {"decider", "officer"}
    return role in asking and with_somebody(state) and state.status is not Status.AWAITING_ADVICE


def may_declare(role: str, state: State) -> bool:
    heard = role in {"consultee", "body_member"} and state.disputed
    return undecided(state) and (takes_part(role, state) or heard)


def hers(role: str, state: State) -> bool:
    return role in SIDE_OF_THE_COUNCILLOR and undecided(state)


def finds_it(role: str, state: State) -> bool:
    return role in {"proper_officer", "decider", "officer"} and not state.disputed


def finds_a_fact(role: str, state: State) -> bool:
    """On a dispute whoever rules makes the findings, and no longer the one whose ruling is disputed."""
    advising = {"proper_officer", "monitoring_officer", "adviser"}
    deciding = {"arbiter"} if state.disputed else {"decider"} | STATUTORY_DECIDERS
    return undecided(state) and role in SIDE_OF_THE_COUNCILLOR | advising | deciding


def asked_already(role: str, state: State) -> bool:
    """What has been asked for is not asked for again, by anybody."""
    del role, state
    return False


def may_hand_over(role: str, state: State) -> bool:
    handing = SIDE_OF_THE_COUNCILLOR | {FORMERLY, "decider", "foi_officer"}
    return role in handing and state.status is not Status.WITHDRAWN


def may_read_log(role: str, state: State) -> bool:
    del state
    return role == "auditor"


RULES: dict[Action, Rule] = {
    Action.SUBMIT: asked_already,
    Action.WITHDRAW: lambda role, state: hers(role, state) or (role == FORMERLY and undecided(state)),
    Action.NARROW: hers,
    Action.ANSWER_QUESTION: lambda role, state: hers(role, state) and state.status is Status.AWAITING_COUNCILLOR,
    Action.DISPUTE: lambda role, state: (
        role in SIDE_OF_THE_COUNCILLOR and state.status is Status.DETERMINED and not state.disputed
    ),
    Action.APPEAL: lambda role, state: (
        role in SIDE_OF_THE_COUNCILLOR and state.status is Status.DETERMINED and state.disputed
    ),
    Action.SUBMIT_STATEMENT: lambda role, state: (
        role in SIDE_OF_THE_COUNCILLOR | {"decider", "officer"} and state.disputed and with_somebody(state)
    ),
    Action.HAND_OVER: may_hand_over,
    Action.MATCH: lambda role, state: (
        finds_it(role, state) and state.status in (Status.UNMATCHED, Status.AWAITING_COUNCILLOR, Status.DETERMINED)
    ),
    Action.RECORD_NOT_HELD: lambda role, state: finds_it(role, state) and asks_nothing(state),
    Action.ANSWER_AS_OF_RIGHT: lambda role, state: role == "system" and with_somebody(state),
    Action.RE_EVALUATE: lambda role, state: role == "system" and identified(state),
    Action.REOPEN: lambda role, state: role == "system" and state.status is Status.DETERMINED,
    Action.ASK_COUNCILLOR: may_ask_her,
    Action.ASK_ADVICE: may_ask_advice,
    Action.ADVISE: lambda role, state: role in {"adviser", "monitoring_officer"} and with_somebody(state),
    Action.FIND: finds_a_fact,
    Action.CLASSIFY: lambda role, state: role == "proper_officer" and with_somebody(state),
    Action.CONFIRM_BALANCE: lambda role, state: role == "proper_officer" and with_somebody(state),
    Action.DETERMINE: lambda role, state: role == "decider" and not state.disputed and with_somebody(state),
    Action.TRANSFER: lambda role, state: (
        role in {"decider", "proper_officer", "monitoring_officer", "system"}
        and not state.disputed
        and with_somebody(state)
    ),
    Action.CONSULT: lambda role, state: role in BENCH and state.disputed and with_somebody(state),
    Action.RULE: lambda role, state: role == "arbiter" and state.disputed and with_somebody(state),
    Action.RESOLVE: lambda role, state: role == "clerk" and state.disputed and with_somebody(state),
    Action.READ_CASE: may_read,
    Action.OPEN_DOCUMENT: may_open,
    Action.READ_LOG: may_read_log,
    Action.NOTE: takes_part,
    Action.DECLARE_INTEREST: may_declare,
    Action.STAND_ASIDE: may_declare,
    Action.CORRECT: takes_part,
}

FOR_THE_COUNCIL: dict[OfficeAct, set[str]] = {
    OfficeAct.READ_FIGURES: {"monitoring_officer", "chief_executive", "auditor"},
    OfficeAct.INTERPRET: {"interpreter"},
}


def may(role: str, state: State | None, action: Action | OfficeAct) -> bool:
    """Whether one role may take a step; after withdrawal only reading and correcting is left to anybody."""
    if isinstance(action, OfficeAct):
        return state is None and role in FOR_THE_COUNCIL[action]
    if state is None:
        return action is Action.SUBMIT and role in SIDE_OF_THE_COUNCILLOR
    if state.status is Status.WITHDRAWN and action not in READING | {Action.CORRECT}:
        return False
    return RULES[action](role, state)
