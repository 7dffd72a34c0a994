"""Tests of what is printed, and that a missed goal fails the command."""

from __future__ import annotations

import pytest

from bench.report import Goal, Section, exit_code, figure, table

MET, MISSED = Goal("one / other", 0.5, 0.5), Goal("one / other", 0.51, 0.5)


def test_a_goal_says_whether_it_was_met_and_by_what() -> None:
    assert str(MET) == "met: one / other: 0.50, goal at most 0.5"
    assert str(MISSED) == "MISSED: one / other: 0.51, goal at most 0.5"


@pytest.mark.parametrize(("goals", "code"), [((), 0), ((MET,), 0), ((MET, MISSED), 1)])
def test_one_missed_goal_fails_the_command(goals: tuple[Goal, ...], code: int) -> None:
    assert exit_code([Section("first", ()), Section("second", (), goals)]) == code


def test_a_section_prints_its_title_lines_and_goals() -> None:
    assert str(Section("Title", ("a line",), (MET,))) == f"Title\n-----\na line\n{MET}\n"


def test_a_table_has_names_to_the_left_and_figures_to_the_right() -> None:
    lines = table(("", "us"), [("plain", "7"), ("casbin", "1,234")])
    assert lines == ("           us", "plain       7", "casbin  1,234")


@pytest.mark.parametrize(("number", "text"), [(0.5, "0.50"), (12.34, "12.3"), (1234.5, "1,234")])
def test_a_figure_has_about_three_digits_that_count(number: float, text: str) -> None:
    assert figure(number) == text
