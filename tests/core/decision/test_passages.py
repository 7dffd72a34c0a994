"""What a passage comes to over all routes: the outcome, its reasons, and what is asked next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeper.core.decision import Matter, PassageResult, Subject, decide
from gatekeeper.policy.library import law, rulebook
from tests.core.decision.deciding import decided, deciding, matter, subject

COMING = ("coming_at_committee", "document_kind=report")
PRIVATE = (*COMING, "withheld_as_likely_private")
LIVE_TERMS = (*PRIVATE, "claimed_para_3", "balance_para_3=maintain", "negotiation_terms=live")


def route(passage: PassageResult, name: str) -> Any:
    return next(each for each in passage.routes if each.route == name)


def test_the_description_beside_live_terms_is_open_after_redaction_and_the_terms_go_to_the_director() -> None:
    found = decided(subject("history", PRIVATE), subject("price", LIVE_TERMS)).documents[0]
    history, price = found.passages
    assert (history.outcome, history.after_redaction) == ("entitled", True)
    assert "redaction_practice" in {each.rule for each in history.reasons}
    assert (price.outcome, route(price, "s100f").status) == ("refer", "blocked")
    assert price.common_law is not None
    assert price.common_law.position == "must_justify"
    assert found.summary == "Passages: 1 of 2 open, 1 of 2 for a person to decide."


def test_a_passage_that_cannot_be_shown_apart_goes_to_the_proper_officer() -> None:
    mixed = subject("history", (*PRIVATE, "!separable"))
    history = decided(mixed, subject("price", LIVE_TERMS)).documents[0].passages[0]
    assert history.outcome == "refer"
    assert "redaction_inseparable" in {each.rule for each in history.reasons}


def test_whether_it_can_be_shown_apart_is_asked_where_nobody_has_said() -> None:
    mixed = subject("history", PRIVATE, ["separable"])
    history = decided(mixed, subject("price", LIVE_TERMS)).documents[0].passages[0]
    assert (history.outcome, set(history.could_be)) == ("undetermined", {"entitled", "refer"})


def test_a_document_wholly_open_needs_no_redaction() -> None:
    passages = decided(subject("one", PRIVATE), subject("two", PRIVATE)).documents[0].passages
    assert [(each.outcome, each.after_redaction) for each in passages] == [("entitled", False)] * 2


def test_what_is_barred_is_held_and_the_monitoring_officer_is_shown_the_routes_the_bar_does_not_reach() -> None:
    found = deciding("document_kind=accounts", "confidential_basis=court_order", "showing_member_breaches")
    assert found.outcome == "barred"
    assert route(found, "s228").status == "open"
    assert "The accounts" in found.summary
    reached = deciding(
        "document_kind=accounts", "confidential_basis=court_order", "showing_member_breaches", "bar_reaches_every_route"
    )
    assert route(reached, "s228").status == "barred"


def test_whether_showing_would_breach_confidence_is_asked_of_the_monitoring_officer_and_held_meanwhile() -> None:
    found = deciding(*PRIVATE, "confidential_basis=enactment", not_known=["showing_member_breaches"])
    assert found.outcome == "undetermined"
    assert {"barred", "entitled"} <= set(found.could_be)
    assert [(each.fact, each.supplier) for each in found.asks] == [("showing_member_breaches", "monitoring_officer")]


def test_confidential_information_that_may_be_shown_to_this_member_is_open_to_her_and_not_to_the_public() -> None:
    found = deciding(*COMING, "papers_public_now", "confidential_basis=government_terms")
    assert route(found, "s100b").status == "barred"
    assert route(found, "s100f").status == "open"
    assert found.outcome == "entitled"


def test_a_balance_not_yet_made_neither_opens_nor_blocks() -> None:
    found = deciding(*PRIVATE, "claimed_para_1", not_known=["balance_para_1"])
    assert route(found, "s100f").could_be == ("blocked", "open")
    assert found.outcome == "undetermined"
    assert [each.fact for each in found.asks] == ["balance_para_1"]
    assert found.asks[0].due.startswith("at once")


def test_an_unclassified_passage_is_asked_of_the_proper_officer() -> None:
    unknown = [f"claimed_para_{n}" for n in range(1, 8)] + [f"balance_para_{n}" for n in range(1, 8)]
    found = deciding(*PRIVATE, not_known=unknown)
    assert found.outcome == "undetermined"
    assert {each.supplier for each in found.asks} == {"proper_officer"}
    assert found.asks, "somebody must be asked"


def test_a_recorded_balance_blocks_only_until_it_is_confirmed_for_this_request() -> None:
    personal = (*PRIVATE, "claimed_para_1", "balance_para_1=maintain")
    found = deciding(*personal)
    assert route(found, "s100f").provisional
    assert any("confirm" in task.what for task in found.tasks)
    confirmed = deciding(*personal, "confirmed_para_1")
    assert not route(confirmed, "s100f").provisional
    assert not any("confirm" in task.what for task in confirmed.tasks)


def test_what_would_open_a_blocked_route_has_been_tried_and_does() -> None:
    personal = (*PRIVATE, "claimed_para_1", "balance_para_1=maintain")
    changes = [change.facts for change in route(deciding(*personal), "s100f").changes]
    assert (("balance_para_1", "equal or disclose"),) in changes
    for ((name, answers),) in changes:
        for value in answers.split(" or "):
            flipped = name if value == "yes" else f"!{name}" if value == "no" else f"{name}={value}"
            assert route(deciding(*personal, flipped), "s100f").status == "open"


def test_where_no_single_answer_opens_it_two_together_are_tried() -> None:
    grievance = (*PRIVATE, "claimed_para_1", "balance_para_1=maintain", "claimed_para_2", "balance_para_2=maintain")
    changes = [change.facts for change in route(deciding(*grievance), "s100f").changes]
    assert (("balance_para_1", "equal or disclose"), ("balance_para_2", "equal or disclose")) in changes
    both = (*grievance, "balance_para_1=equal", "balance_para_2=disclose")
    assert route(deciding(*both), "s100f").status == "open"


def test_what_is_blocked_now_is_not_said_to_open_later() -> None:
    coming = ("coming_at_committee", "document_kind=report", "!papers_public_now")
    assert route(deciding(*coming), "s100b").status == "not_yet"
    assert route(deciding(*coming, "withheld_as_likely_private"), "s100b").status == "blocked"
    assert route(deciding(*coming, "claimed_para_1", "balance_para_1=maintain"), "s100b").status == "not_applicable"


def test_a_part_that_regulation_17_gives_is_hers_as_of_right_and_not_by_practice() -> None:
    done = ("document_kind=report", "considered_for_executive_decision", "executive_private_done", "scrutiny_member")
    exempt = (*done, "claimed_para_1", "balance_para_1=maintain")
    relevant, rest = (
        decided(subject("relevant", (*exempt, "relevant_to_own_scrutiny")), subject("rest", exempt))
        .documents[0]
        .passages
    )
    assert (relevant.outcome, relevant.after_redaction, rest.outcome) == ("entitled", False, "refer")


def test_a_later_right_is_shown_beside_a_present_one() -> None:
    paper = ("document_kind=report", "considered_for_executive_decision", "executive_private_coming")
    found = deciding(*paper, "coming_at_scrutiny")
    assert found.opened_by == ("s100f",)
    assert found.opens_later_by == ("s100b", "reg16_3")


def test_one_who_is_no_councillor_is_not_entitled_which_is_no_prohibition() -> None:
    found = deciding(*PRIVATE, "!serving_councillor")
    assert found.outcome == "not_entitled"
    assert found.reasons[0].rule == "not_entitled_not_councillor"
    assert "not a prohibition" in found.summary
    assert any("freedom of information" in task.what for task in found.fallback)


def test_a_document_the_council_does_not_hold_is_not_entitled() -> None:
    found = deciding(*PRIVATE, "!held_by_council", "!held_by_executive")
    assert found.outcome == "not_entitled"
    assert "not_entitled_not_held" in {each.rule for each in found.reasons}


def test_a_statutory_right_needs_no_reason_and_carries_no_condition() -> None:
    found = deciding(*PRIVATE, not_known=["duty_stated", "why_now_stated", "capacity"])
    assert found.outcome == "entitled"
    assert found.common_law is None
    assert [each.rule for each in found.notices][:1] == ["notice_use"]


def test_a_case_from_another_nation_is_referred_with_that_reason() -> None:
    for nation in ("wales", "scotland", "northern_ireland"):
        found = deciding(
            *PRIVATE, f"jurisdiction={nation}", "confidential_basis=court_order", "showing_member_breaches"
        )
        assert found.outcome == "refer"
        assert f"not_encoded_{nation}" in {each.rule for each in found.reasons}
        assert found.opened_by == ()


def test_an_internal_error_refers_and_never_opens() -> None:
    book = rulebook(law().edition(date(2026, 11, 23)))
    broken = Subject("D1", "A document", "p", "1", {**subject("p", PRIVATE).facts, "serving_councillor": "perhaps"})
    careful: Matter = replace(matter(), incident=lambda _error: "incident-1")
    found = decide([broken, subject("q", PRIVATE)], careful, book).documents[0].passages
    assert (found[0].outcome, found[0].incident) == ("refer", "incident-1")
    assert found[0].reasons
    assert found[1].outcome == "entitled"
    assert found[1].after_redaction


def test_a_failing_clock_refers_and_never_opens() -> None:
    def clocks(_clock: str, _subject: Subject) -> tuple[dict[str, Any], ...]:
        raise ZeroDivisionError

    careful = replace(matter(), clocks=clocks, incident=lambda _error: "incident-2")
    found = decide([subject("p", PRIVATE)], careful, rulebook(law().edition(date(2026, 11, 23))))
    assert found.documents[0].passages[0].outcome == "refer"


VALUES = {f.name: st.sampled_from([*f.values(), None]) for f in law().vocabulary if f.supplier != "computed"}


@settings(max_examples=40)
@given(data=st.data())
def test_no_outcome_ever_stands_without_a_reason(data: st.DataObject) -> None:
    changed = data.draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=12, unique=True))
    facts = {**subject("p", PRIVATE).facts, **{name: data.draw(VALUES[name], label=name) for name in changed}}
    found = decided(Subject("D1", "A document", "p", "1", facts)).documents[0].passages[0]
    assert found.reasons or found.asks
    assert found.summary
    if found.outcome == "undetermined":
        assert found.asks
    if found.outcome == "entitled":
        assert found.opened_by
