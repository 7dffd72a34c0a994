"""The one door to the words of the documents: keeps them, forgets them, and finds pages that somebody may read.

SQLite and PostgreSQL are only asked which pages have which words; words are divided by ``core.plain_words`` for both,
so both find the same. What may be read is part of every question: a page that is closed is never counted or ordered.
Each word is kept as a word of its council, so a question never comes across the words of another one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Select, Subquery, and_, bindparam, column, false, func, or_, select, text
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
    """What is open to one person, made ready once for many questions: the shapes that are open alike, together."""

    def __init__(self, opened: Iterable[Open]) -> None:
        alike: dict[tuple[int, Extent], list[int]] = {}
        for each in opened:
            alike.setdefault((each.passages, each.extent), []).append(each.shape_id)
        self.alike = sorted(alike.items())


@dataclass(frozen=True, slots=True)
class Sought:
    """The words that are looked for, and all that is open to whoever looks for them."""

    words: Wanted
    opened: OpenNow


def index_pages(session: Session, council_id: str, pages: Iterable[tuple[int, str]]) -> None:
    """Keep the words of these pages of a council (id and text), none of which has any kept yet."""
    sqlite, mark = is_sqlite(session.connection()), _mark(council_id)
    words_of = ((page, [mark + word for word in sorted(plain_words(words))]) for page, words in pages)
    rows = [{"page": page, "words": _kept(words, sqlite=sqlite)} for page, words in words_of]
    if rows:
        session.connection().execute(_ADD_SQLITE if sqlite else _ADD_POSTGRESQL, rows)


def _mark(council_id: str) -> str:
    """What each word of a council begins with in the index: always as long, so that no word is also another council's.

    It is no word by itself, and is put before each word that is looked for: nobody can look for it or without it. Two
    councils that had the same one would only take each other's time: the documents' own council is asked for besides.
    """
    return hashlib.blake2s(council_id.encode(), digest_size=4).hexdigest()


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
        self._session, self._council_id, self._opened = session, council_id, sought.opened
        self._sqlite = is_sqlite(session.connection())
        self._given: dict[str, Any] = {"sought": _sought(council_id, sought.words, sqlite=self._sqlite)}
        for n, (_, shapes) in enumerate(sought.opened.alike):
            self._given[f"shapes{n}"] = json.dumps(shapes) if self._sqlite else shapes

    def select(self, *columns: Any) -> Select[Any]:
        """The columns of every such page and its document."""
        matching = _matching(sqlite=self._sqlite)
        alike = enumerate(self._opened.alike)
        readable = [and_(self._of(n), _readable(passages, extent)) for n, ((passages, extent), _) in alike]
        return (
            select(*columns)
            .select_from(matching)
            .join(_PAGE, col(_PAGE.id) == matching.c.page_id)
            .join(_DOCUMENT, col(_DOCUMENT.document_id) == col(_PAGE.document_id))
            .where(col(_DOCUMENT.council_id) == self._council_id, or_(false(), *readable))
        )

    def _of(self, number: int) -> ColumnElement[bool]:
        """Whether the document is of one of the shapes that are open alike."""
        listed = f":shapes{number}"
        among = f"IN (SELECT value FROM json_each({listed}))" if self._sqlite else f"= ANY(CAST({listed} AS integer[]))"
        return text(f"library_document.shape_id {among}")  # type: ignore[return-value]

    def ask(self, question: Select[Any]) -> list[Any]:
        """The rows of its answer."""
        return list(self._session.connection().execute(question, self._given))


def _readable(passages: int, extent: Extent) -> ColumnElement[bool]:
    """Whether a page lies in open passages alone, or is a title or label of a document of which she may know."""
    cover, page = col(_PAGE.cover), col(_PAGE.page)
    lies_open = and_(page > TITLE, cover != 0, cover.bitwise_and(~passages) == 0)
    title = page == TITLE if extent is Extent.WHOLE else and_(page == TITLE, col(_DOCUMENT.title_known))
    named = or_(title, page == LABEL)
    return or_(lies_open, named if extent > Extent.NOTHING else and_(named, col(_DOCUMENT.existence_known)))


def _matching(*, sqlite: bool) -> Subquery:
    matched = (
        f"SELECT rowid AS page_id FROM {INDEX} WHERE {INDEX} MATCH :sought"
        if sqlite
        else f"SELECT page_id FROM {INDEX} WHERE words @@ CAST(:sought AS tsquery)"
    )
    return text(matched).bindparams(bindparam("sought")).columns(column("page_id", Integer)).subquery("matching")


def _sought(council_id: str, sought: Wanted, *, sqlite: bool) -> str:
    """The words in the database's own language: they are letters and digits alone, so nothing in them is read as it."""
    marked = [_mark(council_id) + word for word in sought.words]
    quoted = [f'"{word}"' if sqlite else f"'{word}'" for word in marked]
    if sought.beginning:
        quoted[-1] += "*" if sqlite else ":*"
    return (" AND " if sqlite else " & ").join(quoted)


_ADD_SQLITE: Final = text(f"INSERT INTO {INDEX} (rowid, words) VALUES (:page, :words)")
_ADD_POSTGRESQL: Final = text(
    f"INSERT INTO {INDEX} (page_id, words) VALUES (:page, array_to_tsvector(CAST(:words AS text[])))"
)
_FORGET_SQLITE: Final = text(f"DELETE FROM {INDEX} WHERE rowid = :page")
