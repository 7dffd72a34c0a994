"""The examples of docs/client.md, each run as it stands there, and the command line as a person uses it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.client.kept import SignIns, own_folder
from gatekeeper.demo.provider import REPORTING
from tests.cli.running import environment
from tests.end_to_end.town import COUNCIL, Town

pytestmark = pytest.mark.slow
GATEKEEPER = str(Path(sys.executable).with_name("gatekeeper"))
BLOCK = re.compile(r"(?ms)^```(python|sh)\n(.*?)^```$")


@pytest.fixture
def machine(here: Town, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a person's own machine, on which nobody has signed in yet."""
    says = {"XDG_CONFIG_HOME": str(tmp_path), "GATEKEEPER_CLIENT_SECRET": here.provider.secrets[REPORTING]}
    with environment(says):
        yield dict(os.environ)


def examples(project: Path, here: Town, kind: str) -> list[str]:
    """The blocks of that kind, with the address and council of the town."""
    text = (project / "docs" / "client.md").read_text(encoding="utf-8")
    text = text.replace("https://gatekeeper.council.example", here.address).replace("northmere", COUNCIL)
    return [found[2] for found in BLOCK.finditer(text) if found[1] == kind]


def signs_in(here: Town, machine: dict[str, str], name: str = "harkaway") -> str:
    """Somebody signs in from the command line; what it said at the end."""
    command = [GATEKEEPER, "sign-in", here.address, "--council", COUNCIL, "--no-browser"]
    with subprocess.Popen(command, env=machine, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        asks = [process.stdout.readline().strip() for _ in range(2)]
        assert here.browser(name).visit(asks[1]).status_code == 200
        said, _ = process.communicate(timeout=60)
    assert (asks[0], process.returncode) == ("Sign in at this address:", 0)
    return said


def runs(machine: dict[str, str], line: str) -> subprocess.CompletedProcess[str]:
    """A line of the command line."""
    command = [GATEKEEPER, *shlex.split(line)[1:]]
    return subprocess.run(command, env=machine, capture_output=True, text=True, check=False, timeout=120)


def test_every_example_in_python_runs(here: Town, machine: dict[str, str], project: Path, tmp_path: Path) -> None:
    signs_in(here, machine)
    found = examples(project, here, "python")
    assert len(found) >= 5
    (tmp_path / "examples.py").write_text("\n".join(found), encoding="utf-8")
    command = [sys.executable, "-W", "error", "examples.py"]
    environ = machine | {"GATEKEEPER_CLIENT_ID": REPORTING, "PYTHONPATH": str(project)}
    done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "rules apply today" in done.stdout


def test_every_example_of_the_command_line_runs(here: Town, machine: dict[str, str], project: Path) -> None:
    (block,) = examples(project, here, "sh")
    first, *others = block.splitlines()
    assert shlex.split(first)[:3] == ["gatekeeper", "sign-in", here.address]
    assert "signed in at" in signs_in(here, machine)
    kept = list(own_folder(machine).iterdir())
    assert {each.stat().st_mode & 0o777 for each in kept if each.is_file()} == {0o600}
    for line in others:
        done = runs(machine, line)
        assert (done.returncode, done.stderr) == (0, ""), line
        assert done.stdout
    assert SignIns(own_folder(machine)).every() == ()


def test_who_has_not_signed_in_is_told_how_to(machine: dict[str, str]) -> None:
    for line in ("gatekeeper whoami", "gatekeeper remote requests", "gatekeeper sign-out"):
        done = runs(machine, line)
        assert done.returncode == 2
        assert "gatekeeper sign-in ADDRESS" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_program_verifies_the_record_from_the_command_line(here: Town, machine: dict[str, str]) -> None:
    line = f"gatekeeper remote verify --at {here.address} --council {COUNCIL}"
    done = runs(machine | {"GATEKEEPER_CLIENT_ID": REPORTING}, line)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("the record holds")


def test_what_the_service_refuses_is_one_message_with_what_to_do(here: Town, machine: dict[str, str]) -> None:
    signs_in(here, machine)
    done = runs(machine, f"gatekeeper remote read {'0' * 32}")
    assert done.returncode == 2
    assert "What to do:" in done.stderr
