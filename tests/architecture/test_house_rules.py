"""Tests of the house rules that no linter checks: what a file says first, how long it is, and what it must not name."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MACHINE_PATH = re.compile(r"(?<![\w.:/~*-])/(?:work|root|home|tmp|Users|opt)/\w")
INDEX_ADDRESS = re.compile(
    r"\b(?:py(?:pi|thonhosted)|npmjs)\.(?:org|com|io)\b|--(?:extra-)?index-url\b|\bindex-url *=", re.IGNORECASE
)

OUTSIDE_WORLD = {".now", ".today", ".utcnow", "open", "input", "print", "eval", "exec", "__import__"}


def files() -> list[Path]:
    """Every file of the project that is, or would be, committed."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for name in sorted(set(names.split("\0"))) if name and (path := ROOT / name).is_file()]


def modules() -> list[Path]:
    return [path for path in files() if path.suffix == ".py"]


def named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(code: str) -> set[str]:
    """What the code calls: a function by its name, a method by a full stop and its name."""
    called = [node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    methods = {f".{each.attr}" for each in called if isinstance(each, ast.Attribute)}
    return methods | {each.id for each in called if isinstance(each, ast.Name)}


def test_there_are_files_to_check() -> None:
    assert {"dev.py", "gatekeeper/locate.py", "tests/conftest.py"} <= set(named(modules()))


def test_every_module_says_on_its_first_line_what_it_is() -> None:
    assert not named([path for path in modules() if not re.match(r'"""\w[^\n]{10,}', text_of(path))])


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    assert not named([path for path in modules() if len(text_of(path).splitlines()) > LONGEST_FILE])


def test_no_function_is_longer_than_forty_lines() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in modules()
        for node in functions(path)
        if (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not too_long


@pytest.mark.parametrize("pattern", [MACHINE_PATH, INDEX_ADDRESS], ids=["path of one machine", "address of an index"])
def test_no_file_names_a_place_that_only_one_machine_has(pattern: re.Pattern[str]) -> None:
    hits = [f"{path.relative_to(ROOT)}: {hit[0]}" for path in files() for hit in [pattern.search(text_of(path))] if hit]
    assert not hits


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (MACHINE_PATH, "see " + "/".join(["", "home", "clerk", "case.yaml"])),
        (INDEX_ADDRESS, "fetch from " + ".".join(["py" + "pi", "org"])),
        (INDEX_ADDRESS, "pip install --" + "index-url x"),
    ],
    ids=["path of one machine", "address of an index", "option that sets an index"],
)
def test_the_check_for_such_places_would_notice_one(pattern: re.Pattern[str], words: str) -> None:
    assert pattern.search(words)


def test_the_core_never_asks_the_clock_nor_touches_the_world() -> None:
    core = [path for path in modules() if path.is_relative_to(ROOT / "gatekeeper" / "core")]
    assert core
    assert not [f"{path.relative_to(ROOT)}: {call}" for path in core for call in calls(text_of(path)) & OUTSIDE_WORLD]


@pytest.mark.parametrize("line", ["datetime.now(UTC)", "date.today()", "open('case.yaml')", "print(1)"])
def test_the_check_of_the_core_would_notice_such_a_call(line: str) -> None:
    assert calls(line) & OUTSIDE_WORLD
