"""What the tests of the pages share: an issuer that runs, and the pages over a little council of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.auth import issuer_client
from tests.auth.world import World as Issuer
from tests.auth.world import running_world
from tests.services.world_databases import little_world
from tests.web.going import Going
from tests.web.visiting import Site, site_of


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    """The council's sign-in service."""
    with issuer_client() as client, running_world(client) as running:
        yield running


@pytest.fixture
def site(issuer: Issuer, tmp_path: Path) -> Iterator[Site]:
    """The pages over a council under a protocol with a ladder of two rungs."""
    with little_world("sqlite", tmp_path, "wbc") as world:
        yield site_of(world, issuer, tmp_path)


@pytest.fixture
def going(site: Site, issuer: Issuer) -> Iterator[Going]:
    """The way of a stranger's browser to the sign-in service, which is as it should be before and after."""
    issuer.issuer.forms_seen.clear()
    yield Going(site, issuer, site.stranger())
    issuer.issuer.describe()
