"""Tests that nothing acknowledged is lost, and nothing is half done, when the program or the database is killed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.databases import BACKENDS
from tests.services.crash.killing import crash_again_and_again, kill_program
from tests.services.crash.servers import durable_council, kill_backends
from tests.services.world_databases import copied

PACK = "wbc"
CRASHES = int(os.environ.get("GATEKEEPER_CRASHES", "20"))
"""How often a writer is killed; `make crash` kills two hundred."""
SEED = int(os.environ.get("GATEKEEPER_SEED", "1101"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="A writer is started by fork, which this system has not."),
]


@pytest.mark.parametrize("backend", BACKENDS)
def test_r101_whatever_was_acknowledged_is_there_when_the_program_is_killed(backend: str, tmp_path: Path) -> None:
    with copied(backend, tmp_path, PACK) as address:
        assert crash_again_and_again(address, CRASHES, SEED) >= CRASHES


def test_r101_whatever_was_acknowledged_is_there_when_postgresql_is_killed() -> None:
    with durable_council(PACK) as address:

        def kill(writer: int) -> None:
            kill_backends(address)
            kill_program(writer)

        assert crash_again_and_again(address, max(1, CRASHES // 10), SEED, kill) > 0
