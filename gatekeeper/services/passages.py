"""The passages of a document as whoever files it marks them: on which pages each lies, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from gatekeeper.core.case.scalars import PAGES_REMEDY, Pages, page_ranges
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Conflict, Forbidden, NotThere
from gatekeeper.services.cases.given import Command, Line
from gatekeeper.services.cases.reevaluate import change_register
from gatekeeper.services.files.leaving import written
from gatekeeper.services.files.who import Filing, filing
from gatekeeper.services.fitting import WHOLE, has_own_pages
from gatekeeper.services.importing.case_parts import document_errors
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes, Register, content

__all__ = ["Marked", "MarkedPassage", "Marking", "mark", "numbers_of", "passages_of", "written"]

MARKED: Final = "register:passages_marked"
_MARK: Final = "mark_passages"
_NAMES: Final = frozenset({"council_id", "thing_id"})
_WHAT: Final = "Mark the passage"
_LAST_POSITION: Final = 9_999
_LONGEST_STEM: Final = 56
_DASHES: Final = re.compile("\\s*[-\u2010-\u2015]\\s*")
_COMMAS: Final = re.compile(r"\s*[,;]\s*")
_WORD: Final = re.compile(r"^(?:pages?|pp?\.)\s+", re.IGNORECASE)


def _as_people_write(value: object) -> object:
    """Pages as people write them: with spaces, long dashes, semicolons, and the word in front."""
    if not isinstance(value, str):
        return value
    plain = _WORD.sub("", value.strip())
    return _COMMAS.sub(", ", _DASHES.sub("-", plain)).lower()


WrittenPages = Annotated[Pages, BeforeValidator(_as_people_write)]
_PAGES: Final[TypeAdapter[str]] = TypeAdapter(WrittenPages)


class Marking(Command):
    """A passage to be marked: which one (register id; left out: a new one), its pages, its label and its place."""

    passage: str | None = None
    pages: WrittenPages
    title: Line | None = None
    position: int | None = Field(default=None, ge=0, le=_LAST_POSITION)


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage as the register has it. ``hers``: whoever looks may mark it anew, else only the proper officer may."""

    passage_id: str
    code: str
    title: str | None
    pages: str | None
    position: int
    hers: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """The passages of a document. ``page_count``: of the kept file; None: there is none, or it is not known.

    ``said_count``: how many pages the register says it has. ``in_none``: the pages that lie in no passage, which nobody
    is given, as people write them. ``version`` is the number of the last entry that says anything of them.
    """

    document_id: str
    title: str
    kept: bool
    page_count: int | None
    said_count: int | None
    passages: tuple[MarkedPassage, ...]
    in_none: str
    version: int

    @property
    def own_pages(self) -> bool:
        """Whether a passage has pages, which were marked by the file that is kept until now."""
        return any(each.pages not in (None, "", WHOLE) for each in self.passages)


def passages_of(desk: Desk, document_id: str) -> Marked:
    """The passages of a document, for whoever files it. Raises NotThere and Forbidden as ``filing`` does."""
    at = filing(desk, document_id)
    rows = _in_order(desk.register, document_id)
    count = at.kept.page_count if at.kept else None
    shown = tuple(_shown(desk, at, row) for row in rows)
    said = (at.document.title, at.kept is not None, count, at.document.page_count)
    return Marked(document_id, *said, shown, _in_none(rows, count), _version(at, rows))


def mark(desk: Desk, document_id: str, given: Marking) -> int:
    """Mark a passage anew, or another one beside those there are; the number of the entry that says so.

    What the proper officer has classified she alone marks anew, for its pages tell what she withheld (LGA 1972
    s.100B(2)). Raises NotThere, Forbidden, Conflict where another has marked passages meanwhile, and CommandRefused
    where it cannot be so.
    """
    at, rows = filing(desk, document_id), _in_order(desk.register, document_id)
    desk.attempt.action = _MARK
    if desk.expects not in (None, _version(at, rows)):
        raise Conflict(_WHAT, "somebody has marked passages of it meanwhile", "look at them, and decide again")
    before = _wrong(desk.register, document_id)
    changes = Changes(desk.session, desk.tx.council_id)
    if given.passage is None:
        _add(desk, changes, rows, document_id, given)
    else:
        _change(desk, changes, at, rows, given)
    _require_within(at, given.pages)
    numbers = change_register(desk.tx, changes, desk.actor, MARKED)
    if not numbers:
        raise CommandRefused(_WHAT, "it is marked so already", "change its pages, its label or its place")
    _require_no_worse(desk.register, document_id, before)
    return numbers[0]


