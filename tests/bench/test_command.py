"""Tests of `python -m bench`: every figure and goal is printed, and the exit code says whether all were met."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench import __main__ as command
from bench.__main__ import main
from bench.decisions import CASBIN, CEDAR, COMPILED, COMPILED_VECTOR, MEMO, MEMO_VECTOR, PLAIN
from bench.scale import QUICK

CONTESTANTS = (PLAIN, COMPILED, COMPILED_VECTOR, MEMO, MEMO_VECTOR, CEDAR, CASBIN)
GOALS = (
    "three-valued decision with trace, from facts / plain Python",
    "three-valued decision with trace, from facts / one inlined cedarpy call",
    "memo hit, from facts / plain Python",
    "that council alone, compiled",
    "that council alone, pycasbin",
)
SMALL = replace(QUICK, cases=(50, 200), case_rounds=1, api_calls=2, documents=500)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole of the quick measurement, with fewer cases and calls: that it measures is tested, and not what."""
    monkeypatch.setattr(command, "QUICK", SMALL)
    monkeypatch.setattr(command, "PAGE_CASES", (20, 60))


@pytest.mark.slow
def test_every_figure_and_goal_is_printed_and_a_missed_goal_fails(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--quick"])
    printed = capsys.readouterr().out
    verdicts = [line for line in printed.splitlines() if line.startswith(("met: ", "MISSED: "))]
    assert code == any(line.startswith("MISSED: ") for line in verdicts)
    assert [sum(goal in line for line in verdicts) for goal in GOALS] == [1] * len(GOALS)
    assert [name for name in CONTESTANTS if f"\n{name}  " not in printed] == []
    assert "documents fall into" in printed
    assert [f"\nCases in SQLite that holds {cases:,}\n" in printed for cases in SMALL.cases] == [True, True]


@pytest.mark.slow
def test_the_case_service_can_be_measured_alone_and_fails_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--cases"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("\nCases in SQLite that holds ") == len(SMALL.cases)
    assert "One decision" not in printed


def test_an_option_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--fast"])
    assert stopped.value.code == 2
    assert "unrecognized arguments: --fast" in capsys.readouterr().err
