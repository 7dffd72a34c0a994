"""What people find: facts by their names, each from the person whose finding it is, with who, when and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from pydantic import Field

from gatekeeper.core.case import finding_problems
from gatekeeper.core.case.words import BalanceResult
from gatekeeper.core.facts import Vocabulary
from gatekeeper.core.lifecycle import Action
from gatekeeper.policy.library import law
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Forbidden, NotThere
from gatekeeper.services.cases.given import Command, ThreeWord, Words
from gatekeeper.services.cases.lookup import Lookup, UnknownName
from gatekeeper.services.cases.reevaluate import change_register, re_evaluate
from gatekeeper.services.evidence.filing import value_as_word, word_as_value
from gatekeeper.services.register import apply_changes
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes, content

_WHOSE = {
    "councillor": ("requester", "assistant"),
    "director": ("decider", "arbiter"),
    "register": ("proper_officer",),
    "proper_officer": ("proper_officer",),
    "executive": ("executive",),
    "monitoring_officer": ("monitoring_officer", "adviser"),
    "data_protection_officer": ("adviser", "monitoring_officer"),
}
"""Who answers for a fact, by its supplier in the vocabulary: the roles whose finding it is."""


class Found(Command):
    """A fact that a person has found: of the request, of one document or of one passage (register ids)."""

    level: str = Field(pattern="^(request|document|passage|requester)$")
    subject: str
    fact: str
    value: str
    reasons: Words | None = None


class Claim(Command):
    """A paragraph of Schedule 12A claimed for a passage, with its balance; left out while it is to be weighed."""

    number: int = Field(ge=1, le=7)
    result: BalanceResult | None = None
    reasons: Words | None = None
    review_on: date | None = None
    how_to_challenge: Words | None = None


class Classification(Command):
    """Every paragraph the proper officer claims for a passage; none: she has looked, and claims none."""

    claims: tuple[Claim, ...] = ()


class Confirmation(Command):
    """The proper officer's word, for this request, on the balance of one paragraph of one passage (register ids)."""

    paragraph: str
    confirmed: ThreeWord
    reasons: Words


def find(desk: Desk, asked_id: str, found: Found) -> int:
    """Record a finding for this request; it is refused from anyone but the person whose finding it is."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.FIND)
    vocabulary = law().vocabulary
    problems = list(finding_problems(found.level, {found.fact: word_as_value(found.value)}, vocabulary))
    if problems:
        raise CommandRefused(f"Record {found.fact}", problems[0].why, problems[0].remedy)
    supplier = _require_whose(desk, request, asked, vocabulary, found.fact)
    if found.subject not in _subjects(desk, request, asked):
        raise NotThere("The thing found of")
    changes = Changes(desk.session, desk.tx.council_id)
    _put(changes, desk, request, found, f"the {supplier.replace('_', ' ')}")
    hers = supplier == "councillor"
    entry = desk.step(request, asked, Action.FIND, words=found.reasons, data={"fact": found.fact}, shared=hers)
    apply_changes(desk.tx, changes, desk.actor, "request:finding")
    re_evaluate(desk.tx, [request.id], "request_finding")
    return entry


def classify(desk: Desk, asked_id: str, passage: str, claims: tuple[Claim, ...]) -> int:
    """The proper officer's classification of a passage: every paragraph she claims, or none."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.CLASSIFY)
    row = desk.register.one(tables.Passage, passage)
    if row is None or row.document_id != asked.document_id:
        raise NotThere("The passage")
    changes = Changes(desk.session, desk.tx.council_id)
    put_claims(desk, changes, row, claims)
    entry = desk.step(request, asked, Action.CLASSIFY, subjects=(f"thing:{passage}",), shared=False)
    change_register(desk.tx, changes, desk.actor, "document:classified")
    return entry


def put_claims(desk: Desk, changes: Changes, row: tables.Passage, claims: tuple[Claim, ...]) -> None:
    """Say of a passage that she has looked, and that these are all the paragraphs she claims; weighed now."""
    passage = row.thing_id
    kept = {name: value for name, value in content(row).items() if name not in ("council_id", "thing_id")}
    changes.put(tables.Passage, passage, **{**kept, "paragraphs_complete": True})
    claimed = {changes.name("paragraph", f"{passage}/{claim.number}"): claim for claim in claims}
    standing = {each.number: each for each in desk.register.all(tables.Paragraph, passage_id=passage)}
    for each in standing.values():
        if each.number not in {claim.number for claim in claims}:
            changes.remove(tables.Paragraph, each.thing_id)
    for position, (thing, claim) in enumerate(claimed.items()):
        known = standing.get(claim.number)
        weighed = claim.result is not None
        office = {"by": "the proper officer", "at": desk.tx.now} if weighed else {}
        changes.put(
            tables.Paragraph,
            known.thing_id if known else thing,
            passage_id=passage,
            position=position,
            **claim.model_dump(),
            **office,
        )


