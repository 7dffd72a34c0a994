"""What the tests of rulings share: the routes of the law as shipped."""

from __future__ import annotations

import pytest

from tests.core.rulings.proposing import book


@pytest.fixture(scope="session")
def project_routes() -> dict[str, str]:
    """The form that each route gives, by the route's name."""
    return {route.name: route.form for route in book(None).routes}
