"""Pictures of pages of a PDF, to be read in a browser: each page as a PNG, with its words and where they stand."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gatekeeper.documents.bounded import Limits, TooCostly, in_bounds_to_file
from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.text import MOST_LETTERS, plain_text
from gatekeeper.documents.wanted import REPRINT

__all__ = ["DPI", "MOST_AT_ONCE", "MOST_POINTS", "PageImage", "PlacedWord", "page_images"]

DPI: Final = 110
"""Points an inch at which a page is drawn to be read."""
MOST_POINTS: Final = 4_000_000
"""The most points of one picture, however large the page says it is."""
MOST_AT_ONCE: Final = 50
"""The most pages that are drawn in one go."""
_MOST_PLACED: Final = 20_000
_CHILD: Final = "gatekeeper.documents.images_child"
_LIMITS: Final = Limits(cpu_seconds=20, wall_seconds=30.0, result=120_000_000)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of a page and the box around it: fractions of the page's width and height, from its upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page (from 1) as a PNG of so many points, with its text, and its words in their places (may be left out)."""

    page: int
    png: bytes
    width: int
    height: int
    text: str
    words: tuple[PlacedWord, ...]

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        return len(self.png) + 2 * len(self.text) + 200 * len(self.words)


def page_images(
    source: Iterable[bytes], pages: Sequence[int], *, dpi: int = DPI, words: bool = True, limits: Limits = _LIMITS
) -> tuple[PageImage, ...]:
    """Draw these pages of a PDF, in a process of its own that may take so much time and memory, and no more.

    Comments, fields of forms and whatever acts by itself are not drawn. A page larger than ``MOST_POINTS`` at that
    ``dpi`` is drawn smaller. ``words``: with the places of its words. Raises FileRefused where a page cannot be drawn
    in bounds, ValueError for numbers that are none, and whatever reading the source raises.
    """
    if not pages or len(pages) > MOST_AT_ONCE or min(pages) < 1:
        raise ValueError(f"name 1 to {MOST_AT_ONCE} pages, each from 1")
    task = {"pages": list(pages), "dpi": dpi, "most_points": MOST_POINTS}
    task |= {"most_letters": MOST_LETTERS, "most_placed": _MOST_PLACED if words else 0}
    with tempfile.TemporaryFile() as whole, tempfile.TemporaryFile() as result:
        for block in source:
            whole.write(block)
        try:
            told = in_bounds_to_file(task, whole, result, limits, _CHILD)
        except TooCostly as costly:
            raise FileRefused(f"a page of it cannot be drawn: {costly}", REPRINT) from None
        if "why" in told:
            raise FileRefused(told["why"], REPRINT)
        return tuple(_drawn(json.loads(result.read(told["about"])), result.read()))


def _drawn(about: Sequence[dict[str, Any]], pictures: bytes) -> Iterator[PageImage]:
    start = 0
    for each in about:
        end = start + each["bytes"]
        placed = tuple(PlacedWord(plain_text(word), *box) for word, *box in each["words"])
        shown = (each["page"], pictures[start:end], each["width"], each["height"])
        yield PageImage(*shown, plain_text(each["text"]), placed)
        start = end
