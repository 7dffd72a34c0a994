"""The councils that know somebody who signs in: those whose register has exactly one person of that name now."""

from __future__ import annotations

from gatekeeper.services.identity import KnownIn, councils_knowing
from gatekeeper.storage.record import found_council
from gatekeeper.storage.tables import Person
from tests.api.calling import signing_in
from tests.services.world_databases import world
from tests.services.worlds import World, new_world

__all__ = ["world"]


def test_every_council_that_knows_her_is_named_with_her_name_there(world: World) -> None:
    signing_in(world)
    other = new_world(world.engine, slug="eastmere")
    found_council(world.engine, "southmere")
    assert councils_knowing(world.engine, "subject-c1") == (KnownIn("northmere", "Northmere Council", "Person c1"),)
    signing_in(other)
    assert [each.slug for each in councils_knowing(world.engine, "subject-c1")] == ["eastmere", "northmere"]
    for nobody in ("subject-nobody", "", "c1", "SUBJECT-C1", "subject-c1 "):
        assert councils_knowing(world.engine, nobody) == ()


def test_whoever_is_no_longer_known_by_that_name_is_not_known_by_it(world: World) -> None:
    signing_in(world)
    c1 = world.id("person", "c1")
    world.change(lambda changes: changes.put(Person, c1, name="Person c1", signs_in_as="another"))
    assert councils_knowing(world.engine, "subject-c1") == ()
    assert [each.person for each in councils_knowing(world.engine, "another")] == ["Person c1"]


def test_a_name_that_two_people_of_a_council_share_is_nobody_s(world: World) -> None:
    signing_in(world)
    c1 = world.id("person", "c1")
    world.change(lambda changes: changes.put(Person, c1, name="Person c1", signs_in_as="subject-c2"))
    assert councils_knowing(world.engine, "subject-c2") == ()
