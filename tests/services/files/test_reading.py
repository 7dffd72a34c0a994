"""R102, R111: a document is read in the browser under an entry made first, page by page, while the right lasts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gatekeeper.documents.images import PageImage
from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.cases.errors import CommandRefused, Forbidden, NotThere
from gatekeeper.services.files import Files
from gatekeeper.services.files.doors import AskedDoor, Door, LibraryDoor
from gatekeeper.services.files.errors import NotReleased
from gatekeeper.services.files.filing_door import FilingDoor
from gatekeeper.services.files.images import Reader, look_at, open_reading, page_image, reading_of
from gatekeeper.services.files.offer import offer_of_asked, offer_of_library
from gatekeeper.services.files.release import release
from tests.documents.papers import canary, paper, spoiled
from tests.documents.spoiling import SECRET, surround
from tests.services.cases.walking import entries, granting
from tests.services.files.putting import put
from tests.services.world_district import NOT_IN_ISSUE
from tests.services.world_making import Making, Piece
from tests.services.worlds import World

OPEN, CLOSED = (1, 2, 3, 4, 6), 5


class Library:
    """The council's files and its people as they read."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.files = world, Files.at(folder)

    def reader(self, who: str = "c1", files: Files | None = None) -> Reader:
        """Somebody who reads, in this process or (with files of their own) in another."""
        world = self.world
        return Reader(world.engine, world.council_id, world.actor(who), world.clock, files or self.files)

    def elsewhere(self) -> Files:
        """The same files in another process, which remembers nothing of this one."""
        return Files.at(self.files.store.root)

    def entries(self, code: str, *kinds: str) -> list[dict]:
        """The entries of these kinds about a document."""
        found = entries(self.world, f"thing:{self.world.id('document', code)}")
        return [each for each in found if each["kind"] in kinds]

    def door(self, code: str = "part_exempt") -> LibraryDoor:
        """The door of the law alone."""
        return LibraryDoor(self.world.id("document", code))

    def close_page_four(self) -> None:
        """The passage that is withheld lies on page 4 as well."""

        def wider(making: Making) -> None:
            making.passage("part_exempt", Piece("open", "1-4", findings=NOT_IN_ISSUE, says={"separable": True}), 0)
            making.passage("part_exempt", Piece("terms", "4-5", (3,), "live"), 1)

        self.world.make(wider)


@pytest.fixture
def library(world: World, tmp_path: Path) -> Library:
    """Of a paper of six pages the fifth is closed."""
    held = Library(world, tmp_path / "files")
    put(world, held.files, "part_exempt", spoiled(paper(6), surround))
    put(world, held.files, "working_paper", paper(2))
    return held


def words_of(image: PageImage) -> set[str]:
    told = image.text + " ".join(word.text for word in image.words)
    return {word for word in (*map(canary, range(1, 7)), SECRET) if word in told}


def seen(reader: Reader, door: Door, pages: range = range(7)) -> dict[int, set[str]]:
    """The pages that are shown to her, each with the words it tells."""
    found = {}
    for page in pages:
        try:
            found[page] = words_of(page_image(reader, door, page))
        except NotThere:
            continue
    return found


def test_r164_only_the_open_pages_are_drawn_each_with_its_own_words_alone(library: Library) -> None:
    reader, door = library.reader(), library.door()
    reading = open_reading(reader, door)
    assert reading.pages == OPEN
    assert seen(reader, door, range(-1, 9)) == {page: {canary(page)} for page in OPEN}


def test_r102_the_entry_is_made_before_the_first_page_and_one_is_enough_for_all(library: Library) -> None:
    reader, door = library.reader(), library.door()
    with pytest.raises(NotThere):
        page_image(reader, door, 1)
    assert library.entries("part_exempt", "file:released") == []
    reading = open_reading(reader, door)
    seen(reader, door)
    (entry,) = library.entries("part_exempt", "file:released")
    assert entry["number"] == reading.entry
    assert entry["after"]["way"] == "viewer"
    assert entry["after"]["pages"] == len(OPEN)
    assert f"copy:{reading.copy}" in entry["subjects"]


def test_r111_where_the_right_ends_no_further_page_is_shown_and_that_is_entered_once(library: Library) -> None:
    reader, door = library.reader(), library.door()
    reading = open_reading(reader, door)
    assert words_of(page_image(reader, door, 4)) == {canary(4)}
    library.close_page_four()
    assert seen(reader, door) == {}
    (cut,) = library.entries("part_exempt", "file:cut_off")
    assert (cut["refers_to"], cut["after"]) == ([reading.entry], {"way": "viewer"})
    assert open_reading(reader, door).pages == (1, 2, 3, 6)
    assert set(seen(reader, door)) == {1, 2, 3, 6}


def test_r111_what_was_closed_once_stays_closed_also_where_the_right_comes_back(library: Library) -> None:
    reader, door = library.reader(), library.door()
    open_reading(reader, door)
    library.close_page_four()
    assert reading_of(reader, door) is None
    library.world.make(lambda making: making.passage("part_exempt", Piece("terms", "5", (3,), "live"), 1))
    assert reading_of(reader, door) is None
    assert seen(library.reader(files=library.elsewhere()), door) == {}


def test_r111_where_nothing_is_open_any_more_the_reading_is_closed_and_that_is_entered(library: Library) -> None:
    reader, world = library.reader(), library.world
    asked = _granted(world, ())
    door = AskedDoor(asked)
    open_reading(reader, door)
    assert set(seen(reader, door, range(4))) == {1, 2}
    world.make(lambda making: making.passage("working_paper", Piece("whole", contains=("legally_privileged",)), 0))
    with pytest.raises(CommandRefused):
        reading_of(reader, door)
    assert seen(reader, door) == {}
    assert len([each for each in entries(world, f"asked:{asked}") if each["kind"] == "file:cut_off"]) == 1


