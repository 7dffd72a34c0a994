"""Tests that the program, built and installed somewhere else, decides a case without the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def done(*command: str | Path, cwd: Path) -> str:
    """Run a program without the caller's Python settings; return what it printed, or fail with all that it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment = {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1", **kept}
    result = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def uv(project: Path) -> Path:
    """The uv that the project's setup installs, or one at hand."""
    places = [project / ".tools" / "bin" / "uv", Path(sys.executable).with_name("uv"), shutil.which("uv")]
    found = [Path(place) for place in places if place is not None and Path(place).is_file()]
    assert found, "No uv here: run `python3 dev.py setup` first."
    return found[0]


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=project)
    (built,) = folder.glob("gatekeeper-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(project: Path, uv: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that holds the wheel and the locked packages, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    lock = Path(shutil.copy(project / "requirements.lock", folder))
    programs = folder / "venv" / "bin"
    done(uv, "venv", "--python", sys.executable, folder / "venv", cwd=folder)
    into = ("pip", "install", "--python", programs / "python")
    done(uv, *into, "--require-hashes", "--requirement", lock, cwd=folder)
    done(uv, *into, "--no-deps", wheel, cwd=folder)
    return programs


def test_the_wheel_carries_every_model_and_policy_of_the_checkout(project: Path, wheel: Path) -> None:
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("gatekeeper/_data/")}
    kept = {
        f"gatekeeper/_data/{path.relative_to(project).as_posix()}"
        for folder in ("models", "policies", "alembic")
        for path in (project / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert kept
    assert carried == kept


def test_the_wheel_carries_the_program_its_licence_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"gatekeeper"}


def test_the_installed_program_reads_only_the_rules_that_it_carries(installed: Path, tmp_path: Path) -> None:
    ask = "from gatekeeper.locate import locate; print(locate('models'), locate('policies'))"
    printed = done(installed / "python", "-c", ask, cwd=tmp_path).split()
    environment = str(installed.parent.resolve())
    assert len(printed) == 2
    assert all(place.startswith(environment) for place in printed)


def test_the_installed_program_decides_a_case_far_from_the_checkout(
    project: Path, installed: Path, tmp_path: Path
) -> None:
    case = shutil.copy(project / "examples" / "land-sale.yaml", tmp_path / "case.yaml")
    decided = json.loads(done(installed / "gatekeeper", "assess", case, "--format", "json", cwd=tmp_path))
    outcomes = [passage["outcome"] for document in decided["documents"] for passage in document["passages"]]
    assert outcomes
    assert all(outcomes)
