"""Tells by its content, never by its name, what kind of file has arrived, and refuses all that may not be kept."""

from __future__ import annotations

import re
from typing import Final

PDF: Final = "application/pdf"
ENDS: Final = 70_000
"""How many bytes of the beginning and of the end are looked at: enough for the comment of a ZIP archive (65,535)."""
_MAGIC: Final = re.compile(rb"%PDF-[12]\.[0-9][\r\n\t ]")
_END: Final = b"%%EOF"
_LAST: Final = 1_024
_ENCRYPTED: Final = re.compile(rb"/Encrypt\s*(?:[0-9]+\s+[0-9]+\s+R|<<)")
_ZIP_END: Final = b"PK\x05\x06"
_ZIP_HEAD: Final = 22


class FileRefused(ValueError):
    """A file that may not be kept: why, and what to do."""

    def __init__(self, why: str, remedy: str) -> None:
        self.why, self.remedy = why, remedy
        super().__init__(f"{why}. What to do: {remedy}.")


def media_type(beginning: bytes, end: bytes) -> str:
    """The media type by a file's first and last bytes (``ENDS`` each). Raises FileRefused for all but a plain PDF."""
    if not _MAGIC.match(beginning):
        raise FileRefused("it is no PDF by its content, whatever its name", "save the document as PDF")
    if _END not in end[-_LAST:]:
        raise FileRefused("it is a PDF without its end, so a part of it is missing", "copy or save the file again")
    if _also_an_archive(end):
        raise FileRefused("it is a PDF and an archive at once", "save the document as PDF again")
    if _ENCRYPTED.search(end) or _ENCRYPTED.search(beginning):
        raise FileRefused("it is locked by a password or by restrictions", "save it without them")
    return PDF


def _also_an_archive(end: bytes) -> bool:
    """Whether a ZIP program would open it: the archive's last block stands there, with a comment as long as it says."""
    found = end.rfind(_ZIP_END)
    if found < 0 or len(end) - found < _ZIP_HEAD:
        return False
    comment = int.from_bytes(end[found + _ZIP_HEAD - 2 : found + _ZIP_HEAD], "little")
    return comment <= len(end) - found - _ZIP_HEAD
