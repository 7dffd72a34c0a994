"""A councillor's own requests as she reads them in a list: what she asked for, how it stands, and what is due when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gatekeeper.core.audit import Words
from gatekeeper.core.lifecycle import Action, Ruling, Status
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.desk import Desk, can_see, state_of
from gatekeeper.services.cases.shown import names_of
from gatekeeper.services.cases.visible import label_for_councillor
from gatekeeper.services.library.whose import councillor_of
from gatekeeper.storage import tables
from gatekeeper.storage.my_requests import Whose
from gatekeeper.storage.record_reading import words_of
from gatekeeper.storage.register import Register

DESCRIBED: Final = "What you described"
MOST_QUESTIONS: Final = 20
_FOI_OFFICER: Final = "foi_officer"
"""Who owes every answer under freedom of information and the environmental regulations."""
_ENDED: Final = frozenset({Status.DETERMINED.value, Status.WITHDRAWN.value})
_ASKED_FOR: Final = re.compile(r"^Asked for: ", re.MULTILINE)
_WHY: Final = re.compile(r"^Why: ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Councillor:
    """The councillor (register id) for whom things are asked. ``herself``: it is she who has signed in."""

    id: str
    name: str
    herself: bool


@dataclass(frozen=True, slots=True)
class MyDocument:
    """How one document of a request stands, under the name that she may know it by. ``late`` is computed now."""

    asked_id: str
    called: str
    stage: str
    status: str
    ruling: str | None
    due_at: datetime | None
    late: bool

    @property
    def owed(self) -> bool:
        """Whether an answer is still owed."""
        return self.status not in _ENDED


@dataclass(frozen=True, slots=True)
class MyRequest:
    """One of her requests."""

    request_id: str
    reference: str
    received_at: datetime
    documents: tuple[MyDocument, ...]

    @property
    def next_due(self) -> MyDocument | None:
        """The document of which an answer is due first, None where none is owed by a day."""
        dated = [each for each in self.documents if each.owed and each.due_at is not None]
        return min(dated, key=lambda each: each.due_at or self.received_at, default=None)


@dataclass(frozen=True, slots=True)
class MyRequests:
    """One page of them, the latest first. ``following``: after which (id) the next page begins, None at the end."""

    lines: tuple[MyRequest, ...]
    following: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was put to her and waits for her answer. ``words``: None where they were erased."""

    request_id: str
    reference: str
    asked_id: str
    called: str
    words: str | None
    asked_at: datetime


def councillor_at(desk: Desk) -> Councillor | None:
    """The councillor whose requests and library are shown to the person at the desk; None: she has none here."""
    return councillor_in(desk.register, desk.actor, desk.tx.now)


def councillor_in(register: Register, actor: Actor, at: datetime) -> Councillor | None:
    """The same of a register that is only read."""
    found = councillor_of(register, actor, at)
    if found is None:
        return None
    row = register.one(tables.Person, found)
    return Councillor(found, row.name if row else "", found == actor.person)


@dataclass(frozen=True, slots=True)
class HomeOf:
    """What stands first on the page of a councillor: what was asked of her, and what she waits for.

    ``asked_before``: she has asked for something at some time.
    """

    councillor: Councillor
    questions: tuple[Question, ...]
    waiting: MyRequests
    asked_before: bool


def home_of(desk: Desk, limit: int) -> HomeOf | None:
    """The same for the person at the desk, with so many requests at most; None: she is no councillor's here."""
    councillor = councillor_at(desk)
    if councillor is None:
        return None
    waiting = my_requests(desk, owed=True, after=None, limit=limit)
    before = bool(waiting.lines) or bool(my_requests(desk, owed=None, after=None, limit=1).lines)
    return HomeOf(councillor, questions(desk), waiting, before)


def my_requests(desk: Desk, *, owed: bool | None, after: str | None, limit: int) -> MyRequests:
    """A page of the requests of the councillor at the desk (or for whom she acts): with an answer owed, without, all.

    ``after`` is the id of the last one of the page before. Nobody else's are told or counted.
    """
    whose = _whose(desk)
    if whose is None:
        return MyRequests((), None)
    rows = whose.page(_ENDED, owed=owed, after=after, limit=limit + 1)
    shown = rows[:limit]
    lines = tuple(each for each in _lines(desk, whose, shown) if each.documents)
    return MyRequests(lines, shown[-1].id if len(rows) > limit else None)


