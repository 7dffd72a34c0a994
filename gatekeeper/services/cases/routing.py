"""Sends an asked document to whose decision it is, and answers at once what the law opens without anybody's leave."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from gatekeeper.core.decision import DocumentResult, PassageResult
from gatekeeper.core.lifecycle import MATCHING, Action
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.cases.decide import decide_now, keep_answers, store
from gatekeeper.services.cases.desk import Desk, permissions, state_of
from gatekeeper.services.cases.errors import Forbidden, Undecidable
from gatekeeper.services.cases.given import LONGEST
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import words_of

SUBMITTED = "submitted"
"""The cause of the first decision on a document that was named when it was asked for."""
EXECUTIVE = "executive"
RIGHT_STAGE = "right_stage"
"""Under this name a match or transfer tells whose decision the law made it when the machine worked it out."""
_SCRUTINY = frozenset({"reg17", "art10"})
_OFFICERS = {"proper_officer": "proper_officer", "chief_finance_officer": "chief_finance_officer"}


def stage_for(result: DocumentResult, first: str) -> str:
    """The post whose decision an asked document is: that of the first passage that is not simply open.

    Barred, or by an order, enactment or terms of which nobody has found whether they reach her: the monitoring officer
    (Statement of law 6.1, 6.2). A scrutiny member's right that was taken away, or is doubtful or unknown: the
    executive (SI 2012/2089 reg 17: its own clock, its own reasons). Any other: the one who determines need to know;
    where the common law has nothing to say, the officer who owes the doubtful route.
    """
    withheld = _withheld(result)
    if not withheld:
        return "proper_officer"
    if any(_held_for_monitoring(passage) for passage in withheld):
        return "monitoring_officer"
    if any(_for_the_executive(passage) for passage in withheld):
        return EXECUTIVE
    if any(passage.common_law for passage in withheld):
        return first
    owners = [route.owner for passage in withheld for route in passage.routes if route.status == "refer"]
    return next((_OFFICERS[owner] for owner in owners if owner in _OFFICERS), first)


def _withheld(result: DocumentResult) -> list[PassageResult]:
    return [passage for passage in result.passages if passage.outcome != "entitled"]


def _held_for_monitoring(passage: PassageResult) -> bool:
    return passage.outcome == "barred" or ("barred" in passage.could_be and bool(passage.prohibition))


def _for_the_executive(passage: PassageResult) -> bool:
    return any(
        route.route in _SCRUTINY and route.status in ("refer", "undetermined", "blocked") for route in passage.routes
    )


def first_answer(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, cause: str, **match: Any
) -> int | None:
    """Decide on one document, store the decision, send it where it belongs, and answer what is open as of right.

    The entry of the match, by the person at the desk. Where what the register holds cannot be decided on, nothing is
    opened and a person is told why; the other documents of the request are answered all the same.
    """
    machine = Desk(desk.tx, SYSTEM)
    try:
        decided = decide_now(desk, request, (str(asked.document_id),))
    except Undecidable as error:
        entry = _send(desk, request, asked, machine.ladder.first, **match)
        to_a_person(machine, request, asked, error)
        return entry
    result = decided.document(str(asked.document_id))
    decision = store(desk, request, decided, cause)
    entry = _send(desk, request, asked, stage_for(result, machine.ladder.first), **match)
    keep_answers(machine, asked, result, decision, first=cause == SUBMITTED)
    answer_as_of_right(machine, request, asked, result, decision)
    return entry


def _send(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, stage: str, **match: Any
) -> int | None:
    """Move a matched document to whose decision it is. A person may transfer it later."""
    if asked.stage != MATCHING:
        return None
    data = {RIGHT_STAGE: stage, "holder": asked.holder_post_id}
    subjects = (f"thing:{asked.document_id}",)
    return desk.step(request, asked, Action.MATCH, to_stage=stage, subjects=subjects, data=data, shared=True, **match)


def re_route(machine: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, result: DocumentResult) -> None:
    """Send a first determination that is owed to another post, where changed facts made it that post's decision.

    Where it is that of the same post as before, it stays where people have sent it meanwhile.
    """
    if asked.rung or not state_of(asked).pending or not _withheld(result):
        return
    stage = right_stage(machine, asked, result)
    if stage in (asked.stage, _last_right_stage(machine, asked)):
        return
    _machine_may(machine, request, asked, Action.TRANSFER)
    machine.step(request, asked, Action.TRANSFER, to_stage=stage, data={RIGHT_STAGE: stage}, shared=True)


def right_stage(desk: Desk, asked: tables.AskedDocument, result: DocumentResult) -> str:
    """Whose decision the first determination is; the executive's no more once it has answered."""
    first = desk.ladder.first
    stage = stage_for(result, first)
    return first if stage == EXECUTIVE and _executive_answered(desk, asked) else stage


def _executive_answered(desk: Desk, asked: tables.AskedDocument) -> bool:
    """Whether the executive has given its answer under regulation 17; need to know then has its own decider."""
    notes = desk.acts(asked.request_id, Action.NOTE.value, asked_id=asked.id)
    return any(act.data.get("regulation_17") for act in notes)


def _last_right_stage(machine: Desk, asked: tables.AskedDocument) -> str | None:
    sent = machine.acts(asked.request_id, Action.MATCH.value, Action.TRANSFER.value, asked_id=asked.id)
    return next((act.data[RIGHT_STAGE] for act in reversed(sent) if RIGHT_STAGE in act.data), None)


def to_a_person(
    machine: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, error: Undecidable
) -> None:
    """Note for officers that the register cannot be decided on, and why; the same problem is noted once."""
    words = f"What the register holds of this case cannot be decided on: {error.problem}"[:LONGEST]
    notes = machine.acts(request.id, Action.NOTE.value, asked_id=asked.id)
    told = [act.entry for act in notes if act.data.get("not_decidable")][-1:]
    if any(each.text == words for each in words_of(machine.session, machine.tx.council_id, told).values()):
        return
    machine.step(request, asked, Action.NOTE, words=words, data={"not_decidable": True})


def answer_as_of_right(
    machine: Desk,
    request: tables.AccessRequest,
    asked: tables.AskedDocument,
    result: DocumentResult,
    decision: int,
    given: Collection[str] = (),
) -> bool:
    """Enter what is open as of right; tells whether anything is. ``given``: passages that a ruling grants in full.

    Where all of it is open or given, the document is granted.
    """
    opened = [passage for passage in result.passages if passage.outcome == "entitled"]
    if not opened or not state_of(asked).pending:
        return False
    _machine_may(machine, request, asked, Action.ANSWER_AS_OF_RIGHT)
    complete = all(each.passage in given for each in _withheld(result))
    routes = {passage.passage: list(passage.opened_by) for passage in opened}
    data = {"complete": complete, "passages": routes, "decision": decision}
    machine.step(request, asked, Action.ANSWER_AS_OF_RIGHT, data=data, shared=True, complete=complete)
    return True


def _machine_may(machine: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, action: Action) -> None:
    permission = permissions().allowed(machine.roles(request, asked), state_of(asked), action)
    if not permission.allowed:
        raise Forbidden(action.replace("_", " ").capitalize(), permission.why.rstrip("."), "ask the administrator")
