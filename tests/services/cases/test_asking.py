"""Asking: who can ask, for what, in whose name; what is answered at once; and looking before asking."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.errors import Forbidden
from gatekeeper.services.cases.first import NotHeld, Search, match, record_not_held
from gatekeeper.services.cases.submit import Asking, pre_check, submit
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import reading
from tests.services.cases.walking import actions, acts, asked_for, entries, opened, refusal, roles, state, view, words
from tests.services.worlds import World

DESCRIBED = Asking(descriptions=("The lease of the mill",))


def test_a_councillor_asks_for_several_documents_and_each_goes_its_own_way(world: World) -> None:
    first, second, third = world.submit("c1", "open_report", "working_paper", descriptions=("The lease",)).asked
    assert [state(world, each).status for each in (first, second, third)] == ["determined", "open", "unmatched"]
    assert [state(world, each).stage for each in (second, third)] == ["director", "democratic_services"]
    assert opened(world, "c1", first) == {"open_report-whole": "whole_copy"}


def test_what_the_law_opens_is_answered_at_once_and_needs_no_reason(world: World) -> None:
    asked = asked_for(world, "c2", "open_report")
    assert actions(world, asked) == ["submit", "match", "answer_as_of_right"]
    assert acts(world, asked)[-1].person_id is None, "the law gives it, and no person"


def test_what_is_open_in_part_is_given_in_part_and_the_rest_goes_on(world: World) -> None:
    asked = asked_for(world, "c1", "part_exempt")
    assert (state(world, asked).status, state(world, asked).outcome) == ("open", "mixed")
    assert set(opened(world, "c1", asked)) == {"part_exempt-open", "part_exempt-bidder"}


@pytest.mark.parametrize("who", ["d1", "mo", "clerk", "assistant"])
def test_whoever_is_no_councillor_cannot_ask_for_herself(world: World, who: str) -> None:
    assert isinstance(refusal(world, who, lambda desk: submit(desk, DESCRIBED)), Forbidden)


def test_a_councillor_who_has_not_accepted_office_cannot_ask(world: World) -> None:
    says: dict[str, Any] = {"person_id": world.id("person", "c1"), "kind": "councillor", "accepted_office_on": None}
    world.make(lambda making: making.put(tables.Office, "office", "c1", **says))
    assert isinstance(refusal(world, "c1", lambda desk: submit(desk, DESCRIBED)), Forbidden)


def test_an_authorised_assistant_asks_in_her_councillors_name_and_the_record_names_both(world: World) -> None:
    asked = asked_for(world, "assistant", councillor=world.id("person", "c1"))
    assistant, councillor = world.id("person", "assistant"), world.id("person", "c1")
    world.do("assistant", lambda desk: withdraw(desk, asked, Leaving()))
    for kind in ("request:submit", "request:withdraw"):
        entry = next(each for each in entries(world, f"asked:{asked}") if each["kind"] == kind)
        assert (entry["person"], entry["behalf_of"]) == (f"person:{assistant}", f"person:{councillor}")


def test_r028_an_assistant_acts_for_nobody_who_has_not_authorised_her(world: World) -> None:
    for code in ("c2", "red-leader"):
        asking = DESCRIBED.model_copy(update={"councillor": world.id("person", code)})
        assert isinstance(refusal(world, "assistant", lambda desk, a=asking: submit(desk, a)), Forbidden)
    asked = asked_for(world, "c2")
    assert not roles(world, "assistant", asked)


def test_r028_an_authority_from_a_councillor_of_another_group_gives_nothing(world: World) -> None:
    world.make(lambda making: making.assistant("assistant", "c2"))
    asking = DESCRIBED.model_copy(update={"councillor": world.id("person", "c2")})
    assert isinstance(refusal(world, "assistant", lambda desk: submit(desk, asking)), Forbidden)


def test_r028_an_assistant_acts_for_one_councillor_at_a_time(world: World) -> None:
    world.make(lambda making: making.assistant("assistant", "red-leader"))
    asking = DESCRIBED.model_copy(update={"councillor": world.id("person", "red-leader")})
    acting_for_another = world.actor("assistant", behalf_of="c1")
    assert isinstance(refusal(world, acting_for_another, lambda desk: submit(desk, asking)), Forbidden)
    asked = asked_for(world, "red-leader")
    assert not world.do(acting_for_another, lambda desk: desk.roles(*desk.asked(asked)))


def test_r030_an_assistant_opens_no_more_than_her_councillor(world: World) -> None:
    asked = asked_for(world, "c1", "part_exempt")
    assert opened(world, "assistant", asked) == opened(world, "c1", asked)
    assert view(world, "assistant", asked)["documents"] == view(world, "c1", asked)["documents"]


def test_looking_before_asking_gives_the_answer_of_asking_and_files_nothing(world: World) -> None:
    asking = Asking(documents=(world.id("document", "part_exempt"),))
    before = world.do("c1", lambda desk: pre_check(desk, asking)).decision.documents[0].passages
    with reading(world.engine) as session:
        assert not Cases(session, world.council_id).requests()
    asked = asked_for(world, "c1", "part_exempt")
    with reading(world.engine) as session:
        kept = Cases(session, world.council_id).answers(asked)
    assert {each.passage: each.outcome for each in before} == {name: each.outcome for name, each in kept.items()}


def test_nothing_asked_for_and_a_document_named_twice_are_refused() -> None:
    for wrong in ({}, {"documents": ("1", "1")}, {"descriptions": ("  ",)}, {"descriptions": ("a\u202eb",)}):
        with pytest.raises(ValidationError):
            Asking.model_validate(wrong)


def test_a_description_matched_to_a_document_is_decided_as_if_it_had_been_named(world: World) -> None:
    asked = world.submit("c1", descriptions=("The report on the mill",)).asked[0]
    world.do("proper", lambda desk: match(desk, asked, world.id("document", "open_report")))
    assert (state(world, asked).status, state(world, asked).ruling) == ("determined", "granted")
    assert opened(world, "c1", asked) == {"open_report-whole": "whole_copy"}


def test_a_document_that_the_request_names_is_not_matched_a_second_time(world: World) -> None:
    _, described = world.submit("c1", "working_paper", descriptions=("The draft",)).asked
    document = world.id("document", "working_paper")
    said = refusal(world, "proper", lambda desk: match(desk, described, document))
    assert "already" in str(said)


def test_not_held_is_recorded_with_the_searches_and_is_no_refusal(world: World) -> None:
    asked = world.submit("c1", descriptions=("The lease of 1901",)).asked[0]
    with pytest.raises(ValidationError):
        NotHeld(searches=(), words="It is not there.")
    found = NotHeld(searches=(Search(where="The strong room", how="by year"),), words="It is not there.")
    number = world.do("proper", lambda desk: record_not_held(desk, asked, found))
    assert state(world, asked).ruling == "not_held"
    assert "The strong room: by year" in words(world, number)


def test_references_count_through_the_year_without_a_gap(world: World) -> None:
    found = [world.submit("c1", descriptions=("One",)).reference for _ in range(3)]
    refusal(world, "mo", lambda desk: submit(desk, DESCRIBED))
    found.append(world.submit("c2", descriptions=("Two",)).reference)
    assert found == [f"MR-2026-0000{number}" for number in (1, 2, 3, 4)]
