"""Tests that the prover stays optional: one module knows it, nothing needs it to start, its lack is told plainly."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROOF = "gatekeeper.policy.proof"


def imported(path: Path) -> Iterator[str]:
    """Every module that a file names in an import."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def users(project: Path, module: str) -> set[str]:
    """The program's files that import the module."""
    named = {path: set(imported(path)) for path in (project / "gatekeeper").rglob("*.py")}
    return {path.relative_to(project).as_posix() for path, names in named.items() if module in names}


def test_one_module_only_knows_the_prover(project: Path) -> None:
    assert users(project, "z3") == {"gatekeeper/policy/proof/encode.py"}


def test_nothing_outside_imports_the_proofs_to_start(project: Path) -> None:
    folder = "gatekeeper/policy/proof/"
    assert not [name for name in users(project, PROOF) if not name.startswith(folder)]


@pytest.mark.parametrize(
    "line", [f"import {PROOF}", f"from {PROOF} import analyse", "from gatekeeper.policy import proof"]
)
def test_the_check_of_imports_would_notice_one(tmp_path: Path, line: str) -> None:
    path = tmp_path / "module.py"
    path.write_text(line, encoding="utf-8")
    assert PROOF in set(imported(path))


def test_without_the_prover_the_remedy_is_named(project: Path) -> None:
    code = f"import sys; sys.modules['z3'] = None; import {PROOF}"
    run = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "pip install 'gatekeeper[proof]'" in run.stderr.splitlines()[-1]
