"""What is found in a PDF that arrives: whether it may be kept, and whether it may ever be given out as it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from gatekeeper.documents.arrival import MOST_BYTES
from gatekeeper.documents.bounded import Limits, TooCostly, in_bounds
from gatekeeper.documents.wanted import MOST_PAGES

__all__ = ["Finding", "FindingKind", "Inspection", "inspect_upload"]


class FindingKind(StrEnum):
    """What kind of thing was found. ``REFUSING`` says which of them keep a file out."""

    ACTIVE = "active"
    DAMAGED = "damaged"
    EARLIER_VERSIONS = "earlier_versions"
    LAYERS = "layers"
    REFUSED = "refused"
    TOO_COSTLY = "too_costly"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"


REFUSING: Final = frozenset(FindingKind) - {FindingKind.ACTIVE, FindingKind.EARLIER_VERSIONS, FindingKind.LAYERS}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, and what it is, in words."""

    kind: FindingKind
    detail: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a file. It depends on nothing but the file, so it may be remembered by the file's hash."""

    page_count: int | None
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether the file may not be kept."""
        return any(finding.kind in REFUSING for finding in self.findings)

    @property
    def active(self) -> tuple[str, ...]:
        """What could act by itself, or carries files: such a file leaves rebuilt (``release_pages``) or not at all."""
        return tuple(finding.detail for finding in self.findings if finding.kind is FindingKind.ACTIVE)


def inspect_upload(
    source: bytes | Path, *, most: int = MOST_BYTES, most_pages: int = MOST_PAGES, limits: Limits | None = None
) -> Inspection:
    """Look through a file in a process of its own that may take so much time and memory, and no more.

    A file that takes more, or makes the reader fall over, is told as TOO_COSTLY. Raises OSError where a path cannot be
    read.
    """
    if isinstance(source, bytes) and len(source) > most:
        return Inspection(None, (Finding(FindingKind.TOO_LARGE, f"more than {most:,} bytes"),))
    try:
        answer = in_bounds({"do": "look", "most_bytes": most, "most_pages": most_pages}, source, limits or Limits())
    except TooCostly as costly:
        return Inspection(None, (Finding(FindingKind.TOO_COSTLY, str(costly)),))
    found = (Finding(FindingKind(kind), detail) for kind, detail in answer.told["found"])
    return Inspection(answer.told["pages"], tuple(found))