def questions(desk: Desk) -> tuple[Question, ...]:
    """What officers have asked her and she has not answered yet, the one that has waited longest first."""
    whose = _whose(desk)
    if whose is None:
        return ()
    waiting = whose.in_status(Status.AWAITING_COUNCILLOR.value, MOST_QUESTIONS)
    seen = [(request, asked) for request, asked in waiting if _sees(desk, request, asked)]
    acts = {asked.id: _last_question(desk, asked) for _, asked in seen}
    words = words_of(desk.session, desk.tx.council_id, [act.entry for act in acts.values() if act])
    called = _called(desk, seen)
    return tuple(
        Question(request.id, request.reference, asked.id, called[asked.id], _text(words.get(act.entry)), act.at)
        for request, asked in seen
        if (act := acts[asked.id]) is not None
    )


def next_dates(document: Mapping[str, Any], *, handed_over: bool) -> tuple[Mapping[str, Any], ...]:
    """The dates to be shown of a document of a case, as ``read_case`` tells them.

    Freedom of information is for what is withheld: of what was granted in full nothing is left to be answered under it,
    unless it was carried over before.
    """
    dates: Sequence[Mapping[str, Any]] = document.get("due", ())
    if document["ruling"] != Ruling.GRANTED or handed_over:
        return tuple(dates)
    return tuple(each for each in dates if each["owner"] != _FOI_OFFICER)


def _whose(desk: Desk) -> Whose | None:
    councillor = councillor_of(desk.register, desk.actor, desk.tx.now)
    return None if councillor is None else Whose(desk.session, desk.tx.council_id, councillor)


def _lines(desk: Desk, whose: Whose, rows: Sequence[tables.AccessRequest]) -> Iterable[MyRequest]:
    of = {row.id: row for row in rows}
    pairs = [(of[asked.request_id], asked) for asked in whose.asked_of(of)]
    seen = [(request, asked) for request, asked in pairs if _sees(desk, request, asked)]
    called = _called(desk, seen)
    for row in rows:
        documents = tuple(_document(desk, asked, called) for request, asked in seen if request.id == row.id)
        yield MyRequest(row.id, row.reference, row.received_at, documents)


def _sees(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> bool:
    return can_see(desk.roles(request, None), state_of(asked))


def _document(desk: Desk, asked: tables.AskedDocument, called: Mapping[str, str]) -> MyDocument:
    owed = asked.status not in _ENDED
    due = asked.due_at if owed else None
    late = due is not None and due < desk.tx.now
    return MyDocument(asked.id, called[asked.id], asked.stage, asked.status, asked.ruling, due, late)


def _called(desk: Desk, seen: Sequence[tuple[tables.AccessRequest, tables.AskedDocument]]) -> dict[str, str]:
    """What each asked document is called to her: as on the case's own page, or, not yet matched, in her own words."""
    named = {asked.document_id for _, asked in seen if asked.document_id}
    rows = {row.thing_id: row for row in desk.register.all(tables.Document, thing_id=sorted(named))} if named else {}
    found: dict[str, str] = {}
    for request, asked in seen:
        row = rows.get(asked.document_id or "")
        if asked.document_id is None:
            found[asked.id] = _described(desk, request, asked)
        elif row is not None and row.title_known:
            found[asked.id] = row.title
        else:
            names = names_of(desk, request, asked, "councillor")
            found[asked.id] = label_for_councillor(row, whole=not names.hidden)
    return found


def _described(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> str:
    """Her own words for what she asked for, as they stand in the record, where they can be told from each other."""
    made = next(iter(desk.acts(request.id, Action.SUBMIT.value)), None)
    kept = words_of(desk.session, desk.tx.council_id, [made.entry]).get(made.entry) if made else None
    text = _text(kept)
    if made is None or text is None:
        return DESCRIBED
    _, *parts = _ASKED_FOR.split(_WHY.split(text)[0])
    place = asked.position - len(made.data.get("documents", ()))
    apart = len(parts) == made.data.get("descriptions") and 0 <= place < len(parts)
    return " ".join(parts[place].split()) if apart else DESCRIBED


def _last_question(desk: Desk, asked: tables.AskedDocument) -> tables.Act | None:
    return next(reversed(desk.acts(asked.request_id, Action.ASK_COUNCILLOR.value, asked_id=asked.id)), None)


def _text(kept: Words | None) -> str | None:
    return kept.text if kept else None
