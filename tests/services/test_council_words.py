"""A council's own words: as its register and the protocol of the day give them, however often they are asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gatekeeper.core.deadlines import local_date
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.council_words import council_words
from gatekeeper.storage.tables import CouncilParticulars, PackAdoption
from tests.services.world_databases import world
from tests.services.worlds import World, new_world

__all__ = ["world"]


def test_a_council_is_called_what_its_register_says_from_the_instant_it_says_so(world: World) -> None:
    assert [council_words(world.engine, "northmere", world.now).council for _ in range(2)] == ["Northmere Council"] * 2
    said = {"name": "Northmere City Council", "jurisdiction": "england", "type": "district"}
    world.change(lambda changes: changes.put(CouncilParticulars, changes.name("council", "council"), **said))
    assert council_words(world.engine, "northmere", world.now).council == "Northmere City Council"


def test_the_words_are_those_of_the_protocol_that_is_adopted_on_that_day(world: World) -> None:
    tomorrow, on = world.now + timedelta(days=1), local_date(world.now)
    before = [council_words(world.engine, "northmere", at).pack for at in (world.now, tomorrow)]
    adopted = {"pack": "wbc", "from_on": on + timedelta(days=1)}
    world.change(lambda changes: changes.put(PackAdoption, changes.name("pack", "from tomorrow"), **adopted))
    after = [council_words(world.engine, "northmere", at).pack for at in (world.now, tomorrow)]
    assert before[0] == before[1] == after[0]
    assert after[1] == "wbc"
    assert before[0] != "wbc"


def test_no_council_is_told_in_another_s_words(world: World) -> None:
    new_world(world.engine, slug="eastmere")
    found = {slug: council_words(world.engine, slug, world.now) for slug in ("northmere", "eastmere", "northmere")}
    assert found["northmere"] == council_words(world.engine, "northmere", world.now)
    with pytest.raises(NotThere):
        council_words(world.engine, "southmere", world.now)
