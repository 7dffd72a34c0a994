"""Which pages may leave: those of open passages that no closed passage touches, in the form they were given in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.services.cases.opening import OpenPassage
from gatekeeper.services.files import NotReleased
from gatekeeper.services.files.leaving import COPY, INSPECTION, pages_to_leave, written

RANGES = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 5)), min_size=1, max_size=4)


def passage(pages: str, form: str = COPY, *conditions: str) -> OpenPassage:
    return OpenPassage(f"p-{pages}-{form}", pages, ("a route",), form, conditions)


def as_written(ranges: list[tuple[int, int]]) -> str:
    return ", ".join(f"{first}-{first + more}" if more else str(first) for first, more in ranges)


def numbers(ranges: list[tuple[int, int]]) -> set[int]:
    return {page for first, more in ranges for page in range(first, first + more + 1)}


@given(opened=RANGES, closed=st.lists(RANGES, max_size=3), redacted=st.lists(RANGES, max_size=2))
def test_no_page_of_what_is_closed_or_redacted_ever_leaves_and_every_other_open_one_does(
    opened: list[tuple[int, int]], closed: list[list[tuple[int, int]]], redacted: list[list[tuple[int, int]]]
) -> None:
    given_ones = [passage(as_written(opened)), *(passage(as_written(each), "redacted_copy") for each in redacted)]
    shut = set().union(*map(numbers, (*closed, *redacted)))
    others = [as_written(each) for each in closed]
    if numbers(opened) <= shut:
        with pytest.raises(NotReleased, match="holds a part of a passage that is not open"):
            pages_to_leave(given_ones, others)
        return
    pages, form = pages_to_leave(given_ones, others)
    assert (pages, form) == (tuple(sorted(numbers(opened) - shut)), COPY)


def test_the_whole_leaves_only_where_nothing_is_closed() -> None:
    assert pages_to_leave([passage("whole")], []) == (None, COPY)
    for closed in ("3", "whole", ""):
        with pytest.raises(NotReleased) as refused:
            pages_to_leave([passage("whole")], [closed])
        assert refused.value.reason == "pages_unknown"


@pytest.mark.parametrize(("opened", "closed"), [("", []), ("1-2", [""]), ("1-2", ["whole"]), ("", ["3"])])
def test_where_the_register_does_not_say_on_which_pages_a_passage_lies_nothing_leaves(
    opened: str, closed: list[str]
) -> None:
    with pytest.raises(NotReleased) as refused:
        pages_to_leave([passage(opened)], closed)
    assert refused.value.reason == "pages_unknown"


def test_what_an_officer_must_make_does_not_leave_as_it_is_kept() -> None:
    for by_hand in (passage("1", "redacted_copy"), passage("1", COPY, "named_copy"), passage("1", "briefing")):
        with pytest.raises(NotReleased) as refused:
            pages_to_leave([by_hand], [])
        assert refused.value.reason == "by_hand"
        assert pages_to_leave([by_hand, passage("2")], []) == ((2,), COPY)


def test_the_lesser_form_counts_and_copies_can_be_had_alone() -> None:
    both = [passage("1-2"), passage("4", INSPECTION)]
    assert pages_to_leave(both, []) == ((1, 2, 4), INSPECTION)
    assert pages_to_leave(both, [], copies_only=True) == ((1, 2), COPY)
    with pytest.raises(NotReleased) as refused:
        pages_to_leave(both[1:], [], copies_only=True)
    assert refused.value.reason == "no_copy"


@given(st.sets(st.integers(1, 60), min_size=1).map(sorted))
def test_pages_are_written_as_people_write_them(pages: list[int]) -> None:
    said = written(pages)
    read = [part.split("-") for part in said.split(", ")]
    assert [page for ends in read for page in range(int(ends[0]), int(ends[-1]) + 1)] == pages
    assert all(int(one[-1]) + 1 < int(two[0]) for one, two in pairwise(read))


def test_every_page_is_written_as_the_whole() -> None:
    assert written(None) == "whole"
