"""Determining: an officer's rulings, passage by passage, checked against the law before anything is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, cast

from gatekeeper.core.actors import Candidate, Function, may_act
from gatekeeper.core.decision import DocumentResult
from gatekeeper.core.lifecycle import Action
from gatekeeper.core.lifecycle import Ruling as Ruled
from gatekeeper.core.rulings import (
    Checked,
    Flag,
    Form,
    Need,
    Proposal,
    Ruling,
    Standing,
    check_rulings,
    document_ruling,
)
from gatekeeper.core.rulings.words import Key
from gatekeeper.services.cases.conversation import advice_on
from gatekeeper.services.cases.decide import Decided, decide_now, differs, keep_answers, store
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.due import dues
from gatekeeper.services.cases.errors import CommandRefused, Unlawful
from gatekeeper.services.cases.found import record_for_passage
from gatekeeper.services.cases.people import chosen, decision_need, situation_of
from gatekeeper.services.cases.rulings_given import NeedFound, PassageRuling, Rulings, facts_found
from gatekeeper.services.cases.rulings_kept import Made, keep
from gatekeeper.services.cases.situating import BODIES
from gatekeeper.services.cases.standing import fingerprints, live
from gatekeeper.services.evidence import ref_of
from gatekeeper.storage import tables

FORM_ASKED: Mapping[str, Form] = {"factual_information": "facts_only", "briefing": "briefing", "advice": "briefing"}
"""The form that she asks for by the kind of her request; where it is not here, she named none."""

__all__ = ["NeedFound", "PassageRuling", "Rulings", "determination", "determine", "live", "preview"]


def preview(desk: Desk, asked_id: str, rulings: Rulings) -> Checked:
    """What the law would say of these rulings: nothing is recorded. Raises CommandRefused where she may not."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, deciding(asked))
    decided = decide_now(desk, request, (_document(asked),))
    return _checked(desk, request, asked, decided, rulings)


def deciding(asked: tables.AskedDocument) -> Action:
    """The step by which it is decided where it stands: determined first, then ruled on, or resolved by a body."""
    if not asked.rung:
        return Action.DETERMINE
    return Action.RESOLVE if asked.stage in BODIES else Action.RULE


def determine(desk: Desk, asked_id: str, rulings: Rulings) -> int:
    """Determine an asked document. Raises Unlawful with every reason where the law forbids one of the rulings."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.DETERMINE)
    return determination(desk, request, asked, rulings, Action.DETERMINE)


def determination(
    desk: Desk,
    request: tables.AccessRequest,
    asked: tables.AskedDocument,
    rulings: Rulings,
    action: Action,
    *,
    data: Mapping[str, Any] | None = None,
    **given: Any,
) -> int:
    """Check the rulings against the law as it stands now, record them, and move; the entry's number."""
    decided = decide_now(desk, request, (_document(asked),))
    result = decided.document(_document(asked))
    checked = _checked(desk, request, asked, decided, rulings)
    if not checked.lawful:
        raise Unlawful(checked.stops)
    _keep(desk, request, asked, decided)
    ruling = _ruling(desk, asked, result, rulings)
    made = Made(rulings, asked, fingerprints(desk.register, _document(asked)), _candidate(desk, request, asked))
    flags = [_flag(each) for each in checked.flags] + made.personal_flags
    told = {"flags": flags, "statement_to_scrutiny": rulings.statement_to_scrutiny is not None, **(data or {})}
    words = made.sealed({**told, **_circumstances(desk, request, asked, result)})
    number = desk.step(request, asked, action, words=words, data=told, shared=True, ruling=Ruled(ruling), **given)
    keep(desk, made, flags, number)
    _findings(desk, request, asked, rulings)
    _keep(desk, request, asked, decide_now(desk, request, (_document(asked),)))
    return number


def _keep(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, decided: Decided) -> None:
    """Keep the decision on which it is ruled, and the one that the findings made with the ruling lead to."""
    result = decided.document(_document(asked))
    if differs(desk, asked, result):
        keep_answers(desk, asked, result, store(desk, request, decided, "determined"))


def _document(asked: tables.AskedDocument) -> str:
    if asked.document_id is None:
        raise CommandRefused("Determine", "it is not yet known which document is meant", "match it to a document first")
    return asked.document_id


def _checked(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, decided: Decided, rulings: Rulings
) -> Checked:
    result = decided.document(_document(asked))
    proposals = [proposal(result.document, each, asked.stage) for each in rulings.passages]
    return checker(desk, request, asked, result, statement=rulings.statement_to_scrutiny is not None)(proposals)


