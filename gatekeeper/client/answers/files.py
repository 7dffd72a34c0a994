"""What the operations on files give, as the description of the API says it."""

from __future__ import annotations

from datetime import datetime

from gatekeeper.client.operation import Given


class FileShown(Given):
    """What file is kept of a document: its SHA-256 in hex, size in bytes, and since when."""

    document_id: str
    held: bool
    sha256: str | None = None
    size: int | None = None
    media_type: str | None = None
    kept_at: datetime | None = None


class FileFinding(Given):
    """One thing found in a file, by its kind (docs/files.md), and what it is."""

    kind: str
    detail: str


class FileKept(Given):
    """The file that is kept now, under the entry ``version``. ``told``: what does not fit with the register."""

    document_id: str
    sha256: str
    size: int
    media_type: str
    page_count: int | None
    findings: tuple[FileFinding, ...]
    told: tuple[str, ...]
    version: int
