"""What must be found before a passage can be determined, and by whom."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from gatekeeper.core.pack import Pack
from gatekeeper.core.rulings import Need, Requirement, requirements
from gatekeeper.core.rulings.in_hand import FACT_OF
from gatekeeper.core.rulings.necessary import QUESTIONS
from gatekeeper.policy.library import law
from tests.core.rulings.proposing import (
    BARRED,
    COMING,
    EXEMPT,
    NEEDED,
    PRESUMED,
    SCRUTINY_EXEMPT,
    SPECIFIC,
    about,
    grant,
    only,
    pack,
    stops,
)


def asked(
    *given: str, not_known: tuple[str, ...] = (), protocol: Pack | None = None, council: str | None = None
) -> dict[str, Requirement]:
    """What must be found, by fact; a repeated fact would be lost here, so it is refused."""
    found = requirements(only(about(*given, not_known=not_known, council=council)), protocol)
    by_fact = {each.fact: each for each in found}
    assert len(by_fact) == len(found)
    return by_fact


def test_a_passage_open_to_her_asks_nothing() -> None:
    assert asked(*COMING) == {}


def test_where_she_must_justify_the_need_and_the_least_form_are_found() -> None:
    found = asked()
    assert list(found) == ["duty", "why_now", "reasonably_necessary", "least_form_that_suffices"]
    assert found["duty"].whose == "councillor"
    assert found["reasonably_necessary"].whose == "director"
    assert {each.kind for each in found.values()} == {"finding"}


def test_where_her_need_is_presumed_only_the_form_is_found() -> None:
    assert list(asked(*PRESUMED)) == ["least_form_that_suffices"]


def test_what_the_case_file_holds_is_not_asked_again() -> None:
    assert "duty" not in asked("duty_stated")
    assert "least_form_that_suffices" not in asked("sufficient_means=briefing")


def test_the_findings_are_the_determiner_s_of_the_protocol() -> None:
    found = asked(protocol=pack("wyremouth"), council="wyremouth")
    assert found["reasonably_necessary"].whose == "head_of_service"


def test_facts_not_known_are_asked_of_those_who_supply_them() -> None:
    found = asked("document_kind=report", not_known=("coming_at_committee",))
    assert (found["coming_at_committee"].whose, found["coming_at_committee"].kind) == ("proper_officer", "fact")


def test_a_bar_is_put_to_the_monitoring_officer() -> None:
    assert asked(*BARRED)["clearance"].whose == "monitoring_officer"


def test_a_point_of_statute_is_put_to_the_owner_of_the_route() -> None:
    mixed = asked(*EXEMPT, "claimed_para_3", "balance_para_3=maintain", "confirmed_para_3")
    assert (mixed["s100f"].whose, mixed["s100f"].kind) == ("proper_officer", "point")
    assert "s100f" not in asked(*EXEMPT)


def test_a_balance_not_confirmed_is_put_to_the_proper_officer() -> None:
    unconfirmed = tuple(each for each in EXEMPT if not each.startswith("confirmed"))
    assert asked(*unconfirmed)["balance_confirmed"].whose == "proper_officer"
    assert "balance_confirmed" not in asked(*EXEMPT)


def test_a_scrutiny_statement_is_put_to_the_executive() -> None:
    assert asked(*SCRUTINY_EXEMPT)["statement_to_scrutiny"].whose == "executive"
    assert "statement_to_scrutiny" not in asked(*EXEMPT)


def test_advice_is_asked_where_the_rules_or_the_protocol_call_for_it() -> None:
    found = requirements(only(about("child_or_care_file")), None)
    assert [each.whose for each in found if each.fact == "advice"] == ["monitoring_officer", "data_protection_officer"]
    always = asked(protocol=pack("east_devon"), council="east_devon")
    assert "8.5" in always["advice"].source
    assert "advice" not in asked()


@pytest.mark.parametrize(("given", "need"), [((), NEEDED), (("third_party_personal_data",), SPECIFIC)])
def test_when_everything_asked_is_found_nothing_is_missing_and_each_left_out_is_missed(
    given: tuple[str, ...], need: Need
) -> None:
    result = about(*given)
    names = [each.fact for each in requirements(only(result), None) if each.kind == "finding"]
    assert stops(result, grant(need=need)) == set()
    for name in names:
        left_out: dict[str, Any] = {name: None}
        assert "finding_missing" in stops(result, grant(need=replace(need, **left_out))), name


def test_every_question_is_a_field_of_the_findings_and_every_fact_is_in_the_vocabulary() -> None:
    names = {field.name for field in fields(Need)}
    assert set(QUESTIONS) <= names
    assert set(FACT_OF) <= names
    assert all(fact in law().vocabulary for fact in FACT_OF.values())
