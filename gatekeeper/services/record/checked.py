"""The record verified for somebody who asks: what was looked at, whether it holds, and where it first does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gatekeeper.core.audit import AuditError, Problem
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.outside import Outside
from gatekeeper.services.record.verifying import Verified, verify_record
from gatekeeper.storage.types import Engine


@dataclass(frozen=True, slots=True)
class Checked:
    """What a verification came to. ``refused``: what is kept outside cannot be relied on, so nothing was verified.

    ``whole``: from the beginning, with the words and what the record is searched by.
    """

    at: datetime
    whole: bool
    verified: Verified | None
    refused: Problem | None = None

    @property
    def holds(self) -> bool:
        """Whether all that was looked at holds."""
        return self.verified is not None and self.verified.intact


def check_record(engine: Engine, council_id: str, folder: Path, at: datetime, *, whole: bool) -> Checked:
    """Verify the record with the checkpoints in that folder: the whole, or what came after the last of them."""
    try:
        found = verify_record(
            engine, council_id, Outside(folder), since_checkpoint=not whole, with_words=whole, with_index=whole
        )
    except RecordRefused as error:
        return Checked(at, whole, None, Problem(error.what, error.why, error.remedy))
    except AuditError as error:
        return Checked(at, whole, None, error.problem)
    return Checked(at, whole, found)
