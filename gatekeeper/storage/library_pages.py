"""Writes the words of the documents: their titles, their public labels and the text of each page, with its index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from gatekeeper.storage.base import metadata
from gatekeeper.storage.library import portions
from gatekeeper.storage.search import LABEL, TITLE, forget_pages, index_pages

Cover = Callable[[int], int]
"""In which passages a page lies: one bit for each, by its place in the document."""
_PAGES: Final = metadata.tables["library_page"]


@dataclass(frozen=True, slots=True)
class Named:
    """What one document is called, in which passages its pages lie, and the hashes of the files it has."""

    title: str
    label: str | None
    cover: Cover
    files: frozenset[str]

    def called(self) -> dict[int, str]:
        """Its title and its label, by the pages that stand for them."""
        return {TITLE: self.title} | ({LABEL: self.label} if self.label else {})


def put_words(session: Session, council_id: str, wanted: Mapping[str, Named | None]) -> None:
    """Bring the words of these documents in line with what is said of them; None: the document is gone.

    Titles and labels are put anew where they changed. The text of a file that the document no longer has goes; the
    pages of another lie in the passages as they are now.
    """
    for some in portions(wanted):
        _bring_in_line(session, council_id, {document: wanted[document] for document in some})


def _bring_in_line(session: Session, council_id: str, wanted: Mapping[str, Named | None]) -> None:
    called = {document: named.called() if named else {} for document, named in wanted.items()}
    stale, moved = [], []
    for page in _kept(session, council_id, wanted):
        named = wanted[page.document_id]
        if page.page <= TITLE:
            if called[page.document_id].get(page.page) == page.words:
                del called[page.document_id][page.page]
            else:
                stale.append(page.id)
        elif named is None or page.sha256 not in named.files:
            stale.append(page.id)
        elif named.cover(page.page) != page.cover:
            moved.append((page.id, named.cover(page.page)))
    _forget(session, stale)
    for number, cover in moved:
        session.execute(update(_PAGES).where(_PAGES.c.id == number).values(cover=cover))
    new = [(document, page, 0, "", words) for document, each in called.items() for page, words in each.items()]
    _add(session, council_id, new)


def _kept(session: Session, council_id: str, documents: Collection[str]) -> Sequence[Any]:
    """The pages that are kept of these documents; the words only of titles and labels."""
    columns = (_PAGES.c.id, _PAGES.c.document_id, _PAGES.c.page, _PAGES.c.cover, _PAGES.c.sha256)
    ours = (_PAGES.c.council_id == council_id, _PAGES.c.document_id.in_(list(documents)))
    titles = select(*columns, _PAGES.c.words).where(*ours, _PAGES.c.page <= TITLE)
    return [*session.execute(titles), *session.execute(select(*columns).where(*ours, _PAGES.c.page > TITLE))]


@dataclass(frozen=True, slots=True)
class Texts:
    """The text of each page of a document's file, from page 1 on; the file's hash, and where its pages lie."""

    sha256: str
    pages: Sequence[str]
    cover: Cover


def put_texts(session: Session, council_id: str, wanted: Mapping[str, Texts]) -> None:
    """Keep these texts of the documents' files, in place of whatever text was kept of them."""
    for some in portions(wanted):
        ours = (_PAGES.c.council_id == council_id, _PAGES.c.document_id.in_(some), _PAGES.c.page > TITLE)
        _forget(session, list(session.scalars(select(_PAGES.c.id).where(*ours))))
        _add(session, council_id, [row for document in some for row in _rows(document, wanted[document])])


def _rows(document: str, texts: Texts) -> Iterable[tuple[str, int, int, str, str]]:
    pages = enumerate(texts.pages, start=1)
    return ((document, n, texts.cover(n), texts.sha256, words) for n, words in pages if words)


def _forget(session: Session, pages: Sequence[int]) -> None:
    for some in portions(pages):
        forget_pages(session, some)
        session.execute(delete(_PAGES).where(_PAGES.c.id.in_(some)))


def _add(session: Session, council_id: str, pages: Iterable[tuple[str, int, int, str, str]]) -> None:
    names = ("document_id", "page", "cover", "sha256", "words")
    listed = list(pages)
    rows = [{"council_id": council_id, **dict(zip(names, each, strict=True))} for each in listed]
    if rows:
        adding = insert(_PAGES).returning(_PAGES.c.id, sort_by_parameter_order=True)
        numbers = session.scalars(adding, rows)
        index_pages(session, council_id, [(number, each[4]) for number, each in zip(numbers, listed, strict=True)])
