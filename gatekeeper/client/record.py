"""The record: its entries, whether it holds, and what is handed out of it to be checked by others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gatekeeper.client import operations
from gatekeeper.client.answers import EntryShown, SignedShown, Verification
from gatekeeper.client.calling import Calling, every
from gatekeeper.client.taking import Kind, Taken, taken


class Record(Calling):
    """Reading and checking the record; each reading of its entries is entered in it."""

    def record_entries(self, *, limit: int = 50) -> Iterator[EntryShown]:
        """The record without words, for whoever holds the audit right, from its beginning; ``limit`` is a page's."""

        def page(cursor: str | None) -> tuple[tuple[EntryShown, ...], str | None]:
            found = self._list(operations.ENTRIES, {"limit": limit, "cursor": cursor})
            return found.entries, found.next

        return every(page)

    def export(self, to: Path) -> Taken:
        """Write the whole record without words to a new file, one entry a line, for whoever holds the audit right."""
        return self._fetch(operations.EXPORT, {}, taken(to, Kind.LINES))

    def evidence(self, request_id: str) -> dict[str, Any]:
        """Every entry about a request with its words and proofs, for whoever holds the audit right."""
        return self._send(operations.EVIDENCE, request_id=request_id)

    def receipt(self, request_id: str) -> dict[str, Any]:
        """The receipt of one's own request (docs/record-format.md), to be kept; `audit verify-receipt` checks it."""
        return self._send(operations.RECEIPT, request_id=request_id)

    def checkpoints(self) -> SignedShown:
        """The published keys of the record and its signed checkpoints, to be kept and compared."""
        return self._send(operations.CHECKPOINTS)

    def verify(self) -> Verification:
        """Whether the record holds, from the last checkpoint kept outside on, or from its beginning."""
        return self._send(operations.VERIFICATION)
