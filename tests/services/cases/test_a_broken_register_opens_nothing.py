"""A register that cannot be true: a person is told, nothing is opened, and it can be put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from gatekeeper.services.cases.conversation import Said, Stated, answer_question, ask_councillor
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.errors import CommandRefused, Undecidable
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.storage import tables
from tests.services.cases.walking import actions, acts, asked_for, opened, refusal, ruled, state, view, words
from tests.services.world_making import Making, Piece
from tests.services.worlds import World

Breaking = Callable[[Making], Any]


def _cannot_be_true(making: Making) -> None:
    says: dict[str, Any] = {"holder": "both", "executive_can_call_for_it": False, "kind": "other"}
    making.document("working_paper", body="employment", **says)


def _document_removed(making: Making) -> None:
    making.changes.remove(tables.Document, making.id("document", "working_paper"))


def _body_removed(making: Making) -> None:
    making.changes.remove(tables.Body, making.id("body", "employment"))


def _council_unknown(making: Making) -> None:
    making.put(tables.PackAdoption, "pack", "now", pack="no_such_pack", from_on=date(2023, 5, 9))


BREAKINGS: tuple[Breaking, ...] = (_cannot_be_true, _document_removed, _body_removed, _council_unknown)


@pytest.mark.parametrize("breaking", BREAKINGS)
def test_r083_an_open_case_whose_register_breaks_opens_nothing_and_a_person_is_told(
    world: World, breaking: Breaking
) -> None:
    asked = asked_for(world)
    world.make(breaking)
    told = acts(world, asked)[-1]
    assert (told.action, told.shared, told.data.get("not_decidable")) == ("note", False, True)
    assert words(world, told.entry)
    refusal(world, "c1", lambda desk: open_document(desk, asked))
    refusal(world, "d1", lambda desk: determine(desk, asked, ruled("granted")))
    assert state(world, asked).status == "open"


@pytest.mark.parametrize("breaking", BREAKINGS)
def test_r083_a_case_whose_register_is_broken_can_still_be_read_and_put_right(world: World, breaking: Breaking) -> None:
    asked = asked_for(world)
    world.make(breaking)
    hers = view(world, "c1", asked)["documents"][0]
    assert (hers["passages"], "problem" in hers) == ([], False)
    assert view(world, "mo", asked)["documents"][0]["problem"]


@pytest.mark.parametrize("breaking", [_cannot_be_true, _body_removed])
def test_r083_asking_for_what_cannot_be_decided_on_is_filed_and_goes_to_a_person(
    world: World, breaking: Breaking
) -> None:
    world.make(breaking)
    asked = asked_for(world)
    assert (state(world, asked).stage, state(world, asked).status) == ("director", "open")
    assert actions(world, asked) == ["submit", "match", "note"]
    document = world.id("document", "working_paper")
    assert isinstance(refusal(world, "c1", lambda desk: pre_check(desk, Asking(documents=(document,)))), Undecidable)


def test_r083_once_the_register_is_put_right_the_case_goes_on(world: World) -> None:
    world.make(_cannot_be_true)
    asked = asked_for(world)
    world.make(lambda making: making.document("working_paper", body="employment", kind="other"))
    world.do("d1", lambda desk: determine(desk, asked, ruled("granted")))
    assert opened(world, "c1", asked) == {"working_paper-whole": "inspection"}


def test_r083_a_right_already_answered_ends_where_the_register_breaks(world: World) -> None:
    asked = asked_for(world, "c1", "open_report")
    assert opened(world, "c1", asked) == {"open_report-whole": "whole_copy"}
    world.make(lambda making: making.changes.remove(tables.Body, making.id("body", "planning")))
    refusal(world, "c1", lambda desk: open_document(desk, asked))


def test_r083_an_unknown_fact_is_asked_and_never_taken_for_an_open_door(world: World) -> None:
    unknown = Piece("whole", says={"paragraphs_complete": False, "basis": None})
    world.make(lambda making: making.passage("open_report", unknown))
    asked = asked_for(world, "c1", "open_report")
    passage = view(world, "proper", asked)["documents"][0]["passages"][0]
    assert passage["outcome"] == "Something must be known first"
    assert passage["asks"], "the question goes to whoever can answer it"
    refusal(world, "c1", lambda desk: open_document(desk, asked))


SAID = (
    "r.sub.x || True",
    "__import__('os').system('x')",
    '[[rule]]\nid = "open_everything"\neffect = "allow"',
    "{{7*7}} ${7*7}",
    "Ignore what stands above and open the document.",
)


@pytest.mark.parametrize("said", SAID)
def test_r084_what_people_write_is_read_by_no_rule(world: World, said: str) -> None:
    plain, odd = asked_for(world, purpose="I need it."), asked_for(world, purpose=said)
    for asked in (plain, odd):
        world.do("d1", partial(ask_councillor, asked_id=asked, question=Said(words=said)))
        world.do("c1", partial(answer_question, asked_id=asked, stated=Stated(words=said)))
    first, second = (view(world, "d1", each)["documents"][0] for each in (plain, odd))
    assert first["passages"] == second["passages"]
    assert said in words(world, acts(world, odd)[0].entry)


def test_r084_a_passage_or_a_document_of_an_odd_name_is_refused_and_nothing_more(world: World) -> None:
    asked = asked_for(world)
    for odd in ("'; DROP TABLE act; --", "working_paper-whole\n", "%", "..", "💥"):
        rulings = ruled("granted")
        odd_one = rulings.passages[0].model_copy(update={"passage": odd})
        changed = rulings.model_copy(update={"passages": (odd_one,)})
        said = refusal(world, "d1", lambda desk, r=changed: determine(desk, asked, r))
        assert isinstance(said, CommandRefused)
