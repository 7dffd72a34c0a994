"""A ruling stands on the pages and content it was made on, as it was sealed, and on its conditions."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.record.rulings import wrong_rulings
from gatekeeper.storage import tables, triggers
from gatekeeper.storage.register import Changes, content
from gatekeeper.storage.transaction import reading
from tests.services.cases.walking import acts, asked_for, granted_paper, granting, opened, refusal, words
from tests.services.worlds import World

PAPER = "working_paper-whole"


def change_passage(world: World, code: str, **says: object) -> None:
    """Say something else of a passage in the register."""
    thing = world.id("passage", code)

    def changed(changes: Changes) -> None:
        row = world.read(lambda register: register.one(tables.Passage, thing))
        assert row is not None
        kept = {name: value for name, value in content(row).items() if name not in ("council_id", "thing_id")}
        changes.put(tables.Passage, thing, **{**kept, **says})

    world.change(changed)


def open_paper(world: World, asked: str, *, accepts: bool = False) -> list[str]:
    """The passages that the councillor opens."""
    found = world.do("c1", lambda desk: open_document(desk, asked, accepts_conditions=accepts))
    return [each.passage for each in found.passages]


@pytest.mark.parametrize(
    "says",
    [
        {"pages": "1-40"},
        {"contains": ["third_party_personal_data", "special_category_data"]},
        {"basis": "court_order", "citation": "An order of the Family Court"},
    ],
)
def test_a_grant_opens_nothing_once_the_pages_or_what_they_hold_have_changed(world: World, says: dict) -> None:
    asked = granted_paper(world)
    assert open_paper(world, asked) == [PAPER]
    change_passage(world, PAPER, **says)
    assert "nothing of it is open" in str(refusal(world, "c1", lambda desk: open_document(desk, asked)))


def test_a_grant_stands_when_something_else_is_said_of_the_passage(world: World) -> None:
    asked = granted_paper(world)
    change_passage(world, PAPER, title="The same pages under a better title")
    assert open_paper(world, asked) == [PAPER]


def test_a_grant_on_conditions_opens_once_they_are_accepted_and_stays_open(world: World) -> None:
    asked = asked_for(world)
    conditional = granting(
        PAPER, conditions=("purpose_limit",), reasons="She needs it for this duty and no other."
    )
    world.do("d1", lambda desk: determine(desk, asked, Rulings(passages=(conditional,))))
    assert "purpose limit" in str(refusal(world, "c1", lambda desk: open_document(desk, asked)))
    assert open_paper(world, asked, accepts=True) == [PAPER]
    assert open_paper(world, asked) == [PAPER]
    accepted = [act.data["accepted"] for act in acts(world, asked) if act.action == "open_document"]
    assert accepted == [[PAPER], [PAPER]]


def test_the_whole_ruling_is_sealed_with_its_circumstances(world: World) -> None:
    asked = granted_paper(world)
    entry = next(act.entry for act in acts(world, asked) if act.action == "determine")
    sealed = json.loads(words(world, entry))
    ruling = sealed["rulings"][0]
    assert (ruling["ruling"], ruling["form"], ruling["need"]["reasonably_necessary"]) == ("granted", "inspection", True)
    assert len(ruling["ruled_on"]) == 64
    assert {"stood_aside", "due_at", "late", "review", "advice", "flags", "received_at", "capacity"} <= set(sealed)


def test_r093_a_ruling_changed_behind_the_record_opens_nothing_and_is_named(world: World) -> None:
    asked = granted_paper(world)
    with world.engine.begin() as connection:
        triggers.remove(connection)
        connection.execute(text("UPDATE determination SET form = 'whole_copy'"))
    with reading(world.engine) as session:
        assert [str(each)[:6] for each in wrong_rulings(session, world.council_id)] == ["Entry "]
    assert "nothing of it is open" in str(refusal(world, "c1", lambda desk: open_document(desk, asked)))


def test_rulings_as_they_were_made_agree_with_what_was_sealed(world: World) -> None:
    asked = granted_paper(world)
    assert opened(world, "c1", asked) == {PAPER: "inspection"}
    with reading(world.engine) as session:
        assert list(wrong_rulings(session, world.council_id)) == []
