"""Tests that what is installed is what was chosen: pinned, hashed, from no named address, and the right Casbin."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROVIDER = (ROOT / "provider.in").read_text(encoding="utf-8")
ASKED = {
    "requirements.lock": PROJECT["project"]["dependencies"],
    "requirements-dev.lock": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
    "tools.lock": PROJECT["dependency-groups"]["tools"],
    "provider.lock": [line for line in PROVIDER.splitlines() if not line.startswith("#")],
}
PIN = re.compile(
    r"(?m)^(?P<name>[\w.-]+)==(?P<version>[\w.]+)(?: ; [^\\\n]+)? \\\n"
    r"(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
)


def pins(lock: str) -> dict[str, str]:
    """The packages that a lock pins: version by name; only those that carry hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {pin["name"]: pin["version"] for pin in PIN.finditer(text)}


@pytest.mark.parametrize("lock", ASKED)
def test_every_package_of_a_lock_is_pinned_with_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    started = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert started
    assert len(pins(lock)) == len(started)


@pytest.mark.parametrize("lock", ASKED)
def test_a_lock_names_no_address_and_no_place_on_a_machine(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert " @ " not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]


@pytest.mark.parametrize(("lock", "asked"), [(lock, each) for lock, every in ASKED.items() for each in every])
def test_what_the_project_asks_for_is_in_the_lock_at_a_version_that_it_accepts(lock: str, asked: str) -> None:
    requirement = Requirement(asked)
    assert requirement.specifier.contains(pins(lock)[canonicalize_name(requirement.name)])


def test_the_development_lock_holds_the_runtime_packages_at_the_same_versions() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_the_proof_extra_is_met_by_the_development_lock() -> None:
    (prover,) = PROJECT["project"]["optional-dependencies"]["proof"]
    assert Requirement(prover).specifier.contains(pins("requirements-dev.lock")["z3-solver"])


@pytest.mark.parametrize("lock", ASKED)
def test_the_stale_casbin_distribution_is_in_no_lock(lock: str) -> None:
    assert "casbin" not in pins(lock)


def test_the_stale_casbin_distribution_is_not_installed() -> None:
    assert distribution("pycasbin").version == pins("requirements.lock")["pycasbin"]
    with pytest.raises(PackageNotFoundError):
        distribution("casbin")
