"""When something changes, open cases and live rights are decided again at once, and the change is put on the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gatekeeper.core.decision import DocumentResult
from gatekeeper.core.lifecycle import Action, Ruling, Status
from gatekeeper.services.actor import SYSTEM, Actor
from gatekeeper.services.cases.affected import affected_requests
from gatekeeper.services.cases.decide import Change, changes_on, decide_now, differs, keep_answers, store
from gatekeeper.services.cases.desk import Desk, state_of
from gatekeeper.services.cases.due import answer_due
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.services.cases.held import held_in_register
from gatekeeper.services.cases.routing import answer_as_of_right, re_route, to_a_person
from gatekeeper.services.cases.standing import live
from gatekeeper.services.register import apply_changes
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.jobs import wake
from gatekeeper.storage.register import Changes
from gatekeeper.storage.transaction import Transaction


def change_register(
    tx: Transaction, changes: Changes, actor: Actor, kind: str = "register:changed", words: str | None = None
) -> tuple[int, ...]:
    """Change the register and decide again, in the same transaction, every request that the change touches."""
    things = changes.things
    numbers = apply_changes(tx, changes, actor, kind, words)
    if numbers:
        touched = sorted(affected_requests(tx.session, tx.council_id, things))
        re_evaluate(tx, touched, kind.replace(":", "_"))
        wake(tx.session, tx.council_id, touched, tx.now)
    return numbers


def re_evaluate(tx: Transaction, requests: Iterable[str], cause: str) -> dict[str, tuple[Change, ...]]:
    """Decide these requests again; for each that comes out otherwise, what changed, by the request's id."""
    machine = Desk(tx, SYSTEM)
    tx.session.flush()
    found = {each: _again(machine, each, cause) for each in sorted(set(requests))}
    return {request: changes for request, changes in found.items() if changes}


def every_request(tx: Transaction) -> list[str]:
    """Every request of the council that has not been withdrawn: what a clock goes through each day."""
    return Cases(tx.session, tx.council_id).every(Status.WITHDRAWN.value)


def _again(machine: Desk, request_id: str, cause: str) -> tuple[Change, ...]:
    """Each document by itself: one that cannot be decided on keeps nothing from the others."""
    request = machine.request(request_id)
    asked = [a for a in machine.asked_of(request) if a.document_id and a.status != Status.WITHDRAWN.value]
    return tuple(change for each in asked for change in _document(machine, request, each, cause))


def _document(
    machine: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, cause: str
) -> Sequence[Change]:
    try:
        decided = decide_now(machine, request, (str(asked.document_id),))
    except Undecidable as error:
        to_a_person(machine, request, asked, error)
        return ()
    result = decided.document(str(asked.document_id))
    changes = changes_on(machine, asked, result)
    if differs(machine, asked, result):
        keep_answers(machine, asked, result, store(machine, request, decided, cause))
    if changes:
        told = [{"passage": c.passage, "before": c.before, "after": c.after} for c in changes]
        data = {"changes": told, "decision": _decision(machine, asked)}
        machine.step(request, asked, Action.RE_EVALUATE, data=data, shared=True)
    _go_on(machine, request, asked, result, changes)
    due = answer_due(machine, asked, result)
    if asked.due_at != due:
        asked.due_at = due
    return changes


def _go_on(
    machine: Desk,
    request: tables.AccessRequest,
    asked: tables.AskedDocument,
    result: DocumentResult,
    changes: Sequence[Change],
) -> None:
    """Open it again where something has no answer or came out better for her; then whose it is, and what is given."""
    rulings = {each.passage: each.ruling for each in live(machine, asked)}
    reopened = state_of(asked).status is Status.DETERMINED and _to_reopen(machine, asked, result, changes, rulings)
    if reopened:
        machine.step(request, asked, Action.REOPEN, data={"decision": _decision(machine, asked)}, shared=True)
    re_route(machine, request, asked, result)
    if reopened or any(change.opened for change in changes):
        given = [passage for passage, ruling in rulings.items() if reopened and ruling == Ruling.GRANTED]
        answer_as_of_right(machine, request, asked, result, _decision(machine, asked), given)


def _to_reopen(
    machine: Desk,
    asked: tables.AskedDocument,
    result: DocumentResult,
    changes: Sequence[Change],
    rulings: Mapping[str, str],
) -> bool:
    """Whether a passage is neither open nor ruled on, or one that was withheld came out better for her.

    What she withdrew after a ruling stays as it is until something of it changes. What was not held is opened again
    when the register holds it.
    """
    if asked.ruling == Ruling.NOT_HELD and not machine.cases.live_determinations(asked.id):
        opened = any(each.outcome == "entitled" for each in result.passages)
        return opened or held_in_register(machine.register, str(asked.document_id))
    changed = {change.passage for change in changes}
    withdrawn = machine.acts(asked.request_id, Action.WITHDRAW.value, asked_id=asked.id)
    left = {each.passage for each in result.passages if each.outcome != "entitled"} - rulings.keys()
    if left & changed or (left and not withdrawn):
        return True
    better = {change.passage for change in changes if change.better}
    return asked.ruling != Ruling.GRANTED and any(rulings.get(each) != Ruling.GRANTED for each in better)


def _decision(machine: Desk, asked: tables.AskedDocument) -> int:
    """The entry of the decision on which the document's present answers rest."""
    return max(each.entry for each in machine.cases.answers(asked.id).values())
