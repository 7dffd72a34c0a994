"""What the tests of the table share: the council of the table, read by many and changed by none, on each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.conftest import issuer, service, service_on_each, steady
from tests.auth.world import World as Issuer
from tests.databases import BACKENDS
from tests.oracle.cases import Matter, the_matter

__all__ = ["issuer", "matter", "service", "service_on_each", "steady"]


@pytest.fixture(scope="session", params=BACKENDS)
def matter(
    request: pytest.FixtureRequest, issuer: Issuer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Matter]:
    """The council of the table with everything asked; nobody changes it."""
    with the_matter(request.param, issuer, tmp_path_factory.mktemp("oracle")) as made:
        yield made
