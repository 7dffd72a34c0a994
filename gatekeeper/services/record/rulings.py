"""Compares the rows of rulings with what was sealed when they were made: a row changed behind the record is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gatekeeper.core.audit import Words
from gatekeeper.services.cases.standing import agrees, is_rulings
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.record_reading import words_of
from gatekeeper.storage.types import Session

_PORTION = 500


@dataclass(frozen=True, slots=True)
class WrongRuling:
    """A row of a ruling that does not say what was sealed; ``entry`` is the number of the entry that it names."""

    determination: str
    entry: int

    def __str__(self) -> str:
        why = "the ruling kept beside it is not the one that was sealed"
        return f"Entry {self.entry}: {why}. What to do: restore the row from the sealed words, and find who changed it."


def wrong_rulings(session: Session, council_id: str) -> Iterator[WrongRuling]:
    """Every row of a ruling that does not agree with the words of its entry; erased words tell nothing."""
    rows = Cases(session, council_id).determinations()
    for start in range(0, len(rows), _PORTION):
        portion = rows[start : start + _PORTION]
        words = words_of(session, council_id, sorted({each.entry for each in portion}))
        yield from (WrongRuling(each.id, each.entry) for each in portion if not _agrees(each, words))


def _agrees(row: tables.Determination, words: Mapping[int, Words]) -> bool:
    kept = words.get(row.entry)
    if kept is None:
        return True
    return is_rulings(kept.text) and agrees(row, kept.text)