def numbers_of(pages: str, count: int) -> tuple[int, ...]:
    """The pages that a text names, as people write them, of a file of so many; none where it names no pages."""
    try:
        given = _PAGES.validate_python(pages)
    except ValidationError:
        return ()
    if given == WHOLE:
        return tuple(range(1, count + 1))
    return tuple(sorted({page for first, last in page_ranges(given) for page in range(first, last + 1)}))


def _add(desk: Desk, changes: Changes, rows: Sequence[tables.Passage], document_id: str, given: Marking) -> None:
    position = max((row.position for row in rows), default=-1) + 1 if given.position is None else given.position
    thing = changes.name("passage", _new_code(desk.register, document_id))
    changes.put(tables.Passage, thing, document_id=document_id, position=position, title=given.title, pages=given.pages)


def _change(desk: Desk, changes: Changes, at: Filing, rows: Sequence[tables.Passage], given: Marking) -> None:
    row = next((each for each in rows if each.thing_id == given.passage), None)
    if row is None:
        raise NotThere("The passage")
    if not _hers(desk, at, row):
        why = "the proper officer has classified it, so that its pages are hers to say"
        raise Forbidden(_WHAT, why, "tell the proper officer on which pages it lies")
    said: dict[str, Any] = {name: value for name, value in content(row).items() if name not in _NAMES}
    said |= {"title": given.title, "pages": given.pages}
    said |= {} if given.position is None else {"position": given.position}
    changes.put(tables.Passage, row.thing_id, **said)


def _hers(desk: Desk, at: Filing, row: tables.Passage) -> bool:
    claimed = row.paragraphs_complete or desk.register.all(tables.Paragraph, passage_id=row.thing_id)
    return at.registers or not (claimed or row.basis not in (None, "none"))


def _shown(desk: Desk, at: Filing, row: tables.Passage) -> MarkedPassage:
    named = desk.register.thing(row.thing_id)
    code = named.code if named else row.thing_id
    return MarkedPassage(row.thing_id, code, row.title, row.pages, row.position, _hers(desk, at, row))


def _in_order(register: Register, document_id: str) -> list[tables.Passage]:
    return sorted(register.all(tables.Passage, document_id=document_id), key=lambda row: row.position)


def _version(at: Filing, rows: Iterable[tables.Passage]) -> int:
    return max(at.document.entry, at.version, *(row.entry for row in rows), 0)


def _in_none(rows: Iterable[tables.Passage], count: int | None) -> str:
    """The pages of the file that lie in no passage; none where a passage is the whole, or there is none at all."""
    marked = [row.pages or "" for row in rows]
    if count is None or not marked or not all(has_own_pages(row) for row in rows):
        return ""
    taken = {page for pages in marked for first, last in page_ranges(pages) for page in range(first, last + 1)}
    left = [page for page in range(1, count + 1) if page not in taken]
    return written(left) if left else ""


def _new_code(register: Register, document_id: str) -> str:
    """A short name that is free: the document's own and a number, from which a case can be made."""
    named = register.thing(document_id)
    stem = (named.code if named else document_id)[-_LONGEST_STEM:]
    number = 1
    while register.find("passage", f"{stem}-p{number}") is not None:
        number += 1
    return f"{stem}-p{number}"


def _require_within(at: Filing, pages: str) -> None:
    if pages == WHOLE:
        return
    ranges = page_ranges(pages)
    turned = next(((first, last) for first, last in ranges if last < first), None)
    if turned:
        raise CommandRefused(_WHAT, f"page {turned[1]} is before page {turned[0]}", PAGES_REMEDY)
    last, count = max(last for _, last in ranges), at.kept.page_count if at.kept else at.document.page_count
    if count is not None and last > count:
        raise CommandRefused(_WHAT, f"page {last} is beyond the last, {count}", f"name pages from 1 to {count}")


def _wrong(register: Register, document_id: str) -> set[str]:
    """What cannot be true of the document and its passages together, as a request would find it."""
    return {found.error.why for found in document_errors(register, (document_id,))}


def _require_no_worse(register: Register, document_id: str, before: set[str]) -> None:
    """Raises CommandRefused where something cannot be true that was right before; then nothing is changed."""
    for found in document_errors(register, (document_id,)):
        if found.error.why not in before:
            raise CommandRefused(_WHAT, found.error.why, found.error.remedy)
