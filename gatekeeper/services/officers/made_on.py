"""What an officer had before her when she prepared something on a passage, as a mark: another mark, another passage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.standing import fingerprints
from gatekeeper.services.evidence import ref_of
from gatekeeper.storage import tables


def marks_of(desk: Desk, asked_id: str) -> Mapping[str, str]:
    """For each passage of the document, by its name, a mark of its pages, content, bars, paragraphs and file.

    Empty where no document is matched yet. Raises NotThere.
    """
    _, asked = desk.asked(asked_id)
    if asked.document_id is None:
        return {}
    claimed = _claimed(desk, asked.document_id)
    found = fingerprints(desk.register, asked.document_id)
    return {name: _digest(each, claimed.get(name, ())) for name, each in found.items()}


def _claimed(desk: Desk, document_id: str) -> Mapping[str, tuple[int, ...]]:
    """The paragraphs of Schedule 12A that are claimed for each passage, by its name."""
    passages = [each.thing_id for each in desk.register.all(tables.Passage, document_id=document_id)]
    rows = desk.register.all(tables.Paragraph, passage_id=sorted(passages)) if passages else ()
    found: dict[str, tuple[int, ...]] = {}
    for row in rows:
        name = ref_of(desk.register, row.passage_id)
        found[name] = tuple(sorted((*found.get(name, ()), row.number)))
    return found


def _digest(print_of_it: str, claimed: tuple[int, ...]) -> str:
    return hashlib.sha256(json.dumps([print_of_it, claimed]).encode()).hexdigest()
