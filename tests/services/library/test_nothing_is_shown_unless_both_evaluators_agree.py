"""Tests that what the second evaluator does not open shows nowhere: no passage, no page, no word and no title."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from gatekeeper.policy.loader import parse_when
from gatekeeper.policy.oracle import Oracle
from gatekeeper.policy.rulebook import EditionRulebook
from gatekeeper.services.library.deciding import Memory
from gatekeeper.services.library.page import Item, Wish
from gatekeeper.services.library.reading import page_for
from gatekeeper.services.library.showing import items_of
from gatekeeper.services.library.whose import Reader, reader_of
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from tests.services.library.asking import put_text
from tests.services.world_making import Making, Piece
from tests.services.worlds import World

PRIVATE = {"overriding_public_interest": False, "requester_adverse": False, "withheld_as_likely_private": True}
MORE = "lga_1972_s100f_more"
_EDITIONS = count()
AGREED = Piece("agreed", "1")
DISPUTED = Piece("disputed", "2-5", (3,), "none", ("commercially_confidential",), PRIVATE)


@contextmanager
def disagreeing(world: World, who: str = "c1") -> Iterator[Reader]:
    """A councillor for whom stock Casbin has a rule more: section 100F opens nothing that was withheld as private."""
    with reading(world.engine) as session:
        actor = world.actor(who)
        reader = reader_of(Register(session, world.council_id), actor, str(actor.person), world.now)
        yield replace(reader, book=_spoiled(reader.book))


def _spoiled(book: EditionRulebook) -> EditionRulebook:
    """Each time another edition, of which nothing is remembered yet."""
    when = parse_when("a test", "withheld_as_likely_private")
    more = replace(book.rule("lga_1972_s100f_1"), id=MORE, effect="deny", when=when, source=f"{next(_EDITIONS)}")
    spoiled = EditionRulebook(replace(book.edition, rules=(*book.edition.rules, more)))
    spoiled.compiled = book.compiled
    return spoiled


def paper(world: World, *pieces: Piece, words: tuple[str, ...], **says: Any) -> None:
    """A paper for the meeting to come, with the words on its five pages."""

    def work(making: Making) -> None:
        making.document("paper", passages=pieces, items=("mill",), body="planning", page_count=5, **says)

    world.make(work)
    put_text(world, "paper", *words, *[""] * (5 - len(words)))


def items(reader: Reader, words: str) -> list[Item]:
    return list(page_for(reader, Wish(words)).items)


def test_a_word_of_a_passage_that_casbin_does_not_open_is_not_found(world: World) -> None:
    paper(world, AGREED, DISPUTED, words=("a mill", "a mill and the canary"))
    with disagreeing(world) as reader:
        assert items(reader, "canary") == []
        (item,) = items(reader, "a mill")
        assert [each.passage for each in item.passages] == ["paper-agreed"]
        assert [(each.page, each.words) for each in item.found] == [(1, "a mill")]


def test_a_page_that_both_open_is_found_behind_many_that_casbin_does_not(world: World) -> None:
    paper(world, replace(DISPUTED, pages="1-4"), replace(AGREED, pages="5"), words=("the canary",) * 5)
    with disagreeing(world) as reader:
        (item,) = items(reader, "canary")
        assert [each.page for each in item.found] == [5]


def test_a_title_that_is_hers_only_with_the_whole_is_not_told_where_casbin_opens_a_part(world: World) -> None:
    hidden = {"title_known": False, "title": "The canary", "public_label": "A paper"}
    paper(world, AGREED, DISPUTED, words=("a mill",), **hidden)
    with disagreeing(world) as reader:
        assert items(reader, "canary") == []
        assert [each.called for each in items(reader, "mill")] == ["A paper"]


@pytest.mark.parametrize("existence_known", [True, False])
def test_a_document_of_which_she_may_not_know_opens_soon_only_where_some_of_it_is_open(
    world: World, existence_known: bool
) -> None:
    paper(world, AGREED, words=(), existence_known=existence_known)
    with disagreeing(world, "co-opted") as reader:
        found, passing = items_of(reader, Wish(opens_soon=True), [world.id("document", "paper")], None)
        assert [each.called for each in found] == (["Paper paper"] if existence_known else [])
        assert not passing


def test_what_an_error_kept_out_is_there_again_when_the_error_is_over(world: World) -> None:
    paper(world, AGREED, DISPUTED, words=(), title="The canary")
    with disagreeing(world) as reader:
        during = page_for(reader, Wish("canary"))
        edition = reader.book.edition
        reader.book.oracle = Oracle(edition.model, edition.questions, (r for r in edition.rules if r.id != MORE))
        after = page_for(reader, Wish("canary"))
    assert (during.passing, after.passing) == (True, False)
    opened = [[each.passage for item in page.items for each in item.passages] for page in (during, after)]
    assert opened == [["paper-agreed"], ["paper-agreed", "paper-disputed"]]


def test_a_memory_keeps_nothing_that_is_passing() -> None:
    memory = Memory(passing=lambda value: value == "error")
    memory.keep({1: "error", 2: "known"})
    assert (memory.get(1), memory.get(2)) == (None, "known")
