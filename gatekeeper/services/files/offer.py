"""What somebody is told before she opens a document: what of it she may read, in which form, on which conditions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Forbidden
from gatekeeper.services.cases.opening import Openable, OpenPassage, openable
from gatekeeper.services.cases.shown import names_of
from gatekeeper.services.cases.told import reader_of
from gatekeeper.services.files.doors import AskedDoor, Door, LibraryDoor, label_of
from gatekeeper.services.files.errors import NotReleased
from gatekeeper.services.files.leaving import COPY, written


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be opened now; nothing is entered of it yet.

    ``called`` is the document's name to her; ``pages`` as people write them, None where none can be shown for the
    reason ``not_shown``. ``waiting``: the passages, under the names that she may know, that open once their conditions
    are accepted; ``all_waiting``: nothing opens without. ``copy``: a copy of some of it is hers to take, once they are;
    ``copy_now``: as it stands. ``request_id``: the request in which it is asked for, where there is one.
    """

    called: str
    pages: str | None
    copy: bool
    copy_now: bool
    waiting: tuple[OpenPassage, ...] = ()
    all_waiting: bool = False
    not_shown: NotReleased | None = None
    as_officer: bool = False
    request_id: str | None = None

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions that are yet to be accepted, once each, in the register's words."""
        return tuple(dict.fromkeys(one for each in self.waiting for one in each.conditions))


def offer_of_asked(desk: Desk, asked_id: str) -> Offer:
    """What of an asked document may be opened. Raises CommandRefused where nothing may, NotThere as ``openable``."""
    found = openable(desk, asked_id, accepts_conditions=True)
    waiting, all_waiting = _waiting(desk, asked_id, found)
    called = label_of(desk, found)
    pages, not_shown = _pages(desk, AskedDoor(asked_id, accepts_conditions=True))
    copy, copy_now = (
        not found.as_officer and _copies(desk, AskedDoor(asked_id, copies_only=True, accepts_conditions=accepts))
        for accepts in (True, False)
    )
    return Offer(called, pages, copy, copy_now, waiting, all_waiting, not_shown, found.as_officer, found.request.id)


def offer_of_library(desk: Desk, document_id: str) -> Offer:
    """What the law opens of a document of the register. Raises CommandRefused where it opens nothing."""
    door = LibraryDoor(document_id)
    try:
        leaving = door.leaving(desk)
    except NotReleased as told:
        return Offer("", None, copy=False, copy_now=False, not_shown=told)
    return Offer(leaving.label, written(leaving.pages), leaving.form == COPY, leaving.form == COPY)


def _waiting(desk: Desk, asked_id: str, found: Openable) -> tuple[tuple[OpenPassage, ...], bool]:
    """What opens only once its conditions are accepted, under the names she may know, and whether that is all."""
    try:
        waiting, everything = openable(desk, asked_id).waiting, False
    except Forbidden:
        raise
    except CommandRefused:
        waiting, everything = tuple(each for each in found.passages if each.conditions), True
    names = names_of(desk, found.request, found.asked, reader_of(desk.roles(found.request, found.asked)))
    return tuple(replace(each, passage=names.name(each.passage)) for each in waiting), everything


def _pages(desk: Desk, door: Door) -> tuple[str | None, NotReleased | None]:
    try:
        return written(door.leaving(desk).pages), None
    except NotReleased as told:
        return None, told


def _copies(desk: Desk, door: Door) -> bool:
    try:
        return door.leaving(desk).form == COPY
    except CommandRefused:
        return False
