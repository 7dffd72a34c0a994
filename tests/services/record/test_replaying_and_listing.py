"""Tests that stored decisions are made again under their own rules, and that the record is listed without words."""

from __future__ import annotations

import json

import pytest

from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.listing import list_entries
from gatekeeper.services.record.replaying import ReplayState, replay_decisions
from gatekeeper.storage.record import entries_about, stored_entries, words_of
from gatekeeper.storage.transaction import reading, writing
from tests.services.worlds import World
from tests.storage.record_support import change

PURPOSE = "Only for the eyes of those who decide."


def decided(world: World) -> tuple[str, str]:
    """Two requests, each decided once."""
    first = world.submit("c1", "working_paper", purpose=PURPOSE)
    return first.reference, world.submit("c2", "open_report").reference


def states(world: World, reference: str | None = None) -> list[ReplayState]:
    return [each.state for each in replay_decisions(world.engine, world.council_id, reference)]


def test_every_stored_decision_is_identical_when_it_is_made_again(world: World) -> None:
    _, second = decided(world)
    assert states(world) == [ReplayState.IDENTICAL] * 2
    assert states(world, second) == [ReplayState.IDENTICAL]


def test_a_stored_decision_that_the_rules_do_not_give_is_told_with_its_places(world: World) -> None:
    first, _ = decided(world)
    number = next(replay_decisions(world.engine, world.council_id, first)).number
    with writing(world.engine, world.council_id, clock=world.clock) as tx:
        stored = json.loads(words_of(tx.session, world.council_id, [number])[number].text)
        stored["decision"]["documents"][0]["summary"] = "something else"
        tx.enter(
            "request:decided",
            ["request:other"],
            person=None,
            post=None,
            edition=stored["edition"]["digest"],
            words=json.dumps(stored),
            form="decision",
        )
    *same, other = replay_decisions(world.engine, world.council_id)
    assert all(each.holds for each in same)
    assert (other.state, other.details) == (ReplayState.DIFFERS, ("decision.documents[0].summary",))


def test_a_decision_whose_words_somebody_replaced_is_not_identical(world: World) -> None:
    decided(world)
    change(world.engine, "UPDATE entry_words SET text = '{}' WHERE form = 'decision'")
    assert states(world) == [ReplayState.UNREADABLE] * 2


def test_a_decision_whose_rules_are_gone_cannot_be_replayed(world: World) -> None:
    decided(world)
    change(world.engine, "DELETE FROM edition")
    assert states(world) == [ReplayState.UNREADABLE] * 2


def test_the_list_names_people_and_requests_as_the_council_does_and_holds_no_words(world: World) -> None:
    reference, _ = decided(world)
    listed = list(list_entries(world.engine, world.council_id, about=reference))
    with reading(world.engine) as session:
        subject = f"request:{world.id('request', reference)}"
        numbers = [each.number for each in entries_about(session, world.council_id, subject)]
    assert [each.number for each in listed] == numbers
    assert listed[0].person == "person c1"
    assert f"request {reference}" in listed[0].subjects
    assert listed[0].has_words
    assert PURPOSE not in "\n".join(map(str, listed))


def test_the_list_begins_where_it_is_told_and_leaves_nothing_out(world: World) -> None:
    with writing(world.engine, world.council_id, clock=world.clock) as tx:
        for _ in range(450):
            tx.enter("case:read", ["request:1"], person=None, post=None)
    with reading(world.engine) as session:
        last = [each.number for each in stored_entries(session, world.council_id)][-1]
    assert [each.number for each in list_entries(world.engine, world.council_id)] == list(range(last + 1))
    assert [each.number for each in list_entries(world.engine, world.council_id, start=last - 1)] == [last - 1, last]


def test_a_reference_that_names_no_request_is_refused(world: World) -> None:
    with pytest.raises(RecordRefused, match="MR-1999-00001"):
        list(list_entries(world.engine, world.council_id, about="MR-1999-00001"))
