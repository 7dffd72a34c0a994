"""Tests that nothing acknowledged is lost, and nothing is half done, when the program or the database is killed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.databases import BACKENDS
from tests.services.crash.killing import crash_again_and_again
from tests.services.world_databases import copied

PACK = "wbc"
CRASHES = int(os.environ.get("GATEKEEPER_CRASHES", "20"))
SEED = int(os.environ.get("GATEKEEPER_SEED", "1101"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="A writer is started by fork, which this system has not."),
]


@pytest.mark.parametrize("backend", BACKENDS)
def test_r101_whatever_was_acknowledged_is_there_when_the_program_is_killed(backend: str, tmp_path: Path) -> None:
    with copied(backend, tmp_path, PACK) as address:
        assert crash_again_and_again(address, PACK, CRASHES, SEED) >= CRASHES
