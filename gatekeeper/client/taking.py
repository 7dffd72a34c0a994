"""Takes files in and sends files out a block at a time, with their length and hash checked."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

import httpx

from gatekeeper.client.errors import Garbled
from gatekeeper.client.http import refuse_packed

_BLOCK: Final = 65_536
_MOST_BYTES: Final = 2_000_000_000
_DIGEST: Final = re.compile(r"(?:^|,) *sha-256=:([A-Za-z0-9+/]{43}=):")
_WHAT: Final = "The file is not kept"


class Kind(Enum):
    """What is taken: its media type, and whether the service says its hash."""

    PDF = ("application/pdf", True)
    LINES = ("application/jsonl", False)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken: where it lies, its size in bytes, its SHA-256 in hex digits.

    ``entry`` is the entry in the record under which it left, ``form`` is ``inspection`` or ``whole_copy``, and
    ``pages`` says which pages of the kept file it holds; each is None where the service does not say it.
    """

    path: Path
    size: int
    sha256: str
    entry: int | None
    form: str | None
    pages: str | None


def taken(to: Path, kind: Kind) -> Callable[[httpx.Response], Taken]:
    """What writes an answer's body to that new file, which is there only once it is whole and right.

    Raises FileExistsError, here already, for one that is there.
    """
    if to.exists():
        raise FileExistsError(f"{to} is there already; name another file, or move it away")

    def take(http_response: httpx.Response) -> Taken:
        refuse_packed(http_response)
        if http_response.headers.get("content-type", "").partition(";")[0].strip().lower() != kind.value[0]:
            raise Garbled(_WHAT, "what came is of another kind", "see that the address is that of the service")
        handle, name = tempfile.mkstemp(dir=to.parent, prefix=".taking-")
        try:
            with os.fdopen(handle, "wb") as file:
                size, sha256 = _written(http_response.iter_raw(_BLOCK), file.write)
            _check(http_response, sha256, told=kind.value[1])
            Path(name).replace(to)
        finally:
            Path(name).unlink(missing_ok=True)
        return _taken(to, size, sha256.hex(), http_response)

    return take


class Outgoing:
    """A file to be sent. Its hash is known once it has been sent."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.sha256 = ""
        self.headers: dict[str, str] = {"Content-Type": "application/pdf", "Content-Length": str(path.stat().st_size)}

    def content(self) -> Iterator[bytes]:
        """Its blocks, from the beginning each time that it is sent."""
        found = hashlib.sha256()
        with self._path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
                yield block
        self.sha256 = found.hexdigest()


def _written(blocks: Iterator[bytes], write: Callable[[bytes], int]) -> tuple[int, bytes]:
    size, found = 0, hashlib.sha256()
    for block in blocks:
        size += len(block)
        if size > _MOST_BYTES:
            raise Garbled(_WHAT, f"it is larger than {_MOST_BYTES:,} bytes", "tell whoever runs the service")
        found.update(block)
        write(block)
    return size, found.digest()


def _check(http_response: httpx.Response, sha256: bytes, *, told: bool) -> None:
    said = _DIGEST.search(http_response.headers.get("repr-digest", ""))
    if said is None and not told:
        return
    if said is None or _decoded(said[1]) != sha256:
        why = "what came is not what the service says that it sent"
        raise Garbled(_WHAT, why, "take it again; tell whoever runs the service if it stays so")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""


def _taken(path: Path, size: int, sha256: str, http_response: httpx.Response) -> Taken:
    headers = http_response.headers
    entry = headers.get("gatekeeper-entry", "")
    return Taken(
        path=path,
        size=size,
        sha256=sha256,
        entry=int(entry) if entry.isascii() and entry.isdecimal() else None,
        form=headers.get("gatekeeper-form"),
        pages=headers.get("gatekeeper-pages"),
    )
