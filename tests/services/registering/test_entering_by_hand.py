"""One thing at a time is entered, corrected with its reason and withdrawn; what stood is kept, and nobody else may."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Conflict, Forbidden, NotThere
from gatekeeper.services.cases.once import once
from gatekeeper.services.importing import ImportErrors
from gatekeeper.services.register_writing import Entered
from gatekeeper.services.registering.documents import document_file
from gatekeeper.services.registering.entering import Entry, correct, enter_new
from gatekeeper.services.registering.history import history
from gatekeeper.services.registering.withdrawing import Withdrawing, withdraw
from gatekeeper.services.registering.written import Written, choices, home_of, written
from gatekeeper.storage import tables
from tests.services.cases.walking import entries, words
from tests.services.stateful.soundness import faults
from tests.services.worlds import World

NEW = Entry("documents", "weir", {"title": "Report on the weir", "kind": "report"})
LINK = Entry("links", "weir-mill", {"document": "weir", "item": "mill"})


def enter(world: World, *new: Entry, who: str = "proper", **how: Any) -> Entered:
    """Enter new things."""
    return enter_new(world.engine, world.council_id, world.actor(who), new, clock=world.clock, **how)


def standing(world: World, kind: str, code: str) -> Written:
    """A thing as it is written now."""
    return world.do("proper", lambda desk: written(desk, world.id(kind, code)))


def put_right(world: World, thing: Written, reasons: str = "It was typed wrongly.", **cells: str) -> Entered:
    """Correct some cells of a thing."""
    entry = Entry(thing.sheet, thing.code, {**thing.cells, **cells})
    actor = world.actor("proper")
    how: dict[str, Any] = {"version": thing.version, "reasons": reasons, "clock": world.clock}
    return correct(world.engine, world.council_id, actor, entry, **how)


def test_new_things_are_entered_together_or_not_at_all(world: World) -> None:
    wrong = Entry("links", "weir-mill", {"document": "weir", "item": "no-such-item"})
    with pytest.raises(ImportErrors):
        enter(world, NEW, wrong)
    assert world.read(lambda register: register.find("document", "weir")) is None
    assert enter(world, NEW, LINK).counts.added == 2
    found = world.do("proper", lambda desk: document_file(desk, world.id("document", "weir")))
    assert [each.title for each in found.business] == ["mill"]
    assert faults(world.engine, world.council_id) == []


def test_a_code_that_is_used_is_refused_and_nothing_is_replaced(world: World) -> None:
    before = standing(world, "document", "working_paper")
    with pytest.raises(ImportErrors) as refused:
        enter(world, Entry("documents", "working_paper", {"title": "Another"}))
    assert [(each.column, each.file) for each in refused.value.errors] == [("code", "documents")]
    assert standing(world, "document", "working_paper") == before


def test_entered_twice_under_one_key_it_is_entered_once(world: World) -> None:
    key = once("a key", "enter", "weir", returns=Entered)
    assert enter(world, NEW, once=key) == enter(world, NEW, once=key)
    assert len(world.read(lambda register: register.ever(tables.Document, thing_id=world.id("document", "weir")))) == 1


@pytest.mark.parametrize("who", ["c1", "d1", "mo", "administrator", "clerk"])
def test_nobody_but_the_proper_officer_enters_reads_or_withdraws_a_row(world: World, who: str) -> None:
    thing = standing(world, "document", "working_paper")
    with pytest.raises(Forbidden):
        enter(world, NEW, who=who)
    for work in (
        lambda desk: written(desk, thing.thing_id),
        lambda desk: choices(desk, "body"),
        lambda desk: withdraw(desk, thing.thing_id, Withdrawing(reasons="Gone.", version=thing.version)),
    ):
        with pytest.raises(Forbidden):
            world.do(who, work)
    assert standing(world, "document", "working_paper") == thing


def test_a_correction_seals_its_reason_and_keeps_what_stood(world: World) -> None:
    thing = standing(world, "document", "working_paper")
    world.later(hours=1)
    done = put_right(world, thing, title="The right title")
    assert words(world, done.entries[0]) == "It was typed wrongly."
    rows = world.read(lambda register: register.ever(tables.Document, thing_id=thing.thing_id))
    steps = world.do("proper", lambda desk: history(desk, "document", rows))
    assert [each.columns.get("title") for each in steps] == [("", rows[0].title), (rows[0].title, "The right title")]
    assert (steps[1].by.name, steps[1].by.why) == ("Person proper", "It was typed wrongly.")
    assert (steps[0].until, steps[1].until) == (world.now, None)
    then = world.read(lambda register: register.one(tables.Document, thing.thing_id), known_at=steps[0].at)
    assert then is not None
    assert then.title == rows[0].title


def test_a_correction_of_what_was_changed_meanwhile_is_refused(world: World) -> None:
    thing = standing(world, "meeting", "planning-next")
    put_right(world, thing, convened_on="2026-12-01")
    with pytest.raises(Conflict):
        put_right(world, thing, convened_on="2026-12-02")
    with pytest.raises(CommandRefused, match="says so already"):
        put_right(world, standing(world, "meeting", "planning-next"))
    assert standing(world, "meeting", "planning-next").cells["convened_on"] == "2026-12-01"


def test_a_correction_decides_again_the_requests_that_it_touches(world: World) -> None:
    made = world.submit("c1", "open_report")
    thing = standing(world, "link", standing_link(world, "open_report"))
    world.do("proper", lambda desk: withdraw(desk, thing.thing_id, Withdrawing(reasons="No.", version=thing.version)))
    kinds = [each["kind"] for each in entries(world, f"request:{made.request_id}")]
    assert kinds.count("request:decided") == 2


def standing_link(world: World, document: str) -> str:
    """The code of the link of a document."""

    def work(desk: Any) -> str:
        (link,) = desk.register.all(tables.Link, document_id=world.id("document", document))
        return str(desk.register.thing(link.thing_id).code)

    return world.do("proper", work)


def test_what_something_else_names_is_not_withdrawn(world: World) -> None:
    for kind, code, named in (
        ("body", "planning", "the membership c1-planning"),
        ("meeting", "planning-next", "the item mill"),
        ("item", "mill", "the link"),
        ("passage", "part_exempt-terms", "the paragraph"),
    ):
        thing = standing(world, kind, code)
        with pytest.raises(CommandRefused) as refused:
            world.do("proper", partial(_withdraw, thing))
        assert named in refused.value.why
        assert standing(world, kind, code) == thing


def _withdraw(thing: Written, desk: Desk) -> int:
    return withdraw(desk, thing.thing_id, _gone(thing))


def _gone(thing: Written) -> Withdrawing:
    return Withdrawing(reasons="It was entered wrongly.", version=thing.version)


def test_what_was_withdrawn_stands_no_longer_and_its_history_is_kept(world: World) -> None:
    enter(world, Entry("bodies", "harbour", {"name": "Harbour committee", "type": "committee"}))
    thing = standing(world, "body", "harbour")
    number = world.do("proper", lambda desk: withdraw(desk, thing.thing_id, _gone(thing)))
    assert words(world, number) == "It was entered wrongly."
    with pytest.raises(NotThere):
        standing(world, "body", "harbour")
    rows = world.read(lambda register: register.ever(tables.Body, thing_id=thing.thing_id))
    steps = world.do("proper", lambda desk: history(desk, "body", rows))
    assert [(each.withdrawn, each.by.why) for each in steps][-1] == (True, "It was entered wrongly.")
    assert enter(world, Entry("bodies", "harbour", {"name": "Port committee"})).counts.added == 1
    assert faults(world.engine, world.council_id) == []


def test_what_can_be_named_is_offered_by_code_and_name_the_latest_meeting_first(world: World) -> None:
    meetings = world.do("proper", lambda desk: choices(desk, "meeting", world.id("body", "planning")))
    assert [code for code, _ in meetings] == ["planning-next", "planning-last"]
    assert meetings[0][1] == "The planning body, 2026-12-08"
    assert ("director-places", "director-places") in [
        (code, code) for code, _ in world.do("proper", lambda desk: choices(desk, "post"))
    ]


def test_each_thing_is_read_on_its_own_page(world: World) -> None:
    enter(world, NEW, LINK, Entry("decisions", "let", {"decider": "Head of Housing", "type": "officer"}))
    enter(world, Entry("items", "loose", {"body": "planning", "title": "To come"}))
    document, meeting = world.id("document", "weir"), world.id("meeting", "planning-next")
    for sheet, code, home in (
        ("documents", "weir", ("document", document)),
        ("links", "weir-mill", ("document", document)),
        ("items", "mill", ("meeting", meeting)),
        ("items", "loose", ("items", None)),
        ("meetings", "planning-next", ("meeting", meeting)),
        ("decisions", "let", ("decisions", None)),
        ("bodies", "planning", ("bodies", None)),
    ):
        assert world.do("proper", partial(home_of, sheet=sheet, code=code)) == home
    with pytest.raises(NotThere):
        world.do("proper", lambda desk: home_of(desk, "people", "c1"))


def test_another_councils_things_are_not_there(world: World) -> None:
    with pytest.raises(NotThere):
        world.do("proper", lambda desk: written(desk, "0" * 32))
    with pytest.raises(NotThere):
        world.do("proper", lambda desk: written(desk, "not an id"))
    with pytest.raises(NotThere):
        world.do("proper", lambda desk: written(desk, world.id("person", "c1")))
