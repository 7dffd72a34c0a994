"""The case files beside each council's protocol: read, decided under its pack, and found to come out as expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.core.case import Case
from gatekeeper.core.decision import PassageResult
from gatekeeper.locate import locate
from gatekeeper.services.assess import assess
from gatekeeper.services.case_reader import read_case

COUNCILS = locate("policies") / "councils"
FILES = sorted(COUNCILS.glob("*/cases/*.yaml"))
NAMES = [f"{path.parent.parent.name}/{path.name}" for path in FILES]
EXPECTED = {"outcome", "position", "rules", "routes"}


def expected(case: Case) -> Mapping[str, Mapping[str, Any]]:
    assert case.expect is not None
    assert set(case.expect) == {"passages"}
    return dict(case.expect["passages"])


def decided(case: Case) -> dict[str, PassageResult]:
    assert case.as_at is not None
    documents = assess(case, case.as_at).decision.documents
    return {f"{each.document}/{passage.passage}": passage for each in documents for passage in each.passages}


def rules_of(result: PassageResult) -> set[str]:
    """Every rule that spoke on the passage, wherever the decision tells of it."""
    spoke = [*result.reasons, *result.notices, *result.warnings, *(each for r in result.routes for each in r.spoke)]
    spoke += [each for task in (*result.tasks, *result.fallback) for each in task.rules]
    return {each.rule for each in (*spoke, *(result.common_law.spoke if result.common_law else ()))}


def departures(wanted: Mapping[str, Any], result: PassageResult) -> Iterator[str]:
    """Where a passage comes out otherwise than expected."""
    if result.outcome != wanted["outcome"]:
        yield f"outcome {result.outcome}"
    position = result.common_law.position if result.common_law else None
    if position != wanted.get("position", position):
        yield f"position {position}"
    yield from (f"{rule} did not speak" for rule in wanted.get("rules", ()) if rule not in rules_of(result))
    routes = {route.route: route.status for route in result.routes}
    yield from (
        f"route {name} is {routes.get(name)}"
        for name, status in wanted.get("routes", {}).items()
        if routes.get(name) != status
    )


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_case_file_of_a_protocol_comes_out_as_expected(path: Path) -> None:
    case = read_case(path)
    results = decided(case)
    assert case.council.pack == path.parent.parent.name
    assert set(expected(case)) == set(results), "every passage has its expected outcome"
    assert all("outcome" in wanted and set(wanted) <= EXPECTED for wanted in expected(case).values())
    found = {name: list(departures(wanted, results[name])) for name, wanted in expected(case).items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("council", ["county", "east_devon", "manchester", "surrey_heath", "wbc"])
def test_each_protocol_has_two_case_files_that_name_its_own_rules(council: str) -> None:
    files = [path for path in FILES if path.parent.parent.name == council]
    named = [
        {rule for wanted in expected(read_case(path)).values() for rule in wanted.get("rules", ())} for path in files
    ]
    assert len(files) >= 2
    assert all(any(rule.startswith(f"{council}_") for rule in rules) for rules in named)


def test_a_departure_from_what_is_expected_is_noticed() -> None:
    result = next(iter(decided(read_case(COUNCILS / "east_devon" / "cases" / "committee_member.yaml")).values()))
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
