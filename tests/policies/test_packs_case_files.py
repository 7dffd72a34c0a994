"""The case files beside each council's protocol: read, decided under its pack, and found to come out as expected."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.locate import locate
from gatekeeper.services.case_reader import read_case
from gatekeeper.services.worked import decided_passages, departures, run_case_file

COUNCILS = locate("policies") / "councils"
FILES = sorted(COUNCILS.glob("*/cases/*.yaml"))
NAMES = [f"{path.parent.parent.name}/{path.name}" for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_case_file_of_a_protocol_comes_out_as_expected(path: Path) -> None:
    assert read_case(path).council.pack == path.parent.parent.name
    assert run_case_file(path) == ()


def expected(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """What a case file expects of each passage."""
    found = read_case(path).expect
    assert found is not None
    return dict(found["passages"])


@pytest.mark.parametrize("council", ["county", "east_devon", "manchester", "surrey_heath", "wbc"])
def test_each_protocol_has_two_case_files_that_name_its_own_rules(council: str) -> None:
    files = [path for path in FILES if path.parent.parent.name == council]
    named = [{rule for wanted in expected(path).values() for rule in wanted.get("rules", ())} for path in files]
    assert len(files) >= 2
    assert all(any(rule.startswith(f"{council}_") for rule in rules) for rules in named)


def test_a_departure_from_what_is_expected_is_noticed() -> None:
    case = read_case(COUNCILS / "east_devon" / "cases" / "committee_member.yaml")
    result = next(iter(decided_passages(case).values()))
    wanted = {
        "outcome": "entitled",
        "position": "excluded",
        "rules": ["east_devon_8_7_group_papers"],
        "routes": {"s100f": "open"},
    }
    assert list(departures(wanted, result)) == [
        "outcome refer",
        "position presumed",
        "east_devon_8_7_group_papers did not speak",
        "route s100f is not_applicable",
    ]
