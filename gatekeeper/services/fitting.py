"""Whether a kept file fits what the register says of its document: only then do the pages of its passages mean anything.

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
    """Whether the file has as many pages as the register says, and every passage lies within them."""
    count = file.page_count
    if document is None or count is None or document.page_count not in (None, count):
        return False
    return all(last_page(each) <= count for each in passages)


def has_own_pages(passage: tables.Passage) -> bool:
    """Whether it is written on which pages of the document the passage lies."""
    return passage.pages not in (None, "", WHOLE)


def last_page(passage: tables.Passage) -> int:
    """The last page on which the passage lies as far as is written, from 1; 0 where it is not."""
    if not passage.pages or not has_own_pages(passage):
        return 0
    return max(end for _, end in page_ranges(passage.pages))
