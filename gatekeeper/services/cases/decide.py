"""Decides a request with the evidence of the register, stores the decision for replay, and notes what has changed."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from gatekeeper.core.case import Case, CaseErrors
from gatekeeper.core.deadlines import DeadlineError, local_date
from gatekeeper.core.decision import Decision, DocumentResult, PassageResult
from gatekeeper.core.derive import between
from gatekeeper.policy.library import rulebook
from gatekeeper.services.assess import Assessment, UnknownCouncil, case_calendars, decide_case, edition_of, subjects
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.due import answer_due
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.services.evidence import Evidence, evidence_for
from gatekeeper.services.memory import Memory
from gatekeeper.services.records import FORMAT, decision_as_json
from gatekeeper.storage import tables
from gatekeeper.storage.adding import add_rows
from gatekeeper.storage.record_keeping import keep_edition

_BROKEN = (CaseErrors, DeadlineError, LookupError, UnknownCouncil)
"""What is raised where the register's rows cannot be decided on: then a person is told, and nothing is opened."""
_FACTS: Final = Memory(2_000)
_BLOCKS: Final = Memory(2_000)
"""Blocks of cases as JSON, by the object itself, which is kept with its text so that its identity is nobody else's."""
_SHARED: Final = ("council", "requester")

_FOR_HER = {"barred": 0, "not_entitled": 1, "undetermined": 2, "refer": 2, "entitled": 3}
"""How good an outcome is for the councillor."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a request as it stands now, with the evidence it rests on."""

    evidence: Evidence
    assessment: Assessment

    @property
    def decision(self) -> Decision:
        return self.assessment.decision

    def document(self, document_id: str) -> DocumentResult:
        """The result of one document of the register. Raises KeyError for one that was not decided."""
        ref = next(ref for ref, thing in self.evidence.documents.items() if thing == document_id)
        return next(each for each in self.decision.documents if each.document == ref)


@dataclass(frozen=True, slots=True)
class Change:
    """What one passage came to before and comes to now; before is None where it was never decided."""

    asked_id: str
    passage: str
    before: str | None
    after: str
    opened: bool
    closed: bool
    better: bool = False
    """Whether it is better for the councillor: what was barred or closed is open, or is for a person to decide."""


def decide_now(desk: Desk, request: tables.AccessRequest, documents: Sequence[str], *, filed: bool = True) -> Decided:
    """Decide a request about these documents (register ids), at the instant of the transaction. Nothing is stored.

    ``filed``: the request is one of the council's; what rests on one that is not, or not yet, is not remembered.

    Raises Undecidable where what the register holds cannot be true together, or its pack is out of its time.
    """
    return decide_for(desk, request, documents, desk.tx.now, filed=filed)


def decide_for(
    desk: Desk, request: tables.AccessRequest, documents: Sequence[str], as_at: datetime, *, filed: bool = True
) -> Decided:
    """The same for another instant, such as one to come."""
    try:
        named = tuple(dict.fromkeys(documents))
        evidence = evidence_for(desk.register, request, named, as_at, remember=filed and len(named) == 1)
        return Decided(evidence, _assessed(evidence, as_at))
    except _BROKEN as error:
        raise Undecidable(str(error)) from error


def _assessed(evidence: Evidence, as_at: datetime) -> Assessment:
    """The decision on the evidence, worked out once for all instants between which nothing in it comes or passes."""
    book = rulebook(edition_of(local_date(as_at), evidence.case.council.pack))
    key = (book.digest, between(evidence.case, as_at))
    known = evidence.came_to.get(key)
    if known is None:
        known = assess_case(evidence.case, as_at, None if evidence.like is None else (evidence.like, *key))
        if not _failed(known.decision):
            evidence.came_to.clear()
            evidence.came_to[key] = known
    return replace(known, decision=replace(known.decision, as_at=as_at.isoformat()))


def _failed(decision: Decision) -> bool:
    """Whether something went wrong in it: that is never remembered."""
    return any(passage.incident for document in decision.documents for passage in document.passages)


def assess_case(case: Case, as_at: datetime, like: Hashable = None) -> Assessment:
    """Decide a case under the edition in force on its day, with the council's own pack.

    ``like``: all that its facts rest on; those of one that was like it are then not derived again.
    """
    book, calendars = rulebook(edition_of(local_date(as_at), case.council.pack)), case_calendars(case)
    found = _FACTS.get(like) if like is not None else None
    if found is None:
        found = subjects(case, as_at, book, calendars)
        if like is not None:
            _FACTS.keep({like: found})
    return Assessment(case, decide_case(case, as_at, book, calendars, found), book)


