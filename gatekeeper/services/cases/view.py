"""A case as one person may see it: the councillor, the officers with all of it, or one who is only consulted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk, can_see, state_of
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.shown import Reader, asked_document, checked_document, names_of, reader_of
from gatekeeper.services.cases.standing import is_rulings, reasons_in
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.services.cases.visible import PassageNames
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import words_of

_QUIET = frozenset({Action.READ_CASE.value, Action.OPEN_DOCUMENT.value, Action.READ_LOG.value})
_HEARD = frozenset(
    each.value
    for each in (
        *(Action.DETERMINE, Action.RECORD_NOT_HELD, Action.DISPUTE, Action.APPEAL),
        *(Action.SUBMIT_STATEMENT, Action.RULE, Action.RESOLVE),
    )
)
"""What somebody who is only consulted reads of the timeline: what was ruled and why, and what both sides say to it."""
_Told = Mapping[str, tuple[Reader, PassageNames]]


def read_case(desk: Desk, request_id: str) -> dict[str, Any]:
    """The case as the person at the desk may see it; the reading is entered in the record. Raises NotThere."""
    desk.attempt.action = Action.READ_CASE.value
    request = desk.request(request_id)
    seen = [(asked, desk.roles(request, asked)) for asked in desk.asked_of(request)]
    seen = [(asked, roles) for asked, roles in seen if can_see(roles, state_of(asked))]
    if not seen:
        raise NotThere
    for asked, _ in seen:
        desk.step(request, asked, Action.READ_CASE, shared=False)
    readers = {asked.id: reader_of(roles) for asked, roles in seen}
    told = {asked.id: (readers[asked.id], names_of(desk, request, asked, readers[asked.id])) for asked, _ in seen}
    return {
        "reference": request.reference,
        "request_id": request.id,
        "received_at": request.received_at.isoformat(),
        "kind": request.kind,
        "on_behalf": request.assistant_id is not None,
        "handed_over_at": request.handed_over_at.isoformat() if request.handed_over_at else None,
        "version": request.version,
        "documents": [asked_document(desk, request, asked, roles, told[asked.id][1]) for asked, roles in seen],
        "timeline": _timeline(desk, request, told),
        "seen_as": _seen_as(readers.values()),
    }


def pre_check_view(desk: Desk, asking: Asking) -> dict[str, Any]:
    """Would she be entitled? What she would be told if she asked, and no more; nothing is filed.

    Raises CommandRefused.
    """
    decided = pre_check(desk, asking)
    return {"documents": [checked_document(desk, decided, each) for each in asking.documents]}


def _seen_as(readers: Iterable[Reader]) -> Reader:
    found = set(readers)
    if "councillor" in found:
        return "councillor"
    return "officer" if "officer" in found else "consultee"


def _timeline(desk: Desk, request: tables.AccessRequest, told: _Told) -> list[dict[str, Any]]:
    """What was done on the request as a whole and on the asked documents that are seen, as far as each is told."""
    whole = _seen_as(reader for reader, _ in told.values())
    nameless = (whole, PassageNames((), hidden=False))
    of: dict[str | None, tuple[Reader, PassageNames]] = {None: nameless}
    of.update(told)
    acts = [act for act in desk.cases.acts(request.id, without=_QUIET) if act.asked_id in of]
    acts = [act for act in acts if _is_told(act, of[act.asked_id][0])]
    words = words_of(desk.session, desk.tx.council_id, [act.entry for act in acts])
    return [_line(act, words.get(act.entry), of[act.asked_id]) for act in acts]


def _is_told(act: tables.Act, reader: Reader) -> bool:
    if reader == "officer":
        return True
    return act.shared and (reader == "councillor" or act.action in _HEARD)


def _line(act: tables.Act, kept: Any, told: tuple[Reader, PassageNames]) -> dict[str, Any]:
    reader, names = told
    text = kept.text if kept is not None else None
    said = names.said(reasons_in(text)) if text is not None and is_rulings(text) else text
    person = {"person": act.person_id, "post": act.post_id} if reader == "officer" else {}
    line = {"entry": act.entry, "at": act.at.isoformat(), "action": act.action, "asked_id": act.asked_id}
    return line | {"words": said} | person
