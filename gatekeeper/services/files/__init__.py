"""The files of documents: taken in and looked through, given out as open pages alone, checked, and swept of orphans."""

from __future__ import annotations

from gatekeeper.services.files.errors import FilesAway, NoRoom, NotReleased, TooBusy, UploadRefused
from gatekeeper.services.files.place import Files, Intake, Workroom

__all__ = ["Files", "FilesAway", "Intake", "NoRoom", "NotReleased", "TooBusy", "UploadRefused", "Workroom"]
