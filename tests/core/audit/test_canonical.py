"""The one byte form of a record (R099): the same content gives the same bytes, and what has no one form is refused."""

from __future__ import annotations

import json
import math
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.audit import CanonicalError, canonical_bytes, canonical_text, read_canonical, read_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: unicodedata.normalize("NFC", text))
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        (1.0, "1"),
        (-0.0, "0"),
        (2**53 - 1, "9007199254740991"),
        ([True, False, None], "[true,false,null]"),
        ((), "[]"),
        ({}, "{}"),
        ('\u20ac$\u000f\nA\'B"\\\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ("\b\f\r\t\x7f", '"\\b\\f\\r\\t\x7f"'),
        (datetime(2026, 11, 20, 9, tzinfo=UTC), '"2026-11-20T09:00:00.000000Z"'),
        (datetime(2026, 6, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))), '"2026-05-31T23:30:00.000000Z"'),
    ],
)
def test_r099_a_value_has_one_byte_form(value: object, written: str) -> None:
    assert canonical_text(value) == written


def test_r099_the_order_of_members_is_that_of_rfc_8785_section_3_2_3() -> None:
    shuffled = {"\u20ac": 1, "\r": 2, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7, "\ue000": 8}
    written = json.loads(canonical_text(shuffled))
    assert list(written) == ["\r", "1", "\x80", "\xf6", "\u20ac", "\U0001f600", "\ue000"]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (0.1, "fractions"),
        (math.nan, "no whole number"),
        (math.inf, "no whole number"),
        (2**53, "beyond"),
        (-(2**53), "beyond"),
        (1e300, "beyond"),
        ("cafe\u0301", "composed form"),
        ({"cafe\u0301": 1}, "composed form"),
        ("\ud800", "half a character"),
        ({"\udc00": 1}, "half a character"),
        (datetime(2026, 11, 20, 9), "no time zone"),  # noqa: DTZ001
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))), "outside the years"),
        ({1: 2}, "not a text"),
        ({"a": {1, 2}}, "no JSON value"),
        (b"bytes", "no JSON value"),
    ],
)
def test_r099_what_has_no_one_byte_form_is_refused_and_told_why(value: object, why: str) -> None:
    with pytest.raises(CanonicalError, match=f"{why}.*What to do: "):
        canonical_bytes(value)


def test_a_value_too_deep_is_refused() -> None:
    deep: object = "x"
    for _ in range(25):
        deep = [deep]
    with pytest.raises(CanonicalError, match="24 levels"):
        canonical_bytes(deep)


@pytest.mark.parametrize(
    "written",
    [
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":-0}',
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u000F"}',
        b'{"a":"\\ud800"}',
        '{"a":"cafe\u0301"}'.encode(),
        b'{"a":NaN}',
        b'{"a":9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":1}\n',
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":"\xff"}',
        b"[" * 100_000,
        b"",
    ],
)
def test_r099_bytes_in_another_form_are_refused(written: bytes) -> None:
    with pytest.raises(CanonicalError, match="What to do: "):
        read_canonical(written)


def test_a_member_that_stands_twice_is_refused_in_any_json_that_is_read() -> None:
    with pytest.raises(CanonicalError, match="twice"):
        read_json('{"a": 1, "a": 1}')
    assert read_json('{"a": [1, -2, true, null, "x"]}') == {"a": [1, -2, True, None, "x"]}


@given(VALUES)
def test_r099_what_is_written_is_read_back_and_written_the_same(value: object) -> None:
    written = canonical_bytes(value)
    assert read_canonical(written) == value
    assert canonical_bytes(json.loads(written)) == written


@given(st.dictionaries(TEXTS, WHOLE, max_size=6), st.randoms())
def test_r099_the_order_in_which_members_are_given_makes_no_difference(value: dict[str, int], chance: object) -> None:
    members = list(value.items())
    chance.shuffle(members)  # type: ignore[attr-defined]
    assert canonical_bytes(dict(members)) == canonical_bytes(value)
