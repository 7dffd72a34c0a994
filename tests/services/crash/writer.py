"""Leads requests through their life, one after another, and says each deed once it is stored, until it is killed.

Run as a program with the address of a database that holds the little district council. For each line that it is given
it starts one writer, ready at once as the rules are loaded by then; it says that writer's process number, then each of
its deeds, and then that it is dead.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from sqlmodel import select

from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.cases.disputes import dispute, rule
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.storage import tables
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.transaction import reading
from tests.services.cases.walking import DISPUTING, granting, on_the_ladder, refusing
from tests.services.worlds import World

REFUSED = Rulings(passages=(refusing("working_paper-whole"),))
GRANTED = on_the_ladder(granting("working_paper-whole"))


def start_writers(address: str) -> None:
    """Load the rules by deciding once, then start one writer after another."""
    with _world(address) as world:
        asking = Asking(documents=(world.id("document", "part_exempt"),))
        world.do("c2", lambda desk: pre_check(desk, asking))
    for _ in sys.stdin:
        number = os.fork()
        if number == 0:
            write(address)
        _say({"writer": number})
        os.waitpid(number, 0)
        _say({"dead": number})


def write(address: str) -> None:
    """Write for ever."""
    with _world(address) as world:
        for number in count():
            _life(world, number)


@contextmanager
def _world(address: str) -> Iterator[World]:
    engine = open_engine(address)
    with reading(engine) as session:
        council = session.exec(select(tables.Council.id)).one()
    yield World(engine, council)
    engine.dispose()


def _life(world: World, number: int) -> None:
    """One request from its asking to its last word: every second is withdrawn, the others are disputed."""
    submitted = _done(world, "submit", lambda: world.submit("c2", "working_paper", "part_exempt"))
    working, part = submitted.asked
    _done(world, "open_document", lambda: world.do("c2", lambda desk: open_document(desk, part)).entry, part)
    if number % 2:
        _done(world, "withdraw", lambda: world.do("c2", lambda desk: withdraw(desk, working, Leaving())), working)
        return
    _done(world, "determine", lambda: world.do("d1", lambda desk: determine(desk, working, REFUSED)), working)
    _done(world, "dispute", lambda: world.do("c2", lambda desk: dispute(desk, working, DISPUTING)), working)
    _done(world, "rule", lambda: world.do("mo", lambda desk: rule(desk, working, GRANTED)), working)


def _done(world: World, deed: str, work: Callable[[], Any], asked: str | None = None) -> Any:
    """Do it, and only then say that it was done."""
    answer = work()
    told = {"deed": deed, "asked": asked, "entry": answer} if asked else {"deed": deed, "reference": answer.reference}
    _say(told)
    world.later(seconds=1)
    return answer


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    start_writers(*sys.argv[1:])
