"""Tests of single values: every day of the calendar, instants, and text that is not what it seems."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.case import parse_case
from gatekeeper.core.case.plain_data import DEEPEST, shown
from gatekeeper.core.case.scalars import DAY_PATTERN, INSTANT_PATTERN, page_ranges
from tests.core.case.samples import places, problems, put, small

DAYS = [f"{year:04}-{month:02}-{day:02}" for year in range(1988, 2043) for month in range(14) for day in range(33)]


def is_a_day(text: str) -> bool:
    try:
        return 1990 <= date.fromisoformat(text).year <= 2040
    except ValueError:
        return False


def test_exactly_the_days_of_1990_to_2040_are_days() -> None:
    assert [text for text in DAYS if re.search(DAY_PATTERN, text)] == [text for text in DAYS if is_a_day(text)]


@pytest.mark.parametrize(
    "text", ["2026-11-23\n", " 2026-11-23", "2026-1-5", "23/11/2026", "٢٠٢٦-١١-٢٣", "20261123", "2026-W48-1"]
)
def test_a_day_written_otherwise_is_none(text: str) -> None:
    assert not re.search(DAY_PATTERN, text)


@pytest.mark.parametrize(
    "clock", ["T10:00Z", "T10:00:00Z", "T10:00:00.5+01:00", "T23:59:59.999999-00:30", "T00:00+14:00"]
)
def test_an_instant_has_a_day_a_time_and_a_zone(clock: str) -> None:
    assert re.search(INSTANT_PATTERN, f"2026-11-23{clock}")


@pytest.mark.parametrize(
    "clock", ["", "T10:00", "T24:00Z", "T10:60Z", "T10:00:60Z", "T10:00+15:00", " 10:00Z", "T10:00z"]
)
def test_an_instant_written_otherwise_is_none(clock: str) -> None:
    assert not re.search(INSTANT_PATTERN, f"2026-11-23{clock}")


@pytest.mark.parametrize(
    ("pages", "ranges"),
    [("5", ((5, 5),)), ("1-3", ((1, 3),)), ("1-3, 7,9-9", ((1, 3), (7, 7), (9, 9))), ("whole", ((1, 9999),))],
)
def test_pages_are_ranges(pages: str, ranges: tuple[tuple[int, int], ...]) -> None:
    assert page_ranges(pages) == ranges


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\r",
        "\x1b",
        "\x7f",
        "\x85",
        "\u2028",
        "\u202e",
        "\u2066",
        "\ud800",
        "\ufeff",
        "\uffff",
    ],
    ids=lambda character: f"U+{ord(character):04X}",
)
def test_a_character_that_hides_something_is_refused_in_text_and_in_names(character: str) -> None:
    (text,) = problems(put(small(), "title", f"A{character}B"))
    assert (text.place, text.why) == (
        "title",
        f"the text holds the forbidden character U+{ord(character):04X} after 1 others",
    )
    name = problems(small() | {f"ti{character}tle": "x"})
    assert "the field name holds a forbidden character" in {each.why for each in name}
    assert not any(character in str(each) for each in (text, *name))


@pytest.mark.parametrize("text", ["A line\nand another\tline", "Cofnodion Cyngor Môn", "עברית", "“quoted” – 50 %"])
def test_other_text_is_read(text: str) -> None:
    assert parse_case(put(small(), "request.purpose_text", text)).request.purpose_text == text


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 10**400, -(2**54)])
def test_a_number_without_measure_is_refused_even_where_anything_may_stand(number: float) -> None:
    assert places(put(small(), "expect", {"share": [number]})) == ["expect.share[0]"]


@pytest.mark.parametrize("value", [{1, 2}, b"x", date(2026, 11, 23), object()], ids=["set", "bytes", "date", "object"])
def test_what_is_no_plain_value_is_refused(value: object) -> None:
    (problem,) = problems(put(small(), "expect", {"x": value}))
    assert problem.place == "expect.x"
    assert "is no plain value" in problem.why


def test_a_field_name_that_is_no_text_is_refused_once() -> None:
    data: dict[Any, Any] = small()
    data[1] = "x"
    (problem,) = problems(data)
    assert problem.why == "the field name 1 is not a text"


@pytest.mark.parametrize("data", [None, [], "case", 3, {}], ids=str)
def test_what_is_no_case_at_all_is_refused(data: object) -> None:
    assert places(data)


def test_depth_has_an_end_even_where_anything_may_stand() -> None:
    deep: dict[str, Any] = {}
    deep["again"] = deep
    (problem,) = problems(put(small(), "expect", {}) | {"expect": deep})
    assert problem.why == f"it is more than {DEEPEST} blocks deep"


def test_a_long_name_is_shown_cut_and_an_unsafe_one_escaped() -> None:
    assert shown("x" * 100) == "x" * 60 + "…"
    assert shown("a\u202eb") == "a\\u202eb"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    place=st.sampled_from(["title", "council", "documents", "documents[0].links", "request.purpose", "expect"]),
    value=JSON,
)
def test_no_data_whatever_breaks_the_reader(place: str, value: object) -> None:
    assert all(each.place and each.why and each.remedy for each in problems(put(small(), place, value)))
