"""A ruling is whole and does not contradict itself: form, reasons, conditions, authority, advice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from gatekeeper.core.rulings import Advice, Proposal, check_rulings
from tests.core.rulings.proposing import (
    KEY,
    NOW,
    about,
    flags,
    grant,
    not_held,
    pack,
    part,
    refusal,
    stops,
    the_stop,
)

AUTHORITY = ("R v Birmingham City Council ex p O [1983] 1 AC 578",)


def test_what_is_given_is_given_in_a_form_and_what_is_refused_in_none() -> None:
    assert stops(about(), grant(form=None)) == {"form_missing"}
    assert stops(about(), grant()) == set()
    assert stops(about(), refusal(form="briefing")) == {"form_on_a_refusal"}
    assert stops(about(), not_held(form="briefing"), searches_recorded=True) == {"form_on_a_refusal"}
    assert stops(about(), refusal(form=None)) == set()


@pytest.mark.parametrize(
    ("proposal", "wants", "fits"),
    [
        (grant(), None, True),
        (grant(form="inspection"), None, True),
        (grant(form="inspection"), "inspection", True),
        (grant(form="inspection"), "whole_copy", False),
        (grant(form="redacted_copy"), None, False),
        (grant(form="briefing"), "briefing", True),
        (part("inspection"), "whole_copy", True),
        (part("inspection"), "inspection", False),
        (part("whole_copy"), None, False),
        (part("facts_only"), "facts_only", False),
    ],
)
def test_granted_means_all_of_it_as_she_asked_and_partly_granted_less(
    proposal: Proposal, wants: str | None, fits: bool
) -> None:
    assert ("form_does_not_fit" in stops(about(), proposal, wants=wants)) is not fits


@pytest.mark.parametrize("reasons", ["", "Exempt.", "Not in the interest."])
def test_a_few_words_are_no_reasons(reasons: str) -> None:
    assert "reasons_missing" in stops(about(), refusal(reasons=reasons))
    assert "reasons_missing" in stops(about(), part(reasons=reasons))
    assert stops(about(), grant(reasons=reasons)) == set()
    assert stops(about(), refusal(reasons="Her committee does not need it.")) == set()


def test_a_departure_from_an_excluding_rule_needs_reasons_and_is_flagged() -> None:
    excluded = about("other_groups_internal_papers")
    assert stops(excluded, grant(reasons="Yes.")) == {"reasons_missing"}
    assert stops(excluded, grant()) == set()
    assert "departs_from_machine" in flags(excluded, grant())


def test_nothing_given_has_no_condition() -> None:
    assert stops(about(), refusal(conditions=("undertaking",))) == {"condition_on_a_refusal"}
    assert stops(about(), grant(conditions=("undertaking",))) == set()


def test_a_condition_the_protocol_does_not_provide_needs_reasons_and_is_flagged() -> None:
    county = about(council="county")
    bare = grant(conditions=("undertaking",), reasons="")
    assert stops(county, bare, pack=pack("county")) == {"condition_without_reasons"}
    reasoned = grant(conditions=("undertaking",))
    assert stops(county, reasoned, pack=pack("county")) == set()
    assert "condition_outside_protocol" in flags(county, reasoned, pack=pack("county"))
    provided = grant(conditions=("purpose_limit",), reasons="")
    assert stops(county, provided, pack=pack("county")) == set()
    assert "condition_outside_protocol" not in flags(county, provided, pack=pack("county"))


def test_inspection_only_excludes_a_copy() -> None:
    only = ("inspection_only",)
    assert stops(about(), grant(conditions=only)) == {"condition_contradicts_form"}
    assert stops(about(), grant(form="inspection", conditions=only)) == set()


def test_a_rung_that_must_cite_authority_cites_a_decided_case() -> None:
    county = about(council="county")
    ruled = refusal(decided_as="monitoring_officer")
    stopped = the_stop("authority_missing", county, ruled, pack=pack("county"), at_rung=1)
    assert "8.2" in stopped.source
    assert stops(county, replace(ruled, authority=(" ",)), pack=pack("county"), at_rung=1) == {"authority_missing"}
    assert stops(county, replace(ruled, authority=AUTHORITY), pack=pack("county"), at_rung=1) == set()
    assert stops(county, ruled, pack=pack("county")) == set()


def test_a_rung_that_need_not_cite_authority_is_not_held_to_it() -> None:
    assert stops(about(council="wbc"), refusal(decided_as="monitoring_officer"), pack=pack("wbc"), at_rung=1) == set()


@pytest.mark.parametrize("rung", [-1, 3])
def test_nobody_rules_on_a_rung_that_is_not_there(rung: int) -> None:
    assert stops(about(council="wbc"), refusal(), pack=pack("wbc"), at_rung=rung) == {"no_such_rung"}
    assert stops(about(), refusal(), at_rung=1) == {"no_such_rung"}


def test_where_the_protocol_always_has_advice_taken_it_is_taken_first() -> None:
    east_devon, protocol = about(council="east_devon"), pack("east_devon")
    assert "8.5" in the_stop("advice_missing", east_devon, refusal(), pack=protocol).source
    advised = (Advice(passage=KEY, recommends="refused"),)
    assert stops(east_devon, refusal(), pack=protocol, advice=advised) == set()
    assert stops(east_devon, refusal(decided_as="monitoring_officer"), pack=protocol) == set()


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = datetime.fromisoformat("2026-11-23T10:00:00")
    with pytest.raises(ValueError, match="no time zone"):
        check_rulings([about()], [refusal()], pack=None, now=naive)
    with pytest.raises(ValueError, match="no time zone"):
        check_rulings([about()], [refusal()], pack=None, now=NOW, due={KEY: naive})
