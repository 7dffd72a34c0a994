"""Tests that asking finds all that she may know of, open or not, and nothing of what she may not know."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.finding import KnownPage, agenda_for, find_known, meetings_page, named
from gatekeeper.services.library.page import Wish, mark_at, narrowed
from gatekeeper.services.register_reading import document_for
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import entries_about
from gatekeeper.storage.transaction import reading
from tests.services.cases.changing import edit
from tests.services.library.asking import library, put_text
from tests.services.worlds import World

EVERYBODY = ("c1", "c2", "c3", "leader", "blue-leader", "co-opted")


def found(world: World, who: str, words: str | None = None, **wish: object) -> KnownPage:
    asked = Wish(words, **wish)  # type: ignore[arg-type]
    return find_known(world.engine, world.council_id, world.actor(who), asked, clock=world.clock)


def called(world: World, who: str, words: str | None = None) -> set[str]:
    return {each.called for each in found(world, who, words).items}


def told(world: World, who: str, document: str) -> str | None:
    """What one document is called to her when she names it, None where she may not know of it."""
    try:
        return world.do(who, lambda desk: document_for(desk, document)).called
    except NotThere:
        return None


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_found_is_just_what_she_could_name(world: World, who: str) -> None:
    every = world.read(lambda register: [each.thing_id for each in register.all(tables.Document)])
    by_name = {each: name for each in every if (name := told(world, who, each)) is not None}
    assert {each.document_id: each.called for each in found(world, who, limit=100).items} == by_name


def test_a_document_that_is_not_open_is_found_by_its_title_and_not_by_its_pages(world: World) -> None:
    put_text(world, "working_paper", "the canary sings")
    assert called(world, "c1", "working_paper") == {"Paper working_paper"}
    assert called(world, "c1", "canary") == set()
    (one,) = found(world, "c1", "working_paper").items
    assert (one.open, one.found[0].page) == ("none", None)


def test_a_document_that_is_hidden_is_found_by_nothing(world: World) -> None:
    put_text(world, "hidden", "the canary sings")
    for who in EVERYBODY:
        assert called(world, who, "canary") == called(world, who, "hidden") == set()
        assert "Paper hidden" not in called(world, who)


def test_a_title_that_is_not_to_be_known_is_not_searched_and_its_public_label_is(world: World) -> None:
    assert called(world, "c1", "secret_title") == set()
    assert called(world, "c1", "staffing matter") == {"Report on a staffing matter"}
    assert "Paper secret_title" not in called(world, "c1")


def test_a_hidden_document_is_found_once_the_law_opens_it_to_her(world: World) -> None:
    edit(world, tables.Document, "document", "open_report", existence_known=False, title_known=False)
    assert called(world, "c1", "open_report") == {"Paper open_report"}
    edit(world, tables.Document, "document", "part_exempt", existence_known=False, title_known=False)
    assert called(world, "c1", "part_exempt") == set()
    assert {each.open for each in found(world, "c1", limit=100).items if each.called == "A document"} == {"part"}


def test_a_page_of_an_open_document_is_found_with_its_words(world: World) -> None:
    put_text(world, "open_report", "first", "Homes and a school")
    (one,) = found(world, "c1", "school").items
    assert (one.open, one.found[0].page, one.found[0].words) == ("all", 2, "Homes and a school")


def test_it_is_found_page_by_page_and_by_body_and_day_and_never_by_kind(world: World) -> None:
    first = found(world, "c1", limit=3)
    assert first.following is not None
    rest = found(world, "c1", limit=100, after=mark_at(first.following))
    every = [each.document_id for each in found(world, "c1", limit=100).items]
    assert [each.document_id for each in (*first.items, *rest.items)] == every
    cabinet = found(world, "c1", filters=narrowed(body_id=world.id("body", "cabinet")))
    assert [each.called for each in cabinet.items] == ["Paper executive_paper"]
    assert len(found(world, "c1", filters=narrowed(kind="report"), limit=100).items) == len(every)


def test_the_library_itself_holds_only_what_is_open(world: World) -> None:
    assert {item.called for item in library(world, "c1")} == {"Paper open_report", "Paper part_exempt"}


def test_nobody_but_a_councillor_or_her_assistant_finds_anything(world: World) -> None:
    for who in ("d1", "administrator", "auditor", "assistant"):
        page = found(world, who)
        assert (page.items, page.why is None) == ((), False)
    actor = world.actor("assistant", behalf_of="c1")
    page = find_known(world.engine, world.council_id, actor, Wish(limit=100), clock=world.clock)
    assert {each.called for each in page.items} == called(world, "c1")


def test_the_search_is_entered_as_a_reading_of_the_library_without_its_words(world: World) -> None:
    found(world, "c1", "a very private word")
    with reading(world.engine) as session:
        entries = list(entries_about(session, world.council_id, f"person:{world.id('person', 'c1')}"))
        assert b"library:read" in entries[-1].body
        assert "private" not in str(entries[-1])


def test_what_was_chosen_and_is_gone_is_left_out(world: World) -> None:
    ids = tuple(world.id("document", code) for code in ("open_report", "hidden", "working_paper"))
    shown = world.do("c1", lambda desk: named(desk, (*ids, "0" * 32)))
    assert [each.called for each in shown] == ["Paper open_report", "Paper working_paper"]


def test_meetings_are_told_the_latest_first_with_what_she_may_know_of_their_papers(world: World) -> None:
    page = world.do("c1", lambda desk: meetings_page(desk, None, 0, 4))
    rest = world.do("c1", lambda desk: meetings_page(desk, None, page.following or 0, 100))
    days = [each.meeting_at for each in (*page.meetings, *rest.meetings) if each.meeting_at]
    assert (len(page.meetings), days) == (4, sorted(days, reverse=True))
    assert rest.following is None
    planning = world.id("body", "planning")
    of_planning = world.do("c1", lambda desk: meetings_page(desk, planning, 0, 9))
    assert {each.body for each in of_planning.meetings} == {planning}
    agenda = world.do("c1", lambda desk: agenda_for(desk, world.id("meeting", "planning-next")))
    papers = [each.called for item in agenda.items for each in item.documents]
    assert sorted(papers) == ["Paper open_report", "Paper part_exempt"]
