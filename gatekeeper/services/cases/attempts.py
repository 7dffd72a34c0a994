"""What a person tried: kept while she tries, so that a refusal says in the record what was tried, and of what."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.storage.columns import is_id
from gatekeeper.storage.transaction import Transaction


@dataclass(slots=True)
class Attempt:
    """One command as far as it got: the step, the id that was given, and the case that it came to.

    ``reads``: it only read something. ``touched``: the request (id) on which something was noted.
    """

    action: str | None = None
    sought: str | None = None
    request: str | None = None
    asked: str | None = None
    touched: str | None = None
    reads: bool = False

    def seeks(self, given: str, action: str | None = None) -> bool:
        """Note the id that was given, if it has the form of one, and tell whether it has."""
        self.action = action or self.action
        self.sought = given if is_id(given) else None
        return self.sought is not None


def enter_refusal(tx: Transaction, actor: Actor, attempt: Attempt, refused: CommandRefused) -> None:
    """Enter what was refused. It is of the case only where the person may know of it: else of the attempt alone."""
    after = {"why": refused.code} | ({"action": attempt.action} if attempt.action else {})
    subjects = (actor.person_ref or "person:system", *_subjects(attempt, refused))
    tx.enter("access:refused", subjects, person=actor.person_ref, post=actor.post_ref, after=after)


def _subjects(attempt: Attempt, refused: CommandRefused) -> tuple[str, ...]:
    if isinstance(refused, NotThere):
        return (f"attempt:{attempt.sought}",) if attempt.sought else ()
    case = (("request", attempt.request), ("asked", attempt.asked))
    return tuple(f"{kind}:{name}" for kind, name in case if name)
