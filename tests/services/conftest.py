"""What the tests of the services share: the land-sale example, as text and as a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.core.case import Case
from gatekeeper.services.case_reader import read_case


@pytest.fixture(scope="session")
def example(project: Path) -> Path:
    """The example file."""
    return project / "examples" / "land-sale.yaml"


@pytest.fixture(scope="session")
def land_sale(example: Path) -> Case:
    """The example, read."""
    return read_case(example)
