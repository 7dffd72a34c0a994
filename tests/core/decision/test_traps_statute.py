"""The traps of the statutes (statement of law 6.5, 1 to 33): where a naive reading goes wrong. One test each."""

from __future__ import annotations

import pytest

from gatekeeper.core.decision import PassageResult, RouteResult
from tests.core.decision.deciding import decided, deciding, subject

COMING = ("coming_at_committee", "document_kind=report", "withheld_as_likely_private")
REG2 = ("document_kind=report", "considered_for_executive_decision")
DONE_IN_PRIVATE = (*REG2, "executive_private_done")


def route(passage: PassageResult, name: str) -> RouteResult:
    return next(each for each in passage.routes if each.route == name)


def status(name: str, *given: str, not_known: tuple[str, ...] = ()) -> str:
    return route(deciding(*given, not_known=not_known), name).status


def exempt(*numbers: int) -> tuple[str, ...]:
    return tuple(word for n in numbers for word in (f"claimed_para_{n}", f"balance_para_{n}=maintain"))


def test_trap_01_need_to_know_is_no_gate_on_statutory_rights() -> None:
    silent = ("duty_stated", "why_now_stated", "reasonably_necessary", "capacity", "document_identified")
    assert status("s100f", *COMING, not_known=silent) == "open"
    assert status("reg16_3", *DONE_IN_PRIVATE, not_known=silent) == "open"
    assert status("s228", "document_kind=accounts", not_known=silent) == "open"


def test_trap_02_an_improper_motive_defeats_only_the_common_law() -> None:
    motive = ("improper_purpose_evidenced", "improper_purpose_dominant", "member_heard")
    assert status("s100f", *COMING, *motive) == "open"
    held = deciding(*motive).common_law
    assert held is not None
    assert held.position == "excluded"


def test_trap_03_section_100f_looks_forward_to_a_meeting() -> None:
    assert status("s100f", "past_closed_item", "document_kind=report") == "not_applicable"
    assert status("s100f", "document_kind=report") == "not_applicable"
    assert status("s100f", "expected_without_meeting", "document_kind=report") == "refer"


def test_trap_04_section_100f_has_no_five_day_trigger() -> None:
    assert status("s100f", *COMING, "!papers_public_now") == "open"
    assert status("s100b", "coming_at_committee", "document_kind=report", "!papers_public_now") == "not_yet"


def test_trap_05_section_100f_belongs_to_every_member() -> None:
    assert status("s100f", *COMING, "!member_of_responsible_body") == "open"


def test_trap_06_paragraph_3_is_open_to_members_and_paragraph_6_never_blocks_by_itself() -> None:
    assert status("s100f", *COMING, *exempt(3)) == "open"
    assert status("s100f", *COMING, *exempt(6)) == "open"
    assert status("s100f", *COMING, *exempt(6, 7)) == "refer"
    assert status("s100f", *COMING, *exempt(1)) == "blocked"


def test_trap_07_only_what_relates_to_the_terms_is_withheld_not_the_whole_report() -> None:
    terms = subject("terms", (*COMING, *exempt(3), "negotiation_terms=live"))
    rest = subject("rest", (*COMING, *exempt(3)))
    found = decided(terms, rest).documents[0].passages
    assert [each.outcome for each in found] == ["refer", "entitled"]


def test_trap_08_the_carve_back_is_not_in_regulation_17_but_the_same_person_has_regulation_16() -> None:
    paper = (*DONE_IN_PRIVATE, "scrutiny_member", *exempt(3))
    assert status("reg17", *paper) == "blocked"
    assert status("reg16_3", *paper) == "open"


@pytest.mark.parametrize("balance", ["equal", "disclose"])
def test_trap_09_a_label_does_not_make_a_paper_exempt_today(balance: str) -> None:
    labelled = (*COMING, "marked_exempt", "claimed_para_1")
    assert status("s100f", *labelled, f"balance_para_1={balance}") == "open"
    assert status("s100f", *labelled, not_known=("balance_para_1",)) == "undetermined"


def test_trap_10_exempt_is_not_confidential() -> None:
    assert deciding(*COMING, *exempt(1)).outcome == "refer"
    assert deciding(*COMING, "confidential_basis=enactment", "showing_member_breaches").outcome == "barred"


def test_trap_11_a_stamp_does_not_make_confidential_information() -> None:
    assert status("s100f", *COMING, "marked_exempt", "confidential_basis=none") == "open"


def test_trap_12_a_member_may_be_shown_what_the_public_may_not() -> None:
    found = deciding(
        "coming_at_committee", "papers_public_now", "document_kind=report", "confidential_basis=court_order"
    )
    assert route(found, "s100b").status == "barred"
    assert found.outcome == "entitled"


def test_trap_13_one_exempt_line_never_blocks_eighty_pages() -> None:
    found = decided(subject("line", (*COMING, *exempt(1))), subject("pages", COMING)).documents[0].passages
    assert found[1].after_redaction


def test_trap_14_document_is_wide_in_section_100f_and_narrow_in_the_regulations() -> None:
    draft = ("document_kind=report", "considered_for_executive_decision", "only_in_draft")
    assert status("reg16_3", *draft, "executive_private_done") == "not_applicable"
    assert status("reg17", *draft, "executive_private_done", "scrutiny_member") == "not_applicable"
    assert status("s100f", *draft, "coming_at_scrutiny") == "open"


def test_trap_15_the_holder_differs() -> None:
    assert status("reg16_3", *DONE_IN_PRIVATE, "!held_by_executive") == "not_applicable"
    assert status("s100f", *COMING, "!held_by_executive") == "open"


