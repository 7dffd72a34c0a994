"""What is done to one asked document: every command of its life, on the case as it was read."""

from __future__ import annotations

from pydantic import BaseModel

from gatekeeper.client import operations
from gatekeeper.client.answers import Done, Opening, Preview
from gatekeeper.client.calling import Asked, Calling, Carried
from gatekeeper.client.commands import (
    Advising,
    Asks,
    Classifying,
    Confirmation,
    Consulting,
    Disputing,
    ExecutiveAnswer,
    Found,
    HandingOver,
    Interest,
    Leaving,
    Matching,
    Narrowing,
    NotHeld,
    Resolution,
    Rulings,
    Said,
    Stated,
    Transferring,
)
from gatekeeper.client.operation import Operation


class Steps(Calling):
    """The commands on an asked document. Each has one effect, also where it is sent again after a failure.

    Each raises Changed where the case is no longer as it was read: read it again, and think again.
    """

    def match(self, asked: Asked, given: Matching, *, key: str | None = None) -> Carried:
        """Say which document a description means."""
        return self._step(operations.MATCH, asked, given, key)

    def not_held(self, asked: Asked, given: NotHeld, *, key: str | None = None) -> Carried:
        """Record that it is not held or cannot be found."""
        return self._step(operations.NOT_HELD, asked, given, key)

    def ask(self, asked: Asked, given: Asks, *, key: str | None = None) -> Carried:
        """Put a question to the councillor."""
        return self._step(operations.ASK, asked, given, key)

    def answer(self, asked: Asked, given: Stated, *, key: str | None = None) -> Carried:
        """Answer the question that was put to her."""
        return self._step(operations.ANSWER, asked, given, key)

    def narrow(self, asked: Asked, given: Narrowing, *, key: str | None = None) -> Carried:
        """Ask for less."""
        return self._step(operations.NARROW, asked, given, key)

    def narrowing_declined(self, asked: Asked, given: Said, *, key: str | None = None) -> Carried:
        """Record that help to narrow was offered and brought nothing."""
        return self._step(operations.NARROWING_DECLINED, asked, given, key)

    def note(self, asked: Asked, given: Said, *, key: str | None = None) -> Carried:
        """Add an officer's note."""
        return self._step(operations.NOTE, asked, given, key)

    def ask_advice(self, asked: Asked, given: Said, *, key: str | None = None) -> Carried:
        """Ask the adviser."""
        return self._step(operations.ASK_ADVICE, asked, given, key)

    def advise(self, asked: Asked, given: Advising, *, key: str | None = None) -> Carried:
        """Advise; an adviser never decides."""
        return self._step(operations.ADVISE, asked, given, key)

    def classify(self, asked: Asked, given: Classifying, *, key: str | None = None) -> Carried:
        """Classify a passage."""
        return self._step(operations.CLASSIFY, asked, given, key)

    def confirm(self, asked: Asked, given: Confirmation, *, key: str | None = None) -> Carried:
        """Confirm a balance for this request."""
        return self._step(operations.CONFIRM, asked, given, key)

    def find(self, asked: Asked, given: Found, *, key: str | None = None) -> Carried:
        """Record a finding for this request."""
        return self._step(operations.FIND, asked, given, key)

    def determine(self, asked: Asked, given: Rulings, *, key: str | None = None) -> Carried:
        """Determine it, passage by passage."""
        return self._step(operations.DETERMINE, asked, given, key)

    def executive_answer(self, asked: Asked, given: ExecutiveAnswer, *, key: str | None = None) -> Carried:
        """Record the executive's answer under regulation 17."""
        return self._step(operations.EXECUTIVE_ANSWER, asked, given, key)

    def transfer(self, asked: Asked, given: Transferring, *, key: str | None = None) -> Carried:
        """Send it to the right holder."""
        return self._step(operations.TRANSFER, asked, given, key)

    def withdraw(self, asked: Asked, given: Leaving, *, key: str | None = None) -> Carried:
        """Withdraw what is pending."""
        return self._step(operations.WITHDRAW, asked, given, key)

    def dispute(self, asked: Asked, given: Disputing, *, key: str | None = None) -> Carried:
        """Dispute what was determined."""
        return self._step(operations.DISPUTE, asked, given, key)

    def appeal(self, asked: Asked, given: Disputing, *, key: str | None = None) -> Carried:
        """Take a ruling to the next rung."""
        return self._step(operations.APPEAL, asked, given, key)

    def consult(self, asked: Asked, given: Consulting, *, key: str | None = None) -> Carried:
        """Record that a consultee was heard."""
        return self._step(operations.CONSULT, asked, given, key)

    def statement(self, asked: Asked, given: Said, *, key: str | None = None) -> Carried:
        """Put one side's case in writing."""
        return self._step(operations.STATEMENT, asked, given, key)

    def rule(self, asked: Asked, given: Rulings, *, key: str | None = None) -> Carried:
        """Rule on a dispute."""
        return self._step(operations.RULE, asked, given, key)

    def resolve(self, asked: Asked, given: Resolution, *, key: str | None = None) -> Carried:
        """Enter a body's resolution."""
        return self._step(operations.RESOLVE, asked, given, key)

    def hand_over(self, asked: Asked, given: HandingOver, *, key: str | None = None) -> Carried:
        """Hand what is left over to freedom of information."""
        return self._step(operations.HAND_OVER, asked, given, key)

    def interest(self, asked: Asked, given: Interest, *, key: str | None = None) -> Carried:
        """Declare an interest on the case."""
        return self._step(operations.INTEREST, asked, given, key)

    def preview(self, asked: Asked, given: Rulings) -> Preview:
        """What the law would say of these rulings; nothing is recorded."""
        return self._send(operations.PREVIEW, given, asked_id=asked.asked_id)

    def open(self, asked: Asked, *, accepts_conditions: bool = False) -> Opening:
        """What of it is open to the caller at this instant; the opening is entered in the record first."""
        query: dict[str, object] = {"accepts_conditions": accepts_conditions}
        return self._list(operations.OPEN_PASSAGES, query, asked_id=asked.asked_id)

    def _step(self, operation: Operation[Done], asked: Asked, given: BaseModel, key: str | None) -> Carried:
        sending = self._sending({"asked_id": asked.asked_id}, body=given, key=key, match=asked.etag)
        done = self._whole(operation, sending)
        return Carried(done.body.entry, Asked(asked.asked_id, asked.request_id, done.etag or asked.etag))
