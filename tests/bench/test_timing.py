"""Tests of the time-keeping: turns for all, like compared with like, and nothing said from one interrupted turn."""

from __future__ import annotations

from bench.timing import Contestant, Timings, measure, rounds_of

HAND_MADE = Timings({"slow": {1: [20, 20, 9_000], 2: [60]}, "fast": {1: [10, 10, 10], 3: [999]}})


def test_a_ratio_compares_only_what_both_have_decided() -> None:
    assert HAND_MADE.ratio("slow", "fast") == 2


def test_a_ratio_can_be_of_some_situations_only() -> None:
    several = Timings({"slow": {1: [20], 2: [90]}, "fast": {1: [10], 2: [30]}})
    assert [several.ratio("slow", "fast", only) for only in ({1}, {2}, {1, 2})] == [2, 3, 110 / 40]


def test_the_median_and_the_slowest_of_a_hundred_are_in_microseconds() -> None:
    hundreds = Timings({"one": {0: [number * 1000 for number in range(1, 201)]}})
    assert hundreds.median_us("one") == 100.5
    assert hundreds.p99_us("one") == 198


def test_every_contestant_decides_the_same_situations_in_every_round() -> None:
    everyone = [Contestant("one", "abc", str.upper), Contestant("other", "abc", str.lower)]
    times = measure(everyone, [[0, 2], [2, 1]]).times
    assert {name: {index: len(every) for index, every in each.items()} for name, each in times.items()} == {
        "one": {0: 1, 1: 1, 2: 2},
        "other": {0: 1, 1: 1, 2: 2},
    }


def test_a_slow_contestant_decides_no_more_than_it_is_let() -> None:
    times = measure([Contestant("slow", "abc", str.upper, at_most=1)], [[0, 2], [2, 1]]).times["slow"]
    assert sorted(times) == [0, 2]


def test_what_goes_before_is_done_before_each_decision_that_is_timed() -> None:
    done: list[object] = []
    measure([Contestant("one", ["a", "b"], done.append, before=done.append)], [[0, 1]])
    assert done == ["b", 0, "a", 1, "b"]


def test_a_round_has_no_situation_twice_and_two_measurements_the_same_rounds() -> None:
    rounds = rounds_of(10, 5, 4)
    assert [len(set(each)) for each in rounds] == [4] * 5
    assert rounds == rounds_of(10, 5, 4)
