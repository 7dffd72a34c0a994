"""The walk through each demo council runs from the request to the end of its ladder, and its record holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gatekeeper.demo import COUNCILS
from gatekeeper.demo.loading import load
from gatekeeper.demo.walk_data import walk_of
from gatekeeper.demo.walking import Walking
from gatekeeper.services.record.councils import find_council
from gatekeeper.services.record.rulings import wrong_rulings
from gatekeeper.services.record.verifying import verify_from
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine
from tests.databases import BACKENDS, database


@pytest.fixture(params=BACKENDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with database(request.param, tmp_path) as address:
        opened = open_engine(address)
        yield opened
        opened.dispose()


@pytest.mark.parametrize("slug", [each.slug for each in COUNCILS])
def test_the_walk_goes_from_the_request_to_the_end_of_the_ladder(engine: Engine, tmp_path: Path, slug: str) -> None:
    (council,) = load(engine, tmp_path / "files", datetime.now(UTC).date(), [slug])
    told: list[str] = []
    walk = walk_of(slug)
    Walking(engine, council.id, walk, told.append).go()
    text = "\n".join(told)
    assert "stopped: Passage" in text, "the refusal of what the law opens is stopped"
    assert ("the last word here" in text) is bool(walk.ladder)
    assert ("must first hear the group leader" in text) is bool(walk.consulted)
    assert ("refused: Dispute" in text) is not bool(walk.ladder)
    assert walk.open_passage in text
    with reading(engine) as session:
        assert verify_from(session, council.id, None, with_words=True).intact
        assert not list(wrong_rulings(session, council.id))


def test_loading_again_leaves_what_is_there_alone(engine: Engine, tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    load(engine, tmp_path / "files", today, ["calderwick"])
    before = find_council(engine, "calderwick").size
    load(engine, tmp_path / "files", today, ["calderwick"])
    assert find_council(engine, "calderwick").size == before
