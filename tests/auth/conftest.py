"""What the tests of tokens share: an issuer of their own for each test, and one for those that change nothing."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from gatekeeper.auth import issuer_client
from tests.auth.world import World, running_world


@pytest.fixture(scope="session")
def client() -> Iterator[httpx.Client]:
    with issuer_client() as made:
        yield made


@pytest.fixture
def world(client: httpx.Client) -> Iterator[World]:
    with running_world(client) as made:
        yield made


@pytest.fixture(scope="module")
def steady(client: httpx.Client) -> Iterator[World]:
    """A world that many cases share, because each only reads tokens."""
    with running_world(client) as made:
        yield made
