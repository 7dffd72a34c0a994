"""What the tests of the measurements share: the law of the day that is measured, and a few situations."""

from __future__ import annotations

import pytest

from bench.scale import DAY, QUICK
from bench.situations import Situation, situations, worked_facts
from gatekeeper.core.facts import Facts
from gatekeeper.locate import locate
from gatekeeper.policy.library import law
from gatekeeper.policy.rulebook import EditionRulebook


@pytest.fixture(scope="session")
def rulebook() -> EditionRulebook:
    """The law of the day that is measured, without any council's protocol."""
    return EditionRulebook(law().edition(DAY))


@pytest.fixture(scope="session")
def worked(rulebook: EditionRulebook) -> tuple[Facts, ...]:
    """The findings of every worked case."""
    return worked_facts(locate("policies"), rulebook.vocabulary)


@pytest.fixture(scope="session")
def chosen(worked: tuple[Facts, ...], rulebook: EditionRulebook) -> tuple[Situation, ...]:
    """A few situations of each kind."""
    return situations(worked, rulebook.vocabulary, QUICK.situations)
