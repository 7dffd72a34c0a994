"""When something changes, open cases and live rights are decided again at once, and the change is put on the case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gatekeeper.core.lifecycle import Action, Status
from gatekeeper.services.actor import SYSTEM, Actor
from gatekeeper.services.cases.affected import affected_requests
from gatekeeper.services.cases.decide import Change, Decided, changes_on, decide_now, keep_answers, store
from gatekeeper.services.cases.desk import Desk, state_of
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.services.cases.routing import answer_as_of_right, to_a_person
from gatekeeper.services.register import apply_changes
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.register import Changes
from gatekeeper.storage.transaction import Transaction


def change_register(
    tx: Transaction, changes: Changes, actor: Actor, kind: str = "register:changed", words: str | None = None
) -> tuple[int, ...]:
    """Change the register and decide again, in the same transaction, every request that the change touches."""
    things = changes.things
    numbers = apply_changes(tx, changes, actor, kind, words)
    if numbers:
        re_evaluate(tx, affected_requests(tx.session, tx.council_id, things), kind.replace(":", "_"))
    return numbers


def re_evaluate(tx: Transaction, requests: Iterable[str], cause: str) -> dict[str, tuple[Change, ...]]:
    """Decide these requests again; for each that comes out otherwise, what changed, by the request's id."""
    machine = Desk(tx, SYSTEM)
    found = {each: _again(machine, each, cause) for each in sorted(set(requests))}
    return {request: changes for request, changes in found.items() if changes}


def every_request(tx: Transaction) -> list[str]:
    """Every request of the council that has not been withdrawn: what a clock goes through each day."""
    return Cases(tx.session, tx.council_id).every(Status.WITHDRAWN.value)


def _again(machine: Desk, request_id: str, cause: str) -> tuple[Change, ...]:
    request = machine.request(request_id)
    asked = [a for a in machine.asked_of(request) if a.document_id and a.status != Status.WITHDRAWN.value]
    if not asked:
        return ()
    try:
        decided = decide_now(machine, request, [str(each.document_id) for each in asked])
    except Undecidable as error:
        to_a_person(machine, request, asked, error)
        return ()
    changes = {each.id: changes_on(machine, each, decided.document(str(each.document_id))) for each in asked}
    if not any(changes.values()):
        return ()
    entry = store(machine, request, decided, cause)
    for each in asked:
        if changes[each.id]:
            _changed(machine, request, each, decided, changes[each.id], entry)
    return tuple(change for found in changes.values() for change in found)


def _changed(
    machine: Desk,
    request: tables.AccessRequest,
    asked: tables.AskedDocument,
    decided: Decided,
    changes: Sequence[Change],
    entry: int,
) -> None:
    result = decided.document(str(asked.document_id))
    due_at = asked.due_at
    data = {
        "changes": [{"passage": c.passage, "before": c.before, "after": c.after} for c in changes],
        "decision": entry,
    }
    keep_answers(machine, asked, result, entry)
    if asked.rung:
        asked.due_at = due_at
    machine.step(request, asked, Action.RE_EVALUATE, data=data)
    if any(change.opened for change in changes):
        _in_her_favour(machine, request, asked, decided, entry)


def _in_her_favour(
    machine: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, decided: Decided, entry: int
) -> None:
    state = state_of(asked)
    if state.status is Status.DETERMINED and asked.ruling in ("refused", "partly_granted"):
        machine.step(request, asked, Action.REOPEN, data={"decision": entry})
    answer_as_of_right(machine, request, asked, decided.document(str(asked.document_id)), entry)
