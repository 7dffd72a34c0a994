"""Need to know: the findings it takes, the presumption, improper purpose, narrowing, undertakings, personal data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gatekeeper.core.rulings import Advice, Need
from tests.core.decision.deciding import subject
from tests.core.rulings.proposing import (
    COMING,
    EXEMPT,
    KEY,
    NEEDED,
    NOT_NEEDED,
    PRESUMED,
    SPECIFIC,
    about,
    document,
    grant,
    part,
    refusal,
    stops,
    the_stop,
)

IMPROPER = Need(improper_purpose_evidenced=True, improper_purpose_dominant=True, member_heard=True)
COPY_SUFFICES = Need(least_form_that_suffices="whole_copy")
CARE_FILE = ("child_or_care_file",)
ADVISED = (Advice(passage=KEY, recommends="granted"),)


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("improper_purpose_evidenced", "improper_purpose_not_evidenced"),
        ("improper_purpose_dominant", "improper_purpose_not_dominant"),
        ("member_heard", "member_not_heard"),
    ],
)
@pytest.mark.parametrize("value", [None, False])
def test_improper_purpose_takes_evidence_dominance_and_a_hearing(missing: str, code: str, value: bool | None) -> None:
    changed: dict[str, Any] = {missing: value}
    assert stops(about(), refusal("improper_purpose", need=replace(IMPROPER, **changed))) == {code}
    assert stops(about(), refusal("improper_purpose", need=IMPROPER)) == set()


def test_a_member_of_the_responsible_body_is_not_refused_for_no_need() -> None:
    assert stops(about(*PRESUMED), refusal()) == {"presumption_not_displaced"}
    assert stops(about(*PRESUMED), grant(need=COPY_SUFFICES)) == set()


def test_the_presumption_is_displaced_by_a_finding_and_a_ground_that_can() -> None:
    displaced = replace(IMPROPER, presumption_displaced=True)
    assert stops(about(*PRESUMED), refusal("improper_purpose", need=displaced)) == set()
    assert "presumption_not_displaced" in stops(about(*PRESUMED), refusal("improper_purpose", need=IMPROPER))
    no_ground_that_can = replace(NOT_NEEDED, presumption_displaced=True)
    assert "presumption_not_displaced" in stops(about(*PRESUMED), refusal("no_need_shown", need=no_ground_that_can))


def test_once_the_matter_is_closed_her_present_need_is_still_asked() -> None:
    closed = Need(presumption_displaced=True, matter_closed=True)
    assert stops(about(*PRESUMED), refusal("matter_closed", need=closed)) == {"finding_missing"}
    found = replace(NOT_NEEDED, presumption_displaced=True, matter_closed=True)
    assert stops(about(*PRESUMED), refusal("matter_closed", need=found)) == set()


def test_a_refused_undertaking_answers_a_presumed_need() -> None:
    refused = Need(undertaking_asked=True, undertaking_refused=True)
    assert stops(about(*PRESUMED), refusal("undertaking_refused", need=refused)) == set()


def test_less_than_a_presumed_need_requires_is_a_refusal_of_the_rest() -> None:
    facts = replace(part("facts_only"), need=COPY_SUFFICES, grounds=("another",))
    assert stops(about(*PRESUMED), facts) == {"presumption_not_displaced"}
    assert stops(about(*PRESUMED), part("facts_only", need=Need())) == set()


@pytest.mark.parametrize("missing", ["duty", "why_now", "reasonably_necessary"])
def test_where_she_must_justify_the_need_is_found_first(missing: str) -> None:
    unfound: dict[str, Any] = {missing: None}
    assert stops(about(), grant(need=replace(NEEDED, **unfound))) == {"finding_missing"}
    assert stops(about(), grant()) == set()


def test_a_duty_of_blanks_is_no_duty() -> None:
    assert "duties" in the_stop("finding_missing", about(), grant(need=replace(NEEDED, duty="  "))).what


def test_a_refusal_needs_the_same_findings_unless_the_test_stopped_before() -> None:
    assert "finding_missing" in stops(about(), refusal("another", need=Need()))
    assert stops(about("other_groups_internal_papers"), refusal("other_groups_papers", need=Need())) == set()


def test_the_least_form_that_suffices_is_found_before_anything_is_given() -> None:
    unfound = replace(NEEDED, least_form_that_suffices=None)
    assert stops(about(), grant(need=unfound)) == {"finding_missing"}
    assert stops(about("sufficient_means=whole_copy"), grant(need=unfound)) == set()


def test_findings_in_the_case_file_need_not_be_made_twice() -> None:
    shown = about("duty_stated", "why_now_stated", "reasonably_necessary")
    assert stops(shown, grant(need=COPY_SUFFICES)) == set()


@pytest.mark.parametrize("missing", ["specific_terms", "identities_needed"])
def test_personal_data_about_others_takes_findings_in_specific_terms(missing: str) -> None:
    unfound: dict[str, Any] = {missing: None}
    personal = about("third_party_personal_data")
    assert "finding_missing" in stops(personal, grant(need=replace(SPECIFIC, **unfound)))
    assert stops(personal, grant(need=SPECIFIC)) == set()


def test_where_there_is_no_need_it_is_not_asked_in_which_terms() -> None:
    assert stops(about("third_party_personal_data"), refusal(need=NOT_NEEDED)) == set()
    assert "finding_missing" in stops(about("third_party_personal_data"), refusal("another", need=NEEDED))


def test_personal_data_is_not_given_as_it_stands_without_a_need_in_specific_terms() -> None:
    unshown = replace(SPECIFIC, specific_terms=False)
    personal = about("third_party_personal_data")
    assert stops(personal, grant(need=unshown)) == {"specific_need_not_found"}
    assert stops(personal, part("redacted_copy", need=unshown)) == set()


def test_identities_her_duty_does_not_need_are_taken_out() -> None:
    nameless = replace(SPECIFIC, identities_needed=False)
    personal = about("third_party_personal_data")
    assert stops(personal, grant(need=nameless)) == {"identities_not_needed"}
    assert stops(personal, part("redacted_copy", need=nameless)) == set()


def test_data_protection_does_not_cut_down_a_statutory_right() -> None:
    opened = about("coming_at_committee", "document_kind=report", "third_party_personal_data")
    assert stops(opened, grant(need=replace(SPECIFIC, identities_needed=False))) == set()


def test_even_a_presumed_need_leaves_out_identities_it_does_not_need() -> None:
    personal = about(*PRESUMED, "third_party_personal_data")
    assert stops(personal, grant(need=COPY_SUFFICES)) == {"finding_missing"}
    assert stops(personal, grant(need=replace(COPY_SUFFICES, identities_needed=False))) == {"identities_not_needed"}
    assert stops(personal, grant(need=replace(COPY_SUFFICES, identities_needed=True))) == set()


@pytest.mark.parametrize("form", ["whole_copy", "facts_only"])
def test_a_care_file_is_given_in_no_form_without_a_strict_need(form: str) -> None:
    unshown = replace(SPECIFIC, specific_terms=False)
    given = grant(need=unshown) if form == "whole_copy" else part(form, need=unshown)
    assert "strict_need_not_found" in stops(about(*CARE_FILE), given, advice=ADVISED)
    assert stops(about(*CARE_FILE), grant(need=SPECIFIC), advice=ADVISED) == set()


def test_a_care_file_is_determined_with_advice() -> None:
    assert stops(about(*CARE_FILE), grant(need=SPECIFIC)) == {"advice_missing"}


@pytest.mark.parametrize("code", ["roving_commission", "disproportionate"])
def test_help_to_narrow_is_offered_first(code: str) -> None:
    trawl = Need(identified=False, disproportionate=True)
    assert stops(about(), refusal(code, need=trawl)) == {"narrowing_not_offered"}
    assert stops(about(), refusal(code, need=replace(trawl, narrowing_offered=True))) == set()


def test_only_an_undertaking_that_was_asked_for_can_be_refused() -> None:
    refused = Need(undertaking_refused=True)
    assert stops(about(), refusal("undertaking_refused", need=refused)) == {"undertaking_not_asked"}
    asked = replace(refused, undertaking_asked=True)
    assert stops(about(), refusal("undertaking_refused", need=asked)) == set()


def test_no_undertaking_can_be_asked_for_where_no_condition_may_be_set() -> None:
    apart = document(subject("p", (*COMING, "!separable")), subject("hidden", EXEMPT))
    asked = Need(undertaking_asked=True, undertaking_refused=True)
    assert "undertaking_not_asked" in stops(apart, refusal("undertaking_refused", need=asked))
    assert "condition_not_allowed" in stops(apart, grant(conditions=("undertaking",)))
    assert "condition_not_allowed" not in stops(apart, grant())
