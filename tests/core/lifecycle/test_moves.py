"""The steps in the life of an asked document: where each leads, and in what words it is refused."""

from __future__ import annotations

import pytest

from gatekeeper.core.lifecycle import (
    AFTER_WITHDRAWAL,
    START,
    Action,
    Ladder,
    MoveRefused,
    Particulars,
    Ruling,
    State,
    Status,
    may_follow,
    move,
)

LEADERS = frozenset({"group_leader"})
WITH_DIRECTOR = State("director", 0, Status.OPEN, None)
REFUSED = State("director", 0, Status.DETERMINED, Ruling.REFUSED)


def refusal(state: State | None, action: Action, ladder: Ladder, given: Particulars | None = None) -> str:
    with pytest.raises(MoveRefused) as caught:
        move(state, action, ladder, **(given or {}))
    assert "What to do: " in str(caught.value)
    assert "_" not in caught.value.what
    return str(caught.value)


def test_a_request_begins_with_democratic_services_and_goes_to_the_protocols_own_decider(long: Ladder) -> None:
    asked = move(None, Action.SUBMIT, long)
    assert asked == START
    assert move(asked, Action.MATCH, long) == State("head_of_service", 0, Status.OPEN, None)
    assert move(asked, Action.MATCH, Ladder()).stage == "director"
    assert move(asked, Action.MATCH, long, to_stage="executive").stage == "executive"


def test_nothing_but_asking_can_be_done_before_anything_was_asked(borough: Ladder) -> None:
    assert may_follow(None, borough) == (Action.SUBMIT,)
    assert "nothing has been asked" in refusal(None, Action.DETERMINE, borough)
    assert "asked for already" in refusal(START, Action.SUBMIT, borough)


def test_a_document_in_full_as_of_right_is_granted_and_in_part_the_rest_goes_on(borough: Ladder) -> None:
    assert move(WITH_DIRECTOR, Action.ANSWER_AS_OF_RIGHT, borough, complete=False) == WITH_DIRECTOR
    granted = move(WITH_DIRECTOR, Action.ANSWER_AS_OF_RIGHT, borough, complete=True)
    assert (granted.status, granted.ruling) == (Status.DETERMINED, Ruling.GRANTED)
    assert "reopen it first" in refusal(REFUSED, Action.ANSWER_AS_OF_RIGHT, borough, {"complete": True})


@pytest.mark.parametrize("ruling", [Ruling.REFUSED, Ruling.PARTLY_GRANTED])
def test_the_councillors_silence_is_no_ground_for_less_than_a_grant_in_full(borough: Ladder, ruling: Ruling) -> None:
    asked = move(WITH_DIRECTOR, Action.ASK_COUNCILLOR, borough)
    assert asked == State("director", 0, Status.AWAITING_COUNCILLOR, None)
    assert "silence" in refusal(asked, Action.DETERMINE, borough, {"ruling": ruling})
    assert "silence" in refusal(asked, Action.RECORD_NOT_HELD, borough)
    assert move(asked, Action.DETERMINE, borough, ruling=Ruling.GRANTED).ruling is Ruling.GRANTED
    assert move(asked, Action.ANSWER_QUESTION, borough) == WITH_DIRECTOR
    assert move(asked, Action.NARROW, borough) == WITH_DIRECTOR


def test_a_question_put_while_matching_leads_back_to_matching(borough: Ladder) -> None:
    asked = move(START, Action.ASK_COUNCILLOR, borough)
    assert move(asked, Action.ANSWER_QUESTION, borough) == START


def test_advice_is_given_and_the_decider_goes_on_and_an_adviser_cannot_hold_it_up(borough: Ladder) -> None:
    waiting = move(WITH_DIRECTOR, Action.ASK_ADVICE, borough)
    assert waiting.status is Status.AWAITING_ADVICE
    assert move(waiting, Action.ADVISE, borough) == WITH_DIRECTOR
    assert move(waiting, Action.DETERMINE, borough, ruling=Ruling.REFUSED) == REFUSED


