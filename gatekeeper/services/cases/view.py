"""A case as one person may see it: hers, with every reason that does not disclose; or the officers', with all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from gatekeeper.core.decision import PassageResult
from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.decide import Decided, decide_now
from gatekeeper.services.cases.desk import Desk, can_see, permissions, state_of
from gatekeeper.services.cases.disputes import rung_deadline
from gatekeeper.services.cases.due import Due, dues
from gatekeeper.services.cases.errors import NotThere, Undecidable
from gatekeeper.services.cases.people import chosen
from gatekeeper.services.cases.standing import is_rulings, live, reasons_in
from gatekeeper.services.cases.visible import UNNAMED, label_for_councillor
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import words_of

HELD_BACK = "Part of the reasons is held back: telling it would disclose it. The monitoring officer can review that."
UNDECIDED = "It cannot be worked out yet: what the register holds of it must be corrected first. A person looks at it."
_PRIVATE = frozenset({"against_advice", "less_than_recommended"})
"""Flags that tell what was advised; they are hers to read only where the advice is."""
_HERS = frozenset({"requester", "assistant"})
_QUIET = frozenset({Action.READ_CASE.value, Action.OPEN_DOCUMENT.value, Action.READ_LOG.value})
_OUTCOMES = {
    "entitled": "Available now",
    "undetermined": "Something must be known first",
    "refer": "An officer must decide",
    "not_entitled": "Not available as of right",
    "barred": "Barred by law (held for the monitoring officer)",
}


def read_case(desk: Desk, request_id: str) -> dict[str, Any]:
    """The case as the person at the desk may see it; the reading is entered in the record. Raises NotThere."""
    request = desk.request(request_id)
    seen = [(asked, desk.roles(request, asked)) for asked in desk.asked_of(request)]
    seen = [(asked, roles) for asked, roles in seen if can_see(roles, state_of(asked))]
    if not seen:
        raise NotThere
    for asked, _ in seen:
        desk.step(request, asked, Action.READ_CASE, shared=False)
    hers = any(roles & _HERS for _, roles in seen)
    return {
        "reference": request.reference,
        "request_id": request.id,
        "received_at": request.received_at.isoformat(),
        "kind": request.kind,
        "on_behalf": request.assistant_id is not None,
        "handed_over_at": request.handed_over_at.isoformat() if request.handed_over_at else None,
        "version": request.version,
        "documents": [_asked(desk, request, asked, roles, hers=hers) for asked, roles in seen],
        "timeline": _timeline(desk, request, {None, *(asked.id for asked, _ in seen)}, hers=hers),
        "seen_as": "councillor" if hers else "officer",
    }


def _asked(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, roles: frozenset[str], *, hers: bool
) -> dict[str, Any]:
    data: dict[str, Any] = {
        "asked_id": asked.id,
        "stage": asked.stage,
        "with": _holder(desk, request, asked),
        "rung": asked.rung,
        "status": asked.status,
        "ruling": asked.ruling,
        "may": [each.value for each in Action if permissions().allowed(roles, state_of(asked), each).allowed],
    }
    if asked.document_id is None:
        return data | {"called": "What you described" if hers else "A description to be matched", "passages": []}
    row = desk.register.one(tables.Document, asked.document_id)
    try:
        decided = decide_now(desk, request, (asked.document_id,))
    except Undecidable as error:
        called = label_for_councillor(row) if hers else (row.title if row else UNNAMED)
        problem = {} if hers else {"problem": error.problem}
        return data | {"called": called, "summary": UNDECIDED, "passages": [], "due": []} | problem
    result = decided.document(asked.document_id)
    entitled = any(each.outcome == "entitled" for each in result.passages)
    called = label_for_councillor(row, entitled=entitled) if hers else (row.title if row else UNNAMED)
    rulings = {each.passage: each for each in live(desk, asked)}
    advice = desk.acts(request.id, Action.ADVISE.value, asked_id=asked.id)
    untold = _PRIVATE if hers and not all(act.shared for act in advice) else frozenset()
    said = _reasons(desk, rulings)
    rung = rung_deadline(desk, asked)
    every = ([rung] if rung else []) + list(dues(result))
    return data | {
        "called": called,
        "summary": result.summary,
        "passages": [
            _passage(each, _ruling(rulings.get(each.passage), said.get(each.passage), untold), hers=hers)
            for each in result.passages
        ],
        "due": [_due(each, desk) for each in every],
        **({} if hers else {"provenance": _provenance(decided)}),
    }


def _holder(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> str:
    if asked.status == "withdrawn":
        return "nobody: it was withdrawn"
    if asked.document_id is None:
        return "democratic services, who look for the document"
    title = _title(desk, asked)
    if asked.status == "determined":
        return title
    choice = chosen(desk.register, request, asked, "rule" if asked.rung else "determine", desk.pack, desk.tx.now)
    if not choice.candidates:
        return f"{title}; {choice.escalate or 'nobody in post can act'}"
    return title


def _title(desk: Desk, asked: tables.AskedDocument) -> str:
    if 0 < asked.rung <= len(desk.ladder.rungs):
        return desk.ladder.rungs[asked.rung - 1].title
    post = desk.register.one(tables.Post, asked.holder_post_id)
    if post is not None and post.kind == asked.stage:
        return post.title
    return f"the {asked.stage.replace('_', ' ')}"


def _reasons(desk: Desk, rulings: Mapping[str, tables.Determination]) -> dict[str, str]:
    entries = sorted({each.entry for each in rulings.values()})
    words = words_of(desk.session, desk.tx.council_id, entries) if entries else {}
    found: dict[str, str] = {}
    for passage, ruling in rulings.items():
        kept = words.get(ruling.entry)
        found[passage] = reasons_in(kept.text)[passage] if kept and kept.text else "The reasons were erased."
    return found


def _passage(result: PassageResult, ruling: dict[str, Any] | None, *, hers: bool) -> dict[str, Any]:
    barred = result.outcome == "barred" or "barred" in result.could_be
    data: dict[str, Any] = {
        "passage": result.passage,
        "pages": result.pages,
        "outcome": _OUTCOMES[result.outcome],
        "opened_by": [route.title for route in result.routes if route.status == "open"],
        "opens_later_by": [route.title for route in result.routes if route.status == "not_yet"],
        "reasons": [] if hers and barred else _told(result),
        "asks": [each.question for each in result.asks if not hers or each.supplier == "councillor"],
        "would_change": [change.words for route in result.routes for change in route.changes] if not hers else [],
        "ruling": ruling,
    }
    if hers and barred:
        data["held_back"] = HELD_BACK
    if not hers:
        data |= {"label": result.label, "prohibition": result.prohibition, "machine": result.summary}
        data["position"] = result.common_law.position if result.common_law else None
    return data


def _told(result: PassageResult) -> list[str]:
    """The reasons, those that made the outcome first: for opening where it is open, else against."""
    first = "for" if result.outcome == "entitled" else "against"
    ordered = sorted(result.reasons, key=lambda each: each.side != first)
    return [f"{each.sentence} [{each.source}]" for each in ordered]


def _ruling(ruling: tables.Determination | None, said: str | None, untold: frozenset[str]) -> dict[str, Any] | None:
    if ruling is None:
        return None
    return {
        "ruling": ruling.ruling,
        "form": ruling.form,
        "by": ruling.post,
        "deputising": ruling.deputises_for is not None,
        "at": ruling.at.isoformat(),
        "reasons": said,
        "grounds": ruling.grounds,
        "conditions": ruling.conditions,
        "alternatives": ruling.alternatives,
        "authority": ruling.authority,
        "flags": [flag["says"] for flag in ruling.flags if flag["code"] not in untold],
    }


def _due(due: Due, desk: Desk) -> dict[str, Any]:
    return {
        "what": due.what,
        "owner": due.owner,
        "at": due.at.isoformat(),
        "in_words": due.in_words,
        "how": due.how,
        "source": due.source,
        "late": due.passed(desk.tx.now),
    }


def _provenance(decided: Decided) -> dict[str, int]:
    return {place: each.entry for place, each in decided.evidence.places.items()}


def _timeline(
    desk: Desk, request: tables.AccessRequest, seen: Collection[str | None], *, hers: bool
) -> list[dict[str, Any]]:
    """What was done on the request as a whole and on the asked documents that are seen."""
    acts = [act for act in desk.cases.acts(request.id, without=_QUIET) if act.asked_id in seen]
    acts = [act for act in acts if act.shared or not hers]
    words = words_of(desk.session, desk.tx.council_id, [act.entry for act in acts])
    return [_line(act, words.get(act.entry), hers=hers) for act in acts]


def _line(act: tables.Act, kept: Any, *, hers: bool) -> dict[str, Any]:
    text = kept.text if kept is not None else None
    said = reasons_in(text) if text is not None and is_rulings(text) else text
    person = {} if hers else {"person": act.person_id, "post": act.post_id}
    told = {"entry": act.entry, "at": act.at.isoformat(), "action": act.action, "asked_id": act.asked_id}
    return told | {"words": said} | person
