"""Finds what a councillor can ask for: everything in the register of which she may know, and nothing else is counted.

By words (in what it is called, and on pages that are open to her), by body and date, or from the agenda of a meeting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.forecast import Extent
from gatekeeper.services.library.page import FoundOn, Item, Wish, place_of
from gatekeeper.services.library.reading import read_library
from gatekeeper.services.register_reading import ShownDocument, document_for
from gatekeeper.services.register_shown import ShownAgenda, ShownMeeting, agenda, meetings, told_at
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import Clock, utc_now
from gatekeeper.storage.types import Engine


@dataclass(frozen=True, slots=True)
class Known:
    """A document of which she may know, with its newest business, how much of it is open to her, and where found."""

    document_id: str
    called: str
    business_at: datetime | None
    body: str | None
    open: Extent
    found: tuple[FoundOn, ...]


@dataclass(frozen=True, slots=True)
class KnownPage:
    """One page of them. ``following``: the place after which the next one begins, None at the end.

    ``why``: where there can be nothing for this person, and why.
    """

    items: tuple[Known, ...]
    following: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """Some meetings, the latest first. ``following``: how many come before the next page, None at the end."""

    meetings: tuple[ShownMeeting, ...]
    following: int | None


def find_known(engine: Engine, council_id: str, actor: Actor, wish: Wish, *, clock: Clock = utc_now) -> KnownPage:
    """What she may know of, the newest business first; the reading is entered as that of the library is.

    What kind of paper it is belongs to what its title tells, so nothing is found by it.
    """
    of_any_kind = replace(wish, filters=replace(wish.filters, kind=None), known=True, opens_soon=False)
    page = read_library(engine, council_id, actor, of_any_kind, clock=clock)
    return KnownPage(tuple(_known(each) for each in page.items), place_of(page.following), page.why)


def named(desk: Desk, documents: tuple[str, ...]) -> tuple[ShownDocument, ...]:
    """Documents by their ids, under the names that she may know them by; those of which she may not know are left out.

    What was chosen a while ago may be gone, or no longer hers to know of.
    """
    found = (_named(desk, each) for each in documents)
    return tuple(each for each in found if each is not None)


def bodies_to_choose(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The bodies of the council, each with its id and its name, by name."""
    return bodies_in(desk.register)


def bodies_in(register: Register) -> tuple[tuple[str, str], ...]:
    """The same of a register that is only read."""
    found = sorted((each.name, each.thing_id) for each in register.all(tables.Body))
    return tuple((thing, name) for name, thing in found)


def meetings_page(desk: Desk, body_id: str | None, start: int, limit: int) -> MeetingsPage:
    """Some of its meetings, of all bodies or of one; ``start`` counts those before the page."""
    every = [each for each in meetings(desk.register) if body_id in (None, each.body)]
    end = start + limit
    return MeetingsPage(tuple(every[start:end]), end if len(every) > end else None)


def agenda_for(desk: Desk, meeting_id: str) -> ShownAgenda:
    """The items of a meeting with those of their documents of which she may know. Raises NotThere."""
    return agenda(desk.register, meeting_id, told_at(desk))


def _known(item: Item) -> Known:
    extent: Extent = "all" if item.whole else "part" if item.passages else "none"
    return Known(item.document_id, item.called, item.business_at, item.body, extent, item.found)


def _named(desk: Desk, document_id: str) -> ShownDocument | None:
    try:
        return document_for(desk, document_id)
    except NotThere:
        return None