def checker(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, result: DocumentResult, *, statement: bool
) -> Callable[[Sequence[Proposal]], Checked]:
    """Checks proposals for an asked document against all that bears on it now.

    ``statement``: the written reasons for the scrutiny committee are given with them.
    """
    return partial(
        check_rulings,
        [result],
        pack=desk.pack_of(asked),
        advice=advice_on(desk, asked, result.document),
        due=_due(result, asked),
        now=desk.tx.now,
        at_rung=asked.rung,
        wants=FORM_ASKED.get(request.kind or ""),
        searches_recorded=bool(desk.acts(request.id, Action.RECORD_NOT_HELD.value, asked_id=asked.id)),
        statement_to_scrutiny=statement,
        standing={(result.document, each.passage): _stands(each) for each in live(desk, asked)},
    )


def _stands(row: tables.Determination) -> Standing:
    ruling, form = cast("Ruling", row.ruling), cast("Form | None", row.form)
    return Standing(ruling, form, tuple(row.conditions), row.cleared)


def proposal(document: str, ruling: PassageRuling, post: str) -> Proposal:
    """A ruling that was given as the proposal that is checked; ``post`` is that in which it is decided."""
    given = {name: value for name, value in ruling if name not in ("need", "passage", "personal_data_basis")}
    need = Need(**dict(ruling.need))
    return Proposal(document=document, passage=ruling.passage, need=need, decided_as=post, **given)


def _due(result: DocumentResult, asked: tables.AskedDocument) -> dict[Key, datetime]:
    every = dues(result)
    at = asked.due_at if asked.rung else (every[0].at if every else None)
    return {} if at is None else {(result.document, passage.passage): at for passage in result.passages}


def _ruling(desk: Desk, asked: tables.AskedDocument, result: DocumentResult, rulings: Rulings) -> Ruling:
    """The ruling on the document: what the law opens, what was ruled before and stands, and what is ruled now.

    Raises CommandRefused where a passage is left without any answer: a document is determined as a whole.
    """
    opened = {each.passage: "granted" for each in result.passages if each.outcome == "entitled"}
    standing = {each.passage: each.ruling for each in live(desk, asked)}
    every = {**standing, **opened, **{each.passage: each.ruling for each in rulings.passages}}
    left = [each.passage for each in result.passages if each.passage not in every]
    if left:
        why = f"nothing is ruled on {', '.join(left)}, and each passage gets its own answer"
        raise CommandRefused("Determine", why, "rule on every passage that is not open as of right")
    return document_ruling([cast("Ruling", every[each.passage]) for each in result.passages])


def _flag(flag: Flag) -> dict[str, Any]:
    return {"code": flag.code, "passage": flag.passage[1] if flag.passage else None, "says": flag.says}


def _circumstances(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, result: DocumentResult
) -> dict[str, Any]:
    """What the record must hold besides the ruling (law 6.6): who stood aside, deadlines, what is next."""
    function: Function = "rule" if asked.rung else "determine"
    choice = chosen(desk.register, request, asked, function, desk.pack_of(asked), desk.tx.now)
    due = min(_due(result, asked).values(), default=None)
    ladder = desk.ladder_of(asked)
    return {
        "stood_aside": [{"person": each.person, "why": each.why} for each in choice.barred],
        "received_at": request.received_at.isoformat(),
        "due_at": due.isoformat() if due else None,
        "late": due is not None and desk.tx.now > due,
        "review": ladder.rungs[asked.rung].title if asked.rung < len(ladder.rungs) else ladder.instead,
        "advice": [each.entry for each in desk.acts(request.id, Action.ADVISE.value, asked_id=asked.id)],
    }


def _candidate(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> Candidate | None:
    """As whom the person at the desk decides: in her own post, acting in it, or deputising; None for a clerk."""
    situation = situation_of(desk.register, request, asked, desk.tx.now)
    found = may_act(str(desk.actor.person), decision_need(asked, situation), situation, desk.pack_of(asked))
    return found if isinstance(found, Candidate) else None


def _findings(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, rulings: Rulings) -> None:
    """What the officer found on each passage becomes evidence, for that passage and this request alone."""
    passages = desk.register.all(tables.Passage, document_id=asked.document_id)
    by_ref = {ref_of(desk.register, row.thing_id): row.thing_id for row in passages}
    for each in rulings.passages:
        if each.passage in by_ref:
            record_for_passage(desk, request, by_ref[each.passage], facts_found(each.need), (asked.stage, each.reasons))
