"""Whether a kept file fits what the register says of its document: only then do the pages of passages mean anything.

A right is to a passage (LGA 1972 ss.100B, 100F; SI 2012/2089 reg 16), and a passage is known by its pages. In another
print the same words may lie on other pages, so that what is exempt would leave as what is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gatekeeper.core.case.scalars import page_ranges
from gatekeeper.storage import tables

WHOLE: Final = "whole"


def fits(file: tables.StoredFile, document: tables.Document | None, passages: Iterable[tables.Passage]) -> bool:
    """Whether the file has as many pages as the register says, and every passage lies within them.

    How many pages there are need not be written where no passage has pages of its own.
    """
    count, passages = file.page_count, tuple(passages)
    if document is None or count is None:
        return False
    if document.page_count is None and not any(has_own_pages(each) for each in passages):
        return True
    return document.page_count == count and all(last_page(each) <= count for each in passages)


def has_own_pages(passage: tables.Passage) -> bool:
    """Whether it is written on which pages of the document the passage lies."""
    return passage.pages not in (None, "", WHOLE)


def last_page(passage: tables.Passage) -> int:
    """The last page on which the passage lies as far as is written, from 1; 0 where it is not."""
    if not passage.pages or not has_own_pages(passage):
        return 0
    return max(end for _, end in page_ranges(passage.pages))
