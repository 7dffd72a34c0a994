"""The files of the documents: looked through as they arrive, kept under random names, given out as open pages alone."""

from __future__ import annotations

from gatekeeper.documents.arrival import Arrival, FileRefused, arriving, inside
from gatekeeper.documents.bounded import Limits
from gatekeeper.documents.inspection import Finding, FindingKind, Inspection, inspect_upload
from gatekeeper.documents.release import release_pages
from gatekeeper.documents.store import FileDamaged, KeptFile, Store

__all__ = [
    "Arrival",
    "FileDamaged",
    "FileRefused",
    "Finding",
    "FindingKind",
    "Inspection",
    "KeptFile",
    "Limits",
    "Store",
    "arriving",
    "inside",
    "inspect_upload",
    "release_pages",
]
