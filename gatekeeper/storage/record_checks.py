"""Checks what the record is searched and proved with: no entry is missing from its index, no hash from its tree.

``verify_chain`` proves the entries; these two tables only repeat of them, so they are compared with them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from gatekeeper.core.audit import Frontier, StoredEntry
from gatekeeper.core.audit.grammar import scan_entry
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import stored_entries
from gatekeeper.storage.record_rows import table_of

_BATCH: Final = 1_000
_SUBJECT: Final = table_of(tables.EntrySubject)
_NODE: Final = table_of(tables.TreeNode)


def wrongly_indexed(session: Session, council_id: str) -> Iterator[int]:
    """The numbers of the entries that are not found under exactly the subjects that they name, in order.

    For a record that verifies; raises EntryError at bytes that are no entry.
    """
    entries = stored_entries(session, council_id)
    while portion := list(islice(entries, _BATCH)):
        kept = _subjects(session, council_id, portion[0].number, portion[-1].number)
        yield from (each.number for each in portion if kept[each.number] != _named(each))


def wrong_nodes(session: Session, council_id: str) -> Iterator[tuple[int, int]]:
    """The subtrees (level, index) whose hash is missing or not that of the entries, as they were completed."""
    tree = Frontier()
    for entry in stored_entries(session, council_id):
        for node in islice(tree.completed_by(entry.leaf_hash), 1, None):
            if _kept(session, council_id, node.level, node.index) != node.hash:
                yield node.level, node.index
        tree = tree.append(entry.leaf_hash)


def _named(entry: StoredEntry) -> set[str]:
    return set(json.loads(scan_entry(entry.body).written["subjects"]))


def _subjects(session: Session, council_id: str, first: int, last: int) -> defaultdict[int, set[str]]:
    here = _SUBJECT.c.number.between(first, last)
    rows = select(_SUBJECT.c.number, _SUBJECT.c.subject).where(_SUBJECT.c.council_id == council_id, here)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for number, subject in session.connection().execute(rows):
        found[number].add(subject)
    return found


def _kept(session: Session, council_id: str, level: int, index: int) -> Any:
    place = (_NODE.c.council_id == council_id, _NODE.c.level == level, _NODE.c.place == index)
    return session.connection().scalar(select(_NODE.c.hash).where(*place))
