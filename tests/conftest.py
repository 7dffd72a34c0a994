"""What all tests share: where the project lies and how widely invented cases are tried."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("person", deadline=None, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "person")


@pytest.fixture(scope="session")
def project() -> Path:
    """The top folder of the project, the one that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent
