"""The files of the documents: checked as they arrive, kept under random names, proved unchanged at every reading."""

from __future__ import annotations

from gatekeeper.documents.arrival import Arrival, FileRefused, arriving, inside
from gatekeeper.documents.store import FileDamaged, KeptFile, Store

__all__ = ["Arrival", "FileDamaged", "FileRefused", "KeptFile", "Store", "arriving", "inside"]
