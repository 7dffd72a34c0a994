"""The worked scenarios of the statement of law, each as a case file: decided, and found to come out as the law says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.core.decision import PassageResult
from gatekeeper.locate import locate
from gatekeeper.services.case_reader import read_case
from gatekeeper.services.worked import decided_passages, departures, run_case_file

FOLDER = locate("policies") / "england" / "cases"
FILES = sorted(FOLDER.glob("scenario_*.yaml"))
STATEMENT = Path(__file__).parents[2] / "docs" / "law" / "statement-of-law.md"
AS_THE_LAW_SAYS = {"outcome": "entitled", "routes": {"reg17": "blocked", "reg16_3": "open"}, "owed": ["executive"]}


def number_of(path: Path) -> int:
    """The scenario's number in the statement of law, which stands in the file's name."""
    found = re.fullmatch(r"scenario_(\d\d)[a-z]?_[a-z0-9_]+", path.stem)
    assert found is not None, f"{path.name} does not name its scenario"
    return int(found.group(1))


def numbers_in_the_statement_of_law() -> set[int]:
    """The numbers of the list in section 7; gaps are intended."""
    section = STATEMENT.read_text("utf-8").split("\n## 7. Worked scenarios", 1)[1].split("\n## ", 1)[0]
    return {int(number) for number in re.findall(r"^(\d+)\. ", section, re.MULTILINE)}


@pytest.fixture(scope="module")
def leisure_trust() -> PassageResult:
    """The trust's finances of scenario 14, decided."""
    return decided_passages(read_case(FOLDER / "scenario_14_leisure_trust.yaml"))["leisure-trust/finances"]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_scenario_of_the_statement_of_law_comes_out_as_the_law_says(path: Path) -> None:
    assert run_case_file(path) == ()


def test_every_scenario_of_the_statement_of_law_has_a_case_file_and_no_file_invents_one() -> None:
    numbers = numbers_in_the_statement_of_law()
    assert len(numbers) == 20
    assert {number_of(path) for path in FILES} == numbers


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_scenario_names_the_rules_or_the_questions_on_which_each_passage_turns(path: Path) -> None:
    expected = read_case(path).expect
    assert expected is not None
    silent = [name for name, wanted in expected["passages"].items() if not (wanted.get("rules") or wanted.get("asks"))]
    assert silent == []


@pytest.mark.parametrize(
    ("changed", "noticed"),
    [
        ({"outcome": "refer"}, "outcome entitled"),
        ({"routes": {"reg17": "open"}}, "route reg17 is blocked"),
        ({"owed": ["the monitoring officer"]}, "the monitoring officer owes nothing"),
        ({"rules": ["lga_1972_s100f_1"]}, "lga_1972_s100f_1 did not speak"),
        ({"clocks": {"reg16_3": "Monday 30 November 2026"}}, "clock reg16_3 is 8.05pm on Wednesday 21 October 2026"),
        ({"fallback": "Monday 21 December 2026"}, "fallback None"),
    ],
)
def test_a_departure_from_the_law_is_noticed(
    leisure_trust: PassageResult, changed: Mapping[str, Any], noticed: str
) -> None:
    assert list(departures(AS_THE_LAW_SAYS, leisure_trust)) == []
    assert list(departures({**AS_THE_LAW_SAYS, **changed}, leisure_trust)) == [noticed]