def test_a_reading_ends_after_half_an_hour_and_is_opened_again_under_another_entry(library: Library) -> None:
    reader, door = library.reader(), library.door()
    open_reading(reader, door)
    library.world.later(minutes=29)
    assert set(seen(reader, door)) == set(OPEN)
    library.world.later(minutes=2)
    assert seen(reader, door) == {}
    open_reading(reader, door)
    assert set(seen(reader, door)) == set(OPEN)
    assert len(library.entries("part_exempt", "file:released")) == 2


def test_what_is_opened_in_one_process_is_read_in_another_under_the_same_entry(library: Library) -> None:
    open_reading(library.reader(), library.door())
    other = library.reader(files=library.elsewhere())
    assert set(seen(other, library.door())) == set(OPEN)
    assert len(library.entries("part_exempt", "file:released")) == 1
    assert other.files.drawing.pictures.held > 0


def test_what_one_has_open_is_open_to_nobody_else_and_at_no_other_door(library: Library) -> None:
    open_reading(library.reader("c1"), library.door())
    for reader in (library.reader("red-leader"), library.reader("c1")):
        door = library.door() if reader.actor != library.reader("c1").actor else library.door("working_paper")
        assert seen(reader, door) == {}
    as_officer = replace(library.reader("c1"), actor=library.world.actor("c1", post="proper-officer"))
    assert seen(as_officer, library.door()) == {}


def test_a_copy_that_left_is_no_reading(library: Library) -> None:
    reader = library.reader()
    release(reader.at_desk, library.door(), library.files).close()
    assert len(library.entries("part_exempt", "file:released")) == 1
    assert seen(reader, library.door()) == {}


def test_nothing_that_is_drawn_is_kept_on_the_disk(library: Library) -> None:
    before = sorted(library.files.store.root.rglob("*"))
    open_reading(library.reader(), library.door())
    seen(library.reader(), library.door())
    assert sorted(library.files.store.root.rglob("*")) == before


def test_what_was_granted_on_conditions_is_offered_with_them_and_opens_once_they_are_accepted(library: Library) -> None:
    asked = _granted(library.world, ("purpose_limit",))
    reader, door = library.reader(), AskedDoor(asked)
    offer = library.world.do("c1", lambda desk: offer_of_asked(desk, asked))
    assert (offer.conditions, offer.all_waiting, offer.copy) == (("purpose_limit",), True, False)
    assert offer.pages == "whole"
    with pytest.raises(CommandRefused, match="conditions"):
        open_reading(reader, door)
    open_reading(reader, AskedDoor(asked, accepts_conditions=True), door)
    assert set(seen(reader, door)) == {1, 2}
    assert library.world.do("c1", lambda desk: offer_of_asked(desk, asked)).conditions == ()


def test_a_document_of_the_library_is_offered_with_its_open_pages_and_the_rest_is_refused_as_unknown(
    library: Library,
) -> None:
    world = library.world
    offer = world.do("c1", lambda desk: offer_of_library(desk, world.id("document", "part_exempt")))
    assert (offer.called, offer.pages, offer.copy) == ("Paper part_exempt", "1-4, 6", True)
    with pytest.raises(NotThere):
        world.do("c1", lambda desk: offer_of_library(desk, world.id("document", "hidden")))


def test_whoever_files_looks_at_the_whole_kept_file_under_one_entry(library: Library) -> None:
    document = library.world.id("document", "part_exempt")
    for who in ("proper", "d1"):
        reader, door = library.reader(who), FilingDoor(document)
        assert look_at(reader, door).entry == look_at(reader, door).entry
        assert set(seen(reader, door)) == set(range(1, 7))
    assert [each["post"] for each in library.entries("part_exempt", "file:looked_at")] == [
        f"post:{library.world.id('post', post)}" for post in ("proper-officer", "director-places")
    ]


@pytest.mark.parametrize("who", ["c1", "d2", "administrator", "auditor"])
def test_nobody_else_looks_at_what_is_kept(library: Library, who: str) -> None:
    reader, door = library.reader(who), FilingDoor(library.world.id("document", "part_exempt"))
    with pytest.raises((Forbidden, NotThere)):
        look_at(reader, door)
    assert seen(reader, door) == {}
    assert library.entries("part_exempt", "file:looked_at") == []


def test_small_pictures_of_all_pages_are_made_in_one_go(library: Library) -> None:
    reader, door = library.reader("proper"), FilingDoor(library.world.id("document", "part_exempt"))
    look_at(reader, door)
    assert page_image(reader, door, 3, small=True).words == ()
    kept = reader.files.drawing.pictures
    sha256 = library.entries("part_exempt", "file:looked_at")[0]["subjects"]
    (copy,) = [each.removeprefix("copy:") for each in sha256 if each.startswith("copy:")]
    assert [page for page in range(1, 8) if kept.get((copy, page, True))] == [1, 2, 3, 4, 5, 6]


def test_where_no_file_is_kept_that_is_said(library: Library) -> None:
    with pytest.raises(NotReleased, match="no file"):
        open_reading(library.reader(), library.door("open_report"))
    offer = library.world.do("c1", lambda desk: offer_of_library(desk, library.world.id("document", "open_report")))
    assert offer.pages is None
    assert offer.not_shown is not None


def _granted(world: World, conditions: tuple[str, ...]) -> str:
    """The working paper as c1 asked for it (its id on her request), granted to be inspected."""
    made = world.submit("c1", "working_paper", purpose="The budget is set next month.")
    grant = granting("working_paper-whole", conditions=conditions)
    world.do("d1", lambda desk: determine(desk, made.asked[0], Rulings(passages=(grant,))))
    return made.asked[0]
