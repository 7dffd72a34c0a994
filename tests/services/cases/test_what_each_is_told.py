"""What each is told: one who is only consulted little, the councillor no code that tells, before she asks no more."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest

from gatekeeper.services.cases.conversation import Advising, Said, advise, note, submit_statement
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import appeal, dispute, rule
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.cases.export import export_case
from gatekeeper.services.cases.submit import Asking
from gatekeeper.services.cases.view import pre_check_view
from gatekeeper.services.explaining import explained_case
from tests.services.cases.walking import (
    DISPUTING,
    acts,
    appealed_paper,
    asked_for,
    disputed_ruling,
    granting,
    hear_leader,
    opened,
    refusal,
    refusing,
    roles,
    state,
    view,
)
from tests.services.cases.walking import ruled as ruled_on
from tests.services.world_making import Piece
from tests.services.worlds import World

CANARY = "zanzibar"
TELLING = "ending-of-the-chief-planners-employment"
OFFICERS_OWN = {"label", "prohibition", "machine", "position", "held_back"}


def _appealed(world: World) -> str:
    """A dispute before the chief executive, with advice and a note that are the officers' own."""
    asked = appealed_paper(world)
    world.do("chief", lambda desk: note(desk, asked, Said(words=f"Between us: {CANARY}", shared=False)))
    world.do("deputy-mo", lambda desk: advise(desk, asked, Advising(words=f"Privileged: {CANARY}")))
    world.do("c1", lambda desk: submit_statement(desk, asked, Said(words="I vote on it.", shared=True)))
    return asked


def test_r051_one_who_is_only_consulted_is_told_what_is_disputed_and_both_sides_and_no_more(world: World) -> None:
    asked = _appealed(world)
    seen = view(world, "red-leader", asked)
    assert seen["seen_as"] == "consultee"
    assert CANARY not in json.dumps(seen)
    assert {line["action"] for line in seen["timeline"]} == {
        *("determine", "dispute", "rule", "appeal", "submit_statement"),
    }
    assert not any({"person", "post"} & set(line) for line in seen["timeline"])
    (document,) = seen["documents"]
    assert "provenance" not in document
    (passage,) = document["passages"]
    assert not OFFICERS_OWN & set(passage)
    assert (passage["reasons"], passage["would_change"], passage["ruling"]["flags"]) == ([], [], [])
    assert passage["ruling"]["reasons"].startswith("Her duty on the budget")


def test_r051_one_who_is_only_consulted_carries_nothing_away(world: World) -> None:
    asked = _appealed(world)
    request = state(world, asked).request_id
    before = len(acts(world, asked))
    refused = refusal(world, "red-leader", lambda desk: export_case(desk, request))
    assert isinstance(refused, CommandRefused)
    assert len(acts(world, asked)) == before


def _heard_on_one_and_officer_on_the_other(world: World) -> str:
    """A case on whose first paper the group leader is only heard, and on whose second she is an officer."""
    hidden: dict[str, Any] = {"title_known": False, "public_label": "Report on a staffing matter", "kind": "other"}
    world.make(lambda making: making.document("working_paper", body="employment", title=f"The {CANARY}", **hidden))
    second: dict[str, Any] = {"holder_post": "director-people", "body": "employment", "kind": "other"}
    world.make(lambda making: making.document("care_paper", title="The second paper", **second))
    world.make(lambda making: making.post("case-officer", "officer", directorate="People"))
    world.make(lambda making: making.appoint("red-leader", "case-officer"))
    asked, other = world.submit("c1", "working_paper", "care_paper").asked
    world.do("d1", lambda desk: determine(desk, asked, ruled_on("refused")))
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    world.do("c1", lambda desk: appeal(desk, asked, DISPUTING))
    assert roles(world, "red-leader", asked) == {"consultee"}
    assert roles(world, "red-leader", other) == {"officer"}
    return state(world, asked).request_id


def test_r051_an_officer_on_one_document_is_told_no_route_of_another_on_which_she_is_only_consulted(
    world: World,
) -> None:
    request = _heard_on_one_and_officer_on_the_other(world)
    told = world.do("red-leader", lambda desk: explained_case(desk, request))
    assert "The second paper" in told.partition("Edition of the rules")[2]
    assert CANARY not in told
    assert "working_paper" not in told.partition("Edition of the rules")[2]


