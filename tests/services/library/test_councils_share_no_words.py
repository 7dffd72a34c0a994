"""Tests that looking for words in one council comes across no page of another, not even in the index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from gatekeeper.storage.record_keeping import found_council
from gatekeeper.storage.search_tables import INDEX
from gatekeeper.storage.transaction import reading
from tests.services.library.asking import library, put_text
from tests.services.worlds import World, settled


@pytest.fixture
def neighbour(world: World) -> World:
    """Another council in the same database."""
    return settled(World(world.engine, found_council(world.engine, "southmere"), world.now), None)


@contextmanager
def asked_of(world: World) -> Iterator[list[str]]:
    """What the index of words is asked meanwhile, in the terms of the database."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, *_rest: Any) -> None:
        if f"FROM {INDEX}" in statement:
            values = given.values() if isinstance(given, dict) else given
            asked.extend(each for each in values if isinstance(each, str) and "canar" in each)

    event.listen(world.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(world.engine, "before_cursor_execute", note)


def met(world: World, sought: str) -> int:
    """How many pages of all councils the index comes to when it is asked that."""
    matching = "MATCH :sought" if world.engine.dialect.name == "sqlite" else "@@ CAST(:sought AS tsquery)"
    of = INDEX if world.engine.dialect.name == "sqlite" else "words"
    with reading(world.engine) as session:
        counted = text(f"SELECT count(*) FROM {INDEX} WHERE {of} {matching}")
        return int(session.connection().execute(counted, {"sought": sought}).scalar_one())


@pytest.mark.parametrize("words", ["canary", "canar"])
def test_a_word_is_looked_for_only_among_the_pages_of_the_council(world: World, neighbour: World, words: str) -> None:
    put_text(neighbour, "open_report", *["the canary"] * 5)
    put_text(world, "open_report", "a mill", "the canary")
    with asked_of(world) as asked:
        (item,) = library(world, "c1", words)
    assert [each.words for each in item.found] == ["the canary"]
    assert {met(world, each) for each in asked} == {1}


def test_what_tells_a_council_s_words_apart_is_neither_found_nor_shown(world: World, neighbour: World) -> None:
    put_text(neighbour, "open_report", "the canary")
    put_text(world, "open_report", "the canary")
    marks = []
    for each in (world, neighbour):
        with asked_of(each) as asked:
            library(each, "c1", "canary")
        marks.append(asked[0].split("canary")[0].strip("\"'"))
    assert len({*marks}) == 2
    for mark in marks:
        assert library(world, "c1", mark) == library(world, "c1", f"{mark}canary") == []
        (item,) = library(world, "c1", "canary")
        assert mark not in repr(item)
