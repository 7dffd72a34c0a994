"""What the tests of the rules share: the law as shipped, its rulebook of one day, and the starting points of cases."""

from __future__ import annotations

from datetime import date

import pytest

from gatekeeper.core.facts import Facts
from gatekeeper.locate import locate
from gatekeeper.policy.cases import load_bases
from gatekeeper.policy.library import Law, law, rulebook
from gatekeeper.policy.rulebook import EditionRulebook

DAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def written() -> Law:
    """The law that is shipped."""
    return law()


@pytest.fixture(scope="session")
def book(written: Law) -> EditionRulebook:
    """The rulebook of the law alone on a day in November 2026."""
    return rulebook(written.edition(DAY))


@pytest.fixture(scope="session")
def plain(written: Law) -> Facts:
    """The plain starting point: a serving councillor, an identified council document, nothing else the case."""
    return load_bases(locate("policies") / "bases.toml", written.vocabulary)["plain"]
