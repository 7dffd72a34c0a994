"""A case as one person may see it: the councillor, the officers with all of it, or one who is only consulted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk, can_see, state_of
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.shown import asked_document, checked_document, names_of
from gatekeeper.services.cases.standing import is_rulings, reasons_in
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.services.cases.told import Reader, reader_of, seen_as, told_acts, version_of
from gatekeeper.services.cases.visible import PassageNames
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import words_of

_Told = Mapping[str, tuple[Reader, PassageNames]]


def read_case(desk: Desk, request_id: str) -> dict[str, Any]:
    """The case as the person at the desk may see it; the reading is entered in the record. Raises NotThere."""
    desk.attempt.action = Action.READ_CASE.value
    request = desk.request(request_id, to_change=False)
    seen = [(asked, desk.roles(request, asked)) for asked in desk.asked_of(request, to_change=False)]
    seen = [(asked, roles) for asked, roles in seen if can_see(roles, state_of(asked))]
    if not seen:
        raise NotThere
    for asked, _ in seen:
        desk.step(request, asked, Action.READ_CASE, shared=False)
    readers = {asked.id: reader_of(roles) for asked, roles in seen}
    told = {asked.id: (readers[asked.id], names_of(desk, request, asked, readers[asked.id])) for asked, _ in seen}
    acts, whole = told_acts(desk.acts(request.id), readers), seen_as(readers.values())
    return {
        "reference": request.reference,
        "request_id": request.id,
        "received_at": request.received_at.isoformat(),
        "kind": request.kind,
        "on_behalf": request.assistant_id is not None,
        "handed_over_at": request.handed_over_at.isoformat() if request.handed_over_at else None,
        "version": version_of(acts),
        "documents": [asked_document(desk, request, asked, roles, told[asked.id][1]) for asked, roles in seen],
        "timeline": _timeline(desk, acts, whole, told),
        "seen_as": whole,
    }


def pre_check_view(desk: Desk, asking: Asking) -> dict[str, Any]:
    """Would she be entitled? What she would be told if she asked, and no more; nothing is filed.

    Raises CommandRefused.
    """
    decided = pre_check(desk, asking)
    return {"documents": [checked_document(desk, decided, each) for each in asking.documents]}


def _timeline(desk: Desk, acts: Sequence[tables.Act], whole: Reader, told: _Told) -> list[dict[str, Any]]:
    """What was done on the request as a whole and on the asked documents that are seen, as far as each is told."""
    of: dict[str | None, tuple[Reader, PassageNames]] = {None: (whole, PassageNames((), hidden=False))}
    of.update(told)
    words = words_of(desk.session, desk.tx.council_id, [act.entry for act in acts])
    return [_line(act, words.get(act.entry), of[act.asked_id]) for act in acts]


def _line(act: tables.Act, kept: Any, told: tuple[Reader, PassageNames]) -> dict[str, Any]:
    reader, names = told
    text = kept.text if kept is not None else None
    said = names.said(reasons_in(text)) if text is not None and is_rulings(text) else text
    person = {"person": act.person_id, "post": act.post_id} if reader == "officer" else {}
    line = {"entry": act.entry, "at": act.at.isoformat(), "action": act.action, "asked_id": act.asked_id}
    return line | {"words": said} | person
