"""What is done to one asked document: every command of its life, each at an address of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import Field, field_validator

from gatekeeper.api.calls import Call, IdempotencyKey, IfMatch, PersonCall, etag, expected
from gatekeeper.api.guard import GuardedRoute, needs
from gatekeeper.api.schemas import Done, FlagShown, Matching, Opening, Preview, StopShown
from gatekeeper.auth import Scope
from gatekeeper.core.lifecycle import STAGES
from gatekeeper.core.rulings import Checked
from gatekeeper.services.cases import closing, conversation, determine, disputes, executive, first, found
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.found import Claim
from gatekeeper.services.cases.given import Command as Given
from gatekeeper.services.named_opening import open_named
from gatekeeper.services.part import require_part

router = APIRouter(prefix="/councils/{slug}/asked/{asked_id}", tags=["asked documents"], route_class=GuardedRoute)


class Classifying(Given):
    """Every paragraph the proper officer claims for one passage (register id); none: she claims none."""

    passage: str
    claims: tuple[Claim, ...] = ()


class Transferring(first.Transfer):
    """To which post it goes, of which holder (register id), and why."""

    to_stage: str = Field(json_schema_extra={"enum": list(STAGES)})

    @field_validator("to_stage")
    @classmethod
    def _is_a_stage(cls, given: str) -> str:
        if given not in STAGES:
            raise ValueError("no post of that kind can have a request before it")
        return given


class Asks(conversation.Said):
    """A question to the councillor; ``offers_narrowing``: it is the offer of help to narrow the request."""

    offers_narrowing: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One command: its address, what is given with it, the scope it needs, and what carries it out."""

    name: str
    helps: str
    form: type[Any]
    scopes: tuple[Scope, ...]
    work: Callable[[Desk, str, Any], int]


def _match(desk: Desk, asked_id: str, given: Matching) -> int:
    return first.match(desk, asked_id, given.document)


def _ask(desk: Desk, asked_id: str, given: Asks) -> int:
    return conversation.ask_councillor(desk, asked_id, given, offers_narrowing=given.offers_narrowing)


def _classify(desk: Desk, asked_id: str, given: Classifying) -> int:
    return found.classify(desk, asked_id, given.passage, given.claims)


def _hand_over(desk: Desk, asked_id: str, given: closing.HandingOver) -> int:
    return closing.hand_over(desk, asked_id, given)[0]


_OWN, _OFFICER = (Scope.REQUESTS_SUBMIT,), (Scope.REQUESTS_DETERMINE,)
_ADVICE, _LADDER = (Scope.REQUESTS_ADVISE,), (Scope.REQUESTS_DISPUTE,)
_EITHER = _OFFICER + _OWN
STEPS = (
    Step("match", "Say which document a description means.", Matching, _OFFICER, _match),
    Step("not-held", "Record that it is not held or cannot be found.", first.NotHeld, _OFFICER, first.record_not_held),
    Step("ask", "Put a question to the councillor.", Asks, _OFFICER, _ask),
    Step("answer", "Answer the question that was put to her.", conversation.Stated, _OWN, conversation.answer_question),
    Step("narrow", "Ask for less.", conversation.Narrowing, _OWN, conversation.narrow),
    Step(
        "narrowing-declined",
        "Record that help to narrow was offered and brought nothing.",
        conversation.Said,
        _OFFICER,
        conversation.declined_to_narrow,
    ),
    Step("note", "Add an officer's note.", conversation.Said, _OFFICER + _ADVICE, conversation.note),
    Step("ask-advice", "Ask the adviser.", conversation.Said, _OFFICER, conversation.ask_advice),
    Step("advise", "Advise; an adviser never decides.", conversation.Advising, _ADVICE, conversation.advise),
    Step("classify", "Classify a passage.", Classifying, _OFFICER, _classify),
    Step("confirm", "Confirm a balance for this request.", found.Confirmation, _OFFICER, found.confirm_balance),
    Step("find", "Record a finding for this request.", found.Found, _EITHER, found.find),
    Step("determine", "Determine it, passage by passage.", determine.Rulings, _OFFICER, determine.determine),
    Step(
        "executive-answer",
        "Record the executive's answer under regulation 17.",
        executive.ExecutiveAnswer,
        _OFFICER,
        executive.answer_for_executive,
    ),
    Step("transfer", "Send it to the right holder.", Transferring, _OFFICER, first.transfer),
    Step("withdraw", "Withdraw what is pending.", closing.Leaving, _OWN, closing.withdraw),
    Step("dispute", "Dispute what was determined.", disputes.Disputing, _LADDER, disputes.dispute),
    Step("appeal", "Take a ruling to the next rung.", disputes.Disputing, _LADDER, disputes.appeal),
    Step("consult", "Record that a consultee was heard.", disputes.Consulting, _OFFICER, disputes.consult),
    Step("statement", "Put one side's case in writing.", conversation.Said, _LADDER, conversation.submit_statement),
    Step("rule", "Rule on a dispute.", determine.Rulings, _OFFICER, disputes.rule),
    Step("resolve", "Enter a body's resolution.", disputes.Resolution, _OFFICER, disputes.resolve),
    Step(
        "hand-over",
        "Hand what is left over to freedom of information.",
        closing.HandingOver,
        _EITHER,
        _hand_over,
    ),
    Step(
        "interest",
        "Declare an interest on the case.",
        conversation.Interest,
        _OFFICER + _ADVICE + _OWN,
        conversation.declare_interest,
    ),
)


