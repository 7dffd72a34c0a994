"""Which traps have a test here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def project_traps() -> set[str]:
    """The numbers of the traps that a test of this folder is named after."""
    files = Path(__file__).parent.glob("test_traps_*.py")
    return {number for path in files for number in re.findall(r"def test_trap_(\d\d)_", path.read_text("utf-8"))}
