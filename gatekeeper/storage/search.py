"""The one door to the words of the documents: keeps them, forgets them, and finds pages that somebody may read.

SQLite and PostgreSQL are only asked which pages have which words; words are divided by ``core.plain_words`` for both,
so both find the same. What may be read is part of every question: a page that is closed is never counted or ordered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    column,
    func,
    or_,
    select,
    text,
)
from sqlmodel import Session, col

from gatekeeper.core.plain_words import Wanted, plain_words
from gatekeeper.storage import tables
from gatekeeper.storage.engine import is_sqlite
from gatekeeper.storage.library import Filters, Mark
from gatekeeper.storage.search_tables import INDEX

TITLE, LABEL = 0, -1
"""The pages that stand for a document's title and for its public label."""
PAGES_SHOWN: Final = 3
"""How many pages of one document are shown at most."""
_DOCUMENT, _PAGE = tables.LibraryDocument, tables.LibraryPage


class Extent(IntEnum):
    """How much of a document is open."""

    NOTHING = 0
    PART = 1
    WHOLE = 2


@dataclass(frozen=True, slots=True)
class Open:
    """What of the documents of one shape is open: a bit for each passage, and how much that is of the document."""

    shape_id: int
    passages: int
    extent: Extent


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found: from 1, or ``TITLE`` or ``LABEL``, with its text."""

    document_id: str
    page: int
    words: str


class OpenNow:
    """What is open to one person, made ready once for many questions."""

    def __init__(self, opened: Iterable[Open]) -> None:
        rows = [(each.shape_id, each.passages, int(each.extent)) for each in opened]
        self.text = json.dumps(rows, separators=(",", ":"))
        self.shapes, self.passages, self.extents = ([row[n] for row in rows] for n in range(3))


@dataclass(frozen=True, slots=True)
class Sought:
    """The words that are looked for, and all that is open to whoever looks for them."""

    words: Wanted
    opened: OpenNow


def index_pages(session: Session, pages: Iterable[tuple[int, str]]) -> None:
    """Keep the words of these pages (id and text), none of which has any kept yet."""
    sqlite = is_sqlite(session.connection())
    rows = [{"page": page, "words": _kept(sorted(plain_words(words)), sqlite=sqlite)} for page, words in pages]
    if rows:
        session.connection().execute(_ADD_SQLITE if sqlite else _ADD_POSTGRESQL, rows)


def _kept(words: Sequence[str], *, sqlite: bool) -> Any:
    return " ".join(words) if sqlite else list(words)


def forget_pages(session: Session, pages: Sequence[int]) -> None:
    """Forget the words of these pages (ids), which are about to be deleted. PostgreSQL forgets them with the pages."""
    if pages and is_sqlite(session.connection()):
        session.connection().execute(_FORGET_SQLITE, [{"page": page} for page in pages])


def found_documents(
    session: Session, council_id: str, sought: Sought, filters: Filters, after: Mark | None, most: int
) -> list[Mark]:
    """The documents with a page, open to her, on which every word stands: the newest business first, after a mark."""
    question = _Question(session, council_id, sought)
    newest, document = col(_DOCUMENT.business_at), col(_DOCUMENT.document_id)
    asked = question.select(newest, document).where(*filters.conditions(after)).group_by(newest, document)
    rows = question.ask(asked.order_by(newest.desc(), document).limit(most))
    return [Mark(*row) for row in rows]


def found_pages(session: Session, council_id: str, sought: Sought, documents: Sequence[str]) -> list[Hit]:
    """The pages themselves of some documents that were found, title and label before them: the first few of each."""
    question = _Question(session, council_id, sought)
    document, page = col(_PAGE.document_id), col(_PAGE.page)
    place = func.row_number().over(partition_by=document, order_by=page).label("place")
    found = question.select(document, page, col(_PAGE.words), place).where(document.in_(documents)).subquery("found")
    shown = select(found.c.document_id, found.c.page, found.c.words).where(found.c.place <= PAGES_SHOWN)
    return [Hit(*row) for row in question.ask(shown.order_by(found.c.document_id, found.c.page))]


class _Question:
    """A question in the terms of one database, about pages that may be read and hold every word."""

    def __init__(self, session: Session, council_id: str, sought: Sought) -> None:
        self._session, self._council_id = session, council_id
        self._sqlite, opened = is_sqlite(session.connection()), sought.opened
        self._given: dict[str, Any] = {"sought": _sought(sought.words, sqlite=self._sqlite)}
        self._given |= (
            {"open": opened.text}
            if self._sqlite
            else {"shapes": opened.shapes, "passages": opened.passages, "extents": opened.extents}
        )

    def select(self, *columns: Any) -> Select[Any]:
        """The columns of every such page and its document."""
        matching, opened = _matching(sqlite=self._sqlite), _opened(sqlite=self._sqlite)
        return (
            select(*columns)
            .select_from(matching)
            .join(_PAGE, col(_PAGE.id) == matching.c.page_id)
            .join(_DOCUMENT, col(_DOCUMENT.document_id) == col(_PAGE.document_id))
            .join(opened, opened.c.shape_id == col(_DOCUMENT.shape_id))
            .where(col(_DOCUMENT.council_id) == self._council_id, _readable(opened))
        )

    def ask(self, question: Select[Any]) -> list[Any]:
        """The rows of its answer."""
        return list(self._session.connection().execute(question, self._given))


def _readable(opened: CTE) -> ColumnElement[bool]:
    """Whether a page lies in open passages alone, or is a title or label of a document of which she may know."""
    cover, page = col(_PAGE.cover), col(_PAGE.page)
    lies_open = and_(page > TITLE, cover != 0, cover.bitwise_and(opened.c.passages.bitwise_not()) == 0)
    title = and_(page == TITLE, or_(col(_DOCUMENT.title_known), opened.c.extent == Extent.WHOLE))
    known = or_(col(_DOCUMENT.existence_known), opened.c.extent > Extent.NOTHING)
    return or_(lies_open, and_(known, or_(title, page == LABEL)))


def _matching(*, sqlite: bool) -> Subquery:
    matched = (
        f"SELECT rowid AS page_id FROM {INDEX} WHERE {INDEX} MATCH :sought"
        if sqlite
        else f"SELECT page_id FROM {INDEX} WHERE words @@ CAST(:sought AS tsquery)"
    )
    return text(matched).bindparams(bindparam("sought")).columns(column("page_id", Integer)).subquery("matching")


def _opened(*, sqlite: bool) -> CTE:
    listed = (
        "SELECT json_extract(value, '$[0]') AS shape_id, json_extract(value, '$[1]') AS passages,"
        " json_extract(value, '$[2]') AS extent FROM json_each(:open)"
        if sqlite
        else "SELECT shape_id, passages, extent FROM unnest(CAST(:shapes AS integer[]), CAST(:passages AS bigint[]),"
        " CAST(:extents AS integer[])) AS listed (shape_id, passages, extent)"
    )
    columns = (column("shape_id", Integer), column("passages", BigInteger), column("extent", Integer))
    return text(listed).columns(*columns).cte("open_now").prefix_with("MATERIALIZED")


def _sought(sought: Wanted, *, sqlite: bool) -> str:
    """The words in the database's own language: they are letters and digits alone, so nothing in them is read as it."""
    quoted = [f'"{word}"' if sqlite else f"'{word}'" for word in sought.words]
    if sought.beginning:
        quoted[-1] += "*" if sqlite else ":*"
    return (" AND " if sqlite else " & ").join(quoted)


_ADD_SQLITE: Final = text(f"INSERT INTO {INDEX} (rowid, words) VALUES (:page, :words)")
_ADD_POSTGRESQL: Final = text(
    f"INSERT INTO {INDEX} (page_id, words) VALUES (:page, array_to_tsvector(CAST(:words AS text[])))"
)
_FORGET_SQLITE: Final = text(f"DELETE FROM {INDEX} WHERE rowid = :page")
