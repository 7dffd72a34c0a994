"""Reading in the browser: a document is opened under one entry, and each page is drawn only while the right lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from gatekeeper.documents import FileDamaged, FileRefused
from gatekeeper.documents.release import Rebuilt
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.desk import Desk, at_desk
from gatekeeper.services.cases.errors import CommandRefused, NotHerPost, NotThere
from gatekeeper.services.files.doors import Door
from gatekeeper.services.files.drawing import PageImage
from gatekeeper.services.files.errors import FilesAway, NoRoom, NotReleased
from gatekeeper.services.files.filing_door import FilingDoor
from gatekeeper.services.files.leaving import Leaving
from gatekeeper.services.files.place import Files
from gatekeeper.services.files.reading import READ_FOR, Reading, end_reading, reading_in_record
from gatekeeper.services.files.release import rebuilt, release
from gatekeeper.services.files.watching import Moment, moment_of
from gatekeeper.storage.transaction import Clock
from gatekeeper.storage.types import Engine

__all__ = ["PageImage", "Reader", "Reading", "look_at", "open_reading", "page_image", "reading_of"]

T = TypeVar("T")
_PAGE = "The page"
_UNDRAWN = "this page cannot be drawn: it is damaged, or takes more than it may"
_REPRINT = "ask the proper officer to print it to a new PDF"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, as what and in which council, and where the files are."""

    engine: Engine
    council_id: str
    actor: Actor
    clock: Clock
    files: Files

    def at_desk(self, work: Callable[[Desk], T], /) -> T:
        """Do it as her, in one transaction. Raises CommandRefused."""
        return at_desk(self.engine, self.council_id, self.actor, work, clock=self.clock)

    def in_no_post(self, work: Callable[[Desk], T], /) -> T:
        """The same in no post of hers, for what must be entered although her post has ended."""
        return at_desk(self.engine, self.council_id, replace(self.actor, post=None), work, clock=self.clock)

    def moment(self) -> Moment:
        """Where the council's record and the clock stand now."""
        return moment_of(self.engine, self.council_id, self.clock)


def open_reading(reader: Reader, door: Door, again: Door | None = None) -> Reading:
    """Open what may be read through that door now: one entry, as for a copy that leaves, before any page is shown.

    ``again`` is the door at which its pages are then asked for, where that is another (one that accepts nothing more).
    Raises CommandRefused, FilesAway, NoRoom and TooBusy.
    """
    files, (_, minute) = reader.files, reader.moment()
    released = release(reader.at_desk, door, files, viewed=True)
    try:
        built = released.file
        _remember(files, built)
        seen, until = (released.entry + 1, minute), reader.clock() + READ_FOR
        reading = Reading(released.leaving, built.sha256, built.page_count, released.entry, until, seen)
    finally:
        released.close()
    files.readings.keep(_whose(reader, again or door), reading)
    return reading


def look_at(reader: Reader, door: FilingDoor) -> Reading:
    """What whoever files looks at, entered where she does not look at it already. Raises CommandRefused."""
    known = reading_of(reader, door)
    if known is not None:
        return known

    def look(desk: Desk) -> Reading:
        leaving = door.leaving(desk)
        entry, count = door.look(desk)
        return Reading(leaving, leaving.sha256, count, entry, desk.tx.now + READ_FOR, (entry + 1, minute))

    _, minute = reader.moment()
    reading = reader.at_desk(look)
    reader.files.readings.keep(_whose(reader, door), reading)
    return reading


def reading_of(reader: Reader, door: Door) -> Reading | None:
    """What she has open at that door, if its right holds at this instant; None where nothing is open.

    A right is worked out again whenever anything has happened in the council, and every minute. What has ended is
    closed at once, and that is entered. Raises CommandRefused where nothing may be opened there any more.
    """
    moment, readings, whose = reader.moment(), reader.files.readings, _whose(reader, door)
    known = readings.get(whose)
    if known is not None and known.seen == moment and reader.clock() < known.until:
        return known
    readings.forget(whose)
    try:
        found = reader.at_desk(partial(_going_on, door, moment))
    except CommandRefused:
        _close(reader, door)
        raise
    if found is not None:
        readings.keep(whose, found)
    return found


def page_image(reader: Reader, door: Door, page: int, *, small: bool = False) -> PageImage:
    """One page (its number in the kept file) of what she has open at that door, drawn for her.

    Her right is worked out before it is drawn and again before it is given. Raises NotThere where the page is not open
    to her or nothing is opened, NotReleased where it cannot be drawn, FilesAway, NoRoom and TooBusy.
    """
    reading = _open_now(reader, door, page)
    try:
        last = reading.page_count
        drawn = reader.files.drawing.page(
            reading.copy, _place(reading, page), last, partial(_blocks, reader.files, door, reading), small=small
        )
    except FileRefused as refused:
        raise NotReleased("page", _UNDRAWN, _REPRINT, str(refused)) from None
    except FileDamaged as damaged:
        raise FilesAway(str(damaged)) from None
    except OSError as error:
        raise NoRoom(f"the page cannot be drawn ({type(error).__name__})") from error
    if _open_now(reader, door, page).copy != reading.copy:
        raise NotThere(_PAGE)
    return drawn


def _open_now(reader: Reader, door: Door, page: int) -> Reading:
    try:
        reading = reading_of(reader, door)
    except CommandRefused:
        raise NotThere(_PAGE) from None
    if reading is None or page not in reading.pages:
        raise NotThere(_PAGE)
    return reading


def _place(reading: Reading, page: int) -> int:
    """Which page of the file that is drawn it is."""
    return page if reading.leaving.pages is None else reading.leaving.pages.index(page) + 1


def _going_on(door: Door, moment: Moment, desk: Desk) -> Reading | None:
    """What goes on by the record, if it is what may leave now; what is not is closed."""
    leaving = door.leaving(desk)
    found = reading_in_record(desk, door, leaving, (desk.tx.size, moment[1]))
    if found is None:
        end_reading(desk, door)
        return None
    return found


def _close(reader: Reader, door: Door) -> None:
    """Close what she has open there. Where her post has ended, or the case is not hers to know, in no post or not."""
    ending = partial(end_reading, door=door)
    try:
        try:
            reader.at_desk(ending)
        except NotHerPost:
            reader.in_no_post(ending)
    except CommandRefused:
        return


def _blocks(files: Files, door: Door, reading: Reading) -> Iterable[bytes]:
    """The bytes of the file that is drawn, which are those of its hash. Raises FileDamaged."""
    if isinstance(door, FilingDoor):
        return files.store.blocks(reading.leaving.kept_as, reading.leaving.sha256)
    held = files.drawing.files.get(reading.copy)
    return (held,) if held is not None else _rebuilt(files, reading.leaving, reading.copy)


def _rebuilt(files: Files, leaving: Leaving, copy: str) -> Iterator[bytes]:
    """The same file made again. Raises NotThere where it is not what was entered any more: it is to be opened anew."""
    built = rebuilt(files, leaving)
    try:
        if built.sha256 != copy:
            raise NotThere(_PAGE)
        _remember(files, built)
        yield from built.blocks()
    finally:
        built.close()


def _remember(files: Files, built: Rebuilt) -> None:
    """Remember a file that is not too large, so that it is not made again for each of its pages."""
    if built.size <= files.drawing.files.largest:
        files.drawing.files.keep(built.sha256, b"".join(built.blocks()), built.size)


def _whose(reader: Reader, door: Door) -> tuple[str, Actor, Door]:
    return reader.council_id, reader.actor, door
