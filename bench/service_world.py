"""An invented council in a database of its own, and the commands on its cases that are measured."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.scale import DAY
from bench.service_register import COUNCILLORS, DIRECTOR, OF_EACH_SORT, OPEN, PART, WORKING, little_district
from gatekeeper.services.actor import SYSTEM, Actor
from gatekeeper.services.cases.desk import at_desk
from gatekeeper.services.cases.determine import PassageRuling, Rulings, determine
from gatekeeper.services.cases.queue import Waiting, queue
from gatekeeper.services.cases.submit import Asking, Submitted, submit
from gatekeeper.services.cases.view import read_case
from gatekeeper.services.register import apply_changes
from gatekeeper.storage import migrations
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.record_keeping import found_council
from gatekeeper.storage.register import Changes, Register
from gatekeeper.storage.transaction import Transaction, reading, run
from gatekeeper.storage.types import Engine

NOW = datetime.combine(DAY, time(10), tzinfo=UTC)
"""The instant at which everything is done, so that two runs decide the same."""

SORTS = (OPEN, PART, WORKING)
PAGE = 50
NEED = {
    "council_document": True,
    "held": True,
    "identified": True,
    "council_business": True,
    "duty": "to judge how the service is run",
    "why_now": "the budget is set next month",
    "reasonably_necessary": True,
    "least_form_that_suffices": "inspection",
}


def clock() -> datetime:
    """The time, as every command sees it."""
    return NOW


@dataclass
class World:
    """One council in a database, its commands in short."""

    engine: Engine
    council_id: str

    @cached_property
    def councillors(self) -> tuple[Actor, ...]:
        """Everybody who may ask."""
        return tuple(Actor(each) for each in self._ids("person", [f"c{n}" for n in range(1, COUNCILLORS + 1)]))

    @cached_property
    def director(self) -> Actor:
        """The director who holds every paper, in her post."""
        return Actor(*self._ids("person", [DIRECTOR]), *self._ids("post", [DIRECTOR]))

    @cached_property
    def papers(self) -> dict[str, tuple[str, ...]]:
        """The ids of the papers, by their sort."""
        numbers = range(1, OF_EACH_SORT + 1)
        return {sort: self._ids("document", [f"{sort}{n}" for n in numbers]) for sort in SORTS}

    def _ids(self, kind: str, codes: list[str]) -> tuple[str, ...]:
        with reading(self.engine) as session:
            register = Register(session, self.council_id)
            return tuple(str(register.find(kind, code)) for code in codes)

    def ask(self, asking: tuple[Actor, str]) -> Submitted:
        """A councillor asks for one document; it is decided, and answered where it is open as of right."""
        who, document = asking
        words = Asking(documents=(document,), purpose="I must judge the matter.")
        return at_desk(self.engine, self.council_id, who, lambda desk: submit(desk, words), clock=clock)

    def grant(self, asked_id: str, passage: str) -> int:
        """The director determines a paper of one passage: granted, to be inspected."""
        says: dict[str, Any] = {"passage": passage, "ruling": "granted", "form": "inspection", "need": NEED}
        says |= {"reasons": "She must read it; reading it is enough.", "alternatives_considered": ("briefing",)}
        rulings = Rulings(passages=(PassageRuling.model_validate(says),))
        command = self.director
        return at_desk(self.engine, self.council_id, command, lambda d: determine(d, asked_id, rulings), clock=clock)

    def read(self, reader: tuple[Actor, str]) -> dict[str, Any]:
        """Somebody reads a case, and the reading is entered."""
        who, request = reader
        return at_desk(self.engine, self.council_id, who, lambda desk: read_case(desk, request), clock=clock)

    def waiting(self, stage: str | None) -> tuple[Waiting, ...]:
        """The first page of the queue of a stage, or of all stages."""
        with reading(self.engine) as session:
            return queue(session, self.council_id, NOW, stage=stage, limit=PAGE)


@contextmanager
def new_world(address: str) -> Iterator[World]:
    """A council in the empty database at that address."""
    engine = open_engine(address)
    try:
        migrations.upgrade(engine)
        world = World(engine, found_council(engine, "measured", clock=clock))
        run(engine, world.council_id, _register, clock=clock)
        yield world
    finally:
        engine.dispose()


def _register(tx: Transaction) -> None:
    changes = Changes(tx.session, tx.council_id)
    little_district(changes, NOW)
    apply_changes(tx, changes, SYSTEM)


@contextmanager
def sqlite_address() -> Iterator[str]:
    """The address of a new SQLite file, removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="gatekeeper-bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'measured.db'}"
