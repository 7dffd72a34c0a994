"""Tests that whatever people do to requests, in whatever order, follows the rules and leaves everything sound."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.services.stateful.machine import LifeOfRequests, LifeOnPostgreSQL

THOROUGH = os.environ.get("GATEKEEPER_TESTS") == "thorough"


def lives(number: int, steps: int) -> settings:
    """So many lives of so many steps; in the thorough profile twenty times as many, of twice the length."""
    more, longer = (20, 2) if THOROUGH else (1, 1)
    return settings(
        max_examples=number * more,
        stateful_step_count=steps * longer,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.slow
def test_r119_whatever_is_done_in_whatever_order_the_case_stands_where_the_rules_say() -> None:
    run_state_machine_as_test(LifeOfRequests, settings=lives(6, 12))


@pytest.mark.slow
def test_r119_on_postgresql_too_the_case_stands_where_the_rules_say() -> None:
    run_state_machine_as_test(LifeOnPostgreSQL, settings=lives(2, 10))
