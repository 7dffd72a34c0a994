"""No count of one to four of a list can be worked out from what is shown of the list, its total and the rule itself."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.services.oversight.suppress import FEW, HIDDEN, Cell, alone, counted, protected

SMALL = range(1, 5)
COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=12)


@pytest.mark.parametrize(("rows", "most"), [(2, 24), (3, 13), (4, 8), (5, 7)])
def test_whoever_knows_the_rule_the_total_and_all_that_is_shown_can_work_out_no_small_count(
    rows: int, most: int
) -> None:
    """Every list of so many rows with counts up to ``most``, put together with all those that look the same."""
    alike: dict[tuple[tuple[Cell, ...], int], list[set[int]]] = defaultdict(lambda: [set() for _ in range(rows)])
    for counts in product(range(most + 1), repeat=rows):
        for known, count in zip(alike[protected(counts), sum(counts)], counts, strict=True):
            known.add(count)
    told = [place for place, possible in alike.items() for known in possible if len(known) == 1 and known & {*SMALL}]
    assert not told


@given(COUNTS)
def test_no_small_count_is_shown_and_every_count_that_is_shown_is_true(counts: list[int]) -> None:
    for count, cell in zip(counts, protected(counts), strict=True):
        assert count not in SMALL or cell.count is None
        assert cell.count in (None, count)
        assert cell.shown != "few" or count < 5


@given(COUNTS)
def test_a_count_of_none_looks_like_a_small_one_wherever_there_is_a_small_one(counts: list[int]) -> None:
    shown = {cell for count, cell in zip(counts, protected(counts), strict=True) if count < 5}
    assert len(shown) == 1 if any(count in SMALL for count in counts) else shown <= {Cell(0)}


@given(COUNTS.flatmap(lambda counts: st.tuples(st.just(counts), st.permutations(range(len(counts))))))
def test_the_order_of_the_rows_decides_nothing(turning: tuple[list[int], list[int]]) -> None:
    counts, order = turning
    turned = protected([counts[place] for place in order])
    assert turned == tuple(protected(counts)[place] for place in order)


def test_a_list_without_a_small_count_is_shown_as_it_is() -> None:
    assert [str(cell) for cell in protected([0, 5, 120])] == ["0", "5", "120"]


def test_small_counts_and_none_read_fewer_than_five() -> None:
    assert [str(cell) for cell in protected([3, 0, 12])] == [FEW, FEW, "12"]


def test_a_single_small_count_among_large_ones_would_be_told_by_the_total_so_nothing_is_shown() -> None:
    assert [str(cell) for cell in protected([3, 12, 9])] == [HIDDEN] * 3


def test_counts_of_four_throughout_would_be_told_by_their_total_so_nothing_is_shown() -> None:
    assert [str(cell) for cell in protected([4, 4])] == [HIDDEN] * 2


def test_a_total_of_one_to_four_is_not_shown_either() -> None:
    assert [str(alone(count)) for count in (0, 1, 4, 5)] == ["0", FEW, FEW, "5"]
    assert counted([("a", "A", 1), ("b", "B", 0)]).total == Cell(None, "few")


def test_a_list_of_one_row_is_refused_because_its_total_is_that_row() -> None:
    with pytest.raises(ValueError, match="give it a row for the others"):
        counted([("a", "A", 3)])
