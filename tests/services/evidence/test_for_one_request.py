"""What is found for one request, or of one councillor, is no evidence on another."""

from __future__ import annotations

from typing import Any

from gatekeeper.services.cases.submit import Submitted
from gatekeeper.storage import tables
from tests.services.evidence.asked import evidence
from tests.services.world_making import Making
from tests.services.worlds import World

TERMS = "part_exempt-terms"


def passages(world: World, filed: Submitted) -> dict[str, dict[str, Any]]:
    """The passages of the evidence of a request, by their refs."""
    return {each["ref"]: each for each in evidence(world, filed).data["documents"][0]["passages"]}


def two_requests(world: World) -> tuple[Submitted, Submitted]:
    """The same paper asked for by two councillors."""
    return world.submit("c1", "part_exempt"), world.submit("c2", "part_exempt")


def test_a_finding_for_one_request_does_not_reach_another(world: World) -> None:
    hers, anothers = two_requests(world)
    thing = world.id("passage", TERMS)
    world.make(lambda making: making.found("passage", thing, {"reasonably_necessary": True}, hers.request_id))
    assert passages(world, hers)[TERMS]["findings"]["reasonably_necessary"] is True
    assert "reasonably_necessary" not in passages(world, anothers)[TERMS]["findings"]


def test_what_was_found_for_this_request_goes_before_what_was_found_in_general(world: World) -> None:
    hers, anothers = two_requests(world)
    thing = world.id("passage", TERMS)
    world.make(lambda making: making.found("passage", thing, {"overriding_public_interest": True}, hers.request_id))
    assert passages(world, hers)[TERMS]["findings"]["overriding_public_interest"] is True
    assert passages(world, anothers)[TERMS]["findings"]["overriding_public_interest"] is False


def test_a_balance_confirmed_for_one_request_is_unconfirmed_for_another(world: World) -> None:
    hers, anothers = two_requests(world)
    about = {"paragraph_id": world.id("paragraph", f"{TERMS}-3"), "request_id": hers.request_id}
    world.make(lambda making: making.put(tables.BalanceConfirmation, "confirmation", "1", confirmed=True, **about))
    balances = [passages(world, filed)[TERMS]["paragraphs"][0]["balance"] for filed in (hers, anothers)]
    assert [each["confirmed_for_this_request"] for each in balances] == [True, False]


def test_a_breach_found_for_one_member_is_no_breach_for_another(world: World) -> None:
    hers, anothers = two_requests(world)

    def in_confidence(making: Making) -> None:
        about = {"document_id": making.id("document", "part_exempt"), "pages": "5", "position": 1}
        making.put(tables.Passage, "passage", TERMS, basis="court_order", citation="The order of the court", **about)
        found = {"passage_id": making.id("passage", TERMS), "request_id": hers.request_id}
        making.put(tables.BreachFinding, "breach", "1", breach=True, **found)

    world.make(in_confidence)
    assert passages(world, hers)[TERMS]["confidential"]["breach_if_shown_to_this_member"] is True
    assert "breach_if_shown_to_this_member" not in passages(world, anothers)[TERMS]["confidential"]


def test_relevance_to_scrutiny_found_for_one_request_does_not_reach_another(world: World) -> None:
    hers, anothers = two_requests(world)
    about = {"passage_id": world.id("passage", TERMS), "request_id": hers.request_id}
    world.make(lambda making: making.put(tables.Relevance, "relevance", "1", own_scrutiny=True, **about))
    assert passages(world, hers)[TERMS]["scrutiny"] == {"own_scrutiny": True}
    assert "scrutiny" not in passages(world, anothers)[TERMS]


def test_the_need_stated_for_one_request_is_not_stated_for_another_of_the_same_councillor(world: World) -> None:
    stated = world.submit("c1", "working_paper", duty_stated=True, why_now_stated=True)
    silent = world.submit("c1", "working_paper")
    assert evidence(world, stated).data["request"]["purpose"] == {"duty_stated": True, "why_now_stated": True}
    assert "purpose" not in evidence(world, silent).data["request"]
