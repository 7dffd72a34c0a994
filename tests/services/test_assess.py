"""From a case file to a decision, under the law alone and under each council's protocol."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gatekeeper.core.case import Case
from gatekeeper.core.decision import PassageResult
from gatekeeper.core.explain import explain
from gatekeeper.policy.errors import PolicyError
from gatekeeper.services.assess import UnknownCouncil, assess, assess_under_all, ladder_in_words, packs
from gatekeeper.services.case_reader import read_case_text

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
PACKS = {"county", "east_devon", "manchester", "wbc", "surrey_heath", "wyremouth"}


def passages(case: Case, council: str | None = None) -> dict[str, PassageResult]:
    decision = assess(case, AT, council).decision
    return {each.passage: each for document in decision.documents for each in document.passages}


def test_the_land_sale_is_open_after_redaction_but_for_the_terms_and_the_valuation_nobody_has_explained(
    land_sale: Case,
) -> None:
    found = passages(land_sale)
    assert {name: each.outcome for name, each in found.items()} == {
        "site": "entitled",
        "price": "refer",
        "valuation": "undetermined",
        "accounts": "entitled",
    }
    assert [ask.fact for ask in found["valuation"].asks] == ["negotiation_terms"]
    assert found["site"].after_redaction
    rules = {each.rule for route in found["accounts"].routes for each in route.spoke}
    assert "lga_1972_sch12a_8" in rules


def test_every_council_opens_what_statute_opens(land_sale: Case) -> None:
    found = assess_under_all(land_sale, AT)
    assert set(found) == PACKS
    for name in found:
        assert {"site", "accounts"} <= {
            p for p, each in passages(land_sale, name).items() if each.outcome == "entitled"
        }


def test_who_determines_is_said_in_the_council_s_own_words(land_sale: Case) -> None:
    east_devon = passages(land_sale, "east_devon")["price"].common_law
    surrey_heath = passages(land_sale, "surrey_heath")["price"].common_law
    assert east_devon is not None
    assert surrey_heath is not None
    assert east_devon.determined_by == "the Director who holds the document"
    assert "Executive Head of Service" in surrey_heath.determined_by


def test_a_dispute_goes_where_the_protocol_says() -> None:
    words = {name: ladder_in_words(loaded.pack) for name, loaded in packs().items()}
    assert words["county"] == "the Monitoring Officer (final)"
    assert words["wbc"].endswith("the Chief Executive after consulting the group leaders concerned (final)")
    assert words["manchester"].startswith("the protocol has none")


def test_the_fall_back_runs_from_the_first_receipt_on_the_calendar_of_the_whole_kingdom(land_sale: Case) -> None:
    (task,) = passages(land_sale)["price"].fallback
    assert task.clocks[0]["in_words"] == "Monday 21 December 2026"
    assert task.clocks[0]["calendar"] == "uk_union"


def test_the_explanation_can_be_read_by_a_councillor(land_sale: Case) -> None:
    text = explain(assess(land_sale, AT).decision)
    for words in ("OPEN after redaction", "What would change this", "Questions that would decide it", "free"):
        assert words in text
    assert max(len(line) for line in text.splitlines()) <= 100


@pytest.mark.parametrize("name", ["east_devon", "East Devon", "East Devon District Council"])
def test_a_council_is_found_by_its_id_or_by_its_name(name: str, land_sale: Case) -> None:
    assert assess(land_sale, AT, name).decision.pack == "east_devon"


def test_an_unknown_council_is_refused_with_those_there_are(land_sale: Case) -> None:
    with pytest.raises(UnknownCouncil, match="east_devon"):
        assess(land_sale, AT, "camelot")


def test_a_day_whose_law_is_not_encoded_is_refused(land_sale: Case) -> None:
    with pytest.raises(PolicyError, match="not encoded"):
        assess(land_sale, datetime(2017, 1, 1, tzinfo=UTC))


def test_a_protocol_is_not_applied_before_its_first_day(land_sale: Case) -> None:
    with pytest.raises(UnknownCouncil, match="applies from"):
        assess(land_sale, datetime(2024, 1, 1, tzinfo=UTC), "east_devon")


def test_a_case_from_wales_is_referred_with_that_reason(example: Path) -> None:
    text = example.read_text("utf-8").replace("jurisdiction: england", "jurisdiction: wales")
    found = passages(read_case_text(text, "wales.yaml", "yaml"))
    assert {each.outcome for each in found.values()} == {"refer"}
    assert all(each.reasons[0].rule == "not_encoded_wales" for each in found.values())
    assert all(not route.clocks for each in found.values() for route in each.routes)


def test_what_is_barred_cites_the_order_that_forbids_it_and_the_rest_does_not(example: Path) -> None:
    text = example.read_text("utf-8")
    price = text.index("      - ref: price")
    barred = "confidential: {basis: court_order, citation: Order of 3 June 2026, breach_if_shown_to_this_member: true}"
    text = text[:price] + text[price:].replace("confidential: {basis: none}", barred, 1)
    case = read_case_text(text, "order.yaml", "yaml")
    found = passages(case)
    assert (found["price"].outcome, found["price"].prohibition) == ("barred", "Order of 3 June 2026")
    assert found["site"].prohibition == ""
    assert "What is said to forbid it: Order of 3 June 2026." in explain(assess(case, AT).decision)
