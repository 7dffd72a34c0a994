"""What the law bars is given by nobody but on the monitoring officer's stated clearance."""

from __future__ import annotations

from typing import Any

from gatekeeper.core.rulings import Need
from tests.core.rulings.proposing import BARRED, COMING, about, check, grant, part, refusal, stops, the_stop

CONFIDENTIAL = refusal("confidential_information", need=Need(), alternatives_considered=())
CLEARED: dict[str, Any] = {
    "decided_as": "monitoring_officer",
    "clearance": "The department has agreed in writing to this councillor.",
}


def test_what_is_barred_is_not_given_whatever_the_need() -> None:
    assert stops(about(*BARRED), grant()) == {"barred"}
    assert stops(about(*BARRED), part("facts_only")) == {"barred"}
    assert stops(about(*BARRED), CONFIDENTIAL) == set()


def test_only_the_monitoring_officer_clears_a_bar_and_says_why() -> None:
    assert "barred" in stops(about(*BARRED), grant(decided_as="monitoring_officer"))
    assert "barred" in stops(about(*BARRED), grant(decided_as="chief_executive", clearance=CLEARED["clearance"]))
    found = check(about(*BARRED), grant(**CLEARED))
    assert found.stops == ()
    assert [each.code for each in found.flags] == ["departs_from_machine"]


def test_the_monitoring_officer_s_clearance_counts_on_a_rung_as_it_does_at_first() -> None:
    assert "barred" not in stops(about(*BARRED), grant(**CLEARED), at_rung=1)


def test_what_may_be_barred_is_not_given_before_the_facts_are_known() -> None:
    may_be = about(*COMING, "confidential_basis=enactment", not_known=("showing_member_breaches",))
    assert "breach that obligation" in the_stop("may_be_barred", may_be, grant()).what
    assert "may_be_barred" in stops(may_be, grant(**CLEARED))
    assert stops(about(*COMING, "confidential_basis=enactment"), grant()) == set()


def test_a_right_that_the_bar_does_not_reach_is_not_an_officer_s_to_refuse() -> None:
    accounts = about(*BARRED, "document_kind=accounts")
    assert accounts.passages[0].outcome == "barred"
    assert "bar_for_monitoring_officer" in stops(accounts, CONFIDENTIAL)
    by_monitoring_officer = refusal("confidential_information", need=Need(), decided_as="monitoring_officer")
    assert stops(accounts, by_monitoring_officer) == set()


def test_a_bar_leaves_no_alternative_to_consider() -> None:
    assert "no_alternative_considered" not in stops(about(*BARRED), CONFIDENTIAL)
