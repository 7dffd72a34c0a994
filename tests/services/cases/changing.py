"""Changes of a little council's register for tests: a thing said anew, a passage added, a term that follows another."""

from __future__ import annotations

from typing import Any

from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.register import Changes, Register, content
from gatekeeper.storage.transaction import reading
from tests.services.worlds import World


def says(world: World, table: Any, kind: str, code: str) -> dict[str, Any]:
    """What the register says of a thing now."""
    row: Any = world.read(lambda register: register.one(table, world.id(kind, code)))
    return {name: value for name, value in content(row).items() if name not in ("council_id", "thing_id")}


def edit(world: World, table: Any, kind: str, code: str, **new: Any) -> None:
    """Say something else of a thing."""
    told, thing = says(world, table, kind, code) | new, world.id(kind, code)
    world.change(lambda changes: changes.put(table, thing, **told))


def bar(world: World, passage: str, asked: str) -> None:
    """Find that showing a passage to the one who asked would breach the terms on which the council was given it."""
    terms = {"basis": "government_terms", "citation": "Letter of 3 May", "reaches_every_route": True}
    edit(world, tables.Passage, "passage", passage, **terms)
    with reading(world.engine) as session:
        found = Cases(session, world.council_id).asked(asked)
    assert found is not None
    about = {"passage_id": world.id("passage", passage), "request_id": found.request_id, "breach": True}
    world.change(lambda changes: changes.put(tables.BreachFinding, changes.name("breach", passage), **about))


def lift_bar(world: World, passage: str) -> None:
    """Those terms bind the council no more."""
    remove(world, tables.BreachFinding, "breach", passage)
    edit(world, tables.Passage, "passage", passage, basis="none", citation=None, reaches_every_route=None)


def remove(world: World, table: Any, kind: str, code: str) -> None:
    """Say nothing more of a thing."""
    thing = world.id(kind, code)
    world.change(lambda changes: changes.remove(table, thing))


def passage_like(world: World, like: str, code: str, **new: Any) -> None:
    """Add a passage that says what another one does, but for what is given."""
    told = says(world, tables.Passage, "passage", like) | {"position": 9} | new
    world.change(lambda changes: changes.put(tables.Passage, changes.name("passage", code), **told))


def recode(world: World, old: str, *new: str) -> None:
    """Give a passage's place to others with these codes, which say the same but for their pages and order."""
    told = says(world, tables.Passage, "passage", old)

    def work(changes: Changes) -> None:
        changes.remove(tables.Passage, world.id("passage", old))
        for n, code in enumerate(new):
            about = told | {"pages": str(n + 1), "position": n}
            changes.put(tables.Passage, changes.name("passage", code), **about)

    world.change(work)


def rows(world: World, table: Any, **where: Any) -> list[Any]:
    """The rows of a table that stand."""
    return world.read(lambda register: list(Register(register.session, register.council_id).all(table, **where)))
