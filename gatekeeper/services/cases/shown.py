"""One asked document as somebody may see it: the councillor, an officer on the case, or one who is only consulted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gatekeeper.core.actors import Function
from gatekeeper.core.decision import DocumentResult, PassageResult
from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.decide import Decided, decide_now
from gatekeeper.services.cases.desk import Desk, permissions, state_of
from gatekeeper.services.cases.disputes import consulted_at
from gatekeeper.services.cases.due import Due, dues, rung_deadline
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.services.cases.held import may_be_missing
from gatekeeper.services.cases.opening import open_now
from gatekeeper.services.cases.people import chosen
from gatekeeper.services.cases.standing import live, reasons_in
from gatekeeper.services.cases.states import possible
from gatekeeper.services.cases.told import Reader, reader_of
from gatekeeper.services.cases.visible import UNNAMED, PassageNames, label_for_councillor
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import words_of

HELD_BACK = "Part of the reasons is held back: telling it would disclose it. The monitoring officer can review that."
CONSULTED = "You are heard on this dispute. What is told here is what a councillor may know of it."
UNDECIDED = "It cannot be worked out yet: what the register holds of it must be corrected first. A person looks at it."
_PRIVATE = frozenset({"against_advice", "less_than_recommended"})
"""Flags that tell what was advised; they are hers to read only where the advice is."""
_OUTCOMES = {
    "entitled": "Available now",
    "undetermined": "Something must be known first",
    "refer": "An officer must decide",
    "not_entitled": "Not available as of right",
    "barred": "Barred by law (held for the monitoring officer)",
}


def asked_document(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, roles: frozenset[str], names: PassageNames
) -> dict[str, Any]:
    """How an asked document stands, to somebody with these roles."""
    reader = reader_of(roles)
    data: dict[str, Any] = {
        "asked_id": asked.id,
        "stage": asked.stage,
        "with": _holder(desk, request, asked),
        "rung": asked.rung,
        "status": asked.status,
        "ruling": asked.ruling,
        "may": [each.value for each in _may(desk, request, asked, roles)],
    }
    if asked.document_id is None:
        called = "A description to be matched" if reader == "officer" else "What you described"
        return data | {"called": called, "passages": []}
    row = desk.register.one(tables.Document, asked.document_id)
    try:
        decided = decide_now(desk, request, (asked.document_id,))
    except Undecidable as error:
        problem = {"problem": error.problem} if reader == "officer" else {}
        undecided = {"called": _called(row, reader), "summary": UNDECIDED, "passages": [], "due": []}
        return data | undecided | problem
    result = decided.document(asked.document_id)
    return data | {
        "called": _called(row, reader, whole=not names.hidden),
        **_answered(desk, request, asked, result, (reader, names)),
        **({"provenance": _provenance(decided)} if reader == "officer" else {}),
    }


def _may(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, roles: frozenset[str]
) -> Iterator[Action]:
    """What somebody with these roles is let do now, and what leads somewhere from where it stands."""
    state = state_of(asked)
    leads = possible(state, desk.ladder_of(asked), consulted_at(desk, asked))
    allowed = (each for each in Action if each in leads and permissions().allowed(roles, state, each).allowed)
    return (each for each in allowed if each is not Action.RECORD_NOT_HELD or may_be_missing(desk, request, asked))


def names_of(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, reader: Reader) -> PassageNames:
    """What its passages are called to that reader: the council's own codes may tell what a document is about."""
    row = desk.register.one(tables.Document, asked.document_id)
    if row is None or row.title_known or reader == "officer":
        return PassageNames((), hidden=False)
    try:
        result = decide_now(desk, request, (row.thing_id,)).document(row.thing_id)
    except Undecidable:
        return PassageNames((), hidden=True)
    whole = reader == "councillor" and _whole_is_hers(desk, request, asked, result)
    return PassageNames((each.passage for each in result.passages), hidden=not whole)


