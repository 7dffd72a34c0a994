"""Finding the document that a councillor described: papers of the register by their words, for whoever matches it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from gatekeeper.core.lifecycle import Action
from gatekeeper.core.plain_words import plain_words
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.cases.reading import case_of
from gatekeeper.services.register_reading import document_for
from gatekeeper.storage import tables

MOST_FOUND: Final = 25
"""How many papers are shown; of more, she gives more words."""


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """A document of the register that may be meant: its title, its code in the register, its kind and who holds it."""

    document_id: str
    title: str
    code: str
    kind: str
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What she described, and the papers that have the words looked for. ``more``: there are others."""

    case: Mapping[str, Any]
    document: Mapping[str, Any]
    described: str
    found: tuple[FoundPaper, ...]
    more: bool


def papers_for(desk: Desk, asked_id: str, words: str) -> Match:
    """The papers that may be meant by a description; none without a word. The reading is entered.

    Raises NotThere for whoever may not match it, and CommandRefused where it is matched already.
    """
    view = case_of(desk, asked_id)
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.MATCH)
    if asked.document_id is not None:
        raise CommandRefused("Match", "it is already matched to a document", "transfer it if another post decides")
    taken = {each.document_id for each in desk.asked_of(request)}
    found = [each for each in _with(desk, words) if each.thing_id not in taken]
    shown = [paper for each in found[: MOST_FOUND + 1] if (paper := _paper(desk, each)) is not None]
    said = next((str(line["words"] or "") for line in view["timeline"] if line["action"] == "submit"), "")
    document = next(each for each in view["documents"] if each["asked_id"] == asked_id)
    papers = tuple(shown[:MOST_FOUND])
    return Match(case=view, document=document, described=said, found=papers, more=len(shown) > MOST_FOUND)


def _with(desk: Desk, words: str) -> list[tables.Document]:
    """Every document in whose title or code each of the words begins a word, by title."""
    wanted = set(plain_words(words))
    if not wanted:
        return []
    rows = (each for each in desk.register.all(tables.Document) if _has(desk, each, wanted))
    return sorted(rows, key=lambda each: (each.title, each.thing_id))


def _has(desk: Desk, row: tables.Document, wanted: set[str]) -> bool:
    thing = desk.register.thing(row.thing_id)
    held = [*plain_words(row.title), *plain_words((thing.code if thing else "").replace("_", " "))]
    return all(any(each.startswith(word) for each in held) for word in wanted)


def _paper(desk: Desk, row: tables.Document) -> FoundPaper | None:
    """A document as the person at the desk may know of it; None where she may not know its title."""
    try:
        told = document_for(desk, row.thing_id)
    except NotThere:
        return None
    if told.called != row.title:
        return None
    thing, post = desk.register.thing(row.thing_id), desk.register.one(tables.Post, row.holder_post_id)
    code = thing.code if thing else ""
    return FoundPaper(row.thing_id, told.called, code, row.kind or "", post.title if post else "")
