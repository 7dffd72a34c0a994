"""The clocks of a case: regulation 16's 24 hours, regulation 17's ten clear days, rungs, and clocks that jump."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gatekeeper.services.cases.closing import HandingOver, Leaving, hand_over
from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.cases.disputes import dispute
from gatekeeper.services.cases.errors import Forbidden, NotThere, Unlawful
from gatekeeper.services.cases.first import Transfer, transfer
from gatekeeper.services.cases.found import Found, find
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import reading
from tests.services.cases.conftest import WorldOf
from tests.services.cases.walking import (
    DISPUTING,
    acts,
    asked_for,
    entries,
    opened,
    refusal,
    refused_paper,
    refusing,
    roles,
    ruled,
    state,
    view,
    words,
)
from tests.services.world_making import Piece
from tests.services.worlds import World

REG_16 = "the answer under any member: executive decisions taken in private, by an individual or an officer"
REG_17 = "the answer under scrutiny members: executive business done"
EXECUTIVE: dict[str, Any] = {"holder": "both", "considered_for_executive_decision": True, "portfolio": "Places"}
BIDS = "executive_paper-bids"


def _due(world: World, who: str, asked: str) -> dict[str, datetime]:
    return {each["what"]: datetime.fromisoformat(each["at"]) for each in view(world, who, asked)["documents"][0]["due"]}


def _private_decision(world: World, ended_at: datetime) -> None:
    """A private decision of the executive that is taken at that instant, on a paper without exempt information."""
    says: dict[str, Any] = {
        "items": ("grant",),
        "body": "cabinet",
        "passages": (Piece("whole"),),
        "executive_can_call_for_it": None,
    }
    world.make(lambda making: making.meeting("cabinet-last", "cabinet", ended_at - timedelta(hours=2), ended_at))
    world.make(lambda making: making.item("grant", "cabinet", "cabinet-last", access="private"))
    world.make(lambda making: making.document("grant", **says, **EXECUTIVE))


@pytest.mark.parametrize(
    ("ended_at", "due_at"),
    [
        (datetime(2027, 3, 27, 15, 0, tzinfo=UTC), datetime(2027, 3, 28, 14, 0, tzinfo=UTC)),
        (datetime(2027, 10, 30, 14, 0, tzinfo=UTC), datetime(2027, 10, 31, 14, 0, tzinfo=UTC)),
        (datetime(2027, 6, 1, 14, 0, tzinfo=UTC), datetime(2027, 6, 2, 14, 0, tzinfo=UTC)),
    ],
)
def test_r143_where_the_clocks_change_the_earlier_of_24_elapsed_hours_and_the_same_clock_time_binds(
    world: World, ended_at: datetime, due_at: datetime
) -> None:
    world.now = ended_at + timedelta(minutes=30)
    _private_decision(world, ended_at)
    asked = asked_for(world, "c1", "grant")
    assert _due(world, "c1", asked)[REG_16] == due_at


def test_before_the_private_meeting_ends_regulation_16_opens_nothing_and_at_its_end_it_does(world: World) -> None:
    world.make(lambda making: making.item("grant", "cabinet", "cabinet-next", access="private"))
    says: dict[str, Any] = {
        "items": ("grant",),
        "body": "cabinet",
        "passages": (Piece("whole"),),
        "executive_can_call_for_it": None,
    }
    world.make(lambda making: making.document("grant", **says, **EXECUTIVE))
    asked = asked_for(world, "c1", "grant")
    assert state(world, asked).status == "open"
    world.later(days=16)
    held_at = world.now - timedelta(hours=3)
    world.make(lambda making: making.meeting("cabinet-next", "cabinet", held_at, world.now))
    assert (state(world, asked).status, state(world, asked).ruling) == ("determined", "granted")
    assert opened(world, "c1", asked) == {"grant-whole": "whole_copy"}


def test_r145_regulation_17_gives_the_executive_ten_clear_days(world: World) -> None:
    world.now = datetime(2026, 12, 14, 10, 0, tzinfo=UTC)
    asked = asked_for(world, "c2", "executive_paper")
    assert state(world, asked).stage == "executive"
    assert _due(world, "c2", asked)[REG_17] == datetime(2026, 12, 24, 23, 59, 59, 999999, tzinfo=UTC)


def test_r147_at_the_last_instant_of_the_day_it_is_not_late_and_then_it_is(world: World) -> None:
    asked = asked_for(world, "c2", "executive_paper")
    world.now = _due(world, "c2", asked)[REG_17]
    assert not view(world, "c2", asked)["documents"][0]["due"][0]["late"]
    world.later(microseconds=1)
    assert view(world, "c2", asked)["documents"][0]["due"][0]["late"]


def test_r148_a_server_in_another_zone_changes_no_deadline(world: World) -> None:
    here = asked_for(world, "c2", "executive_paper")
    world.now = world.now.astimezone(ZoneInfo("Pacific/Kiritimati"))
    there = asked_for(world, "c2", "executive_paper")
    assert _due(world, "c2", here) == _due(world, "c2", there)


def test_r149_when_the_clock_jumps_back_entries_keep_their_order(world: World) -> None:
    asked = asked_for(world)
    world.later(hours=-5)
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    world.later(days=2)
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    at = [each.at for each in acts(world, asked)]
    assert at == sorted(at)
    assert [each["at"] for each in entries(world, f"asked:{asked}")] == sorted(
        each["at"] for each in entries(world, f"asked:{asked}")
    )


def test_r151_six_years_from_a_public_meeting_end_on_the_day_before_its_date(world: World) -> None:
    held_at = datetime(2020, 12, 1, 18, 30, tzinfo=UTC)
    world.make(lambda making: making.meeting("planning-last", "planning", held_at, held_at + timedelta(hours=2)))
    world.make(lambda making: making.item("old", "planning", "planning-last"))
    world.make(lambda making: making.document("open_report", items=("old",), body="planning"))
    world.make(lambda making: making.changes.remove(tables.Link, making.id("link", "open_report-mill")))
    world.now = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
    assert state(world, asked_for(world, "c1", "open_report")).ruling == "granted"
    world.later(minutes=1)
    assert state(world, asked_for(world, "c1", "open_report")).ruling is None


def test_a_rung_with_a_time_of_its_own_says_when_its_ruling_is_due_and_how(world_of: WorldOf) -> None:
    world = world_of("wyremouth")
    world.make(lambda making: making.officer("head", "head-of-parks", "head_of_service", directorate="Places"))
    says: dict[str, Any] = {"holder_post": "head-of-parks", "body": "employment", "kind": "other"}
    world.make(lambda making: making.document("working_paper", **says))
    asked = asked_for(world)
    world.do("head", lambda desk: determine(desk, asked, ruled("refused")))
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    due = next(each for each in view(world, "c1", asked)["documents"][0]["due"] if "dispute" in each["what"])
    assert datetime.fromisoformat(due["at"]).date() == date(2026, 12, 11), "14 working days after 23 November 2026"
    assert due["how"]
    world.later(days=19)
    assert view(world, "c1", asked)["documents"][0]["due"][0]["late"]


def test_a_misdirected_request_is_sent_on_and_keeps_its_date_of_receipt(world: World) -> None:
    asked = asked_for(world)
    received = view(world, "c1", asked)["received_at"]
    world.later(days=3)
    post = world.id("post", "director-people")
    moving = Transfer(to_stage="director", to_post=post, words="The papers are with the Director of People.")
    world.do("mo", lambda desk: transfer(desk, asked, moving))
    assert isinstance(
        refusal(world, "d1", lambda desk: determine(desk, asked, ruled("refused"))), (Forbidden, NotThere)
    )
    assert "decider" in roles(world, "d2", asked)
    assert view(world, "c1", asked)["received_at"] == received
    wrong = moving.model_copy(update={"to_stage": "proper_officer"})
    assert "another kind" in str(refusal(world, "d2", lambda desk: transfer(desk, asked, wrong)))


def test_handed_over_to_freedom_of_information_the_clock_runs_from_the_original_receipt(world: World) -> None:
    asked = refused_paper(world)
    received = world.now
    world.later(days=9)
    for who in ("c1", "foi"):
        _, at = world.do(who, lambda desk: hand_over(desk, asked, Leaving()))
        assert at == received
    assert view(world, "c1", asked)["handed_over_at"] == world.now.isoformat()
    assert state(world, asked).ruling == "refused", "the case itself goes on"


def test_what_scrutiny_asks_of_the_executive_is_withheld_only_with_a_statement_to_the_committee(world: World) -> None:
    asked = asked_for(world, "c2", "executive_paper")
    _found_not_relevant(world, asked)
    more = {"paragraphs": (3,), "reasons": "Bids are open until March, and no scrutiny work touches this contract."}
    refuse = refusing(BIDS, "not_relevant_to_scrutiny", **more)
    confirmed = refusal(world, "leader", lambda desk: determine(desk, asked, Rulings(passages=(refuse,))))
    assert isinstance(confirmed, Unlawful)
    codes = {each.code for each in confirmed.stops}
    assert "reasons_not_given_to_scrutiny" in codes
    with_statement = Rulings(passages=(refuse,), statement_to_scrutiny="It is exempt, and bears on no scrutiny work.")
    said = refusal(world, "leader", lambda desk: determine(desk, asked, with_statement))
    assert isinstance(said, Unlawful)
    assert {each.code for each in said.stops} == codes - {"reasons_not_given_to_scrutiny"}


def _found_not_relevant(world: World, asked: str) -> None:
    passage = world.id("passage", BIDS)
    request = state(world, asked).request_id
    says: dict[str, Any] = {"passage_id": passage, "request_id": request}
    relevant = {"own_scrutiny": False, "own_programme": False, "other_programme": False}
    world.make(lambda making: making.put(tables.Relevance, "relevance", "bids", **says, **relevant))


def test_a_member_of_the_executive_has_no_part_in_a_case_that_is_not_for_the_executive(world: World) -> None:
    asked = asked_for(world)
    assert not roles(world, "leader", asked), "a political rival's request is not hers to read"
    assert not roles(world, "cfo", asked)
    scrutiny = asked_for(world, "c2", "executive_paper")
    assert {"executive", "decider"} <= roles(world, "leader", scrutiny)


def _costing(*, released: bool) -> Piece:
    states = {"group_has_released": released, "group_has_determined": False, "group_work_published": False}
    return Piece("whole", contains=("group_budget_work", "other_groups_officer_work"), findings=states)


def test_another_groups_budget_work_stands_otherwise_the_moment_that_group_releases_it(world: World) -> None:
    world.make(lambda making: making.passage("working_paper", _costing(released=False)))
    asked = asked_for(world)
    assert view(world, "d1", asked)["documents"][0]["passages"][0]["position"] == "excluded"
    world.make(lambda making: making.passage("working_paper", _costing(released=True)))
    assert view(world, "d1", asked)["documents"][0]["passages"][0]["position"] != "excluded"


def test_a_finding_is_kept_with_its_words_under_its_entry(world: World) -> None:
    asked = asked_for(world)
    passage = world.id("passage", "working_paper-whole")
    found = Found(
        level="passage", subject=passage, fact="reasonably_necessary", value="true", reasons="She must see it."
    )
    number = world.do("d1", lambda desk: find(desk, asked, found))
    assert words(world, number) == "She must see it."
    with reading(world.engine) as session:
        assert Cases(session, world.council_id).answers(asked)["working_paper-whole"].outcome == "refer"


def test_what_is_a_complaint_is_sent_where_it_belongs_and_not_refused(world: World) -> None:
    asked = asked_for(world)
    complaint = HandingOver(to="complaint", words="This complains of an officer; the director sends it on.")
    world.do("d1", lambda desk: hand_over(desk, asked, complaint))
    act = next(each for each in acts(world, asked) if each.action == "hand_over")
    assert act.data["to"] == "complaint"
    shown = view(world, "c1", asked)
    assert (shown["handed_over_at"], shown["documents"][0]["ruling"]) == (None, None)