def test_not_held_is_recorded_with_its_searches_and_is_no_determination(borough: Ladder) -> None:
    assert move(START, Action.RECORD_NOT_HELD, borough).ruling is Ruling.NOT_HELD
    assert "with the searches" in refusal(WITH_DIRECTOR, Action.DETERMINE, borough, {"ruling": Ruling.NOT_HELD})
    assert "no ruling" in refusal(WITH_DIRECTOR, Action.DETERMINE, borough)


def test_what_was_determined_is_not_determined_again_unless_it_is_opened_again(borough: Ladder) -> None:
    part = State("director", 0, Status.DETERMINED, Ruling.PARTLY_GRANTED)
    assert "has been determined" in refusal(part, Action.DETERMINE, borough, {"ruling": Ruling.GRANTED})
    again = move(part, Action.REOPEN, borough)
    assert again == State("director", 0, Status.OPEN, Ruling.PARTLY_GRANTED)
    assert "in the councillor's favour" in refusal(again, Action.RECORD_NOT_HELD, borough)
    assert move(again, Action.DETERMINE, borough, ruling=Ruling.GRANTED).ruling is Ruling.GRANTED


@pytest.mark.parametrize("ruling", Ruling)
def test_whatever_was_ruled_a_matched_document_is_opened_again_where_something_has_no_answer(
    borough: Ladder, ruling: Ruling
) -> None:
    determined = State("director", 0, Status.DETERMINED, ruling)
    assert move(determined, Action.REOPEN, borough) == State("director", 0, Status.OPEN, ruling)


def test_a_description_of_which_nothing_was_found_is_matched_when_the_document_turns_up(borough: Ladder) -> None:
    nothing = move(START, Action.RECORD_NOT_HELD, borough)
    assert move(nothing, Action.MATCH, borough) == State("director", 0, Status.OPEN, Ruling.NOT_HELD)
    assert "not yet known which" in refusal(nothing, Action.REOPEN, borough)


def test_a_misdirected_request_is_sent_on_as_it_stands_and_only_before_any_dispute(borough: Ladder) -> None:
    sent = move(WITH_DIRECTOR, Action.TRANSFER, borough, to_stage="executive")
    assert sent == State("executive", 0, Status.OPEN, None)
    assert "already with that post" in refusal(WITH_DIRECTOR, Action.TRANSFER, borough, {"to_stage": "director"})
    assert "does not determine" in refusal(WITH_DIRECTOR, Action.TRANSFER, borough, {"to_stage": "group_leader"})
    assert "no post was named" in refusal(WITH_DIRECTOR, Action.TRANSFER, borough)
    disputed = move(REFUSED, Action.DISPUTE, borough)
    assert "on the dispute ladder" in refusal(disputed, Action.TRANSFER, borough, {"to_stage": "executive"})


def test_a_dispute_needs_a_ruling_and_a_protocol_that_lays_one_down(borough: Ladder, silent: Ladder) -> None:
    assert move(REFUSED, Action.DISPUTE, borough) == State("monitoring_officer", 1, Status.OPEN, Ruling.REFUSED)
    assert "nothing has been determined" in refusal(WITH_DIRECTOR, Action.DISPUTE, borough)
    assert "complaints procedure, or seek judicial review" in refusal(REFUSED, Action.DISPUTE, silent)
    assert "judicial review" in refusal(REFUSED, Action.DISPUTE, Ladder())


def test_the_last_rung_is_final_within_the_council_only(borough: Ladder) -> None:
    first = move(move(REFUSED, Action.DISPUTE, borough), Action.RULE, borough, ruling=Ruling.REFUSED)
    assert "has already been disputed" in refusal(first, Action.DISPUTE, borough)
    last = move(first, Action.APPEAL, borough)
    assert last == State("chief_executive", 2, Status.OPEN, Ruling.REFUSED)
    assert "has not ruled yet" in refusal(last, Action.APPEAL, borough)
    ended = move(last, Action.RULE, borough, ruling=Ruling.PARTLY_GRANTED, consulted=LEADERS)
    words = refusal(ended, Action.APPEAL, borough)
    assert "final within the council only" in words
    assert "judicial review remains" in words