def confirm_balance(desk: Desk, asked_id: str, confirmation: Confirmation) -> int:
    """Confirm, or not, that a recorded balance still holds today and for this request."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.CONFIRM_BALANCE)
    paragraph = desk.register.one(tables.Paragraph, confirmation.paragraph)
    passage = desk.register.one(tables.Passage, paragraph.passage_id) if paragraph else None
    if paragraph is None or passage is None or passage.document_id != asked.document_id:
        raise NotThere("The paragraph")
    changes = Changes(desk.session, desk.tx.council_id)
    thing = changes.name("confirmation", f"{paragraph.thing_id}/{request.id}")
    confirmed = word_as_value(confirmation.confirmed)
    about = {"paragraph_id": paragraph.thing_id, "request_id": request.id}
    changes.put(tables.BalanceConfirmation, thing, **about, confirmed=confirmed)
    subjects = (f"thing:{paragraph.thing_id}",)
    data = {"paragraph": paragraph.number, "confirmed": confirmation.confirmed}
    entry = desk.step(request, asked, Action.CONFIRM_BALANCE, words=confirmation.reasons, subjects=subjects, data=data)
    apply_changes(desk.tx, changes, desk.actor, "request:balance")
    re_evaluate(desk.tx, [request.id], "request_balance")
    return entry


def record_for_passage(
    desk: Desk, request: tables.AccessRequest, passage: str, facts: Mapping[str, bool], signed: tuple[str, str]
) -> None:
    """Record findings on one passage for one request, but for what is already stated of the request as a whole.

    ``signed`` is the office of the one who found it, and the reasons.
    """
    purpose = next(iter(desk.register.all(tables.Purpose, request_id=request.id)), None)
    stated = {name for name in facts if purpose is not None and getattr(purpose, name, None) is not None}
    new = {name: value for name, value in facts.items() if name not in stated}
    if not new:
        return
    changes = Changes(desk.session, desk.tx.council_id)
    office, reasons = signed
    for fact, value in new.items():
        word = value_as_word(value)
        found = Found(level="passage", subject=passage, fact=fact, value=word, reasons=reasons or None)
        _put(changes, desk, request, found, office.replace("_", " "))
    apply_changes(desk.tx, changes, desk.actor, "request:finding")


def _put(changes: Changes, desk: Desk, request: tables.AccessRequest, found: Found, office: str) -> None:
    changes.put(
        tables.Finding,
        changes.name("finding", f"{found.subject}/{found.fact}/{request.id}"),
        level=found.level,
        subject_id=found.subject,
        request_id=request.id,
        fact=found.fact,
        value=found.value,
        signed=True,
        by=office,
        at=desk.tx.now,
        reasons=found.reasons,
    )


def _require_whose(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, vocabulary: Vocabulary, fact: str
) -> str:
    """Who answers for the fact. Raises Forbidden where the person at the desk is somebody else."""
    roles = desk.roles(request, asked)
    supplier = vocabulary[fact].supplier
    if not answers_for(roles, supplier):
        why = f"this finding is for the {supplier.replace('_', ' ')} to make"
        raise Forbidden(f"Record {fact}", why, "ask them, or send them the question")
    return str(supplier)


def answers_for(roles: Collection[str], supplier: str) -> bool:
    """Whether somebody with these roles answers for the facts of that supplier of the vocabulary."""
    return bool(set(roles) & set(_WHOSE.get(supplier, ("proper_officer",))))


def _subjects(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> set[str]:
    about = {request.id, request.requester_id}
    if asked.document_id is None:
        return about
    passages = desk.register.all(tables.Passage, document_id=asked.document_id)
    return about | {asked.document_id, *(each.thing_id for each in passages)}


def paragraph_of(names: Lookup, passage: str, number: int) -> str:
    """The id of the claim of a paragraph on a passage, by the passage's code. Raises UnknownName."""
    rows = names.register.all(tables.Paragraph, passage_id=names.thing("passage", passage))
    for each in rows:
        if each.number == number:
            return each.thing_id
    raise UnknownName("paragraph", f"{number} of {passage}", "name one that is claimed for the passage")
