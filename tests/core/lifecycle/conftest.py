"""What the tests of a request's life share: the ladders of three councils."""

from __future__ import annotations

import pytest

from gatekeeper.core.lifecycle import Ladder
from tests.core.lifecycle.shipped import shipped_ladders


@pytest.fixture(scope="session")
def ladders() -> dict[str, Ladder]:
    """Every shipped ladder by its pack's id."""
    return shipped_ladders()


@pytest.fixture
def borough(ladders: dict[str, Ladder]) -> Ladder:
    """Monitoring Officer, then finally the Chief Executive, who consults the group leader."""
    return ladders["wbc"]


@pytest.fixture
def long(ladders: dict[str, Ladder]) -> Ladder:
    """Monitoring Officer, then a committee that consults, then finally the full council."""
    return ladders["wyremouth"]


@pytest.fixture
def silent(ladders: dict[str, Ladder]) -> Ladder:
    """A protocol that lays down no dispute."""
    return ladders["east_devon"]
