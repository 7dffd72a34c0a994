"""What a statute opens may not be refused, cut down or made conditional; each rule with the case just outside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.core.rulings import Need
from gatekeeper.core.rulings.checks.rights import COPIED_BY_HERSELF
from tests.core.decision.deciding import subject
from tests.core.rulings.proposing import (
    COMING,
    DONE,
    EXEMPT,
    NEEDED,
    SCRUTINY_EXEMPT,
    about,
    document,
    grant,
    not_held,
    part,
    refusal,
    stops,
    the_stop,
)

ACCOUNTS = ("document_kind=accounts",)
OPENED_BY = {
    "Local Government Act 1972 s.100F": COMING,
    "SI 2012/2089 reg 16(3)": (*DONE[:-1],),
    "SI 2012/2089 reg 17": DONE,
    "Local Government Act 1972 s.228(3)": ACCOUNTS,
}
STAFFING = replace(grant(), passage="staffing")
HIDDEN = replace(refusal("exempt", "no_need_shown", paragraphs=(1,)), passage="hidden")


@pytest.mark.parametrize("source", OPENED_BY)
def test_what_a_statute_opens_may_not_be_refused(source: str) -> None:
    opened = about(*OPENED_BY[source])
    assert source in the_stop("refuses_a_right", opened, refusal()).source
    assert stops(opened, grant()) == set()


def test_what_no_statute_opens_may_be_refused_when_no_need_is_found() -> None:
    assert stops(about(), refusal()) == set()


def test_what_is_open_may_not_be_said_not_to_be_held() -> None:
    assert "not_held_but_open" in stops(about(*COMING), not_held(), searches_recorded=True)
    assert stops(about("!held_by_council"), not_held(), searches_recorded=True) == set()


@pytest.mark.parametrize("form", ["redacted_copy", "inspection", "briefing", "facts_only"])
def test_a_lesser_form_than_the_statute_gives_is_a_refusal_of_the_rest(form: str) -> None:
    assert "lesser_form_than_the_right" in stops(about(*COMING), part(form))


def test_inspection_alone_does_not_meet_a_right_to_a_copy() -> None:
    assert "lesser_form_than_the_right" in stops(about(*DONE), grant(form="inspection"), wants="whole_copy")
    assert stops(about(*DONE), grant(form="inspection"), wants="inspection") == set()


def test_inspection_meets_a_right_under_which_she_copies_for_herself() -> None:
    assert stops(about(*ACCOUNTS), grant(form="inspection")) == set()


def test_the_routes_under_which_she_copies_for_herself_are_those_whose_form_says_so(
    project_routes: dict[str, str],
) -> None:
    assert {name for name, form in project_routes.items() if "make a copy" in form} == COPIED_BY_HERSELF


def test_a_passage_open_after_redaction_may_not_be_refused() -> None:
    both = document(subject("staffing", COMING), subject("hidden", EXEMPT))
    assert "refuses_after_redaction" in stops(both, replace(refusal(), passage="staffing"), HIDDEN)
    assert stops(both, STAFFING, HIDDEN) == set()


def test_a_copy_with_the_rest_taken_out_gives_all_of_a_passage_open_after_redaction() -> None:
    both = document(subject("staffing", COMING), subject("hidden", EXEMPT))
    assert stops(both, replace(STAFFING, form="redacted_copy"), HIDDEN) == set()
    cut = replace(STAFFING, form="redacted_copy", ruling="partly_granted")
    assert "lesser_form_than_the_right" in stops(both, cut, HIDDEN)


def test_what_cannot_be_shown_apart_is_for_the_proper_officer() -> None:
    both = document(subject("staffing", COMING), subject("hidden", EXEMPT))
    apart = document(subject("staffing", (*COMING, "!separable")), subject("hidden", EXEMPT))
    assert {each.outcome for each in apart.passages} == {"refer"}
    by_director = replace(refusal(), passage="staffing")
    assert "point_not_settled" in stops(apart, by_director, HIDDEN)
    assert "point_not_settled" not in stops(apart, replace(by_director, settled_doubts=("s100f",)), HIDDEN)
    assert "refuses_after_redaction" in stops(both, by_director, HIDDEN)


def test_a_statutory_right_cannot_be_made_conditional() -> None:
    conditional = grant(conditions=("undertaking",))
    assert "condition_on_a_right" in stops(about(*COMING), conditional)
    assert stops(about(), conditional) == set()


def test_no_statutory_right_asks_for_a_motive() -> None:
    found = Need(improper_purpose_evidenced=True, improper_purpose_dominant=True, member_heard=True)
    motive = refusal("improper_purpose", need=found)
    assert "improper_purpose_against_a_right" in stops(about(*COMING), motive)
    assert stops(about(), motive) == set()


def test_nothing_is_withheld_while_a_statute_may_turn_out_to_open_it() -> None:
    doubtful = about("document_kind=report", not_known=("coming_at_committee",))
    stopped = the_stop("facts_not_known", doubtful, refusal())
    assert "business to be transacted" in stopped.what
    assert "facts_not_known" in stops(doubtful, grant(conditions=("purpose_limit",)))
    assert stops(doubtful, grant()) == set()


def test_a_point_of_statute_is_decided_by_the_one_whose_decision_it_is() -> None:
    mixed = about(*EXEMPT, "claimed_para_3", "balance_para_3=maintain", "confirmed_para_3")
    assert the_stop("point_not_settled", mixed, refusal()).source == "Local Government Act 1972 s.100F"
    assert stops(mixed, refusal(settled_doubts=("s100f",))) == set()
    assert stops(mixed, grant()) == set()


def test_nothing_is_withheld_on_a_balance_not_confirmed_for_this_request() -> None:
    unconfirmed = tuple(each for each in EXEMPT if not each.startswith("confirmed"))
    assert "balance_not_confirmed" in stops(about(*unconfirmed), refusal())
    assert stops(about(*EXEMPT), refusal()) == set()
    assert stops(about(*unconfirmed), grant()) == set()


def test_a_scrutiny_member_s_refusal_needs_written_reasons_to_the_committee() -> None:
    withheld = refusal("not_relevant_to_scrutiny", "no_need_shown")
    stopped = the_stop("reasons_not_given_to_scrutiny", about(*SCRUTINY_EXEMPT), withheld)
    assert "reg 17(4)" in stopped.source
    assert stops(about(*SCRUTINY_EXEMPT), withheld, statement_to_scrutiny=True) == set()
    assert stops(about(*SCRUTINY_EXEMPT), grant(need=NEEDED)) == set()


def test_a_ruling_is_made_once_on_a_passage_that_is_there() -> None:
    assert stops(about(), refusal(), refusal()) == {"ruled_twice"}
    assert stops(about(), replace(refusal(), passage="elsewhere")) == {"unknown_passage"}


def test_need_is_not_asked_where_a_statute_opens_it() -> None:
    assert stops(about(*COMING), grant(need=Need())) == set()
    assert "finding_missing" in stops(about(), grant(need=Need()))
