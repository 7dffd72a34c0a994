"""In which passages of a document each of its pages lies: a page is read by whoever may see every one of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from gatekeeper.core.case.scalars import page_ranges
from gatekeeper.storage.search import Extent, Open

LAST_BIT: Final = 62
"""The place from which on passages share one bit: databases keep whole numbers of sixty-three bits and a sign."""


def cover_of(passages: Sequence[str | None]) -> Callable[[int], int]:
    """For the pages of the passages in their order, what tells of a page which of them it lies in: no bit, in none.

    A passage of which no pages are written may be anywhere: every page lies in it, and none by it alone.
    """
    ranges = [None if pages is None else page_ranges(pages) for pages in passages]
    anywhere = [n for n, each in enumerate(ranges) if each is None]

    def cover(page: int) -> int:
        lies_in = [n for n, each in enumerate(ranges) if each and any(first <= page <= last for first, last in each)]
        return sum({1 << min(n, LAST_BIT) for n in (*lies_in, *anywhere)}) if lies_in else 0

    return cover


def in_none(_page: int) -> int:
    """What is told of each page of a file that does not fit the register: it lies in no passage; nobody finds it."""
    return 0


def bits_of(opened: Collection[int], passages: int) -> int:
    """The bits of the passages that are open, by their places, of so many. The shared bit counts only if all do."""
    bits = sum(1 << n for n in opened if n < LAST_BIT)
    beyond = range(LAST_BIT, passages)
    return bits | (1 << LAST_BIT if beyond and all(n in opened for n in beyond) else 0)


def open_of(shape: int, opened: Collection[int], passages: int) -> Open:
    """What is open of documents of a shape (id), as a search asks: by the places of the open ones of its passages."""
    extent = Extent.WHOLE if len(opened) == passages else Extent.PART if opened else Extent.NOTHING
    return Open(shape, bits_of(opened, passages), extent)
