"""What the tests of the client share: the real service, on this machine, over a little council."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.auth import issuer_client
from tests.auth.world import World as Issuer
from tests.auth.world import running_world
from tests.client.serving import Running, running
from tests.services.world_databases import little_world


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    """The council's sign-in service."""
    with issuer_client() as client, running_world(client) as found:
        yield found


@pytest.fixture
def service(issuer: Issuer, tmp_path: Path) -> Iterator[Running]:
    """The service over a council under a protocol with a ladder of two rungs."""
    with little_world("sqlite", tmp_path, "wbc") as world, running(world, issuer, tmp_path) as found:
        yield found
