"""Tests that a command whose caller is gone in the middle is done wholly or not at all, and keeps nobody waiting."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, QueuePool, event

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import dispute
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.submit import Asking, submit
from gatekeeper.storage.record import head
from gatekeeper.storage.transaction import reading
from tests.services.cases.walking import DISPUTING, asked_for, refused_paper, ruled, state
from tests.services.stateful.soundness import faults
from tests.services.worlds import World

POINTS = 25
"""At how many points each command is cut off, on each database."""
Command = Callable[[World, str], Callable[[Desk], Any]]


class Gone(BaseException):
    """The caller is gone: no handler of ordinary errors may take it for one of its own."""


class Statements:
    """Counts the statements that reach the database, the commit among them, and cuts off at the one that is due."""

    def __init__(self) -> None:
        self.count, self.due = 0, -1

    def __call__(self, *_: Any) -> None:
        self.count += 1
        if self.count == self.due:
            raise Gone


@contextmanager
def counted(engine: Engine) -> Iterator[Statements]:
    """Every statement and every commit of the engine meanwhile."""
    statements = Statements()
    names = ("before_cursor_execute", "commit")
    for each in names:
        event.listen(engine, each, statements)
    yield statements
    for each in names:
        event.remove(engine, each, statements)


def asks(world: World, asked: str) -> Callable[[Desk], Any]:
    del asked
    documents = tuple(world.id("document", code) for code in ("part_exempt", "working_paper"))
    return lambda desk: submit(desk, Asking(documents=documents))


def determines(world: World, asked: str) -> Callable[[Desk], Any]:
    del world
    return lambda desk: determine(desk, asked, ruled("refused"))


def disputes(world: World, asked: str) -> Callable[[Desk], Any]:
    del world
    return lambda desk: dispute(desk, asked, DISPUTING)


def opens(world: World, asked: str) -> Callable[[Desk], Any]:
    del world
    return lambda desk: open_document(desk, asked)


def part_open(world: World) -> str:
    return asked_for(world, "c2", "part_exempt")


def undone(work: Callable[[Desk], Any], desk: Desk) -> None:
    """Do the work and let nothing of it stand."""
    work(desk)
    desk.session.flush()
    raise Gone


def cut_at(rehearse: Callable[[], Any], statements: Statements) -> list[int]:
    """So many different points of the command, its first and its last ones among them, by the number of statements.

    It is rehearsed until it takes as many statements as before: what the register said is remembered from then on.
    """
    last = -1
    while last != statements.count:
        last, statements.count = statements.count, 0
        with pytest.raises(Gone):
            rehearse()
    inner = random.Random(123).sample(range(4, last), min(POINTS, last - 4))
    return sorted({1, 2, 3, *inner, last})


def size(world: World) -> int:
    with reading(world.engine) as session:
        return head(session, world.council_id).size


@pytest.mark.slow
@pytest.mark.parametrize(
    ("begin", "who", "command"),
    [
        (asked_for, "c2", asks),
        (asked_for, "d1", determines),
        (refused_paper, "c1", disputes),
        (part_open, "c2", opens),
    ],
    ids=["submit", "determine", "dispute", "open"],
)
def test_r123_a_command_cut_off_anywhere_leaves_nothing_and_can_be_given_again(
    world: World, begin: Callable[[World], str], who: str, command: Command
) -> None:
    asked, actor = begin(world), world.actor(who)
    work, before = command(world, asked), (size(world), state(world, asked).model_dump())
    with counted(world.engine) as statements:
        points = cut_at(lambda: world.do(actor, lambda desk: undone(work, desk)), statements)
        for point in points:
            statements.count, statements.due = 0, point
            with pytest.raises(Gone):
                world.do(actor, work)
            assert (size(world), state(world, asked).model_dump()) == before
            assert isinstance(world.engine.pool, QueuePool)
            assert world.engine.pool.checkedout() == 0
        statements.due = -1
    world.do(actor, work)
    assert size(world) > before[0]
    assert faults(world.engine, world.council_id) == []


def test_r123_a_command_cut_off_as_it_is_committed_is_not_done_and_then_done_once(world: World) -> None:
    asked = asked_for(world)
    actor, before = world.actor("d1"), size(world)
    event.listen(world.engine, "commit", _gone)
    with pytest.raises(Gone):
        world.do(actor, lambda desk: determine(desk, asked, ruled("refused")))
    event.remove(world.engine, "commit", _gone)
    assert (size(world), state(world, asked).status) == (before, "open")
    world.do(actor, lambda desk: determine(desk, asked, ruled("refused")))
    assert state(world, asked).status == "determined"
    assert faults(world.engine, world.council_id) == []


def _gone(*_: Any) -> None:
    raise Gone
