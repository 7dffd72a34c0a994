"""Each rule is spoiled in every way a slip of the pen could, and a worked case notices."""

from __future__ import annotations

import pytest

from gatekeeper.services import proof
from tests.policies.conftest import DAY


@pytest.mark.slow
def test_every_spoiled_rule_is_noticed() -> None:
    report = proof.mutants(DAY)
    assert report.tried.total() > 3_000
    assert report.ok, report.as_text()
