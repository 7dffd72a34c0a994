"""Why a file is not given out or not taken in: what may be told to whoever asked, and what only the record holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gatekeeper.documents import Finding
from gatekeeper.services.cases.errors import CommandRefused

_WHAT: Final = "Give the pages out"


class NotReleased(CommandRefused):
    """Nothing leaves, though something may be open to her. ``reason`` is one word for the record.

    ``detail`` is what was found in the file: it may tell of closed pages, so it is sealed with the entry and told to
    officers on the case alone.
    """

    code = "not_released"

    def __init__(self, reason: str, why: str, remedy: str, detail: str | None = None) -> None:
        super().__init__(_WHAT, why, remedy)
        self.reason, self.detail = reason, detail


class UploadRefused(CommandRefused):
    """A file that may not be kept, with everything for which it may not."""

    code = "file_refused"

    def __init__(self, findings: Sequence[Finding]) -> None:
        why = "it may not be kept, for what was found in it"
        super().__init__("Keep the file", why, "save or print the document to a new PDF, and send that one")
        self.findings = tuple(findings)


class FilesAway(RuntimeError):
    """A kept file is missing or is not what was kept. Nothing of it is given out."""


class NoRoom(RuntimeError):
    """There is no room for a file, or the store cannot be written to."""


class TooBusy(RuntimeError):
    """As many files are being worked on as may be at once."""
