"""Tests that a page of the library is remembered, and only as long as nothing changes that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from gatekeeper.services.library.page import Wish
from gatekeeper.services.library.reading import library_page
from gatekeeper.storage import tables
from gatekeeper.storage.transaction import reading
from tests.services.library.asking import as_shown, decided_one_by_one, library
from tests.services.world_making import LONG_AGO, Making, Piece
from tests.services.worlds import World

WHO = "c1"


@pytest.fixture
def asked(world: World) -> list[str]:
    """The questions that go along the shelf: whoever asks them is working a page out."""
    heard: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        heard.extend([statement] if "FROM library_document" in statement else [])

    event.listen(world.engine, "before_cursor_execute", hear)
    return heard


def page(world: World, who: str = WHO) -> Any:
    with reading(world.engine) as session:
        return library_page(session, world.council_id, world.actor(who), Wish(), world.now)


def test_what_is_found_or_stated_for_one_request_leaves_every_page_remembered(world: World, asked: list[str]) -> None:
    filed = world.submit(WHO, "part_exempt")
    passage = world.id("passage", "part_exempt-terms")
    before = page(world)
    asked.clear()

    def said(making: Making) -> None:
        making.found("passage", passage, {"reasonably_necessary": True}, filed.request_id)
        making.found("requester", making.id("person", WHO), {"has_pecuniary_interest": True}, filed.request_id)
        making.put(tables.Purpose, "purpose", "1", request_id=filed.request_id, duty_stated=True)
        making.put(tables.BreachFinding, "breach", "1", passage_id=passage, request_id=filed.request_id, breach=True)

    world.make(said)
    assert (page(world), asked) == (before, [])


def test_a_request_that_is_made_leaves_every_page_remembered(world: World, asked: list[str]) -> None:
    before = page(world)
    asked.clear()
    world.submit(WHO, "part_exempt")
    assert (page(world), asked) == (before, [])


def _unseated(making: Making) -> None:
    making.seat(WHO, "planning", to_on=date(2026, 1, 1))


def _out_of_office(making: Making) -> None:
    about = {"person_id": making.id("person", WHO), "kind": "councillor", "of_this_council": True}
    making.put(tables.Office, "office", WHO, **about, accepted_office_on=LONG_AGO, ceased_on=date(2026, 1, 1))


def _retitled(making: Making) -> None:
    making.document("part_exempt", items=("lease",), passages=(Piece("terms", "1-2"),), title="Another name")


def _found_in_general(making: Making) -> None:
    making.found("document", making.id("document", "open_report"), {"marked_exempt": True})


def _found_of_her(making: Making) -> None:
    making.found("requester", making.id("person", WHO), {"has_pecuniary_interest": True})


def _office_shut(making: Making) -> None:
    making.put(tables.ClosureDay, "closure_day", "1", shut_on=date(2026, 11, 27))


def _renamed_body(making: Making) -> None:
    making.put(tables.Body, "body", "planning", name="The renamed body", type="committee")


def _more(making: Making) -> None:
    making.document("more", items=("lease",))


CHANGES = [_unseated, _out_of_office, _retitled, _found_in_general, _found_of_her, _office_shut, _renamed_body, _more]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_a_page_is_worked_out_anew_once_something_changes_that_it_rests_on(
    world: World, asked: list[str], change: Callable[[Making], None]
) -> None:
    page(world)
    world.make(change)
    asked.clear()
    after = page(world)
    assert asked or after.why
    alone = decided_one_by_one(world, WHO) if after.why is None else {}
    assert {item.document_id: as_shown(item) for item in library(world, WHO)} == {
        document: shown for document, shown in alone.items() if shown.opened
    }


def test_a_page_is_worked_out_anew_for_another_minute_and_another_person(world: World, asked: list[str]) -> None:
    page(world)
    asked.clear()
    page(world, "c2")
    assert asked
    asked.clear()
    world.now += timedelta(minutes=1)
    page(world)
    assert asked
