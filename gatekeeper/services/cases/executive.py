"""The executive's answer to a scrutiny member (SI 2012/2089 reg 17): its own clock, reasons and addressee."""

from __future__ import annotations

from pydantic import Field

from gatekeeper.core.lifecycle import Action, Status
from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.cases.given import Command, Words
from gatekeeper.services.cases.reevaluate import change_register
from gatekeeper.services.cases.routing import EXECUTIVE, RIGHT_STAGE, right_stage
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes

_ROUTES = frozenset({"reg17", "art10"})


class PassageRelevance(Command):
    """Whether one passage (register id) is relevant to scrutiny work (reg 17(3)(a)); left out: not yet found."""

    passage: str
    own_scrutiny: bool | None = None
    own_programme: bool | None = None
    other_programme: bool | None = None


class ExecutiveAnswer(Command):
    """The findings on relevance, and the written reasons to the scrutiny committee for whatever is then not given."""

    relevance: tuple[PassageRelevance, ...] = ()
    statement_to_scrutiny: Words | None = Field(default=None, description="Written reasons (reg 17(4)).")


def answer_for_executive(desk: Desk, asked_id: str, answer: ExecutiveAnswer) -> int:
    """Record the executive's answer. What regulation 17 then opens is given; the rest goes on to need to know.

    Raises CommandRefused where something is withheld and no written reasons to the scrutiny committee are given.
    """
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.TRANSFER)
    if asked.stage != EXECUTIVE:
        raise CommandRefused("Answer for the executive", "it is not with the executive", "transfer it there first")
    changes = _relevance(desk, request, asked, answer)
    number = desk.step(
        request,
        asked,
        Action.NOTE,
        words=answer.statement_to_scrutiny,
        data={"regulation_17": True, "addressed_to": "scrutiny committee" if answer.statement_to_scrutiny else None},
        shared=True,
    )
    change_register(desk.tx, changes, desk.actor, "request:relevance")
    _go_on(desk, request, asked, answer)
    return number


def _relevance(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, answer: ExecutiveAnswer
) -> Changes:
    own = {each.thing_id for each in desk.register.all(tables.Passage, document_id=asked.document_id)}
    changes = Changes(desk.session, desk.tx.council_id)
    for each in answer.relevance:
        if each.passage not in own:
            raise NotThere("The passage")
        thing = changes.name("relevance", f"{each.passage}/{request.id}")
        found = {name: value for name, value in each if name != "passage" and value is not None}
        changes.put(tables.Relevance, thing, passage_id=each.passage, request_id=request.id, **found)
    return changes


def _go_on(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, answer: ExecutiveAnswer) -> None:
    """What regulation 17 does not give needs reasons to the committee; need to know then has its own decider."""
    if asked.status == Status.DETERMINED.value:
        return
    result = decide_now(desk, request, (str(asked.document_id),)).document(str(asked.document_id))
    withheld = [each for each in result.passages if each.outcome != "entitled"]
    taken = [
        route
        for each in withheld
        for route in each.routes
        if route.route in _ROUTES and route.status != "not_applicable"
    ]
    if taken and answer.statement_to_scrutiny is None:
        why = "regulation 17 does not give her everything, and the scrutiny committee is owed written reasons"
        raise CommandRefused("Answer for the executive", why, "add the statement to the scrutiny committee")
    if asked.stage == EXECUTIVE:
        onward = right_stage(desk, asked, result)
        data = {"after": "regulation_17", RIGHT_STAGE: onward}
        desk.step(request, asked, Action.TRANSFER, to_stage=onward, data=data, shared=True)
