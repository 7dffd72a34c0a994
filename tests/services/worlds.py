"""A little council in a database, for tests of the services: who acts, by a code; its clock; changes of its register.

People by code: councillors ``c1`` (red, on planning), ``c2`` (blue, on scrutiny), ``c3`` ``c4`` ``c5`` (the appeals
committee), ``red-leader``, ``blue-leader``, ``leader`` (of the council; the executive), ``co-opted`` (scrutiny),
``assistant`` (of c1); officers ``d1`` (director of Places), ``deputy-d1``, ``d2`` (director of People), ``mo``,
``deputy-mo``, ``chief``, ``proper``, ``cfo``, ``dpo``, ``cio``, ``clerk``, ``foi``, ``auditor``, ``administrator``.

Documents: ``open_report``, ``part_exempt`` (passages ``part_exempt-open``, ``-terms``, ``-bidder``), ``working_paper``,
``care_file``, ``executive_paper``, ``hidden``, ``secret_title``. Meetings: planning, scrutiny and cabinet, each
``<body>-next`` and ``<body>-last``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from gatekeeper.services.actor import SYSTEM, Actor
from gatekeeper.services.cases.desk import Desk, at_desk
from gatekeeper.services.cases.reevaluate import change_register
from gatekeeper.services.cases.submit import Asking, Submitted, submit
from gatekeeper.storage import tables
from gatekeeper.storage.record_keeping import found_council
from gatekeeper.storage.register import Changes, Register
from gatekeeper.storage.transaction import reading, run
from gatekeeper.storage.types import Engine
from tests.services.world_district import little_district
from tests.services.world_making import Making

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday on which every shipped pack is in force."""

T = TypeVar("T")


@dataclass
class World:
    """One council in a database. ``now`` is what its clock shows; a test may set it forward (or back)."""

    engine: Engine
    council_id: str
    now: datetime = NOW

    def clock(self) -> datetime:
        """The time, as every command sees it."""
        return self.now

    def later(self, **by: float) -> None:
        """Let time pass: ``days=1``, ``hours=2``."""
        self.now += timedelta(**by)

    def make(self, work: Callable[[Making], Any], by: Actor = SYSTEM, words: str | None = None) -> tuple[int, ...]:
        """Change the register, and decide again what is touched; the numbers of the entries."""
        return self.change(lambda changes: work(Making(changes)), by, words)

    def change(self, work: Callable[[Changes], Any], by: Actor = SYSTEM, words: str | None = None) -> tuple[int, ...]:
        """The same with the bare changes."""

        def command(tx: Any) -> tuple[int, ...]:
            changes = Changes(tx.session, tx.council_id)
            work(changes)
            return change_register(tx, changes, by, words=words)

        return run(self.engine, self.council_id, command, clock=self.clock)

    def read(self, work: Callable[[Register], T], known_at: datetime | None = None) -> T:
        """Ask the register, as it stands or as it was known at an instant."""
        with reading(self.engine) as session:
            return work(Register(session, self.council_id, known_at))

    def id(self, kind: str, code: str) -> str:
        """The id of a thing. Raises LookupError for a code that names nothing."""
        found = self.read(lambda register: register.find(kind, code))
        if found is None:
            raise LookupError(f"this council has no {kind} {code}")
        return found

    def actor(self, code: str, *, post: str | None = None, behalf_of: str | None = None) -> Actor:
        """A person acting: in the post named by its code, or in her own one where she has one."""
        person = self.id("person", code)
        held = self.read(lambda register: register.all(tables.Appointment, person_id=person))
        now = [each.post_id for each in held if each.from_at <= self.now and (not each.to_at or self.now < each.to_at)]
        own = self.id("post", post) if post else next(iter(now), None)
        return Actor(person, own, self.id("person", behalf_of) if behalf_of else None)

    def do(self, who: str | Actor, work: Callable[[Desk], T], **options: Any) -> T:
        """A command of a person, by her code (or as an actor); ``once`` and ``expects`` may be given."""
        actor = self.actor(who) if isinstance(who, str) else who
        return at_desk(self.engine, self.council_id, actor, work, clock=self.clock, **options)

    def submit(self, who: str, *documents: str, **asking: Any) -> Submitted:
        """A councillor asks for documents, by their codes."""
        wanted = tuple(self.id("document", each) for each in documents)
        return self.do(who, lambda desk: submit(desk, Asking(documents=wanted, **asking)))


def new_world(engine: Engine, pack: str | None = None, *, slug: str = "northmere", now: datetime = NOW) -> World:
    """A little district council in a migrated database, with the pack named or without one."""
    return settled(World(engine, found_council(engine, slug), now), pack)


def settled(world: World, pack: str | None = None) -> World:
    """The same for a council that is there already with nothing in it."""
    world.make(lambda making: little_district(making, pack, world.now))
    return world
