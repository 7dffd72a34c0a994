"""The one door by which pages of a held PDF leave: rebuilt in bounds, looked through again, and refused on a doubt."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import SEEK_SET
from typing import IO, Any, Final

from gatekeeper.documents.bounded import Limits, TooCostly, in_bounds, in_bounds_to_file
from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.wanted import REPRINT, require_wanted

__all__ = ["Rebuilt", "rebuild", "release_pages"]

BLOCK: Final = 1 << 18
"""How many bytes of a rebuilt file are handed on at a time."""


def release_pages(data: bytes, pages: Sequence[int] | None, *, title: str, limits: Limits | None = None) -> bytes:
    """A new PDF of exactly these pages (from 1; None: every page), checked for traces of the others; ``extract_pages``.

    Raises FileRefused where that cannot be done in bounds, or a trace was found; ValueError for wrong numbers or title.
    """
    try:
        answer = in_bounds({"do": "release"}, _asked(pages, title) + data, limits or Limits())
    except TooCostly as costly:
        raise _too_costly(costly) from None
    _require_clean(answer.told)
    return answer.data


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A new PDF in a file that has no name and is gone once it is closed: its hash (SHA-256), size and pages."""

    file: IO[bytes]
    begins: int
    sha256: str
    size: int
    page_count: int

    def blocks(self) -> Iterator[bytes]:
        """Its bytes, a block at a time."""
        self.file.seek(self.begins, SEEK_SET)
        while block := self.file.read(BLOCK):
            yield block

    def close(self) -> None:
        """Let go of it."""
        self.file.close()


def rebuild(
    source: Iterable[bytes], pages: Sequence[int] | None, *, title: str, limits: Limits | None = None
) -> Rebuilt:
    """The same from and into files, so that no size of either fills the memory. Whoever calls it closes the result.

    Raises whatever reading the source raises, before any of it is used, and OSError where there is no room.
    """
    asked, result = _asked(pages, title), tempfile.TemporaryFile()  # noqa: SIM115
    try:
        with tempfile.TemporaryFile() as whole:
            whole.write(asked)
            for block in source:
                whole.write(block)
            told = in_bounds_to_file({"do": "release"}, whole, result, limits or Limits())
        _require_clean(told)
        return _measured(result, told["pages"])
    except TooCostly as costly:
        result.close()
        raise _too_costly(costly) from None
    except BaseException:
        result.close()
        raise


def _measured(result: IO[bytes], page_count: int) -> Rebuilt:
    digest, begins = hashlib.sha256(), result.tell()
    while block := result.read(BLOCK):
        digest.update(block)
    return Rebuilt(result, begins, digest.hexdigest(), result.tell() - begins, page_count)


def _asked(pages: Sequence[int] | None, title: str) -> bytes:
    require_wanted(pages, title)
    return json.dumps({"pages": None if pages is None else list(pages), "title": title}).encode() + b"\n"


def _too_costly(costly: TooCostly) -> FileRefused:
    return FileRefused(f"its pages cannot be rebuilt: {costly}", REPRINT)


def _require_clean(told: dict[str, Any]) -> None:
    if "why" in told:
        raise FileRefused(told["why"], told["remedy"])
    if told["leaks"]:
        raise FileRefused(f"the rebuilt pages hold a trace of others: {'; '.join(told['leaks'])}", REPRINT)
