"""A file that arrives, before it is kept: it lies inside its folder, and its content tells of what kind it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from gatekeeper.documents.kinds import ENDS, FileRefused, media_type

__all__ = ["BLOCK", "MOST_BYTES", "Arrival", "FileRefused", "arriving", "blocks", "checked", "inside"]

MOST_BYTES: Final = 200_000_000
BLOCK: Final = 1 << 20
_RENAME: Final = "put the file into the folder and name it by its path there, such as files/report.pdf"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that may be kept: where it lies, its hash (SHA-256 in hex), size in bytes, and media type."""

    path: Path
    sha256: str
    size: int
    media_type: str


def inside(folder: Path, name: str) -> Path:
    """The file of that name within a folder. Raises FileRefused where it is not there, or leads out of it."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or any(mark in name for mark in "\\:\x00"):
        raise FileRefused("the name leads out of the folder, or could", _RENAME)
    try:
        path = (folder / name).resolve(strict=True)
    except (OSError, RuntimeError):
        raise FileRefused("there is no such file in the folder", _RENAME) from None
    if not path.is_relative_to(folder.resolve()):
        raise FileRefused("it is a link that leads out of the folder", _RENAME)
    if not path.is_file():
        raise FileRefused("it is no ordinary file", _RENAME)
    return path


def arriving(path: Path, most: int = MOST_BYTES) -> Arrival:
    """Look through a file of at most ``most`` bytes. Raises FileRefused where it may not be kept."""
    digest, size = hashlib.sha256(), 0
    beginning, end = b"", b""
    try:
        for block in blocks(path):
            digest.update(block)
            size += len(block)
            beginning = beginning if len(beginning) >= ENDS else (beginning + block)[:ENDS]
            end = (end + block)[-ENDS:]
            if size > most:
                raise too_large(most)
    except OSError:
        raise FileRefused("the file cannot be read", "check who may read it") from None
    return Arrival(path, digest.hexdigest(), size, media_type(beginning, end))


def checked(data: bytes, most: int = MOST_BYTES) -> str:
    """The media type of a file that is given as bytes. Raises FileRefused where it may not be kept."""
    if len(data) > most:
        raise too_large(most)
    return media_type(data[:ENDS], data[-ENDS:])


def too_large(most: int) -> FileRefused:
    """The refusal of a file that is too large."""
    return FileRefused(f"it is larger than {most:,} bytes", "make it smaller, or divide the document")


def blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a block at a time."""
    with path.open("rb") as source:
        while block := source.read(BLOCK):
            yield block
