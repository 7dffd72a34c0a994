"""Draws pages for whoever may see them: few at once, each once while it is remembered, and never kept on a disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from gatekeeper.documents import FileRefused
from gatekeeper.documents.images import DPI, PageImage, page_images
from gatekeeper.services.files.memory import Memory
from gatekeeper.services.files.workroom import Workroom

__all__ = ["SMALL_DPI", "Drawing", "PageImage"]

SMALL_DPI: Final = 30
"""Points an inch of the small pictures among which pages are chosen."""
_SMALL_AT_ONCE: Final = 24
"""Small pictures are asked for many at a time, so they are drawn so."""
_PICTURES: Final = 96_000_000
_FILES: Final = 128_000_000
_LARGEST_FILE: Final = 48_000_000

Blocks = Callable[[], Iterable[bytes]]
"""Gives the bytes of a file, a block at a time. It raises where they are not those of its hash."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where pages are drawn. ``pictures`` and ``files`` are known by the SHA-256 of the very file that is drawn."""

    room: Workroom = field(default_factory=lambda: Workroom(at_once=2, waiting=30, patience=15.0))
    pictures: Memory[tuple[str, int, bool], PageImage] = field(default_factory=lambda: Memory(_PICTURES))
    files: Memory[str, bytes] = field(default_factory=lambda: Memory(_FILES, _LARGEST_FILE))

    def page(self, sha256: str, page: int, last: int, blocks: Blocks, *, small: bool = False) -> PageImage:
        """One page (from 1 to ``last``) of the file of that hash. Whoever asks has the right to it, now.

        Raises FileRefused where it cannot be drawn, TooBusy, and what ``blocks`` raise.
        """
        found = self.pictures.get((sha256, page, small))
        if found is not None:
            return found
        refused = self.room.refused((sha256, page, small))
        if refused is not None:
            raise refused
        with self.room.desk():
            return self.pictures.get((sha256, page, small)) or self._drawn(sha256, page, last, blocks, small=small)

    def _drawn(self, sha256: str, page: int, last: int, blocks: Blocks, *, small: bool) -> PageImage:
        first = page - (page - 1) % _SMALL_AT_ONCE
        together = range(first, min(last, first + _SMALL_AT_ONCE - 1) + 1) if small else (page,)
        try:
            drawn = self._images(blocks, together, small=small)
        except FileRefused as refused:
            if len(together) == 1:
                self.room.remember((sha256, page, small), refused)
                raise
            drawn = self._alone(sha256, page, blocks, small=small)
        for each in drawn:
            self.pictures.keep((sha256, each.page, small), each, each.size)
        return next(each for each in drawn if each.page == page)

    def _alone(self, sha256: str, page: int, blocks: Blocks, *, small: bool) -> tuple[PageImage, ...]:
        """One page by itself, where one of its neighbours cannot be drawn."""
        try:
            return self._images(blocks, (page,), small=small)
        except FileRefused as refused:
            self.room.remember((sha256, page, small), refused)
            raise

    @staticmethod
    def _images(blocks: Blocks, pages: Sequence[int], *, small: bool) -> tuple[PageImage, ...]:
        return page_images(blocks(), pages, dpi=SMALL_DPI if small else DPI, words=not small)