def _carried_out(call: Call, step: Step, asked_id: str, given: Any, key: str | None, match: str | None) -> Done:
    """Carry a command out once, on the version that the caller has before her."""
    used = call.key(key, step.name, asked_id, given, returns=Done)

    def work(desk: Desk) -> Done:
        require_part(desk, asked_id)
        entry = step.work(desk, asked_id, given)
        request, _ = desk.asked(asked_id)
        return Done(entry=entry, version=desk.version(request))

    return call.do(work, expects=expected(match), key=used)


def _add(step: Step) -> None:
    """Add the operation of a command."""

    def operation(
        call: PersonCall,
        asked_id: str,
        given: Any,
        response: Response,
        key: IdempotencyKey = None,
        match: IfMatch = None,
    ) -> Done:
        done = _carried_out(call, step, asked_id, given, key, match)
        response.headers["ETag"] = etag(done.version)
        return done

    operation.__annotations__["given"] = step.form
    operation.__name__ = step.name.replace("-", "_")
    router.post(f"/{step.name}", summary=step.helps, openapi_extra=needs(*step.scopes))(operation)


for _step in STEPS:
    _add(_step)


@router.post("/preview", openapi_extra=needs(Scope.REQUESTS_DETERMINE))
def preview(call: PersonCall, asked_id: str, given: determine.Rulings) -> Preview:
    """What the law would say of these rulings; nothing is recorded."""
    return _preview(call.do(lambda desk: determine.preview(desk, asked_id, given)))


@router.post("/open", openapi_extra=needs(Scope.DOCUMENTS_READ))
def open_passages(
    call: PersonCall,
    asked_id: str,
    accepts_conditions: Annotated[bool, Query(description="She accepts the conditions of what was granted.")] = False,
) -> Opening:
    """What of it is open to the caller at this instant; the opening is entered in the record first."""
    accepts = accepts_conditions
    return Opening.model_validate(call.do(lambda desk: open_named(desk, asked_id, accepts_conditions=accepts)))


def _preview(checked: Checked) -> Preview:
    stops = tuple(
        StopShown(
            code=each.code,
            passage=each.passage[1] if each.passage else None,
            what=each.what,
            why=each.why,
            remedy=each.remedy,
            source=each.source,
        )
        for each in checked.stops
    )
    flags = tuple(
        FlagShown(code=each.code, passage=each.passage[1] if each.passage else None, says=each.says)
        for each in checked.flags
    )
    return Preview(lawful=checked.lawful, stops=stops, flags=flags)
