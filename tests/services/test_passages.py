"""Passages are marked by whoever files the document; requests are decided again, and what is classified is guarded."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.services.cases.errors import CommandRefused, Conflict, Forbidden, NotThere
from gatekeeper.services.files import Files
from gatekeeper.services.files.doors import LibraryDoor
from gatekeeper.services.passages import Marked, Marking, mark, numbers_of, passages_of
from gatekeeper.storage import tables
from tests.documents.papers import paper
from tests.services.cases.walking import entries
from tests.services.files.putting import put
from tests.services.world_databases import world
from tests.services.world_making import Making
from tests.services.worlds import World

__all__ = ["world"]


@pytest.fixture
def council(world: World, tmp_path: Path) -> World:
    """A paper of six pages in three passages is kept."""
    put(world, Files.at(tmp_path / "files"), "part_exempt", paper(6))
    return world


def seen(council: World, who: str = "proper", code: str = "part_exempt") -> Marked:
    return council.do(who, lambda desk: passages_of(desk, council.id("document", code)))


def marked(council: World, who: str = "proper", code: str = "part_exempt", **given: object) -> int:
    marking = Marking.model_validate(given)
    return council.do(who, lambda desk: mark(desk, council.id("document", code), marking))


def test_a_passage_that_is_marked_closes_its_pages_until_it_is_decided(council: World) -> None:
    door = LibraryDoor(council.id("document", "part_exempt"))
    assert council.do("c1", door.leaving).pages == (1, 2, 3, 4, 6)
    entry = marked(council, pages="2-3", title="Names of staff")
    left = council.do("c1", door.leaving).pages
    assert left is not None
    assert not {2, 3} & set(left)
    passage = next(each for each in seen(council).passages if each.title == "Names of staff")
    assert (passage.pages, passage.position, passage.code) == ("2-3", 3, "part_exempt-p1")
    (told,) = [each for each in entries(council, f"thing:{passage.passage_id}") if each["number"] == entry]
    assert (told["kind"], told["post"]) == ("register:passages_marked", f"post:{council.id('post', 'proper-officer')}")


def test_a_request_is_decided_again_where_a_passage_is_marked(council: World) -> None:
    request = council.submit("c1", "part_exempt").request_id
    marked(council, pages="2-3")
    kinds = [each["kind"] for each in entries(council, f"request:{request}")]
    assert "request:re_evaluate" in kinds


@pytest.mark.parametrize(
    ("pages", "numbers"),
    [("3-5, 7", (3, 4, 5, 7)), ("pp. 3 – 5; 7", (3, 4, 5, 7)), ("Whole", tuple(range(1, 7))), ("", ()), ("x", ())],
)
def test_pages_are_read_as_people_write_them(pages: str, numbers: tuple[int, ...]) -> None:
    assert numbers_of(pages, 6) == numbers


@pytest.mark.parametrize(
    ("pages", "why"), [("4-2", "before"), ("6-7", "beyond the last, 6"), ("whole", "yet there are others")]
)
def test_what_cannot_be_so_is_refused_and_nothing_is_changed(council: World, pages: str, why: str) -> None:
    before = seen(council)
    with pytest.raises(CommandRefused, match=why):
        marked(council, pages=pages)
    assert seen(council) == before


def test_a_passage_that_is_called_inseparable_is_not_marked_apart_from_all_others(council: World) -> None:
    def shared(making: Making) -> None:
        open_one = making.id("passage", "part_exempt-open")
        row = council.read(lambda register: register.one(tables.Passage, open_one))
        assert row is not None
        says = row.model_dump(include={"position", "negotiation", "contains", "paragraphs_complete", "basis"})
        making.changes.put(tables.Passage, open_one, document_id=row.document_id, pages="1-5", separable=False, **says)

    council.make(shared)
    with pytest.raises(CommandRefused, match="shares no page"):
        marked(council, passage=council.id("passage", "part_exempt-open"), pages="1-4")


def test_the_same_again_is_no_change(council: World) -> None:
    with pytest.raises(CommandRefused, match="marked so already"):
        marked(council, passage=council.id("passage", "part_exempt-terms"), pages="5")


def test_what_another_marked_meanwhile_is_a_conflict(council: World) -> None:
    version = seen(council).version
    marked(council, pages="2-3")
    document = council.id("document", "part_exempt")
    with pytest.raises(Conflict):
        council.do("proper", lambda desk: mark(desk, document, Marking(pages="1")), expects=version)


def test_whoever_holds_it_marks_what_is_not_classified_and_nothing_else(council: World) -> None:
    assert [each.hers for each in seen(council, "d1").passages] == [False, False, False]
    with pytest.raises(Forbidden, match="classified"):
        marked(council, "d1", passage=council.id("passage", "part_exempt-terms"), pages="6")
    marked(council, "d1", pages="2-3")
    (own,) = [each for each in seen(council, "d1").passages if each.hers]
    marked(council, "d1", passage=own.passage_id, pages="2")
    assert [each.pages for each in seen(council, "d1").passages if each.hers] == ["2"]


@pytest.mark.parametrize("who", ["c1", "d2", "administrator", "auditor", "foi"])
def test_nobody_else_marks_passages_or_is_told_of_them(council: World, who: str) -> None:
    for work in (seen, lambda at, by: marked(at, by, pages="1")):
        with pytest.raises((Forbidden, NotThere)):
            work(council, who)
    with pytest.raises(NotThere):
        seen(council, who, "hidden")


def test_a_passage_of_another_document_is_not_found(council: World) -> None:
    with pytest.raises(NotThere):
        marked(council, passage=council.id("passage", "working_paper-whole"), pages="1")


def test_pages_that_lie_in_no_passage_are_told(council: World) -> None:
    assert seen(council).in_none == ""
    marked(council, passage=council.id("passage", "part_exempt-open"), pages="1-2")
    assert seen(council).in_none == "3-4"