def store(desk: Desk, request: tables.AccessRequest, decided: Decided, cause: str) -> int:
    """Enter the decision in the record with everything needed to replay it; the number of its entry."""
    edition = decided.assessment.rulebook
    keep_edition(desk.tx, edition.digest, edition.edition.canonical)
    number = desk.tx.enter(
        "request:decided",
        (f"request:{request.id}", *(f"thing:{each}" for each in decided.evidence.documents.values())),
        person=None,
        post=None,
        edition=edition.digest,
        after={"cause": cause},
        words=_record(decided),
        form="decision",
    )
    decision: dict[str, Any] = {
        "council_id": desk.tx.council_id,
        "request_id": request.id,
        "entry": number,
        "as_at": desk.tx.now,
        "edition": edition.digest,
        "cause": cause,
    }
    add_rows(desk.session, tables.StoredDecision, decision)
    return number


def _record(decided: Decided) -> str:
    """The record of a decision as JSON text: its format, the case, the decision, and the edition's digest."""
    digest = decided.assessment.rulebook.digest
    parts = {
        "format": json.dumps(FORMAT),
        "case": _case_as_json(decided.evidence.data),
        "decision": decision_as_json(decided.decision),
        "edition": json.dumps({"digest": digest}, separators=(",", ":")),
    }
    return "{" + ",".join(f'"{name}":{text}' for name, text in parts.items()) + "}"


def _case_as_json(case: Mapping[str, Any]) -> str:
    """The case as JSON text, without blanks. A block that many requests share is never changed, and written once."""
    return "{" + ",".join(f'"{name}":{_part_as_json(name, value)}' for name, value in case.items()) + "}"


def _part_as_json(name: str, value: Any) -> str:
    if name == "documents":
        return f"[{','.join(map(_shared_as_json, value))}]"
    return _shared_as_json(value) if name in _SHARED else _as_json(value)


def _shared_as_json(block: Mapping[str, Any]) -> str:
    known: tuple[Any, str] | None = _BLOCKS.get(id(block))
    if known is None or known[0] is not block:
        known = (block, _as_json(block))
        _BLOCKS.keep({id(block): known})
    return known[1]


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def answers_of(desk: Desk, asked: tables.AskedDocument) -> Mapping[str, tables.Answer]:
    """The current answer on each passage of an asked document, by the passage's ref."""
    return desk.cases.answers(asked.id)


def changes_on(desk: Desk, asked: tables.AskedDocument, result: DocumentResult) -> list[Change]:
    """Where a decision on an asked document departs from the last one, passage by passage."""
    before = dict(answers_of(desk, asked))
    found = [_change(asked, each, before.pop(each.passage, None)) for each in result.passages]
    gone = [Change(asked.id, name, each.outcome, "gone", False, _open(each.outcome)) for name, each in before.items()]
    return [each for each in found if each is not None] + gone


def differs(desk: Desk, asked: tables.AskedDocument, result: DocumentResult) -> bool:
    """Whether anything that is kept of the last decision comes out otherwise: also a position, or a right to come."""
    before = answers_of(desk, asked)
    now = {each.passage: _kept(each) for each in result.passages}
    known = {name: (a.outcome, list(a.opened_by), list(a.opens_later_by), a.position) for name, a in before.items()}
    return now != known


def _kept(result: PassageResult) -> tuple[str, list[str], list[str], str | None]:
    position = result.common_law.position if result.common_law else None
    return result.outcome, list(result.opened_by), list(result.opens_later_by), position


def _change(asked: tables.AskedDocument, result: PassageResult, known: tables.Answer | None) -> Change | None:
    if known is not None and (known.outcome, known.opened_by) == (result.outcome, list(result.opened_by)):
        return None
    was, opens = known.outcome if known else None, _open(result.outcome)
    better = was is not None and _FOR_HER[result.outcome] > _FOR_HER[was]
    return Change(
        asked.id, result.passage, was, result.outcome, opens and not _open(was), _open(was) and not opens, better
    )


def _open(outcome: str | None) -> bool:
    return outcome == "entitled"


def keep_answers(
    desk: Desk, asked: tables.AskedDocument, result: DocumentResult, entry: int, *, first: bool = False
) -> None:
    """Keep what the decision came to on each passage, and when the answer is due; replaced answers stay as history.

    ``first``: it was asked for just now, so there is no answer to replace.
    """
    if not first:
        desk.cases.end_answers(asked.id, desk.tx.now)
    add_rows(desk.session, tables.Answer, *(_answer(desk, asked, passage, entry) for passage in result.passages))
    asked.outcome = document_outcome(result)
    asked.due_at = answer_due(desk, asked, result)


def _answer(desk: Desk, asked: tables.AskedDocument, passage: PassageResult, entry: int) -> dict[str, Any]:
    outcome, opened_by, opens_later_by, position = _kept(passage)
    return {
        "council_id": desk.tx.council_id,
        "request_id": asked.request_id,
        "asked_id": asked.id,
        "passage": passage.passage,
        "outcome": outcome,
        "opened_by": opened_by,
        "opens_later_by": opens_later_by,
        "position": position,
        "entry": entry,
        "at": desk.tx.now,
    }


def document_outcome(result: DocumentResult) -> str:
    """One word for a document: the outcome of all its passages, or ``mixed``."""
    outcomes = {passage.outcome for passage in result.passages}
    return outcomes.pop() if len(outcomes) == 1 else "mixed"
