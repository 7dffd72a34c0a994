"""A receipt: what a councillor keeps of an entry, and checks years later without the council's help.

It holds the entry, the proof that it stands in the record, and a signed checkpoint. With the published keys it shows
that the council recorded this, at this time and place in its record: it can be neither denied nor back-dated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.audit.checkpoint import SignedCheckpoint, verify_checkpoint
from gatekeeper.core.audit.commitment import Words
from gatekeeper.core.audit.errors import AuditError, EvidenceError, Problem
from gatekeeper.core.audit.evidence import Proven, WordsState, check_item, check_members, evidence_item, member_text
from gatekeeper.core.audit.keys import KeyRing

FORMAT: Final = "gatekeeper-receipt/1"
_MEMBERS: Final = frozenset(("format", "entry", "proof", "words", "checkpoint"))


@dataclass(frozen=True, slots=True)
class ReceiptReport:
    """What a receipt proves: an entry under a signed checkpoint, or the problem for which it proves nothing."""

    proven: Proven | None
    checkpoint: SignedCheckpoint | None
    problem: Problem | None

    @property
    def holds(self) -> bool:
        return self.problem is None


def make_receipt(
    body: bytes, proof: Sequence[bytes], note: str, words: Words | WordsState = WordsState.NONE
) -> dict[str, object]:
    """A receipt as JSON's types, from an entry's bytes, its inclusion proof and the signed checkpoint it leads to."""
    return {"format": FORMAT, **evidence_item(body, proof, words), "checkpoint": note}


def verify_receipt(data: object, keys: KeyRing) -> ReceiptReport:
    """Check a receipt with the published keys alone; nothing else is needed and nothing is asked of anybody."""
    signed: SignedCheckpoint | None = None
    try:
        receipt = check_members("the receipt", data, _MEMBERS)
        if receipt["format"] != FORMAT:
            raise EvidenceError("the receipt", f"its format is not {FORMAT}", "use a release that reads it")
        signed = verify_checkpoint(member_text(receipt, "checkpoint"), keys)
        return ReceiptReport(check_item(receipt, signed.checkpoint), signed, None)
    except AuditError as error:
        return ReceiptReport(None, signed, error.problem)
