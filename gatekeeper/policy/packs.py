"""Reads a council's own protocol as a pack, strictly: an unclear one, or one beyond its power, does not load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from gatekeeper.core.facts import Facts
from gatekeeper.core.pack import Pack
from gatekeeper.core.rules import Rule
from gatekeeper.locate import locate
from gatekeeper.policy.cases import Failure, RuleCase, load_bases, load_cases, run_cases
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.library import LAW_FOLDERS, Law
from gatekeeper.policy.loader import load_rule_file
from gatekeeper.policy.pack_checks import check_pack
from gatekeeper.policy.pack_rules import check_pack_rules
from gatekeeper.policy.rulebook import EditionRulebook
from gatekeeper.policy.vocabulary import read_toml

_FILES = {"pack.toml", "rules.toml", "cases.toml", "paragraphs.toml"}
_SHAPING = ("presumption", "justification", "exclusions", "automatic_release", "group_budget", "severable_facts")


@dataclass(frozen=True)
class LoadedPack:
    """One council's protocol, checked: its clauses, its rows, its worked cases and the paths of its case files."""

    pack: Pack
    rules: tuple[Rule, ...]
    cases: tuple[RuleCase, ...]
    case_files: tuple[Path, ...]


def load_packs(folder: Path, law: Law) -> dict[str, LoadedPack]:
    """Read every pack of a folder, by pack id. Raises PolicyError on the first that may not be loaded."""
    if not folder.is_dir():
        raise PolicyError(folder.name, "the folder is missing", "restore it from the release")
    bases = _bases(law)
    folders = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))
    return {path.name: _load(path, law, bases) for path in folders}


def load_pack(folder: Path, law: Law) -> LoadedPack:
    """Read one pack. Raises PolicyError with the place, what is wrong and what to do, if it may not be loaded."""
    return _load(folder, law, _bases(law))


def failing_cases(loaded: LoadedPack, law: Law, on: date) -> list[Failure]:
    """Run the pack's worked cases on the edition of that day, for the record, and return those that fail."""
    return run_cases(loaded.cases, EditionRulebook(law.edition(on, loaded.rules)))


def _bases(law: Law) -> dict[str, Facts]:
    return load_bases(locate("policies") / "bases.toml", law.vocabulary)


def _load(folder: Path, law: Law, bases: Mapping[str, Facts]) -> LoadedPack:
    _check_files(folder)
    pack = _read_pack(folder)
    check_pack(pack, _paragraphs(folder))
    rules = _read_rules(folder, pack)
    check_pack_rules(pack, rules, law)
    cases = _read_cases(folder, law, bases, rules)
    return LoadedPack(pack, rules, cases, tuple(sorted((folder / "cases").glob("*.yaml"))))


def _check_files(folder: Path) -> None:
    for path in sorted(folder.glob("*.toml")):
        if path.name not in _FILES:
            raise PolicyError(f"{folder.name}/{path.name}", "nothing reads a file of this name",
                              f"use {', '.join(sorted(_FILES))}")


def _read_pack(folder: Path) -> Pack:
    place = f"{folder.name}/pack.toml"
    try:
        pack = Pack.model_validate(_toml(folder, "pack.toml"))
    except ValidationError as error:
        raise _unclear(place, error) from error
    if pack.id != folder.name:
        raise PolicyError(place, f"its id is {pack.id!r} but its folder is {folder.name!r}", "give both one name")
    if pack.id in LAW_FOLDERS:
        raise PolicyError(place, f"the id {pack.id!r} is the law's own", "give the council another id")
    return pack


def _toml(folder: Path, name: str) -> dict[str, Any]:
    try:
        return read_toml(folder / name)
    except PolicyError as error:
        raise PolicyError(f"{folder.name}/{name}", error.why, error.remedy) from error


def _unclear(place: str, error: ValidationError) -> PolicyError:
    first = error.errors(include_url=False)[0]
    where = " ".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    why, _, remedy = message.partition("; ")
    if first["type"] == "missing":
        why = f"{first['loc'][-1]} is missing"
    if first["loc"] and first["loc"][-1] == "cite":
        remedy = 'name the paragraph of the protocol that says it: cite = "8.5"'
    return PolicyError(f"{place}: {where}" if where else place, why, remedy or "write it as the other packs do")


def _paragraphs(folder: Path) -> frozenset[str]:
    if not (folder / "paragraphs.toml").exists():
        return frozenset()
    numbers = _toml(folder, "paragraphs.toml").get("numbers")
    if not isinstance(numbers, list) or not all(isinstance(number, str) for number in numbers):
        place = f"{folder.name}/paragraphs.toml"
        raise PolicyError(place, "numbers is not a list of texts", 'write numbers = ["1.1", "1.2"] and so on')
    return frozenset(numbers)


def _read_rules(folder: Path, pack: Pack) -> tuple[Rule, ...]:
    path = folder / "rules.toml"
    if path.exists():
        return tuple(load_rule_file(path, pack.id))
    for topic in _SHAPING:
        if getattr(pack, topic):
            raise PolicyError(f"{folder.name}/rules.toml", f"the file is missing, though pack.toml speaks of {topic}",
                              "restore it: without its rows that clause would decide nothing")
    return ()


def _read_cases(folder: Path, law: Law, bases: Mapping[str, Facts], rules: tuple[Rule, ...]) -> tuple[RuleCase, ...]:
    if not (folder / "cases.toml").exists():
        return ()
    cases = tuple(_placed(folder, case) for case in load_cases(folder, bases, law.vocabulary))
    known = {rule.id for rule in (*law.rules, *rules)}
    questions = {question.name for question in law.questions}
    for case in cases:
        unknown = sorted(({*case.rules, *case.outside} - known) | ({case.question} - questions))
        if unknown:
            raise PolicyError(case.place, f"there is no rule or question {unknown[0]!r}", "name one that exists")
    return cases


def _placed(folder: Path, case: RuleCase) -> RuleCase:
    return replace(case, place=f"{folder.name}/cases.toml: {case.name!r}")
