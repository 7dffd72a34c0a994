"""Tests of the project's commands: the same ones by make and without it, and plain words when one goes wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


def dev(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def listed_commands(project: Path) -> set[str]:
    return set(re.findall(r"(?m)^  ([a-z-]+) ", dev(project, "help").stdout))


def test_make_offers_the_commands_that_the_script_lists(project: Path) -> None:
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    offered = re.search(r"(?m)^COMMANDS := (.+)$", makefile)
    assert offered is not None
    assert set(offered[1].split()) == listed_commands(project)


def test_without_a_command_the_script_lists_them(project: Path) -> None:
    assert dev(project).stdout == dev(project, "help").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["tset"], "there is no command 'tset'"),
        (["setup", "twice"], "setup: too many positional arguments"),
        (["test-others", "oldest"], "test-others takes 'newest' or 'all'"),
    ],
    ids=["unknown command", "too much said", "unknown choice"],
)
def test_a_command_that_cannot_be_understood_is_refused_with_the_reason(
    project: Path, arguments: list[str], says: str
) -> None:
    done = dev(project, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
