"""Every worked case, taken into the register and built from it again, is decided exactly as the case file is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine

from gatekeeper.core.case import Case
from gatekeeper.locate import locate
from gatekeeper.services.assess import assess
from gatekeeper.services.case_reader import read_case, read_case_text
from gatekeeper.services.evidence import Evidence
from gatekeeper.services.records import decision_as_data, record, replay
from tests.databases import BACKENDS
from tests.services.evidence.filed import AS_AT, built_in_a_council_of_its_own, opened

POLICIES = locate("policies")
FILES = sorted(POLICIES.rglob("cases/*.yaml"))
NAMES = [str(path.relative_to(POLICIES)) for path in FILES]
each_file = pytest.mark.parametrize("path", FILES, ids=NAMES)
Build = Callable[[Path], Evidence]


@cache
def decided(path: Path) -> dict[str, Any]:
    """What a case file comes to."""
    return decision_of(read_case(path), path)


def decision_of(case: Case, path: Path) -> dict[str, Any]:
    """The decision on a case, at the instant of the file, as data."""
    return decision_as_data(assess(case, read_case(path).as_at or AS_AT).decision)


@pytest.fixture(params=BACKENDS, scope="module")
def database_of_councils(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database of each kind, in which each case has a council of its own."""
    with opened(request.param, tmp_path_factory.mktemp("councils")) as engine:
        yield engine


@pytest.fixture(scope="module")
def build(database_of_councils: Engine) -> Build:
    """Takes a case file into the register and builds its evidence, once for each file."""
    councils = iter(range(len(FILES)))
    return cache(
        lambda path: built_in_a_council_of_its_own(database_of_councils, read_case(path), f"council-{next(councils)}")
    )


def exported(evidence: Evidence) -> Case:
    """The case as a file that was written from the register and is read again."""
    text = yaml.safe_dump(dict(evidence.data), sort_keys=False, allow_unicode=True)
    return read_case_text(text, "exported.yaml", "yaml")


@each_file
def test_a_worked_case_is_decided_from_the_register_as_from_its_file(path: Path, build: Build) -> None:
    assert decision_of(exported(build(path)), path) == decided(path)


@each_file
def test_the_exported_file_says_no_more_and_no_less_than_the_register(path: Path, build: Build) -> None:
    evidence = build(path)
    in_json = read_case_text(json.dumps(dict(evidence.data)), "exported.json", "json")
    told = evidence.case.model_dump(exclude_unset=True)
    assert exported(evidence).model_dump(exclude_unset=True) == told
    assert in_json.model_dump(exclude_unset=True) == told


def test_the_record_of_an_exported_case_replays_identically(build: Build) -> None:
    path = POLICIES / "england" / "cases" / "scenario_17_call_in.yaml"
    stored = json.loads(json.dumps(record(assess(exported(build(path)), read_case(path).as_at or AS_AT))))
    assert replay(stored).identical


def test_there_are_worked_cases_of_the_law_and_of_every_protocol() -> None:
    folders = {path.parent.parent.name for path in FILES}
    assert {"england", "county", "east_devon", "manchester", "surrey_heath", "wbc", "wyremouth"} <= folders
