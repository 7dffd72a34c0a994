"""Reads the library: everything that a councillor may see now as of right, newest business first, or by its words."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Final, cast

from gatekeeper.core.plain_words import wanted
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.desk import Desk, at_desk
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.services.library.covers import open_of
from gatekeeper.services.library.deciding import Opening, openings
from gatekeeper.services.library.page import NOT_A_COUNCILLOR, UNDECIDABLE, Page, Wish
from gatekeeper.services.library.showing import items_of
from gatekeeper.services.library.whose import Reader, councillor_of, reader_of, whole_minute
from gatekeeper.storage.library import Mark, OnShelf, digests_of, shelf
from gatekeeper.storage.register import Register
from gatekeeper.storage.register_memory import SHELF, known_work, recalled, rests_on
from gatekeeper.storage.search import OpenNow, Sought, found_documents
from gatekeeper.storage.transaction import Clock, reading, utc_now
from gatekeeper.storage.types import Engine, Session

_FIRST, _MOST = 100, 1_000
_ASKED_APART: Final = ("document",)
"""The tables of the register that showing a page asks without its memory."""


def read_library(engine: Engine, council_id: str, actor: Actor, wish: Wish, *, clock: Clock = utc_now) -> Page:
    """A page of the library of the councillor who acts, or for whom an assistant acts, as at this minute.

    The reading is entered in the record first, without the words that were looked for. For anybody else the page is
    empty and says why, as it is where what the register holds of her cannot be true. Raises NotHerPost.
    """

    def entered(desk: Desk) -> Page | datetime:
        """The page, where it is known at once; else the minute as at which it is to be worked out, after the entry."""
        as_at = whole_minute(clock())
        if not _enter(desk):
            return Page(as_at, (), None, NOT_A_COUNCILLOR)
        known = known_work(desk.session, council_id, _key(actor, wish, as_at))
        return as_at if known is None else cast("Page", known[0])

    found = at_desk(engine, council_id, actor, entered, clock=clock)
    if isinstance(found, Page):
        return found
    with reading(engine) as session:
        return library_page(session, council_id, actor, wish, found)


def _enter(desk: Desk) -> bool:
    """Enter that the library is read, and whose; nothing for whoever has none. Tells whether she has one."""
    councillor = councillor_of(desk.register, desk.actor, desk.tx.now)
    if councillor is None:
        return False
    about, who = (f"person:{councillor}",), desk.actor
    behalf = about[0] if who.person != councillor else None
    desk.tx.enter("library:read", about, person=who.person_ref, post=who.post_ref, behalf_of=behalf)
    return True


def _key(actor: Actor, wish: Wish, as_at: datetime) -> Hashable:
    """Under what a page is remembered."""
    return "library", actor.person, actor.behalf_of, wish, as_at


def library_page(session: Session, council_id: str, actor: Actor, wish: Wish, as_at: datetime) -> Page:
    """The page as at an instant; nothing is entered. See ``read_library``.

    It is remembered until something changes that it rests on, but never after an internal error, and never a search:
    each asks the database as much as every other.
    """
    register = Register(session, council_id)
    if wish.words is not None:
        return _page(register, actor, wish, as_at)
    key = _key(actor, wish, as_at)
    return recalled(session, council_id, key, lambda: _page(register, actor, wish, as_at), lambda page: page.passing)


def _page(register: Register, actor: Actor, wish: Wish, as_at: datetime) -> Page:
    rests_on(register.session, register.council_id, SHELF, *_ASKED_APART)
    councillor = councillor_of(register, actor, as_at)
    if councillor is None:
        return Page(as_at, (), None, NOT_A_COUNCILLOR)
    try:
        reader = reader_of(register, actor, councillor, as_at)
    except Undecidable:
        return Page(as_at, (), None, UNDECIDABLE)
    return page_for(reader, wish)


def page_for(reader: Reader, wish: Wish) -> Page:
    """The page of a reader as at her moment; nothing is entered, and the page is not remembered."""
    as_at = reader.moment.at
    sought = None if wish.words is None else _sought(reader, wish)
    if wish.words is not None and sought is None:
        return Page(as_at, (), None)
    marks = _walk(reader, wish) if sought is None else _find(reader, wish, sought)
    shown = marks[: wish.limit]
    following = shown[-1] if len(marks) > wish.limit else None
    items, passing = items_of(reader, wish, [each.document_id for each in shown], sought)
    return Page(as_at, items, following, passing=passing)


def _walk(reader: Reader, wish: Wish) -> list[Mark]:
    """Go along the shelf until there is one more than a page of what is open; each situation is decided once."""
    found: list[Mark] = []
    after, portion = wish.after, _FIRST
    session, council_id = reader.register.session, reader.register.council_id
    while rows := shelf(session, council_id, wish.filters, after, portion):
        opened = openings(reader, {row.shape for row in rows})
        found += [row.mark for row in rows if _belongs(row, opened[row.shape], wish)]
        if len(found) > wish.limit or len(rows) < portion:
            break
        after, portion = rows[-1].mark, _MOST
    return found[: wish.limit + 1]


def _belongs(row: OnShelf, opening: Opening, wish: Wish) -> bool:
    if wish.known:
        return row.existence_known or bool(opening.opened)
    if wish.opens_soon:
        return bool(opening.later) and (row.existence_known or bool(opening.opened))
    return bool(opening.opened)


def _sought(reader: Reader, wish: Wish) -> Sought | None:
    """The words with all that is open to her: it is worked out whatever the words are. None for no words."""
    session, council_id = reader.register.session, reader.register.council_id
    digests = digests_of(session, council_id)
    opened = openings(reader, set(digests.values()))
    kept = [(shape, opened[digest]) for shape, digest in digests.items()]
    words = wanted(wish.words or "")
    asked = [(shape, each) for shape, each in kept if wish.known or (each.later if wish.opens_soon else each.opened)]
    now = OpenNow(open_of(shape, each.opened, each.passages) for shape, each in asked)
    return None if words is None else Sought(words, now)


def _find(reader: Reader, wish: Wish, sought: Sought) -> Sequence[Mark]:
    session, council_id = reader.register.session, reader.register.council_id
    return found_documents(session, council_id, sought, wish.filters, wish.after, wish.limit + 1)
