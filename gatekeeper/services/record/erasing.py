"""Erases words: they and their keys are destroyed, two people answer for it, and the record still verifies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gatekeeper.services.actor import Actor
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.finding import request_ref
from gatekeeper.storage.record import entries_about, erase_words, words_of
from gatekeeper.storage.transaction import Transaction, run, utc_now
from gatekeeper.storage.types import Engine

ERASURE_ASKED: Final = "words:erasure_asked"
"""The kind of the entry by which the first person asks for words to be erased; its words are the reason."""
_ERASING: Final = "Erasing words"


@dataclass(frozen=True, slots=True)
class Erased:
    """The entries whose words were destroyed, and the numbers of the entries by which that was asked and done."""

    numbers: tuple[int, ...]
    asked: int
    told: int


def erase(  # noqa: PLR0913
    engine: Engine,
    council_id: str,
    named: Iterable[str],
    *,
    reason: str,
    by: Actor,
    second: Actor,
    clock: Callable[[], datetime] = utc_now,
) -> Erased:
    """Destroy the words of entries by their numbers, or of all about a request by its reference (R042, R106).

    `by` asks and gives the reason, `second` does it; they are two people. Raises RecordRefused, and NoWordsToErase
    where a named entry has no words; then nothing is erased.
    """
    if by.person is None or second.person is None or by.person == second.person:
        raise RecordRefused(_ERASING, "it takes two different people", "let a second person agree, and name both")
    if not reason.strip():
        raise RecordRefused(_ERASING, "no reason is given", "say why, for those who will ask")
    wanted = list(named)

    def work(tx: Transaction) -> Erased:
        numbers, requests = _numbers(tx, wanted)
        subjects = (*requests, *(f"entry:{each}" for each in numbers))
        asked = tx.enter(
            ERASURE_ASKED,
            subjects,
            person=by.person_ref,
            post=by.post_ref,
            refers_to=numbers,
            words=reason.strip(),
        )
        told = erase_words(tx, numbers, person=second.person_ref, post=second.post_ref, subjects=requests)
        return Erased(tuple(numbers), asked, told)

    return run(engine, council_id, work, clock=clock)


def _numbers(tx: Transaction, named: Iterable[str]) -> tuple[list[int], list[str]]:
    """The numbers that are meant, and the requests named. Reasons for earlier erasures stay."""
    numbers: set[int] = set()
    requests: list[str] = []
    for each in named:
        if each.isascii() and each.isdigit():
            numbers.add(int(each))
            continue
        subject = request_ref(tx.session, tx.council_id, each)
        about = entries_about(tx.session, tx.council_id, subject)
        kinds = {row.number: (row.columns or {}).get("kind") for row in about}
        numbers |= words_of(tx.session, tx.council_id, (n for n, kind in kinds.items() if kind != ERASURE_ASKED)).keys()
        requests.append(subject)
    if not numbers:
        raise RecordRefused(_ERASING, "what you named has no words, or they were erased before", "check the number")
    return sorted(numbers), requests
