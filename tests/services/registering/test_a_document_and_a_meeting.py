"""A document and a meeting as officers read them: nothing hidden, each decision dated, each date worked out."""

from __future__ import annotations

from typing import Any

import pytest

from gatekeeper.services.cases.errors import Forbidden, NotThere
from gatekeeper.services.registering.dates import meeting_file
from gatekeeper.services.registering.documents import document_file, documents_page
from gatekeeper.services.registering.loose import loose
from gatekeeper.storage import tables
from tests.services.cases.changing import edit
from tests.services.cases.walking import asked_for
from tests.services.worlds import World


def file(world: World, who: str, code: str = "working_paper") -> Any:
    """A document as somebody reads it."""
    return world.do(who, lambda desk: document_file(desk, world.id("document", code)))


def listed(world: World, who: str, words: str = "") -> list[str]:
    """What the documents of the list are called to somebody."""
    return [each.called for each in world.do(who, lambda desk: documents_page(desk, words, 0, 100)).documents]


def test_it_is_read_by_who_keeps_it_holds_it_or_resolves_disputes_and_by_nobody_else(world: World) -> None:
    for who in ("proper", "mo", "d1"):
        assert file(world, who, "hidden").code == "hidden"
    for who in ("d2", "c1", "administrator", "foi"):
        with pytest.raises(NotThere):
            file(world, who, "hidden")
    with pytest.raises(Forbidden):
        file(world, "d2", "secret_title")


def test_who_decided_who_may_know_of_it_is_told_with_the_time_for_which_it_stood(world: World) -> None:
    first = world.now
    world.later(days=1)
    edit(world, tables.Document, "document", "working_paper", title_known=False, public_label="A paper")
    changed = world.now
    world.later(days=1)
    edit(world, tables.Document, "document", "working_paper", page_count=9)
    now, before = file(world, "proper").knowing
    assert (now.title_known, now.public_label, now.from_at, now.until) == (False, "A paper", changed, None)
    assert (before.title_known, before.from_at <= first, before.until) == (True, True, changed)


def test_its_requests_are_those_that_the_reader_may_see(world: World) -> None:
    asked = asked_for(world, "c1", "care_file")
    assert [each.asked_id for each in file(world, "d2", "care_file").requests] == [asked]
    world.make(lambda making: making.tie("d2", "family", to_person="c1"))
    assert file(world, "d2", "care_file").requests == ()


def test_the_list_tells_each_reader_only_what_she_may_know(world: World) -> None:
    secret = file(world, "proper", "secret_title").row.title
    assert {secret, "Paper hidden"} <= set(listed(world, "proper"))
    assert {secret, "Paper hidden"} <= set(listed(world, "d1"))
    others = listed(world, "foi")
    assert "Report on a staffing matter" in others
    assert not {secret, "Paper hidden"} & set(others)
    assert listed(world, "foi", "hidden") == []
    assert listed(world, "foi", "secret") == []
    assert listed(world, "foi", "staff") == ["Report on a staffing matter"]


@pytest.mark.parametrize("who", ["c1", "co-opted", "auditor", "administrator", "assistant"])
def test_who_has_no_post_that_knows_documents_has_no_list(world: World, who: str) -> None:
    with pytest.raises(NotThere):
        listed(world, who)


def test_a_list_goes_on_where_the_page_ended(world: World) -> None:
    first = world.do("proper", lambda desk: documents_page(desk, "", 0, 2))
    assert (len(first.documents), first.following) == (2, 2)
    every = world.do("proper", lambda desk: documents_page(desk, "", 0, 100))
    assert every.documents[:2] == first.documents
    assert every.following is None


def test_the_dates_of_a_meetings_papers_are_worked_out(world: World) -> None:
    (notice,) = _dates(world, "planning-next")
    assert notice.in_words == "Monday 30 November 2026"
    assert "does not count" in notice.how
    notice, inspection = _dates(world, "planning-last")
    assert notice.late
    assert "s.100C" in inspection.source
    assert [each.source for each in _dates(world, "cabinet-next")] == ["SI 2012/2089 reg 7(3)"]


def _dates(world: World, code: str) -> tuple[Any, ...]:
    return world.do("d1", lambda desk: meeting_file(desk, world.id("meeting", code))).dates


def test_an_unknown_meeting_is_not_there(world: World) -> None:
    with pytest.raises(NotThere):
        world.do("proper", lambda desk: meeting_file(desk, "0" * 32))


def test_what_stands_on_no_agenda_is_for_the_proper_officer(world: World) -> None:
    says = {"decider": "Head of Housing", "type": "officer", "title": "To let the depot"}
    world.make(lambda making: making.put(tables.SoleDecision, "decision", "let", **says))
    world.make(lambda making: making.item("later", "planning", None))
    found = world.do("proper", loose)
    assert [each.title for each in found.decisions] == ["To let the depot"]
    assert [(each.title, each.who) for each in found.items] == [("later", "The planning body")]
    with pytest.raises(Forbidden):
        world.do("d1", loose)
