"""The bundle of a dispute: what both sides have before them, and what one of them has not, with the reason.

Both sides are the councillor and the officer who determined. Whoever rules reads all of it. What the councillor may not
read is never counted or listed to her; she is told that there may be such papers, why, and who can review that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.cases.reading import case_of
from gatekeeper.services.cases.shown import names_of
from gatekeeper.services.cases.standing import is_rulings, reasons_in, rulings_in
from gatekeeper.services.cases.told import HEARD, Reader, reader_of
from gatekeeper.services.cases.visible import PassageNames
from gatekeeper.services.officers.casefile import CaseFile, case_file
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import words_of

_OF_HERS: Final = frozenset({"submit", "answer_question", "narrow", "dispute", "appeal"})
_OF_OFFICERS: Final = frozenset(
    {"determine", "rule", "resolve", "record_not_held", "advise", "consult", "ask_councillor"}
)
_PAPERS: Final = _OF_HERS | _OF_OFFICERS | {Action.SUBMIT_STATEMENT.value, Action.NOTE.value}
WITHHELD: Final[Mapping[str, str]] = {
    "advise": "Whoever advised gave it to officers alone: it may tell what the document holds.",
    "note": "An officer wrote it for officers alone.",
    "consult": "What somebody said who was heard is for whoever rules. That she was heard is told.",
}
"""Why a paper that is not shared is kept from the councillor, by what it is."""
UNTOLD: Final = (
    "Advice that officers took in confidence, and notes they wrote for each other, are not in this bundle if there are "
    "any: they may tell what the document holds. The monitoring officer can review that."
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the bundle. ``words`` is a text, or the reasons by passage. ``withheld``: why she has it not.

    ``ruled`` is what was ruled in it: each passage with the ruling and the form, None where nothing is given.
    """

    entry: int
    at: datetime
    what: str
    side: str
    by: str
    words: str | Mapping[str, str] | None
    withheld: str = ""
    ruled: tuple[tuple[str, str, str | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The papers in their order, to one reader. ``untold``: what is told of papers that this reader has not."""

    case: Mapping[str, Any]
    document: Mapping[str, Any]
    reader: Reader
    papers: tuple[Paper, ...]
    untold: str


def bundle_of(desk: Desk, asked_id: str) -> Bundle:
    """The bundle of a dispute as the person at the desk may read it; the reading is entered.

    Raises NotThere, and CommandRefused where nothing was disputed.
    """
    view = case_of(desk, asked_id)
    request, asked = desk.asked(asked_id)
    document = next((each for each in view["documents"] if each["asked_id"] == asked_id), None)
    if document is None:
        raise NotThere
    if not asked.rung:
        raise CommandRefused("Show the bundle", "nothing is disputed", "read the case as it stands")
    reader = reader_of(desk.roles(request, asked))
    papers = papers_of(desk, request, asked, reader)
    untold = "" if reader == "officer" else UNTOLD
    return Bundle(case=view, document=document, reader=reader, papers=papers, untold=untold)


def dispute_of(desk: Desk, asked_id: str) -> tuple[CaseFile, Bundle]:
    """The file of a dispute with its bundle, to whoever reads it as an officer; the reading is entered once.

    Raises NotThere.
    """
    file = case_file(desk, asked_id)
    request, asked = desk.asked(asked_id)
    papers = papers_of(desk, request, asked, "officer")
    return file, Bundle(case=file.case, document=file.document, reader="officer", papers=papers, untold="")


def papers_of(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, reader: Reader
) -> tuple[Paper, ...]:
    """The papers on an asked document that such a reader has, in their order."""
    acts = [act for act in desk.acts(request.id) if act.asked_id in (None, asked.id) and act.action in _PAPERS]
    read = [act for act in acts if _reads(act, reader)]
    words = words_of(desk.session, desk.tx.council_id, [act.entry for act in read])
    names = names_of(desk, request, asked, reader)
    return tuple(_paper(desk, act, words.get(act.entry), names, reader) for act in read)


def _reads(act: tables.Act, reader: Reader) -> bool:
    if reader == "officer":
        return True
    return act.shared and (reader == "councillor" or act.action in HEARD)


def _paper(desk: Desk, act: tables.Act, kept: Any, names: PassageNames, reader: Reader) -> Paper:
    text = kept.text if kept is not None else None
    rulings = text is not None and is_rulings(text)
    said = names.said(reasons_in(str(text))) if rulings else text
    ruled = rulings_in(str(text)) if rulings else ()
    return Paper(
        entry=act.entry,
        at=act.at,
        what=act.action,
        side=_side(desk, act),
        by=_by(desk, act, reader),
        words=said,
        withheld="" if act.shared else WITHHELD.get(act.action, WITHHELD["note"]),
        ruled=tuple((names.name(passage), ruling, form) for passage, ruling, form in ruled),
    )


def _side(desk: Desk, act: tables.Act) -> str:
    """Whose paper it is: the councillor's, an officer's."""
    if act.action == Action.SUBMIT_STATEMENT.value:
        request = desk.cases.request(act.request_id)
        hers = request is not None and act.person_id in (request.requester_id, request.assistant_id)
        return "councillor" if hers else "officer"
    return "councillor" if act.action in _OF_HERS else "officer"


def _by(desk: Desk, act: tables.Act, reader: Reader) -> str:
    """In which post, and to officers also by whom."""
    post = desk.register.one(tables.Post, act.post_id)
    person = desk.register.one(tables.Person, act.person_id) if reader == "officer" else None
    return ", ".join(each for each in (post.title if post else "", person.name if person else "") if each)
