"""Tests that words are found only on pages that are open to her, and in what a document is called to her."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from gatekeeper.core.plain_words import LONGEST_QUERY, wanted
from gatekeeper.services.library.texts import keep_text
from gatekeeper.storage import tables
from gatekeeper.storage.transaction import run
from tests.services.cases.changing import edit, remove
from tests.services.library.asking import entered, hits_one_by_one, library, put_text
from tests.services.library.upheaval import Upheaval
from tests.services.world_making import Making, Piece
from tests.services.worlds import World

WORDS = ("school", "transport", "lease", "café", "bridge", "budget", "Straße", "care-home", "2026", "§", "o'neill")
SOUGHT = ("school", "trans", "cafe", "strasse", "bridge budget", "care home", "paper", "2026 lease", "xyzzy")


def called(world: World, who: str, words: str) -> set[str]:
    return {item.called for item in library(world, who, words)}


def test_a_word_is_found_on_an_open_page_and_not_on_a_closed_one(world: World) -> None:
    put_text(world, "part_exempt", "", "Homes and a school", "", "", "Terms: the Canary clause", "The bidder, a school")
    (item,) = library(world, "c1", "school")
    assert [(each.page, each.words) for each in item.found] == [(2, "Homes and a school"), (6, "The bidder, a school")]
    assert called(world, "c1", "canary") == called(world, "c1", "can") == called(world, "c1", "terms") == set()


def test_a_page_that_also_holds_a_closed_passage_is_not_searched(world: World) -> None:
    put_text(world, "part_exempt", "first", "", "", "", "Terms", "the bidder")
    assert called(world, "c1", "bidder") == {"Paper part_exempt"}
    edit(world, tables.Passage, "passage", "part_exempt-terms", pages="5-6")
    assert called(world, "c1", "bidder") == set()
    assert called(world, "c1", "first") == {"Paper part_exempt"}


def test_a_closed_passage_of_which_no_pages_are_written_may_be_anywhere(world: World) -> None:
    put_text(world, "part_exempt", "first")
    edit(world, tables.Passage, "passage", "part_exempt-terms", pages=None)
    assert called(world, "c1", "first") == set()


def test_a_title_she_may_not_know_is_not_searched_and_its_public_label_is(world: World) -> None:
    assert called(world, "c1", "part_exempt") == {"Paper part_exempt"}
    edit(world, tables.Document, "document", "part_exempt", title_known=False, public_label="Land at a mill")
    assert called(world, "c1", "part_exempt") == set()
    assert called(world, "c1", "mill land") == {"Land at a mill"}
    assert [each.page for each in library(world, "c1", "land")[0].found] == [None]


def test_the_title_of_what_is_wholly_open_to_her_is_searched_for_her(world: World) -> None:
    edit(world, tables.Document, "document", "open_report", title_known=False)
    assert called(world, "c1", "open_report") == {"Paper open_report"}


def test_a_document_of_which_nothing_is_open_is_never_found(world: World) -> None:
    put_text(world, "hidden", "the canary")
    put_text(world, "working_paper", "the canary")
    for who in ("c1", "c2", "leader", "co-opted"):
        assert called(world, who, "canary") == called(world, who, "hidden") == set()


def test_r025_the_text_of_a_file_that_was_replaced_goes_with_it(world: World) -> None:
    put_text(world, "open_report", "the old canary")
    put_text(world, "open_report", "the new one")
    assert (called(world, "c1", "canary"), called(world, "c1", "new")) == (set(), {"Paper open_report"})
    remove(world, tables.StoredFile, "file", "open_report")
    assert called(world, "c1", "new") == set()


def test_the_text_of_a_file_that_another_has_replaced_meanwhile_is_not_kept(world: World) -> None:
    put_text(world, "open_report", "the new one")
    document = world.id("document", "open_report")
    assert not run(world.engine, world.council_id, lambda tx: keep_text(tx, document, "f" * 64, ["the old canary"]))
    assert (called(world, "c1", "canary"), called(world, "c1", "new")) == (set(), {"Paper open_report"})


def test_words_stop_being_found_the_minute_the_right_ends(world: World) -> None:
    put_text(world, "open_report", "a word")
    assert called(world, "c1", "word") == {"Paper open_report"}
    edit(world, tables.Office, "office", "c1", ended_on=world.now.date())
    world.now += timedelta(days=1)
    assert called(world, "c1", "word") == set()


@pytest.mark.parametrize("words", ["Café", "CAFE", "cafe\N{COMBINING ACUTE ACCENT}", "caf", "  café!  "])
def test_capitals_accents_and_the_rest_of_the_last_word_do_not_matter(world: World, words: str) -> None:
    put_text(world, "open_report", "At the Café, noon")
    assert called(world, "c1", words) == {"Paper open_report"}


def test_every_word_must_stand_on_one_page_and_only_the_last_may_go_on(world: World) -> None:
    put_text(world, "open_report", "school transport", "bridge")
    assert called(world, "c1", "transport school") == called(world, "c1", "school trans") == {"Paper open_report"}
    assert called(world, "c1", "scho transport") == called(world, "c1", "school bridge") == set()


HOSTILE = [
    'school OR "canary"', "NEAR(school canary)", "words:canary", "school NOT x", "can*", "%", "_", "school*", "^school",
    "{words} : canary", '"', "'", "''; DROP TABLE thing; --", "school & !x", "school | canary", "canary:*", "\\", "<->",
    "school -x", "(school", "school)", "a" * 5_000, " ".join("w" * n for n in range(1, 60)), "\u202eloohcs", "*", "AND",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_r157_quotes_operators_wildcards_and_columns_are_words_or_nothing(world: World, words: str) -> None:
    put_text(world, "part_exempt", "school", "", "", "", "the canary")
    assert {item.called for item in library(world, "c1", words)} <= {"Paper part_exempt"}
    sought = wanted(words)
    plain = " ".join(sought.words) if sought else "-"
    assert library(world, "c1", words) == library(world, "c1", plain[:LONGEST_QUERY])
    assert called(world, "c1", "canary") == set()


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_both_databases_find_what_reading_every_open_page_finds(world: World, seed: int) -> None:
    rng, upheaval = Random(seed), Upheaval(world, Random(seed))
    upheaval.furnish(meetings=6, documents=12)
    texts: dict[str, dict[int, str]] = {}
    for document in world.read(lambda register: list(register.all(tables.Document))):
        thing = world.read(lambda register, of=document: register.thing(of.thing_id))  # type: ignore[misc]
        assert thing is not None
        pages = [" ".join(rng.choices(WORDS, k=rng.randrange(4))) for _ in range(rng.randrange(4))]
        put_text(world, thing.code, *pages)
        texts[document.thing_id] = dict(enumerate(pages, start=1))
    upheaval.change(6)
    for who in ("c1", "co-opted"):
        for words in SOUGHT:
            found = {item.document_id for item in library(world, who, words, limit=2)}
            assert found == hits_one_by_one(world, who, words, texts), (who, words)


def test_more_than_sixty_two_passages_are_told_apart_as_far_as_it_is_safe(world: World) -> None:
    closed = Piece("p70", "71", (1,), contains=("third_party_personal_data",), findings={"requester_adverse": False})
    pieces = tuple(closed if n == 70 else Piece(f"p{n}", str(n + 1)) for n in range(80))

    def work(making: Making) -> None:
        making.document("long", passages=pieces, items=("mill",), body="planning", page_count=80)

    world.make(work)
    put_text(world, "long", *(f"canary{n}" for n in range(80)))
    assert called(world, "c1", "canary3") == called(world, "c1", "canary61") == {"Paper long"}
    assert called(world, "c1", "canary70") == called(world, "c1", "canary75") == set()


def test_reading_is_entered_without_the_words(world: World) -> None:
    size = world.do("c1", lambda desk: desk.tx.size)
    assert entered(world, "c1", "paper")
    assert world.do("c1", lambda desk: desk.tx.size) == size + 1
