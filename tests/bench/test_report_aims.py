"""Tests of aims: what is to be reached by a later release is printed, and fails nothing."""

from __future__ import annotations

import pytest

from bench.report import Aim, Section, UpperAim, exit_code


@pytest.mark.parametrize(("measured", "says"), [(0.4, "aim reached"), (0.39, "aim not yet reached")])
def test_an_aim_says_whether_it_is_reached_and_by_what(measured: float, says: str) -> None:
    assert str(Aim("rate of one / other", measured, 0.4)) == (
        f"{says}: rate of one / other: {measured:.3f}, to be at least 0.4"
    )


@pytest.mark.parametrize(("measured", "says"), [(3.0, "aim reached"), (3.01, "aim not yet reached")])
def test_an_upper_aim_says_whether_it_is_kept_and_by_what(measured: float, says: str) -> None:
    assert str(UpperAim("cost of one / other", measured, 3)) == (
        f"{says}: cost of one / other: {measured:.3f}, to be at most 3"
    )


def test_an_aim_is_printed_last_and_fails_nothing_when_it_is_not_reached() -> None:
    far = Section("Title", ("a line",), aims=(UpperAim("cost", 9, 3), Aim("rate", 0.1, 0.4)))
    assert str(far).splitlines()[-1].startswith("aim not yet reached: rate")
    assert exit_code([far]) == 0