def checked_document(desk: Desk, decided: Decided, document_id: str) -> dict[str, Any]:
    """What she would be told of a document if she asked for it, as on her own case; nothing is asked for yet."""
    row, result = desk.register.one(tables.Document, document_id), decided.document(document_id)
    whole = all(each.outcome == "entitled" for each in result.passages)
    hidden = not whole and (row is None or not row.title_known)
    names = PassageNames((each.passage for each in result.passages), hidden=hidden)
    return {
        "called": label_for_councillor(row, whole=whole),
        "summary": result.summary,
        "passages": [_passage(each, None, names.name(each.passage), hers=True) for each in result.passages],
        "due": [_due(each, desk) for each in dues(result)],
    }


def _called(row: tables.Document | None, reader: Reader, *, whole: bool = False) -> str:
    if reader == "officer":
        return row.title if row else UNNAMED
    return label_for_councillor(row, whole=whole)


def _whole_is_hers(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, result: DocumentResult
) -> bool:
    """Whether every passage is open to her as it stands, by right or by ruling: then she reads the title anyway."""
    if all(each.outcome == "entitled" for each in result.passages):
        return True
    opened, whole = open_now(desk, request, asked)
    return whole and not any(each.form == "redacted_copy" for each in opened)


def _answered(
    desk: Desk,
    request: tables.AccessRequest,
    asked: tables.AskedDocument,
    result: DocumentResult,
    told: tuple[Reader, PassageNames],
) -> dict[str, Any]:
    """What its passages come to, the rulings that stand on them, and what is due."""
    reader, names = told
    rulings = {each.passage: each for each in live(desk, asked)}
    said = _reasons(desk, rulings)
    advice = desk.acts(request.id, Action.ADVISE.value, asked_id=asked.id)
    untold = _PRIVATE if reader != "officer" and not all(act.shared for act in advice) else frozenset()
    ruled = {ref: _ruling(each, said.get(ref), untold) for ref, each in rulings.items()}
    rung = rung_deadline(desk, asked)
    every = ([rung] if rung else []) + list(dues(result) if reader != "consultee" else ())
    if reader == "consultee":
        passages = [_disputed(each, ruled.get(each.passage), names.name(each.passage)) for each in result.passages]
    else:
        hers = reader == "councillor"
        passages = [
            _passage(each, ruled.get(each.passage), names.name(each.passage), hers=hers) for each in result.passages
        ]
    summary = CONSULTED if reader == "consultee" else result.summary
    return {"summary": summary, "passages": passages, "due": [_due(each, desk) for each in every]}


def _holder(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> str:
    if asked.status == "withdrawn":
        return "nobody: it was withdrawn"
    if asked.document_id is None:
        return "democratic services, who look for the document"
    title = _title(desk, asked)
    if asked.status == "determined":
        return title
    function: Function = "rule" if asked.rung else "determine"
    choice = chosen(desk.register, request, asked, function, desk.pack_of(asked), desk.tx.now)
    if not choice.candidates:
        return f"{title}; {choice.escalate or 'nobody in post can act'}"
    return title


def _title(desk: Desk, asked: tables.AskedDocument) -> str:
    rungs = desk.ladder_of(asked).rungs
    if 0 < asked.rung <= len(rungs):
        return rungs[asked.rung - 1].title
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


def _disputed(result: PassageResult, ruling: dict[str, Any] | None, name: str) -> dict[str, Any]:
    """A passage to somebody who is only consulted: what was ruled on it, and nothing of what it holds or why else."""
    told: dict[str, Any] = {"opened_by": [], "opens_later_by": [], "reasons": [], "asks": [], "would_change": []}
    outcome = _OUTCOMES["entitled"] if result.outcome == "entitled" else "In dispute"
    ruled = ruling and ruling | {"flags": []}
    return {"passage": name, "pages": result.pages, "outcome": outcome, "ruling": ruled, **told}


def _passage(result: PassageResult, ruling: dict[str, Any] | None, name: str, *, hers: bool) -> dict[str, Any]:
    barred = result.outcome == "barred" or "barred" in result.could_be
    data: dict[str, Any] = {
        "passage": name,
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
