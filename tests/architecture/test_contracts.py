"""Tests that each part of the program knows only the parts it may know, and that the check would notice otherwise."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VERDICT = re.compile(r"(?m)^(.+) (KEPT|BROKEN)\b")


@dataclass(frozen=True)
class Violation:
    """A forbidden line of code, and the file of the package that it is planted in."""

    contract: str
    file: str
    line: str

    def __str__(self) -> str:
        return f"{self.contract}: {self.line} in {self.file}"


VIOLATIONS = (
    Violation("layers", "core/planted.py", "from gatekeeper import policy"),
    Violation("layers", "core/planted.py", "from gatekeeper import locate"),
    Violation("layers", "locate.py", "from gatekeeper import core"),
    Violation("layers", "policy/planted.py", "from gatekeeper import services"),
    Violation("layers", "services/planted.py", "from gatekeeper import cli"),
    Violation("layers", "services/planted.py", "from gatekeeper import demo"),
    Violation("layers", "demo/planted.py", "from gatekeeper import cli"),
    Violation("layers", "settings/planted.py", "from gatekeeper import core"),
    Violation("layers", "logs.py", "from gatekeeper import services"),
    Violation("layers", "worker.py", "from gatekeeper import api"),
    Violation("layers", "worker.py", "from gatekeeper import main"),
    Violation("settings-in-cli", "worker.py", "from gatekeeper.settings import Settings"),
    Violation("layers", "undeclared.py", "UNDECLARED = True"),
    Violation("settings-in-cli", "services/planted.py", "from gatekeeper import settings"),
    Violation("settings-in-cli", "storage/planted.py", "from gatekeeper.settings import Settings"),
    Violation("settings-in-cli", "documents/planted.py", "import gatekeeper.settings"),
    Violation("pure-core", "core/planted.py", "import pathlib"),
    Violation("pure-core", "core/planted.py", "from os import environ"),
    Violation("pure-core", "core/planted.py", "import sqlite3"),
    Violation("casbin-in-policy", "services/planted.py", "import casbin"),
    Violation("casbin-in-policy", "core/planted.py", "import simpleeval"),
    Violation("layers", "policy/planted.py", "from gatekeeper import storage"),
    Violation("layers", "storage/planted.py", "from gatekeeper import policy"),
    Violation("layers", "storage/planted.py", "from gatekeeper import services"),
    Violation("layers", "core/planted.py", "from gatekeeper import storage"),
    Violation("layers", "documents/planted.py", "from gatekeeper import storage"),
    Violation("layers", "policy/planted.py", "from gatekeeper import documents"),
    Violation("sql-in-storage", "services/planted.py", "import sqlmodel"),
    Violation("sql-in-storage", "services/planted.py", "from sqlalchemy import select"),
    Violation("sql-in-storage", "cli/planted.py", "import psycopg"),
    Violation("sql-in-storage", "policy/planted.py", "import alembic"),
    Violation("sql-in-storage", "core/planted.py", "import sqlite3"),
    Violation("layers", "auth/planted.py", "from gatekeeper import storage"),
    Violation("layers", "policy/planted.py", "from gatekeeper import auth"),
    Violation("layers", "auth/planted.py", "from gatekeeper import services"),
    Violation("layers", "core/planted.py", "from gatekeeper import auth"),
    Violation("settings-in-cli", "auth/planted.py", "import gatekeeper.settings"),
    Violation("jose-in-auth", "auth/planted.py", "from jose import jwt"),
    Violation("jose-in-auth", "services/planted.py", "import jose"),
    Violation("jose-in-auth", "cli/planted.py", "from jose import jws"),
    Violation("http-in-auth", "services/planted.py", "import httpx"),
    Violation("http-in-auth", "storage/planted.py", "from httpx import Client"),
    Violation("http-in-auth", "core/planted.py", "import httpx"),
    Violation("layers", "client/planted.py", "from gatekeeper import core"),
    Violation("layers", "client/planted.py", "from gatekeeper import auth"),
    Violation("layers", "core/planted.py", "from gatekeeper import client"),
    Violation("client-apart", "services/planted.py", "from gatekeeper import client"),
    Violation("client-apart", "api/planted.py", "from gatekeeper.client import errors"),
    Violation("prover-in-policy", "services/planted.py", "import z3"),
    Violation("terminal-in-cli", "services/planted.py", "import rich"),
    Violation("terminal-in-cli", "policy/planted.py", "from typer import echo"),
    Violation("layers", "services/planted.py", "from gatekeeper import api"),
    Violation("layers", "api/planted.py", "from gatekeeper import demo"),
    Violation("layers", "api/planted.py", "from gatekeeper import main"),
    Violation("layers", "main/planted.py", "from gatekeeper import cli"),
    Violation("settings-in-cli", "api/planted.py", "from gatekeeper.settings import ApiSettings"),
    Violation("web-in-api", "services/planted.py", "import fastapi"),
    Violation("web-in-api", "cli/planted.py", "from starlette.requests import Request"),
    Violation("web-in-api", "api/planted.py", "import uvicorn"),
    Violation("api-through-services", "api/planted.py", "from gatekeeper.storage import tables"),
    Violation("api-through-services", "api/routes/planted.py", "from gatekeeper.policy.library import law"),
    Violation("layers", "services/planted.py", "from gatekeeper import doors"),
    Violation("layers", "doors/planted.py", "from gatekeeper import api"),
    Violation("layers", "doors/planted.py", "from gatekeeper import web"),
    Violation("layers", "web/planted.py", "from gatekeeper import api"),
    Violation("layers", "api/planted.py", "from gatekeeper import web"),
    Violation("settings-in-cli", "web/planted.py", "from gatekeeper.settings import ApiSettings"),
    Violation("web-in-api", "web/planted.py", "import fastapi"),
    Violation("api-through-services", "web/planted.py", "from gatekeeper.storage import tables"),
    Violation("api-through-services", "doors/planted.py", "from gatekeeper.policy.library import law"),
    Violation("client-apart", "web/planted.py", "from gatekeeper import client"),
    Violation("templates-in-web", "web/routes/planted.py", "from jinja2 import Template"),
    Violation("templates-in-web", "services/planted.py", "import jinja2"),
    Violation("yaml-in-case-files", "services/planted.py", "import yaml"),
    Violation("yaml-in-case-files", "cli/planted.py", "import yaml"),
)


def declared_contracts() -> dict[str, str]:
    """The contracts of pyproject.toml: name by id."""
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract["name"] for contract in tables["tool"]["importlinter"]["contracts"]}


def verdicts(tree: Path) -> dict[str, str]:
    """What lint-imports says of the package in `tree`: KEPT or BROKEN, by the contract's name."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=tree, env={"COLUMNS": "200"}, capture_output=True, text=True, check=False
    )
    found = dict(VERDICT.findall(done.stdout))
    assert found.keys() == set(declared_contracts().values()), done.stdout + done.stderr
    return found


def copied_tree(target: Path) -> Path:
    shutil.copytree(ROOT / "gatekeeper", target / "gatekeeper", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", target)
    return target


def plant(tree: Path, violation: Violation) -> None:
    place = tree / "gatekeeper" / violation.file
    before = place.read_text(encoding="utf-8") if place.exists() else ""
    place.write_text(f"{before}\n{violation.line}\n", encoding="utf-8")


def test_the_program_keeps_every_contract() -> None:
    assert set(verdicts(ROOT).values()) == {"KEPT"}


def test_a_plain_copy_of_the_program_keeps_every_contract(tmp_path: Path) -> None:
    assert set(verdicts(copied_tree(tmp_path)).values()) == {"KEPT"}


@pytest.mark.parametrize("contract", declared_contracts())
def test_every_contract_has_a_violation_planted_against_it(contract: str) -> None:
    assert contract in {violation.contract for violation in VIOLATIONS}


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_a_planted_violation_breaks_its_own_contract(tmp_path: Path, violation: Violation) -> None:
    tree = copied_tree(tmp_path)
    plant(tree, violation)
    assert verdicts(tree)[declared_contracts()[violation.contract]] == "BROKEN"
