"""Changes the register: every change is an entry of the record, made in the same transaction."""

from __future__ import annotations

from gatekeeper.services.actor import Actor
from gatekeeper.services.library.shelving import reshelve
from gatekeeper.storage.register import Changes, Register
from gatekeeper.storage.transaction import Transaction

MOST_SUBJECTS = 9_999


def register_of(tx: Transaction) -> Register:
    """The register as it stands within a transaction."""
    return Register(tx.session, tx.council_id)


def apply_changes(
    tx: Transaction, changes: Changes, actor: Actor, kind: str = "register:changed", words: str | None = None
) -> tuple[int, ...]:
    """Enter the changes in the record and make them; the numbers of the entries (one for each 9,999 things).

    Nothing to change: nothing is entered. ``words`` say why, and are sealed with the first entry. What stands on the
    shelf of the library of the documents that are touched is made anew.
    """
    things, rows = changes.things, (*changes.added, *changes.ended)
    if not things:
        return ()
    numbers = []
    for start in range(0, len(things), MOST_SUBJECTS):
        subjects = [*actor.program_refs, *(f"thing:{each}" for each in things[start : start + MOST_SUBJECTS])]
        said = words if start == 0 else None
        numbers.append(tx.enter(kind, subjects, person=actor.person_ref, post=actor.post_ref, words=said))
    changes.apply(tx.now, numbers[0])
    reshelve(tx.session, tx.council_id, rows)
    return tuple(numbers)
