"""When the facts change, open cases and rights change at once, and the change stands on the case."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.cases.disputes import dispute
from gatekeeper.services.cases.errors import Forbidden, NotThere
from gatekeeper.services.cases.found import Confirmation, classify, confirm_balance
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.submit import Asking, submit
from gatekeeper.services.cases.view import read_case
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import reading
from tests.services.cases.walking import (
    DISPUTING,
    actions,
    acts,
    asked_for,
    granting,
    opened,
    refusal,
    refused_paper,
    refusing,
    state,
    view,
)
from tests.services.world_making import Piece
from tests.services.worlds import World

TERMS = "part_exempt-terms"


def _ended(world: World) -> None:
    """The meeting to which the papers go has been held."""
    body, meeting_at = world.id("body", "planning"), world.now - timedelta(hours=3)
    says: dict[str, Any] = {"body_id": body, "meeting_at": meeting_at, "ended_at": world.now - timedelta(hours=1)}
    world.make(lambda making: making.put(tables.Meeting, "meeting", "planning-next", **says))


def test_when_the_meeting_has_been_held_the_right_to_a_private_paper_before_it_ends(world: World) -> None:
    asked = asked_for(world, "c1", "part_exempt")
    assert set(opened(world, "c1", asked)) == {"part_exempt-open", "part_exempt-bidder"}
    world.later(days=20)
    _ended(world)
    refusal(world, "c1", lambda desk: open_document(desk, asked))
    change = acts(world, asked)[-1]
    assert change.action == "re_evaluate"
    closed = {each["passage"] for each in change.data["changes"] if each["before"] == "entitled"}
    assert closed == {"part_exempt-open", "part_exempt-bidder"}


def test_a_right_that_ends_by_the_clock_alone_opens_nothing_though_nobody_noted_it(world: World) -> None:
    asked = asked_for(world, "co-opted", "open_report")
    refusal(world, "co-opted", lambda desk: open_document(desk, asked))
    councillors = asked_for(world, "c1", "part_exempt")
    world.make(lambda making: making.put(tables.Office, "office", "c1", **_office(world, ended_on=world.now.date())))
    assert opened(world, "c1", councillors), "her last day is still hers"
    world.later(days=1)
    assert isinstance(refusal(world, "c1", lambda desk: open_document(desk, councillors)), Forbidden)


def _office(world: World, **says: object) -> dict[str, object]:
    row = world.read(lambda r: r.all(tables.Office, person_id=world.id("person", "c1"))[0].model_dump())
    keep = {name: row[name] for name in ("person_id", "kind", "of_this_council", "elected_on", "accepted_office_on")}
    return keep | {"elector": True} | says


def test_r037_a_councillor_who_loses_the_seat_opens_no_document_any_more_and_her_case_is_kept(world: World) -> None:
    asked = asked_for(world, "c1", "open_report")
    pending = asked_for(world)
    last = world.now.date() - timedelta(days=1)
    world.make(lambda making: making.put(tables.Office, "office", "c1", **_office(world, ended_on=last)))
    for each in (asked, pending):
        request = state(world, each).request_id
        opening, rereading = partial(open_document, asked_id=each), partial(read_case, request_id=request)
        assert isinstance(refusal(world, "c1", opening), Forbidden)
        assert world.do("c1", rereading)["seen_as"] == "councillor"
        assistants = world.actor("assistant", behalf_of="c1")
        assert isinstance(refusal(world, assistants, opening), NotThere)
    refusal(world, "c1", lambda desk: submit(desk, Asking(descriptions=("The lease",))))
    assert view(world, "d1", pending)["documents"][0]["status"] == "open", "nothing is orphaned"


def test_r037_a_councillor_who_is_disqualified_has_no_access_from_that_day_on(world: World) -> None:
    asked = asked_for(world, "c1", "open_report")
    world.make(
        lambda making: making.put(tables.Office, "office", "c1", **_office(world, disqualified_from=world.now.date()))
    )
    assert isinstance(refusal(world, "c1", lambda desk: open_document(desk, asked)), Forbidden)


def test_r036_a_seat_that_ended_with_back_dated_effect_changes_rights_now_and_no_decision_of_before(
    world: World,
) -> None:
    world.make(lambda making: making.seat("c1", "employment"))
    asked = asked_for(world)
    before = view(world, "d1", asked)["documents"][0]["passages"][0]["position"]
    with reading(world.engine) as session:
        stored = [each.entry for each in Cases(session, world.council_id).decisions()]
    world.later(days=3)
    world.make(lambda making: making.seat("c1", "employment", to_on=world.now.date() - timedelta(days=90)))
    after = view(world, "d1", asked)["documents"][0]["passages"][0]["position"]
    assert before == "presumed"
    assert after != "presumed"
    with reading(world.engine) as session:
        assert [each.entry for each in Cases(session, world.council_id).decisions()][: len(stored)] == stored


def test_r040_a_presumption_from_a_seat_ends_with_the_seat(world: World) -> None:
    on = world.now.date()
    world.make(lambda making: making.seat("c1", "employment", "substitute", to_on=on, for_meetings_on=[on.isoformat()]))
    asked = asked_for(world)
    first = view(world, "d1", asked)["documents"][0]["passages"][0]["position"]
    world.later(days=2)
    second = view(world, "d1", asked)["documents"][0]["passages"][0]["position"]
    assert second != "presumed", first


def test_when_a_classification_lapses_what_it_withheld_is_answered_at_once_in_every_case(world: World) -> None:
    asked, others = asked_for(world, "c1", "part_exempt"), asked_for(world, "c2", "part_exempt")
    passage = world.id("passage", TERMS)
    world.do("proper", lambda desk: classify(desk, asked, passage, ()))
    for each in (asked, others):
        assert (state(world, each).status, state(world, each).ruling) == ("determined", "granted")
    assert TERMS in opened(world, "c2", others)


def test_when_a_balance_is_found_to_hold_no_more_what_it_withheld_is_answered_at_once(world: World) -> None:
    asked = asked_for(world, "c1", "part_exempt")
    paragraph = world.id("paragraph", f"{TERMS}-3")
    said = Confirmation(paragraph=paragraph, confirmed="false", reasons="The terms are known to the other side now.")
    world.do("proper", lambda desk: confirm_balance(desk, asked, said))
    outcome = next(p for p in view(world, "proper", asked)["documents"][0]["passages"] if p["passage"] == TERMS)
    with reading(world.engine) as session:
        kept = Cases(session, world.council_id).answers(asked)[TERMS].outcome
    assert {"entitled": "Available now", "refer": "An officer must decide"}.get(kept) == outcome["outcome"]


def test_a_case_refused_before_is_opened_again_where_the_facts_change_in_her_favour(world: World) -> None:
    asked = refused_paper(world)
    world.make(lambda making: making.item("review", "planning", "planning-next"))
    says: dict[str, Any] = {"items": ("review",), "body": "planning", "kind": "report"}
    world.make(lambda making: making.document("working_paper", **says))
    assert actions(world, asked)[-3:] == ["re_evaluate", "reopen", "answer_as_of_right"]
    assert (state(world, asked).status, state(world, asked).ruling) == ("determined", "granted")
    assert opened(world, "c1", asked) == {"working_paper-whole": "whole_copy"}


def test_a_dispute_ends_where_the_facts_now_give_her_everything(world: World) -> None:
    asked = refused_paper(world)
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    world.make(lambda making: making.item("review", "planning", "planning-next"))
    world.make(lambda making: making.document("working_paper", items=("review",), body="planning"))
    assert (state(world, asked).rung, state(world, asked).ruling) == (1, "granted")


def test_a_case_partly_granted_and_reopened_never_ends_with_less(world: World) -> None:
    asked = asked_for(world, "c2", "part_exempt")
    paragraph = Confirmation(paragraph=world.id("paragraph", f"{TERMS}-3"), confirmed="true", reasons="It holds today.")
    world.do("proper", lambda desk: confirm_balance(desk, asked, paragraph))
    world.do("d1", lambda desk: determine(desk, asked, Rulings(passages=(refusing(TERMS),))))
    assert state(world, asked).ruling == "partly_granted"
    world.make(lambda making: making.passage("part_exempt", Piece("terms", "5"), 1))
    assert state(world, asked).ruling == "granted"


def test_what_changes_nothing_puts_nothing_on_the_case(world: World) -> None:
    asked = asked_for(world)
    before = len(acts(world, asked))
    world.make(lambda making: making.person("somebody-new"))
    world.make(lambda making: making.body("a-new-body"))
    assert len(acts(world, asked)) == before


def test_a_case_withdrawn_is_decided_on_no_more(world: World) -> None:
    asked = asked_for(world)
    world.do("c1", lambda desk: withdraw(desk, asked, Leaving()))
    before = len(acts(world, asked))
    world.make(lambda making: making.item("review", "planning", "planning-next"))
    world.make(lambda making: making.document("working_paper", items=("review",), body="planning"))
    assert len(acts(world, asked)) == before


def test_a_determination_against_the_granting_words_of_before_is_still_hers_to_read(world: World) -> None:
    asked = asked_for(world)
    world.do("d1", lambda desk: determine(desk, asked, Rulings(passages=(granting("working_paper-whole"),))))
    ruling = view(world, "c1", asked)["documents"][0]["passages"][0]["ruling"]
    assert (ruling["ruling"], ruling["form"], ruling["by"]) == ("granted", "inspection", "director")
