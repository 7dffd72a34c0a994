"""The facts an officer is asked for before a case can be decided, with what each is found of and its answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.rulings import Requirement
from gatekeeper.policy.library import law
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.evidence import ref_of
from gatekeeper.services.evidence.filing import value_as_word
from gatekeeper.services.officers.casefile import CaseFile, PassageFile, case_file
from gatekeeper.storage import tables

_LEVELS: Final = {"request": "request", "document": "document", "requester": "requester"}
"""Of what a fact is found, by its subject in the vocabulary; everything else is found of a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFind:
    """A fact not yet known: the question, its answers, and of what it is found (a level, and a register id).

    ``passage`` names the passage it is found of, None where it is of the document or the request as a whole.
    """

    fact: str
    asks: str
    source: str
    answers: tuple[str, ...]
    level: str
    subject: str
    passage: str | None


def facts_to_find(desk: Desk, asked_id: str) -> tuple[CaseFile, tuple[ToFind, ...]]:
    """The facts still to be found for which the person at the desk answers; the reading is entered. Raises NotThere."""
    file = case_file(desk, asked_id)
    request, asked = desk.asked(asked_id)
    rows = desk.register.all(tables.Passage, document_id=asked.document_id) if asked.document_id else ()
    things = {ref_of(desk.register, each.thing_id): each.thing_id for each in rows}
    subjects = {"request": request.id, "requester": request.requester_id, "document": str(asked.document_id)}
    found: dict[tuple[str, str], ToFind] = {}
    for passage, need in _asked_for(file):
        level = _LEVELS.get(law().vocabulary[need.fact].subject, "passage")
        subject = subjects.get(level) or things.get(passage.name, "")
        if subject and need.whose in file.answers_for:
            found.setdefault((need.fact, subject), _to_find(need, level, subject, passage))
    return file, tuple(found.values())


def _asked_for(file: CaseFile) -> Iterator[tuple[PassageFile, Requirement]]:
    for passage in file.passages:
        for need in passage.needs:
            if need.kind == "fact" and law().vocabulary[need.fact].subject != "council":
                yield passage, need


def _to_find(need: Requirement, level: str, subject: str, passage: PassageFile) -> ToFind:
    answers = tuple(value_as_word(each) for each in law().vocabulary[need.fact].values())
    return ToFind(
        fact=need.fact,
        asks=need.question,
        source=need.source,
        answers=answers,
        level=level,
        subject=subject,
        passage=passage.name if level == "passage" else None,
    )
