"""The worker removes sign-ins that are over, and what was typed and never sent, once it is old enough."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from gatekeeper.auth.sign_in import Started
from gatekeeper.services.drafts import keep, kept
from gatekeeper.services.sessions import SessionSettings, begin, find
from gatekeeper.services.sign_ins import keep_attempt
from gatekeeper.worker import Worker
from tests.services.world_databases import world
from tests.services.worlds import World

__all__ = ["world"]
ISSUER = "https://id.council.example"
HERS = ("harkaway", ISSUER, "northmere", "/in/northmere/ask")


def signed_in(world: World, at: datetime) -> str:
    cookie, _ = begin(
        world.engine,
        SessionSettings(),
        at,
        issuer=ISSUER,
        subject="harkaway",
        name=None,
        authenticated_at=at,
        before=None,
    )
    return cookie


def rows(world: World, table: str) -> int:
    with world.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.fixture
def worker(world: World, tmp_path: Path) -> Worker:
    return Worker(world.engine, tmp_path / "keys", tmp_path / "checkpoints", tmp_path / "files", world.clock)


def test_what_is_over_is_removed_within_the_hour_and_what_is_not_stays(world: World, worker: Worker) -> None:
    keep_attempt(world.engine, world.now, Started("https://id/", "s", "n", "v"), "b", "/")
    cookie = signed_in(world, world.now)
    keep(world.engine, world.now, *HERS, {"purpose": ("A reason",)})
    worker.once()
    assert (rows(world, "sign_in_attempt"), rows(world, "web_session"), rows(world, "draft")) == (1, 1, 1)
    world.later(minutes=61)
    worker.once()
    assert (rows(world, "sign_in_attempt"), rows(world, "web_session"), rows(world, "draft")) == (0, 1, 1)
    world.later(days=2)
    worker.once()
    assert find(world.engine, SessionSettings(), world.now, cookie) is not None, "she is still told why it ended"
    world.later(days=6)
    lasting = signed_in(world, world.now)
    worker.once()
    assert find(world.engine, SessionSettings(), world.now, cookie) is None
    assert find(world.engine, SessionSettings(), world.now, lasting) is not None
    assert kept(world.engine, *HERS) is not None
    world.later(days=30)
    worker.once()
    assert kept(world.engine, *HERS) is None
