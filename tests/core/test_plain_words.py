"""Tests of the plain words of a text: the same on every database, and no text is a language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.plain_words import LONGEST_WORD, MOST_WORDS, plain_words, snippet, wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Café's school-transport", {"the", "cafe", "s", "school", "transport"}),
        ("STRASSE straße", {"strasse"}),
        ("3d4 1e5 s.100F(2A)", {"3d4", "1e5", "s", "100f", "2a"}),
        ("snake_case", {"snake", "case"}),
        ("\u00bd \ufb01ling", {"1", "2", "filing"}),
        ("\u0436", {"u00436"}),
        ("!?* -- ''", set()),
    ],
)
def test_words_are_small_letters_and_digits_without_accents(text: str, words: set[str]) -> None:
    assert plain_words(text) == words


@given(st.text())
def test_every_word_is_plain_whatever_the_text(text: str) -> None:
    for word in plain_words(text):
        assert re.fullmatch("[a-z0-9]+", word)
        assert len(word) <= LONGEST_WORD
    found = wanted(text)
    assert found is None or 1 <= len(found.words) <= MOST_WORDS


def test_what_is_wanted_is_bounded() -> None:
    found = wanted(" ".join(f"w{n}" for n in range(100)))
    assert found is not None
    assert len(found.words) == MOST_WORDS
    assert wanted("...") is None


@pytest.mark.parametrize(("query", "goes_on"), [("tr", False), ("school tr", False), ("tra", True), ("a tra", True)])
def test_only_a_last_word_of_three_letters_or_more_may_go_on(query: str, goes_on: bool) -> None:
    found = wanted(query)
    assert found is not None
    assert found.beginning is goes_on
    assert found.holds({"a", "school", "transport"}) is goes_on


def test_a_snippet_is_one_line_around_the_first_word_that_is_wanted() -> None:
    sought = wanted("caf")
    assert sought is not None
    told = snippet(f"{'before ' * 40}\nat the Café\n{'after ' * 40}", sought)
    assert "at the Café" in told
    assert told.startswith("…")
    assert told.endswith("…")
    assert len(told) < 220
    assert "\n" not in told
