"""Puts files to documents in tests of the services, as an upload does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.files import Files
from gatekeeper.services.files.arriving import Kept, keep_upload
from tests.services.worlds import World


def put(world: World, files: Files, code: str, data: bytes, who: str = "proper") -> Kept:
    """Put a file to the document of that code."""

    def record(_sha256: str, work: Callable[[Desk], Kept]) -> Kept:
        return world.do(who, work)

    with files.arriving() as path:
        path.write_bytes(data)
        return keep_upload(files, path, record, world.id("document", code))


def lying(files: Files) -> list[Path]:
    """Every file that lies in the store, of whatever kind."""
    return [path for path in files.store.root.rglob("*") if path.is_file()]
