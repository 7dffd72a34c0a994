"""Which passages of a document share a page, and which stand apart from all others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gatekeeper.core.case.passage import Passage
from gatekeeper.core.case.scalars import page_ranges


def stands_apart(passage: Passage, passages: Iterable[Passage]) -> bool | None:
    """Whether the passage shares no page with another of the document; None where pages are not written."""
    shared = [share_a_page(passage, other) for other in passages if other.ref != passage.ref]
    if any(shared):
        return False
    return None if None in shared else True


def share_a_page(one: Passage, other: Passage) -> bool | None:
    """Whether two passages have a page in common; None where the pages of either are not written."""
    if one.pages is None or other.pages is None:
        return None
    return bool(_marked(one.pages) & _marked(other.pages))


@lru_cache(maxsize=1024)
def _marked(pages: str) -> int:
    """The pages as a number with one bit for each: comparing many passages then takes no time."""
    marks = 0
    for first, last in page_ranges(pages):
        marks |= ((1 << (last - first + 1)) - 1) << first
    return marks
