"""The calendars every deadline test counts on: the published lists with the corrections this program ships."""

from __future__ import annotations

import pytest

from gatekeeper.core.deadlines import ENGLAND, UK_UNION, WALES, Calendar, Calendars
from gatekeeper.locate import locate
from gatekeeper.policy.calendars import load_calendars


@pytest.fixture(scope="session")
def calendars() -> Calendars:
    """All five calendars, without closures."""
    return load_calendars(locate("policies") / "calendars.toml")


@pytest.fixture(scope="session")
def england(calendars: Calendars) -> Calendar:
    """England's working days."""
    return calendars[ENGLAND]


@pytest.fixture(scope="session")
def wales(calendars: Calendars) -> Calendar:
    """Wales's working days."""
    return calendars[WALES]


@pytest.fixture(scope="session")
def union(calendars: Calendars) -> Calendar:
    """Working days in every part of the United Kingdom."""
    return calendars[UK_UNION]
