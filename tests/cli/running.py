"""Runs commands of the command line for tests, in an installation of their own."""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from gatekeeper.cli import main
from tests.cli.sharing import folder_of_run, made_once


class Commands:
    """Runs commands and keeps what they printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """The exit code, what was printed, and what was said on standard error."""
        code, printed = _ended(list(arguments)), self._capsys.readouterr()
        return code, printed.out, printed.err

    def done(self, *arguments: str) -> str:
        """What a command printed that ended well."""
        code, out, error = self.run(*arguments)
        assert (code, error) == (0, "")
        return out


@contextmanager
def environment(says: Mapping[str, str]) -> Iterator[None]:
    """The process's environment with these settings of the program and no others."""
    before = dict(os.environ)
    for name in [name for name in before if name.startswith("GATEKEEPER_") or name == "DATABASE_URL"]:
        del os.environ[name]
    os.environ.update(says)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@cache
def loaded_home() -> Path:
    """The home of an installation with the demo's councils, loaded once by its command; to be copied, never used.

    Where several processes run the tests side by side, they share the one that the first of them loads.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run:
        return made_once(folder_of_run(run), "home", _load)
    kept = tempfile.TemporaryDirectory(prefix="gatekeeper-demo-")
    atexit.register(kept.cleanup)
    home = Path(kept.name) / "home"
    _load(home)
    return home


def _load(home: Path) -> None:
    with environment({"GATEKEEPER_HOME": str(home)}):
        assert _ended(["demo", "load"]) == 0


def _ended(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)
