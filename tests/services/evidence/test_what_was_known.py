"""What was known when: a correction, even a back-dated one, changes what is known now and nothing that was decided."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gatekeeper.storage import tables
from gatekeeper.storage.register import Register, content
from tests.services.evidence.asked import evidence, outcomes, replays, stored
from tests.services.world_making import Making
from tests.services.worlds import NOW, World

OWN = ("council_id", "thing_id")


def says(world: World, table: type[tables.Recorded], kind: str, code: str) -> dict[str, object]:
    """What stands of a thing, ready to be said again with a correction."""
    thing = world.id(kind, code)
    row = world.read(lambda register: register.all(table, thing_id=thing)[0])
    return {name: value for name, value in content(row).items() if name not in OWN}


def test_r036_a_back_dated_end_of_a_seat_is_known_from_now_on_and_not_before(world: World) -> None:
    filed = world.submit("c1", "working_paper")
    before, decided = evidence(world, filed), stored(world, filed)
    world.later(days=1)
    seat = says(world, tables.Membership, "membership", "c1-planning") | {"to_on": date(2026, 1, 31)}
    world.make(lambda making: making.put(tables.Membership, "membership", "c1-planning", **seat))
    ends = {each["body"]: each.get("to") for each in evidence(world, filed).data["requester"]["memberships"]}
    assert ends["The planning body"] == "2026-01-31"
    assert evidence(world, filed, known_at=NOW).data == before.data
    assert stored(world, filed)[: len(decided)] == decided
    assert all(replays(world, filed))


def test_r036_a_meeting_recorded_late_as_ended_leaves_the_first_decision_as_it_was(world: World) -> None:
    filed = world.submit("c2", "open_report")
    decided = stored(world, filed)
    world.later(days=30)
    meeting = says(world, tables.Meeting, "meeting", "planning-next")
    ended = meeting | {"ended_at": world.now - timedelta(days=10)}
    world.make(lambda making: making.put(tables.Meeting, "meeting", "planning-next", **ended))
    assert "ended_at" in evidence(world, filed).data["documents"][0]["links"][0]
    assert "ended_at" not in evidence(world, filed, known_at=NOW).data["documents"][0]["links"][0]
    assert stored(world, filed)[: len(decided)] == decided
    assert all(replays(world, filed))


def test_r036_a_new_classification_takes_the_right_away_at_once_and_not_from_the_past(world: World) -> None:
    filed = world.submit("c1", "open_report")
    assert outcomes(world, filed) == {"open_report-whole": "entitled"}
    world.later(hours=1)
    world.make(lambda making: making.paragraph("open_report-whole", 1))
    assert outcomes(world, filed) == {"open_report-whole": "refer"}
    assert [each["decision"]["documents"][0]["passages"][0]["outcome"] for each in stored(world, filed)] == [
        "entitled",
        "refer",
    ]
    assert evidence(world, filed, known_at=NOW).data["documents"][0]["passages"][0]["paragraphs"] == []
    assert replays(world, filed) == [True, True]


def test_what_was_known_at_an_instant_has_neither_what_came_later_nor_what_had_ended(world: World) -> None:
    seat = world.id("membership", "c1-planning")
    world.later(days=1)
    world.change(lambda changes: changes.remove(tables.Membership, seat))
    world.later(days=1)
    world.make(lambda making: making.seat("c1", "planning", "chair"))

    def role(register: Register) -> str | None:
        row = register.one(tables.Membership, seat)
        return row.role if row else None

    days = [NOW + timedelta(days=n) for n in range(3)]
    assert [world.read(role, known_at=day) for day in days] == ["member", None, "chair"]
    assert world.read(role) == "chair"
    assert world.read(role, known_at=NOW - timedelta(seconds=1)) is None


@pytest.mark.parametrize("code", ["open_report", "part_exempt", "working_paper"])
def test_every_stored_decision_replays_identically_after_everything_was_corrected(world: World, code: str) -> None:
    filed = world.submit("c1", code)
    world.later(hours=1)

    def corrections(making: Making) -> None:
        making.council(executive=False)
        making.body("planning", "sub_committee")
        making.seat("c1", "planning", "chair", to_on=date(2026, 5, 1))

    world.make(corrections)
    assert all(replays(world, filed))