def test_nobody_rules_before_everyone_whom_the_rung_consults_was_heard(borough: Ladder) -> None:
    last = State("chief_executive", 2, Status.OPEN, Ruling.REFUSED)
    assert "has not yet heard the group leader" in refusal(last, Action.RULE, borough, {"ruling": Ruling.GRANTED})
    assert Action.RULE not in may_follow(last, borough)
    assert Action.RULE in may_follow(last, borough, consulted=LEADERS)
    assert move(last, Action.CONSULT, borough) == last
    first = State("monitoring_officer", 1, Status.OPEN, Ruling.REFUSED)
    assert "consults nobody" in refusal(first, Action.CONSULT, borough)


def test_a_body_resolves_with_its_minute_and_an_officer_rules(long: Ladder) -> None:
    officer = State("monitoring_officer", 1, Status.OPEN, Ruling.REFUSED)
    body = State("committee", 2, Status.OPEN, Ruling.REFUSED)
    given = Particulars(ruling=Ruling.GRANTED, consulted=LEADERS)
    assert "decides by resolution" in refusal(body, Action.RULE, long, given)
    assert "passes no resolution" in refusal(officer, Action.RESOLVE, long, given)
    assert "minute is not named" in refusal(body, Action.RESOLVE, long, given)
    assert "minute is not named" in refusal(body, Action.RESOLVE, long, {**given, "minute": "  "})
    minuted = Particulars(ruling=Ruling.GRANTED, consulted=LEADERS, minute="AIC/2026/14")
    assert move(body, Action.RESOLVE, long, **minuted).ruling is Ruling.GRANTED


def test_withdrawing_a_dispute_leaves_the_determination_as_it_stands_and_it_is_not_disputed_again(
    borough: Ladder,
) -> None:
    disputed = move(REFUSED, Action.DISPUTE, borough)
    ended = move(disputed, Action.WITHDRAW, borough)
    assert ended == State("monitoring_officer", 1, Status.DETERMINED, Ruling.REFUSED)
    assert "already been disputed" in refusal(ended, Action.DISPUTE, borough)
    assert move(ended, Action.HAND_OVER, borough) == ended


def test_withdrawing_what_was_opened_again_keeps_what_was_given_and_before_any_ruling_the_request_ends(
    borough: Ladder,
) -> None:
    part = State("director", 0, Status.DETERMINED, Ruling.PARTLY_GRANTED)
    assert move(move(part, Action.REOPEN, borough), Action.WITHDRAW, borough) == part
    assert move(WITH_DIRECTOR, Action.WITHDRAW, borough).status is Status.WITHDRAWN
    granted = State("director", 0, Status.DETERMINED, Ruling.GRANTED)
    assert "nothing is left to withdraw" in refusal(granted, Action.WITHDRAW, borough)
    assert "hide the ruling" in refusal(REFUSED, Action.WITHDRAW, borough)


@pytest.mark.parametrize("action", sorted(set(Action) - AFTER_WITHDRAWAL))
def test_nothing_but_reading_and_correcting_is_left_after_withdrawal(borough: Ladder, action: Action) -> None:
    ended = move(WITH_DIRECTOR, Action.WITHDRAW, borough)
    assert refusal(ended, action, borough)
    assert may_follow(ended, borough) == tuple(act for act in Action if act in AFTER_WITHDRAWAL)


def test_a_dispute_goes_on_only_under_the_ladder_on_which_it_began(borough: Ladder, long: Ladder) -> None:
    elsewhere = State("chief_executive", 2, Status.OPEN, Ruling.REFUSED)
    given = Particulars(ruling=Ruling.GRANTED, consulted=LEADERS)
    assert "not of this ladder" in refusal(elsewhere, Action.RULE, long, given)
    assert "not of this ladder" in refusal(elsewhere, Action.APPEAL, Ladder())
    assert move(elsewhere, Action.RULE, borough, **given).ruling is Ruling.GRANTED
