"""Tests that processes which run the tests side by side make what they share once, and leave nothing of it behind."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Final

import pytest

from tests.cli.sharing import made_once

RUN: Final = ("-n", "2", "--dist", "each", "-q", "-p", "no:cacheprovider")
CONFTEST: Final = "from tests.conftest import pytest_configure, pytest_sessionfinish\n"
TEST: Final = """
import os, pathlib, tempfile
from tests.cli.sharing import folder_of_run, made_once

def test_shared():
    here = pathlib.Path(__file__).parent
    def make(path):
        path.mkdir()
        (here / f"made-{os.getpid()}").touch()
    folder = folder_of_run(os.environ["PYTEST_XDIST_TESTRUNUID"])
    assert made_once(folder, "home", make).is_dir()
    (here / f"used-{os.getpid()}").write_text(str(folder))
"""


def test_what_two_ask_for_at_once_is_made_once_and_the_second_waits_until_it_is_whole(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(path: Path) -> None:
        made.append(path)
        path.mkdir()
        sleep(0.1)
        (path / "whole").touch()

    def ask(_: int) -> bool:
        return (made_once(tmp_path / "run", "home", make) / "whole").exists()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == [True] * 4
    assert made == [tmp_path / "run" / "home"]


def test_what_was_only_begun_is_not_taken_for_whole(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.mkdir()
        (path / "half").touch()
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        made_once(tmp_path, "home", fail)
    assert list(made_once(tmp_path, "home", Path.mkdir).iterdir()) == []


@pytest.mark.slow
def test_the_workers_of_a_run_share_a_folder_that_is_gone_once_the_run_has_ended(tmp_path: Path, project: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_shared.py").write_text(TEST, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", *RUN, f"--rootdir={tmp_path}", f"-o=pythonpath={project}", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list(tmp_path.glob("made-*"))) == 1
    used = {each.read_text(encoding="utf-8") for each in tmp_path.glob("used-*")}
    assert (len(list(tmp_path.glob("used-*"))), len(used)) == (2, 1)
    assert not Path(used.pop()).exists()