def test_r051_one_who_is_only_consulted_is_told_the_label_that_councillors_may_know(world: World) -> None:
    says: dict[str, Any] = {"title_known": False, "public_label": "Report on a staffing matter", "kind": "other"}
    world.make(lambda making: making.document("working_paper", body="employment", title=f"The {CANARY}", **says))
    asked = _appealed(world)
    seen = view(world, "red-leader", asked)
    assert seen["documents"][0]["called"] == "Report on a staffing matter"
    assert CANARY not in json.dumps(seen)
    assert [each["passage"] for each in seen["documents"][0]["passages"]] == ["passage 1"]


def test_r051_whoever_rules_reads_as_an_officer(world: World) -> None:
    asked = _appealed(world)
    hear_leader(world, asked)
    seen = view(world, "chief", asked)
    assert seen["seen_as"] == "officer"
    assert CANARY in json.dumps(seen)


def _telling_codes(world: World) -> None:
    """A document whose title may not be known, with two passages whose codes tell it."""
    says: dict[str, Any] = {"title_known": False, "public_label": "Report on a staffing matter", "kind": "other"}
    pieces = (Piece(f"{TELLING}-a", "1-2"), Piece(f"{TELLING}-b", "3"))
    world.make(lambda m: m.document("matter", body="employment", title=TELLING, passages=pieces, **says))


@pytest.mark.parametrize("who", ["c1", "assistant"])
def test_r011_no_code_of_a_passage_tells_her_what_its_title_may_not(world: World, who: str) -> None:
    _telling_codes(world)
    asked = asked_for(world, "c1", "matter")
    rulings = ruled_on("granted").model_copy(
        update={"passages": (granting(f"matter-{TELLING}-a"), refusing(f"matter-{TELLING}-b"))}
    )
    world.do("d1", lambda desk: determine(desk, asked, rulings))
    hers = view(world, who, asked)
    assert TELLING not in json.dumps(hers)
    told = hers["documents"][0]["passages"]
    assert [(each["passage"], each["ruling"]["ruling"]) for each in told] == [
        ("passage 1", "granted"),
        ("passage 2", "refused"),
    ]
    (line,) = [each for each in hers["timeline"] if each["action"] == "determine"]
    assert line["words"] == {each["passage"]: each["ruling"]["reasons"] for each in told}
    assert TELLING in json.dumps(view(world, "d1", asked))


def test_r011_a_title_is_told_only_with_the_whole_document(world: World) -> None:
    _telling_codes(world)
    asked = asked_for(world, "c1", "matter")
    both = (granting(f"matter-{TELLING}-a"), granting(f"matter-{TELLING}-b"))
    world.do("d1", lambda desk: determine(desk, asked, ruled_on("granted").model_copy(update={"passages": both})))
    assert len(opened(world, "c1", asked)) == 2
    assert view(world, "c1", asked)["documents"][0]["called"] == TELLING


def test_r011_what_the_law_opens_of_a_part_does_not_tell_the_title(world: World) -> None:
    row: dict[str, Any] = {"title_known": False, "public_label": "Report on a sale"}
    world.make(
        lambda making: making.document(
            "open_part",
            items=("sale",),
            body="planning",
            title=TELLING,
            findings={"marked_exempt": True},
            passages=(
                Piece("a", "1", findings={"overriding_public_interest": False, "requester_adverse": False}),
                Piece("b", "2", (3,), "live", ("commercially_confidential",), {"withheld_as_likely_private": True}),
            ),
            **row,
        )
    )
    asked = asked_for(world, "c1", "open_part")
    document = view(world, "c1", asked)["documents"][0]
    assert document["passages"][0]["outcome"] == "Available now"
    assert (document["called"], document["passages"][0]["passage"]) == ("Report on a sale", "passage 1")


def test_r011_before_she_asks_she_is_told_just_what_she_would_be_told_on_her_own_case(world: World) -> None:
    _telling_codes(world)
    for code in ("matter", "part_exempt", "care_file", "open_report"):
        asking = Asking(documents=(world.id("document", code),))
        checked = world.do("c1", partial(pre_check_view, asking=asking))
        assert TELLING not in json.dumps(checked)
        (document,) = checked["documents"]
        hers = view(world, "c1", asked_for(world, "c1", code))["documents"][0]
        assert document == {name: hers[name] for name in document}
        assert set(document) == {"called", "summary", "passages", "due"}
