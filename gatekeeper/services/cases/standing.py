"""Which rulings stand: only on the very pages and content they were made on, and only as they were sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.evidence import ref_of
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import words_of
from gatekeeper.storage.register import Register

FORMAT = "gatekeeper-rulings/1"
STATEMENT = "statement to the scrutiny committee"
_OF_PASSAGE = ("pages", "contains", "contains_not_yet_known", "basis", "citation", "reaches_every_route")
_OF_DOCUMENT = ("page_count", "draft")
SEALED = ("ruling", "form", "conditions", "grounds", "paragraphs", "authority", "ruled_on", "rung")
"""What a row of a ruling repeats of the words sealed with its entry."""


def live(desk: Desk, asked: tables.AskedDocument) -> Sequence[tables.Determination]:
    """The rulings that stand on an asked document: where what they were made on has changed, they stand no more."""
    rows = desk.cases.live_determinations(asked.id)
    if not rows or asked.document_id is None:
        return rows
    now = fingerprints(desk.register, asked.document_id)
    return [row for row in rows if now.get(row.passage) == row.ruled_on]


def fingerprints(register: Register, document_id: str) -> Mapping[str, str]:
    """For each passage, by its ref, a digest of what a ruling on it rests on: pages, content, bars, and the file."""
    document = register.one(tables.Document, document_id)
    file = next(iter(register.all(tables.StoredFile, document_id=document_id)), None)
    common = [document_id, file.sha256 if file else None, *(_told(document, _OF_DOCUMENT))]
    passages = register.all(tables.Passage, document_id=document_id)
    if not passages:
        return {ref_of(register, document_id): _digest(common)}
    told = {row.thing_id: [*common, row.thing_id, *_told(row, _OF_PASSAGE)] for row in passages}
    return {ref_of(register, thing): _digest(parts) for thing, parts in told.items()}


def as_sealed(desk: Desk, rows: Iterable[tables.Determination]) -> set[str]:
    """The passages of those rulings that say exactly what was sealed when they were made; erased words: none."""
    rulings = list(rows)
    words = words_of(desk.session, desk.tx.council_id, sorted({each.entry for each in rulings}))
    return {each.passage for each in rulings if each.entry in words and agrees(each, words[each.entry].text)}


def agrees(row: tables.Determination, sealed: str) -> bool:
    """Whether a row says what the words sealed with its entry say of its passage."""
    said = next((each for each in json.loads(sealed)["rulings"] if each["passage"] == row.passage), None)
    return said is not None and all(said[name] == getattr(row, name) for name in SEALED)


def reasons_in(sealed: str) -> dict[str, str]:
    """The reasons for each passage, and the statement to the scrutiny committee: what the councillor may read."""
    said = json.loads(sealed)
    reasons = {each["passage"]: each["reasons"] for each in said["rulings"]}
    statement = said.get("statement_to_scrutiny")
    return reasons | ({STATEMENT: statement} if statement else {})


def rulings_in(sealed: str) -> tuple[tuple[str, str, str | None], ...]:
    """Each passage with what was ruled of it and in which form it was given, None where nothing was."""
    return tuple((each["passage"], each["ruling"], each["form"]) for each in json.loads(sealed)["rulings"])


def is_rulings(text: str | None) -> bool:
    """Whether words sealed with an entry are rulings."""
    return text is not None and text.startswith('{"format":"' + FORMAT)


def _told(row: Any, names: Sequence[str]) -> list[Any]:
    return [getattr(row, name, None) for name in names]


def _digest(parts: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
