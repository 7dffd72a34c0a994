"""Entering rows in the register: whoever calls for it, the right is asked in the transaction that enters them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gatekeeper.services.actor import SYSTEM, Actor
from gatekeeper.services.cases.errors import Forbidden, NotHerPost
from gatekeeper.services.register_writing import enter_sheets
from gatekeeper.storage import tables
from tests.services.cases.changing import edit
from tests.services.cases.walking import entries
from tests.services.world_databases import little_world
from tests.services.worlds import World

ROWS = {"people": [{"code": "N1", "name": "A new councillor"}]}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A little council."""
    with little_world("sqlite", tmp_path, "wbc") as made:
        yield made


def enter(world: World, actor: Actor, *, dry_run: bool = False) -> None:
    """Enter one new person."""
    enter_sheets(world.engine, world.council_id, ROWS, actor, clock=world.clock, dry_run=dry_run)


def is_entered(world: World) -> bool:
    return world.read(lambda register: register.find("person", "N1")) is not None


def proper_officer(world: World, *, in_her_post: bool) -> Actor:
    return Actor(world.id("person", "proper"), world.id("post", "proper-officer") if in_her_post else None)


@pytest.mark.parametrize("in_her_post", [True, False])
def test_a_post_that_ends_while_the_rows_are_looked_through_enters_nothing(world: World, in_her_post: bool) -> None:
    ends = world.now + timedelta(minutes=1)
    edit(world, tables.Appointment, "appointment", "proper-proper-officer-substantive", to_at=ends)
    actor = proper_officer(world, in_her_post=in_her_post)
    times: Iterator[datetime] = iter((world.now, ends, ends))
    with pytest.raises(NotHerPost if in_her_post else Forbidden):
        enter_sheets(world.engine, world.council_id, ROWS, actor, clock=lambda: next(times))
    assert not is_entered(world)
    assert entries(world, f"person:{actor.person}")[-1]["kind"] == "access:refused"


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("who", ["c1", "d1", "mo", "administrator"])
def test_nobody_but_the_proper_officer_enters_rows_or_learns_what_they_would_change(
    world: World, who: str, dry_run: bool
) -> None:
    with pytest.raises(Forbidden):
        enter(world, world.actor(who), dry_run=dry_run)
    assert not is_entered(world)


def test_nobody_at_all_is_not_let_enter_rows(world: World) -> None:
    with pytest.raises(Forbidden):
        enter(world, SYSTEM)


def test_an_administrator_enters_no_rows_though_she_is_the_proper_officer_too(world: World) -> None:
    world.make(lambda making: making.appoint("proper", "administrator"))
    with pytest.raises(Forbidden):
        enter(world, proper_officer(world, in_her_post=True))
    assert not is_entered(world)


def test_the_proper_officer_and_a_program_that_was_let_in_enter_rows(world: World) -> None:
    enter(world, proper_officer(world, in_her_post=True))
    assert is_entered(world)
    enter(world, Actor(program="importer"))
