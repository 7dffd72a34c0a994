"""What the tests of the API share: an issuer that runs, and the API over a little council of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.auth import issuer_client
from tests.api.calling import Service, service_of
from tests.auth.world import World as Issuer
from tests.auth.world import running_world
from tests.databases import BACKENDS
from tests.services.world_databases import little_world


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    """The council's sign-in service."""
    with issuer_client() as client, running_world(client) as running:
        yield running


@pytest.fixture
def service(issuer: Issuer, tmp_path: Path) -> Iterator[Service]:
    """The API over a council under a protocol with a ladder of two rungs."""
    with little_world("sqlite", tmp_path, "wbc") as world:
        yield service_of(world, issuer, tmp_path)


@pytest.fixture(params=BACKENDS)
def service_on_each(request: pytest.FixtureRequest, issuer: Issuer, tmp_path: Path) -> Iterator[Service]:
    """The same, on SQLite and on PostgreSQL."""
    with little_world(request.param, tmp_path, "wbc") as world:
        yield service_of(world, issuer, tmp_path)


@pytest.fixture(scope="module")
def steady(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The same for many tests that only read, or are refused."""
    folder = tmp_path_factory.mktemp("steady")
    with little_world("sqlite", folder, "wbc") as world:
        yield service_of(world, issuer, folder)
