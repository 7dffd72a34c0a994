"""A document as its officers read it: who may know of it and who decided so, its business, passages and requests."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.plain_words import plain_words
from gatekeeper.services.cases.desk import Desk, can_see, state_of
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.people import may_ask, posts_held
from gatekeeper.services.cases.visible import label_for_councillor
from gatekeeper.services.register_reading import document_for
from gatekeeper.services.registering.history import By, Step, entered_by, history, said
from gatekeeper.services.registering.paragraphs import ShownClaim, claims_of
from gatekeeper.services.registering.who import document_row, keeps_register, kinds_held, require_officer
from gatekeeper.storage import tables
from gatekeeper.storage.base import Recorded

_DECISIONS: Final = ("existence_known", "title_known", "public_label")
_KNOW_TITLES: Final = frozenset({"proper_officer", "monitoring_officer"})


@dataclass(frozen=True, slots=True)
class Knowing:
    """A decision on who may know of the document, with who made it, from when, and until when (None: it stands)."""

    existence_known: bool
    title_known: bool
    public_label: str | None
    by: By
    from_at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Business:
    """Something that the document relates to: what it is called, its body, day and meeting, and the link (id)."""

    link_id: str
    title: str
    body: str
    on: datetime | date | None
    meeting_id: str | None
    access: str | None


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage with what is claimed of it. ``looked``: the proper officer has looked, and these are all she claims."""

    passage_id: str
    code: str
    title: str | None
    pages: str | None
    looked: bool
    claims: tuple[ShownClaim, ...]
    basis: str | None
    citation: str | None
    reaches_every_route: bool | str | None
    contains: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A request for the document that its reader may see."""

    asked_id: str
    request_id: str
    reference: str
    stage: str
    status: str
    ruling: str | None
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile:
    """All of it. ``keeps``: its reader keeps the register; ``files``: she may put its file. ``version``: of its row."""

    document_id: str
    code: str
    version: int
    row: tables.Document
    holder: str | None
    body: str | None
    keeps: bool
    files: bool
    knowing: tuple[Knowing, ...]
    business: tuple[Business, ...]
    passages: tuple[ShownPassage, ...]
    file: tables.StoredFile | None
    requests: tuple[AskedFor, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of a list, as its reader may know of it."""

    document_id: str
    called: str
    code: str | None
    kind: str | None
    holder: str | None


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page of them. ``following``: how many come before the next page, None at the end."""

    documents: tuple[Listed, ...]
    following: int | None


def document_file(desk: Desk, document_id: str) -> DocumentFile:
    """All that the register says of a document. Raises NotThere, and Forbidden as ``document_row`` does."""
    row, register = document_row(desk, document_id), desk.register
    thing, holder = register.thing(document_id), register.one(tables.Post, row.holder_post_id)
    body, keeps = register.one(tables.Body, row.responsible_body_id), keeps_register(desk)
    held = posts_held(register, str(desk.actor.person), desk.tx.now)
    return DocumentFile(
        document_id=document_id,
        code=thing.code if thing else document_id,
        version=row.entry,
        row=row,
        holder=holder.title if holder else None,
        body=body.name if body else None,
        keeps=keeps,
        files=keeps or row.holder_post_id in held,
        knowing=_knowing(desk, document_id),
        business=tuple(_business(desk, document_id)),
        passages=tuple(passages_shown(desk, document_id)),
        file=next(iter(register.all(tables.StoredFile, document_id=document_id)), None),
        requests=tuple(_requests(desk, document_id)),
        steps=_history(desk, document_id),
    )


def documents_page(desk: Desk, words: str, start: int, limit: int) -> ListedPage:
    """Documents of which the person at the desk may know, by what they are called to her; those with all the words.

    Raises NotThere for whoever has no post that gives knowledge of documents.
    """
    require_officer(desk)
    wanted = plain_words(words)
    found = sorted(_known(desk, wanted), key=lambda each: (each.called.casefold(), each.document_id))
    end = start + limit
    return ListedPage(tuple(found[start:end]), end if len(found) > end else None)


def passage_of(desk: Desk, document_id: str, passage_id: str) -> ShownPassage:
    """One passage of a document, for those who read all that the register says of it. Raises NotThere."""
    document_row(desk, document_id)
    for each in passages_shown(desk, document_id):
        if each.passage_id == passage_id:
            return each
    raise NotThere("The passage")


def _known(desk: Desk, wanted: Collection[str]) -> Iterator[Listed]:
    person, now = str(desk.actor.person), desk.tx.now
    held = posts_held(desk.register, person, now)
    every, asks = bool(kinds_held(desk) & _KNOW_TITLES), may_ask(desk.register, person, local_date(now))
    posts = {each.thing_id: each.title for each in desk.register.all(tables.Post)}
    for row in desk.register.all(tables.Document):
        whole = every or row.holder_post_id in held
        called = row.title if whole else _called(desk, row, asks=asks)
        thing = desk.register.thing(row.thing_id) if whole and called is not None else None
        if called is None or not _has(called, thing.code if thing else "", wanted):
            continue
        told = (row.kind, posts.get(row.holder_post_id or "")) if called == row.title else (None, None)
        yield Listed(row.thing_id, called, thing.code if thing else None, *told)


def _called(desk: Desk, row: tables.Document, *, asks: bool) -> str | None:
    """What a document is called to an officer who neither keeps nor holds it; who asks herself may know more of it."""
    if not asks:
        return label_for_councillor(row) if row.existence_known else None
    try:
        return document_for(desk, row.thing_id).called
    except NotThere:
        return None


def _has(called: str, code: str, wanted: Collection[str]) -> bool:
    held = [*plain_words(called), *plain_words(code.replace("_", " ").replace("-", " "))]
    return all(any(each.startswith(word) for each in held) for word in wanted)


def _knowing(desk: Desk, document_id: str) -> tuple[Knowing, ...]:
    """The decisions on who may know of it, the latest first."""
    runs = said(desk.register.ever(tables.Document, thing_id=document_id), *_DECISIONS)
    who = entered_by(desk, [first.entry for first, _ in runs])
    nobody = By("", "", "")
    return tuple(
        Knowing(
            first.existence_known,
            first.title_known,
            first.public_label,
            who.get(first.entry, nobody),
            first.recorded_at,
            last.replaced_at,
        )
        for first, last in reversed(runs)
    )


def _business(desk: Desk, document_id: str) -> Iterator[Business]:
    register = desk.register
    for link in sorted(register.all(tables.Link, document_id=document_id), key=lambda each: each.position):
        item, decision = register.one(tables.Item, link.item_id), register.one(tables.SoleDecision, link.decision_id)
        if decision is not None:
            on = decision.decided_at or decision.decided_on
            yield Business(link.thing_id, decision.title or "", decision.decider, on, None, None)
        elif item is not None:
            body, meeting = register.one(tables.Body, item.body_id), register.one(tables.Meeting, item.meeting_id)
            at = (meeting.meeting_at or meeting.meeting_on) if meeting else None
            of = body.name if body else ""
            yield Business(link.thing_id, item.title or "", of, at, item.meeting_id, item.access)


def passages_shown(desk: Desk, document_id: str) -> Iterator[ShownPassage]:
    """The passages of a document in their order; whether she may read of them is asked before."""
    rows = desk.register.all(tables.Passage, document_id=document_id)
    for row in sorted(rows, key=lambda each: each.position):
        thing = desk.register.thing(row.thing_id)
        yield ShownPassage(
            row.thing_id,
            thing.code if thing else row.thing_id,
            row.title,
            row.pages,
            row.paragraphs_complete,
            claims_of(desk, row.thing_id),
            row.basis,
            row.citation,
            row.reaches_every_route,
            None if row.contains is None else tuple(row.contains),
        )


def _requests(desk: Desk, document_id: str) -> Iterator[AskedFor]:
    for asked in desk.cases.about(document_id):
        request = desk.cases.request(asked.request_id)
        if request is not None and can_see(desk.roles(request, asked), state_of(asked)):
            how = (asked.stage, asked.status, asked.ruling)
            yield AskedFor(asked.id, request.id, request.reference, *how, request.received_at)


def _history(desk: Desk, document_id: str) -> tuple[Step, ...]:
    """What was entered of the document and of its passages, the latest first."""
    register = desk.register
    steps = list(history(desk, "document", register.ever(tables.Document, thing_id=document_id)))
    for kind, rows in _by_thing(register.ever(tables.Passage, document_id=document_id), "passage"):
        steps += history(desk, kind, rows)
        claims = register.ever(tables.Paragraph, passage_id=rows[0].thing_id)
        for other, of in _by_thing(claims, "paragraph"):
            steps += history(desk, other, of)
    return tuple(sorted(steps, key=lambda each: each.entry, reverse=True))


def _by_thing(rows: Sequence[Recorded], kind: str) -> Iterator[tuple[str, list[Recorded]]]:
    found: dict[str, list[Recorded]] = {}
    for row in rows:
        found.setdefault(row.thing_id, []).append(row)
    return ((kind, each) for each in found.values())
