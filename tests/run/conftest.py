"""What the tests of the running program share: an issuer that runs, and a service over a little council."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.auth import issuer_client
from tests.auth.world import World as Issuer
from tests.auth.world import running_world
from tests.databases import BACKENDS
from tests.run.serving import Served, served
from tests.services.world_databases import little_world


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """The council's sign-in service."""
    with issuer_client() as client, running_world(client) as running:
        yield running


@pytest.fixture
def service(issuer: Issuer, tmp_path: Path) -> Iterator[Served]:
    """The service as a process of its own, on SQLite."""
    with little_world("sqlite", tmp_path, "wbc") as world, served(world, issuer, tmp_path) as found:
        yield found


@pytest.fixture(params=BACKENDS)
def service_on_each(request: pytest.FixtureRequest, issuer: Issuer, tmp_path: Path) -> Iterator[Served]:
    """The same, on SQLite and on PostgreSQL."""
    with little_world(request.param, tmp_path, "wbc") as world, served(world, issuer, tmp_path) as found:
        yield found
