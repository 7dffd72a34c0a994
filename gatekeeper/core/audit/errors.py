"""What is said when a part of the record cannot be trusted: what it is, why, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason for not trusting something, in three parts that read as two sentences."""

    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what}: {self.why}. What to do: {self.remedy}."


class AuditError(ValueError):
    """Something that cannot be part of the record. ``problem`` holds the parts of the message."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        self.problem = Problem(what, why, remedy)
        super().__init__(str(self.problem))


class CanonicalError(AuditError):
    """A value that has no single byte form, or bytes that are not in it."""


class EntryError(AuditError):
    """A deed that cannot be entered, or bytes that are no entry."""


class ProofError(AuditError):
    """A Merkle proof that does not prove what it is shown for."""


class NoteError(AuditError):
    """A signed note or checkpoint that is malformed or not signed by a key that may sign it."""


class PublishedKeyError(AuditError):
    """A published key, or a list of them, that cannot be read."""


class EvidenceError(AuditError):
    """A receipt or a bundle that is not built as the format says, or does not hold together."""