def test_trap_16_cabinet_is_no_committee_of_the_council_but_a_report_that_goes_on_to_council_is_council_business() -> (
    None
):
    assert status("s100f", *REG2, "executive_private_coming") == "not_applicable"
    assert status("s100f", *REG2, "executive_private_coming", "coming_at_council") == "open"


def test_trap_17_regulation_16_has_gaps_before_private_decisions_and_after_public_meetings() -> None:
    before = deciding(*REG2, "individual_decision_coming")
    assert (route(before, "reg16_3").status, before.outcome) == ("not_yet", "refer")
    after = deciding(*REG2, "executive_public_done", "within_six_years_of_decision", *exempt(3))
    assert route(after, "reg16_1").status == "not_applicable"
    assert after.outcome == "refer"


def test_trap_22_the_reasons_go_to_the_committee_and_are_due_for_paragraph_1_too() -> None:
    outside = deciding("scrutiny_member", *REG2, "executive_private_coming")
    statement = next(task for task in outside.tasks if "statement" in task.what)
    assert statement.owner == "executive"
    assert "committee" in route(outside, "reg17").reasons_to


def test_trap_23_relevance_is_needed_only_for_exempt_or_confidential_parts() -> None:
    paper = (*DONE_IN_PRIVATE, "scrutiny_member")
    assert status("reg17", *paper) == "open"
    assert status("reg17", *paper, *exempt(1)) == "blocked"
    assert status("reg17", *paper, *exempt(1), "relevant_to_own_scrutiny") == "open"
    assert status("reg17", *paper, *exempt(1), "relevant_to_own_programme") == "open"
    assert status("reg17", *paper, *exempt(1), "relevant_to_other_programme") == "refer"


def test_trap_24_political_advice_is_absolute_in_the_regulations_and_no_bar_in_section_100f() -> None:
    advice = (*DONE_IN_PRIVATE, "scrutiny_member", "adviser_advice", "relevant_to_own_scrutiny")
    assert status("reg17", *advice) == "blocked"
    assert status("reg16_3", *advice) == "blocked"
    assert status("s100f", *advice, "coming_at_council") == "open"


def test_trap_25_regulation_20_2_concerns_the_public() -> None:
    paper = (*DONE_IN_PRIVATE, "within_six_years_of_decision", *exempt(3))
    assert status("reg14", *paper) == "blocked"
    assert status("reg16_3", *paper) == "open"


def test_trap_26_members_may_have_copies() -> None:
    assert "copy" in route(deciding(*COMING), "s100f").form
    assert "reg 21(2)" in route(deciding(*DONE_IN_PRIVATE), "reg16_3").form
    scrutiny = route(deciding(*DONE_IN_PRIVATE, "scrutiny_member"), "reg17")
    assert (scrutiny.form, scrutiny.charge) == ("a copy", "none")


def test_trap_27_offences_cover_public_documents_and_accounts_only() -> None:
    assert deciding(*COMING).warnings == ()
    assert deciding(*DONE_IN_PRIVATE, "scrutiny_member").warnings == ()
    assert deciding("document_kind=accounts").warnings
    assert deciding("coming_at_committee", "document_kind=report", "papers_public_now").warnings


def test_trap_28_the_one_who_decides_differs() -> None:
    paper = deciding(*DONE_IN_PRIVATE, "scrutiny_member", "coming_at_council")
    owners = {name: route(paper, name).owner for name in ("s100f", "reg16_3", "reg17", "common_law")}
    assert owners == {
        "s100f": "proper_officer",
        "reg16_3": "proper_officer",
        "reg17": "executive",
        "common_law": "the director",
    }
    assert route(deciding("document_kind=accounts"), "s228").owner == "chief_finance_officer"


def test_trap_29_what_appears_exempt_is_the_proper_officers_own_finding() -> None:
    found = deciding(*COMING, not_known=("claimed_para_1", "balance_para_1"))
    assert {each.supplier for each in found.asks} == {"proper_officer"}


def test_trap_30_the_period_runs_from_the_meeting_or_from_the_decision() -> None:
    minutes = ("past_open_item", "document_kind=minutes")
    assert status("s100c", *minutes, "within_six_years_of_meeting") == "open"
    assert status("s100c", *minutes, "within_six_years_of_decision") == "not_applicable"
    record = ("document_kind=executive_decision_record", "executive_public_done")
    assert status("reg14", *record, "within_six_years_of_decision") == "open"
    assert status("reg14", *record, "within_six_years_of_meeting") == "not_applicable"


def test_trap_31_co_opted_members_have_regulation_17_and_nothing_of_a_councillors() -> None:
    co_opted = ("!serving_councillor", "co_opted_member", "scrutiny_member")
    assert status("reg17", *DONE_IN_PRIVATE, *co_opted) == "open"
    assert status("reg16_3", *DONE_IN_PRIVATE, *co_opted) == "not_applicable"
    assert status("s100f", *COMING, *co_opted) == "not_applicable"
    assert status("s228", "document_kind=accounts", *co_opted) == "not_applicable"


def test_trap_32_a_parish_council_is_no_principal_council() -> None:
    parish = ("council_type=parish", "!executive_arrangements")
    assert status("s100f", *COMING, *parish) == "not_applicable"
    assert status("s228", "document_kind=accounts", *parish) == "open"
    assert deciding(*COMING, *parish).outcome == "refer"


def test_trap_33_a_joint_committee_is_a_committee_of_each_council_and_an_all_executive_one_is_not_certain() -> None:
    assert status("s100f", "coming_at_joint_committee", "document_kind=report") == "open"
    assert status("s100f", "coming_at_unsettled_body", "document_kind=report") == "refer"
