"""Sends an asked document to whose decision it is, and answers at once what the law opens without anybody's leave."""

from __future__ import annotations

from collections.abc import Sequence

from gatekeeper.core.decision import DocumentResult, PassageResult
from gatekeeper.core.lifecycle import MATCHING, Action
from gatekeeper.services.cases.desk import Desk, permissions, state_of
from gatekeeper.services.cases.errors import Forbidden, Undecidable
from gatekeeper.services.cases.given import LONGEST
from gatekeeper.storage import tables

_SCRUTINY = frozenset({"reg17", "art10"})
_TO_ANSWER = frozenset({"refer", "undetermined", "blocked"})
_OFFICERS = {"proper_officer": "proper_officer", "chief_finance_officer": "chief_finance_officer"}


def stage_for(result: DocumentResult, first: str) -> str:
    """The post whose decision an asked document is: that of the first passage that is not simply open.

    Barred: the monitoring officer. A scrutiny member's right that was taken away, or is doubtful or unknown: the
    executive (SI 2012/2089 reg 17: its own clock, its own reasons). Any other: the one who determines need to know;
    where the common law has nothing to say, the officer who owes the doubtful route.
    """
    withheld = [passage for passage in result.passages if passage.outcome != "entitled"]
    if not withheld:
        return "proper_officer"
    if any(passage.outcome == "barred" for passage in withheld):
        return "monitoring_officer"
    if any(_for_the_executive(passage) for passage in withheld):
        return "executive"
    if any(passage.common_law for passage in withheld):
        return first
    owners = [route.owner for passage in withheld for route in passage.routes if route.status == "refer"]
    return next((_OFFICERS[owner] for owner in owners if owner in _OFFICERS), first)


def _for_the_executive(passage: PassageResult) -> bool:
    return any(
        route.route in _SCRUTINY and route.status in ("refer", "undetermined", "blocked") for route in passage.routes
    )


def send(machine: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, result: DocumentResult) -> None:
    """Move a document that the request names to its stage: naming it is matching it. A person may transfer it later."""
    machine.step(request, asked, Action.MATCH, to_stage=stage_for(result, machine.ladder.first))


def to_a_person(
    machine: Desk, request: tables.AccessRequest, asked: Sequence[tables.AskedDocument], error: Undecidable
) -> None:
    """Note that the register cannot be decided on, and leave each asked document with the one who determines."""
    words = f"What the register holds of this case cannot be decided on: {error.problem}"[:LONGEST]
    for each in asked:
        if each.stage == MATCHING and each.document_id is not None:
            machine.step(request, each, Action.MATCH, to_stage=machine.ladder.first)
        machine.step(request, each, Action.NOTE, words=words, shared=False, data={"not_decidable": True})


def answer_as_of_right(
    machine: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, result: DocumentResult, decision: int
) -> bool:
    """Enter what is open as of right; all of it: the document is granted. Tells whether anything is open."""
    opened = [passage for passage in result.passages if passage.outcome == "entitled"]
    if not opened or not state_of(asked).pending:
        return False
    _machine_may(machine, request, asked, Action.ANSWER_AS_OF_RIGHT)
    complete = len(opened) == len(result.passages)
    routes = {passage.passage: list(passage.opened_by) for passage in opened}
    data = {"complete": complete, "passages": routes, "decision": decision}
    machine.step(request, asked, Action.ANSWER_AS_OF_RIGHT, data=data, complete=complete)
    return True


def _machine_may(machine: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, action: Action) -> None:
    permission = permissions().allowed(machine.roles(request, asked), state_of(asked), action)
    if not permission.allowed:
        raise Forbidden(action.replace("_", " ").capitalize(), permission.why.rstrip("."), "ask the administrator")
