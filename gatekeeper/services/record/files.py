"""Files that leave or come back: written whole and never over another one, and read without trusting them."""

from __future__ import annotations

import json
import os
from pathlib import Path

from gatekeeper.core.audit import CanonicalError, read_json
from gatekeeper.services.record.errors import RecordRefused

ONLY_OWNER = 0o600
_COMING = ".coming"


def write_new(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file that is not there yet, on the disk once this returns. Raises RecordRefused where it is there."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise RecordRefused(str(path), "it is there already, and is not written over", "name another file") from None
    except OSError as error:
        raise RecordRefused(str(path), f"it cannot be written ({error.strerror})", "name another place") from error
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as target:
        target.write(text)
        target.flush()
        os.fsync(target.fileno())


def replace(path: Path, text: str) -> None:
    """Write a file anew, so that it is the old one or the new one at every moment."""
    coming = path.with_name(path.name + _COMING)
    coming.unlink(missing_ok=True)
    write_new(coming, text)
    coming.replace(path)


def write_json(path: Path, data: object) -> None:
    """Write JSON into a file that is not there yet. Raises RecordRefused."""
    write_new(path, json.dumps(data, indent=1, ensure_ascii=False) + "\n")


def read_text(path: Path) -> str:
    """The text of a file. Raises RecordRefused where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        why = f"it cannot be read ({error.strerror})"
        raise RecordRefused(str(path), why, "name the file that you were given") from error
    except UnicodeDecodeError as error:
        raise RecordRefused(str(path), "it is no UTF-8 text", "take the file again as it was given") from error


def read_json_file(path: Path) -> object:
    """The JSON of a file, in which no member stands twice. Raises RecordRefused."""
    try:
        return read_json(read_text(path))
    except CanonicalError as error:
        raise RecordRefused(str(path), error.problem.why, "take the file again as it was given") from error
