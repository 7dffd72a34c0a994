"""Asks the library in tests, and what it should say: each document of the register decided by itself, as by asking."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from gatekeeper.core.case.scalars import page_ranges
from gatekeeper.core.plain_words import plain_words, wanted
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.cases.reevaluate import change_register
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.services.cases.visible import PassageNames, label_for_councillor
from gatekeeper.services.library.page import Item, Wish
from gatekeeper.services.library.reading import library_page, read_library
from gatekeeper.services.library.texts import keep_text
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes, Register, content
from gatekeeper.storage.transaction import Transaction, reading, run
from tests.services.worlds import World


@dataclass(frozen=True, slots=True)
class Shown:
    """What is told of one document: its name, and of each passage its name, its pages and the routes."""

    called: str
    opened: tuple[tuple[str, str | None, tuple[str, ...]], ...]
    later: tuple[tuple[str, str | None, tuple[str, ...]], ...]


def library(world: World, who: str, words: str | None = None, *, limit: int = 100, **wish: Any) -> list[Item]:
    """Everything in the library of somebody, page by page."""
    found: list[Item] = []
    after = None
    while True:
        asked = Wish(words, after=after, limit=limit, **wish)
        with reading(world.engine) as session:
            page = library_page(session, world.council_id, world.actor(who), asked, world.now)
        found += page.items
        after = page.following
        if after is None:
            return found


def entered(world: World, who: str, words: str | None = None, **wish: Any) -> list[Item]:
    """One page of the library as she reads it: it is entered."""
    actor = world.actor(who)
    return list(read_library(world.engine, world.council_id, actor, Wish(words, **wish), clock=world.clock).items)


def as_shown(item: Item) -> Shown:
    """An item as it is compared."""
    later: dict[tuple[str, str | None], tuple[str, ...]] = {}
    for soon in item.opens_soon:
        later[soon.passage, soon.pages] = (*later.get((soon.passage, soon.pages), ()), soon.route)
    opened = tuple((each.passage, each.pages, each.opened_by) for each in item.passages)
    return Shown(item.called, opened, tuple((*passage, routes) for passage, routes in later.items()))


def decided_one_by_one(world: World, who: str) -> dict[str, Shown]:
    """What asking for each document of the register by itself would tell her, of those that she may know of."""
    documents = world.read(lambda register: [row.thing_id for row in register.all(tables.Document)])
    found = {each: world.do(who, lambda desk, thing=each: _decided(desk, thing)) for each in documents}  # type: ignore[misc]
    return {document: shown for document, shown in found.items() if shown is not None}


def _decided(desk: Desk, document: str) -> Shown | None:
    try:
        result = pre_check(desk, Asking(documents=(document,))).document(document)
    except CommandRefused:
        return None
    row = desk.register.one(tables.Document, document)
    assert row is not None
    whole = all(each.outcome == "entitled" for each in result.passages)
    names = PassageNames((each.passage for each in result.passages), hidden=not whole and not row.title_known)
    told = [(names.name(each.passage), each.pages or None, each) for each in result.passages]
    opened = tuple((name, pages, each.opened_by) for name, pages, each in told if each.outcome == "entitled")
    coming = [each for each in told if each[2].outcome != "entitled" and each[2].opens_later_by]
    later = tuple((name, pages, each.opens_later_by) for name, pages, each in coming)
    return Shown(label_for_councillor(row, whole=whole), opened, later)


def hits_one_by_one(world: World, who: str, words: str, texts: dict[str, dict[int, str]]) -> set[str]:
    """The documents in which a person who may read what the law opens to her, and nothing else, finds the words."""
    sought = wanted(words)
    if sought is None:
        return set()
    documents = world.read(lambda register: list(register.all(tables.Document)))
    found = set()
    for row in documents:
        readable = world.do(who, lambda desk, thing=row.thing_id: _readable(desk, thing, texts))  # type: ignore[misc]
        if any(sought.holds(plain_words(text)) for text in readable):
            found.add(row.thing_id)
    return found


def _readable(desk: Desk, document: str, texts: dict[str, dict[int, str]]) -> list[str]:
    """The texts of a document that she may read: of pages that could leave, and of what it is called to her."""
    try:
        result = pre_check(desk, Asking(documents=(document,))).document(document)
    except CommandRefused:
        return []
    row = desk.register.one(tables.Document, document)
    assert row is not None
    opened = [each for each in result.passages if each.outcome == "entitled"]
    if not opened:
        return []
    titles = [row.title] if row.title_known or len(opened) == len(result.passages) else []
    labels = [row.public_label] if row.public_label else []
    pages = texts.get(document, {}) if _fits(desk, row) else {}
    return titles + labels + [text for page, text in pages.items() if _leaves(page, result.passages)]


def _leaves(page: int, passages: Any) -> bool:
    """Whether the page lies in an open passage, and may lie in no other."""
    opened = [each.pages for each in passages if each.outcome == "entitled"]
    closed = [each.pages for each in passages if each.outcome != "entitled"]
    return any(pages and _lies(page, pages) for pages in opened) and not any(_lies(page, each) for each in closed)


def _lies(page: int, pages: str) -> bool:
    return any(first <= page <= last for first, last in page_ranges(pages or "whole"))


def _count(register: Register, document: tables.Document, least: int) -> int:
    """How many pages a file of the document has: as many as are told of it, and no fewer than its passages lie on."""
    rows = register.all(tables.Passage, document_id=document.thing_id)
    ends = [end for row in rows if row.pages and row.pages != "whole" for _, end in page_ranges(row.pages)]
    return max([document.page_count or least, *ends])


def _fits(desk: Desk, document: tables.Document) -> bool:
    """Whether the file that is kept has the pages that the register tells of now."""
    (file,) = desk.register.all(tables.StoredFile, document_id=document.thing_id) or (None,)
    count = _count(desk.register, document, 0)
    return file is None or (file.page_count == count == (document.page_count or count))


def put_text(world: World, code: str, *pages: str) -> None:
    """Let a document, by its code, have a file of which these are the pages' texts."""
    sha256 = hashlib.sha256("\f".join(pages).encode()).hexdigest()
    thing = world.id("document", code)

    def work(tx: Transaction) -> None:
        changes = Changes(tx.session, tx.council_id)
        said = Register(tx.session, tx.council_id).one(tables.Document, thing)
        assert said is not None
        count = _count(Register(tx.session, tx.council_id), said, len(pages))
        stated = {name: value for name, value in content(said).items() if name not in ("thing_id", "council_id")}
        changes.put(tables.Document, thing, **stated | {"page_count": count})
        says = {"kept_as": "0" * 32, "sha256": sha256, "size": 1, "media_type": "application/pdf", "page_count": count}
        changes.put(tables.StoredFile, changes.name("file", code), document_id=thing, **says)
        change_register(tx, changes, SYSTEM)
        assert keep_text(tx, thing, sha256, pages)

    run(world.engine, world.council_id, work, clock=world.clock)
