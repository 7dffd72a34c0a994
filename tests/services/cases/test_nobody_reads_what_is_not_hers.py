"""Reading attacked: foreign ids, lists, hidden advice and titles, another council's things, what was withdrawn."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.conversation import Advising, Recommendation, Said, advise, note
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import dispute, rule
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.queue import LONGEST_PAGE, queue
from gatekeeper.services.cases.submit import Asking, pre_check, submit
from gatekeeper.services.cases.view import read_case
from gatekeeper.storage.transaction import reading
from tests.services.cases.walking import (
    DISPUTING,
    acts,
    appealed_paper,
    asked_for,
    disputed_ruling,
    entries,
    granted_paper,
    opened,
    refusal,
    refused_paper,
    ruled,
    state,
    view,
)
from tests.services.world_making import Piece
from tests.services.worlds import World, new_world

CANARY = "zanzibar"
EVERYBODY = ("c2", "c3", "red-leader", "blue-leader", "leader", "co-opted", "d2", "chief", "clerk", "foi", "auditor")
HERS = {"reference", "request_id", "received_at", "kind", "on_behalf", "handed_over_at", "version", "documents"}
HER_DOCUMENT = {"asked_id", "stage", "with", "rung", "status", "ruling", "may", "called", "summary", "passages", "due"}
HER_PASSAGE = {
    "passage",
    "pages",
    "outcome",
    "opened_by",
    "opens_later_by",
    "reasons",
    "asks",
    "would_change",
    "ruling",
}
HER_LINE = {"entry", "at", "action", "asked_id", "words"}
HER_RULING = {
    *("ruling", "form", "by", "deputising", "at", "reasons", "grounds", "conditions", "alternatives", "authority"),
    "flags",
}


@pytest.mark.parametrize("who", EVERYBODY)
def test_r001_anothers_case_answers_exactly_as_one_that_never_was(world: World, who: str) -> None:
    asked = asked_for(world)
    request = state(world, asked).request_id
    theirs = refusal(world, who, lambda desk: read_case(desk, request))
    never = refusal(world, who, lambda desk: read_case(desk, "0" * 32))
    assert (str(theirs), type(theirs)) == (str(never), type(never))
    theirs = refusal(world, who, lambda desk: open_document(desk, asked))
    never = refusal(world, who, lambda desk: open_document(desk, "0" * 32))
    assert (str(theirs), type(theirs)) == (str(never), type(never))


def test_r001_a_stale_version_tells_a_stranger_nothing(world: World) -> None:
    asked = asked_for(world)
    for expects in (1, 99):
        said = refusal(world, "c2", lambda desk: withdraw(desk, asked, Leaving()), expects=expects)
        assert isinstance(said, NotThere)


def test_r001_a_hidden_document_answers_exactly_as_one_that_never_was(world: World) -> None:
    hidden = world.id("document", "hidden")
    for command in (submit, pre_check):
        answers = [
            refusal(world, "c1", lambda desk, d=each, c=command: c(desk, Asking(documents=(d,))))
            for each in (hidden, "0" * 32, world.id("person", "c2"))
        ]
        assert len({(str(each), type(each)) for each in answers}) == 1


def test_a_hidden_document_that_the_law_opens_can_be_asked_for(world: World) -> None:
    says: dict[str, Any] = {"existence_known": False, "title_known": False, "page_count": 22}
    world.make(lambda making: making.document("open_report", items=("mill",), body="planning", **says))
    asked = asked_for(world, "c1", "open_report")
    assert state(world, asked).ruling == "granted"


def test_a_title_that_councillors_may_not_know_is_not_told(world: World) -> None:
    says: dict[str, Any] = {"title_known": False, "public_label": "Report on a staffing matter", "kind": "other"}
    world.make(lambda making: making.document("secret_title", body="employment", title=f"The {CANARY} affair", **says))
    asked = asked_for(world, "c1", "secret_title")
    hers = view(world, "c1", asked)
    assert hers["documents"][0]["called"] == "Report on a staffing matter"
    assert CANARY not in json.dumps(hers)
    assert view(world, "d1", asked)["documents"][0]["called"] == f"The {CANARY} affair"


@pytest.mark.parametrize("limit", [0, 1, 10**9, -1])
@pytest.mark.parametrize("offset", [0, 10**30, -5])
def test_r004_a_page_of_the_queue_is_never_longer_than_it_may_be(world: World, limit: int, offset: int) -> None:
    world.submit("c1", "working_paper", "secret_title")
    with reading(world.engine) as session:
        page = queue(session, world.council_id, world.now, limit=limit, offset=offset)
    expected = 0 if limit <= 0 or offset > 0 else min(limit, 2)
    assert len(page) == expected <= LONGEST_PAGE


def _advised(world: World) -> str:
    asked = asked_for(world)
    recommends = (Recommendation(passage="working_paper-whole", recommends="granted", form="inspection"),)
    world.do("mo", lambda desk: advise(desk, asked, Advising(words=f"Privileged: {CANARY}", recommends=recommends)))
    world.do("d1", lambda desk: note(desk, asked, Said(words=f"Between us: {CANARY}", shared=False)))
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    return asked


def test_r010_her_view_of_her_own_request_has_exactly_these_fields(world: World) -> None:
    hers = view(world, "c1", _advised(world))
    assert set(hers) == HERS | {"timeline", "seen_as"}
    assert [set(each) for each in hers["documents"]] == [HER_DOCUMENT]
    assert [set(each) for each in hers["documents"][0]["passages"]] == [HER_PASSAGE]
    assert [set(each["ruling"]) for each in hers["documents"][0]["passages"]] == [HER_RULING]
    assert {frozenset(each) for each in hers["timeline"]} == {frozenset(HER_LINE)}


def test_r010_private_advice_and_notes_are_nowhere_in_her_view(world: World) -> None:
    asked = _advised(world)
    hers, officers = view(world, "c1", asked), view(world, "d1", asked)
    assert CANARY not in json.dumps(hers)
    assert not {"advise", "ask_advice", "note"} & {each["action"] for each in hers["timeline"]}
    assert "advice" not in json.dumps(hers["documents"][0]["passages"][0]["ruling"]["flags"]), "nor what was advised"
    assert CANARY in json.dumps(officers)
    assert any("Against advice" in each for each in officers["documents"][0]["passages"][0]["ruling"]["flags"])


def test_r010_advice_that_is_shared_is_hers_to_read(world: World) -> None:
    asked = asked_for(world)
    world.do("mo", lambda desk: advise(desk, asked, Advising(words="Show it.", shared=True)))
    assert "Show it." in [each["words"] for each in view(world, "c1", asked)["timeline"]]


def test_r010_a_group_leader_consulted_on_her_own_request_reads_it_as_the_councillor_she_is(world: World) -> None:
    asked = appealed_paper(world, "red-leader")
    assert view(world, "red-leader", asked)["seen_as"] == "councillor"


def test_r012_a_document_of_the_case_that_somebody_may_not_see_is_not_in_her_view(world: World) -> None:
    first, second = world.submit("c1", "working_paper", "care_file").asked
    assert [each["asked_id"] for each in view(world, "d1", first)["documents"]] == [first]
    assert [each["asked_id"] for each in view(world, "d2", second)["documents"]] == [second]
    assert [each["asked_id"] for each in view(world, "c1", second)["documents"]] == [first, second]


def test_r012_what_is_said_on_one_document_is_not_told_to_officers_of_another(world: World) -> None:
    first, second = world.submit("c1", "working_paper", "care_file").asked
    world.do("d2", lambda desk: note(desk, second, Said(words=f"The family is called {CANARY}.", shared=False)))
    assert CANARY not in json.dumps(view(world, "d1", first))


def test_r013_knowing_an_id_gives_nobody_anything(world: World) -> None:
    asked = granted_paper(world)
    assert len(asked) == 32, "random, and no number that could be guessed"
    assert isinstance(refusal(world, "c2", lambda desk: open_document(desk, asked)), NotThere)


def test_r017_the_record_holds_no_text_of_a_case_outside_its_sealed_words(world: World) -> None:
    asked = _advised(world)
    for each in entries(world, f"asked:{asked}"):
        assert CANARY not in json.dumps(each)


def test_r021_a_command_takes_no_field_but_its_own() -> None:
    for extra in ({"id": "1"}, {"council_id": "1"}, {"requester_id": "1"}, {"received_at": "2020-01-01T00:00:00Z"}):
        with pytest.raises(ValidationError):
            Asking.model_validate({"descriptions": ("The lease",), **extra})


def test_r023_nothing_of_one_council_is_reached_from_another(world: World) -> None:
    other = new_world(world.engine, "wbc", slug="southmere")
    asked = asked_for(world)
    request, document = state(world, asked).request_id, world.id("document", "working_paper")
    before = len(entries(world, f"asked:{asked}"))
    attempts: list[Any] = [
        lambda desk: read_case(desk, request),
        lambda desk: open_document(desk, asked),
        lambda desk: withdraw(desk, asked, Leaving()),
        lambda desk: submit(desk, Asking(documents=(document,))),
    ]
    person = other.id("person", "c1")
    for attempt in attempts:
        assert isinstance(refusal(other, "c1", attempt), NotThere)
    foreign = world.actor("c1")
    for attempt in attempts:
        assert isinstance(refusal(other, foreign, attempt), CommandRefused)
    assert len(entries(world, f"asked:{asked}")) == before
    assert len(entries(other, f"person:{person}")) >= len(attempts), (
        "the attempts stand in the record they were made in"
    )


def test_r025_after_withdrawal_nothing_is_opened_any_more(world: World) -> None:
    asked = asked_for(world, "c1", "part_exempt")
    assert "part_exempt-open" in opened(world, "c1", asked)
    world.do("c1", lambda desk: withdraw(desk, asked, Leaving()))
    refusal(world, "c1", lambda desk: open_document(desk, asked))
    assert view(world, "c1", asked)["documents"][0]["status"] == "withdrawn"


def test_r009_what_a_councillor_is_told_of_a_broken_register_names_no_row_of_it(world: World) -> None:
    says: dict[str, Any] = {"holder": "both", "executive_can_call_for_it": False, "kind": "other"}
    world.make(lambda making: making.document("working_paper", body="employment", **says))
    said = refusal(
        world, "c1", lambda desk: pre_check(desk, Asking(documents=(world.id("document", "working_paper"),)))
    )
    assert "documents[0]" not in str(said)


def test_opening_is_entered_before_anything_is_handed_over_and_so_is_a_refusal(world: World) -> None:
    asked = refused_paper(world)
    person = world.id("person", "c1")
    before = len(entries(world, f"person:{person}"))
    refusal(world, "c1", lambda desk: open_document(desk, asked))
    assert entries(world, f"person:{person}")[before:][0]["kind"] == "access:refused"
    granted = asked_for(world, "c1", "open_report")
    found = world.do("c1", lambda desk: open_document(desk, granted))
    assert acts(world, granted)[-1].entry == found.entry


def test_what_was_ruled_to_be_told_in_a_briefing_is_not_opened(world: World) -> None:
    asked = asked_for(world)
    passages = ruled("granted").passages[0].model_copy(update={"ruling": "partly_granted", "form": "briefing"})
    more = {"grounds": ("another",), "reasons": "The councillor asked for the paper; a briefing gives all she needs."}
    rulings = ruled("granted").model_copy(update={"passages": (passages.model_copy(update=more),)})
    world.do("d1", lambda desk: determine(desk, asked, rulings))
    assert state(world, asked).ruling == "partly_granted"
    refusal(world, "c1", lambda desk: open_document(desk, asked))


def test_what_is_barred_after_it_was_granted_is_opened_no_more(world: World) -> None:
    asked = granted_paper(world)
    assert opened(world, "c1", asked) == {"working_paper-whole": "inspection"}
    _bar(world)
    refusal(world, "c1", lambda desk: open_document(desk, asked))


def test_a_grant_of_the_monitoring_officer_made_before_the_bar_opens_nothing_barred(world: World) -> None:
    asked = refused_paper(world)
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    _granted_by_monitoring_officer(world, asked)
    assert opened(world, "c1", asked) == {"working_paper-whole": "inspection"}
    _bar(world)
    refusal(world, "c1", lambda desk: open_document(desk, asked))


def _granted_by_monitoring_officer(world: World, asked: str) -> None:
    world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("granted")))


def _bar(world: World) -> None:
    piece = Piece(
        "whole", says={"basis": "court_order", "citation": "Order of the High Court", "reaches_every_route": True}
    )
    world.make(lambda making: making.passage("working_paper", piece))
