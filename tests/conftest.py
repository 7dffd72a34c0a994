"""What all tests share: where the project lies and how widely invented cases are tried."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path

import pytest
from hypothesis import settings

from tests.cli.sharing import folder_of_run

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("person", deadline=None, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "person")


@pytest.fixture(scope="session")
def project() -> Path:
    """The top folder of the project, the one that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent


def pytest_configure(config: pytest.Config) -> None:
    """Name the run before its workers start, so that what they share can be found at its end."""
    if config.getoption("testrunuid", "none") is None:
        config.option.testrunuid = uuid.uuid4().hex


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove what the workers of this run shared, once all of them have ended: they are ended before this."""
    run = session.config.getoption("testrunuid", None)
    if run and not hasattr(session.config, "workerinput"):
        shutil.rmtree(folder_of_run(run), ignore_errors=True)
