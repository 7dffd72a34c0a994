"""Which pages of a PDF are asked for, and under what title: checked before the file is touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["MOST_PAGES", "REPRINT", "require_wanted"]

MOST_PAGES: Final = 9_999
"""As many as the pages of a document may be numbered (docs/case-file.md)."""
REPRINT: Final = "print the page to a new PDF, check it, and use that one"
_LONGEST_TITLE: Final = 500


def require_wanted(pages: Sequence[int] | None, title: str) -> None:
    """Raise ValueError where the numbers of pages (None: every page), or the title of a new PDF, are none."""
    if pages is not None and (not pages or len(set(pages)) != len(pages) or len(pages) > MOST_PAGES):
        raise ValueError("the pages are none, or one of them is named twice; name each open page once")
    if not title.strip() or len(title) > _LONGEST_TITLE or not title.isprintable():
        raise ValueError(f"the title is empty, too long or not printable; give one of up to {_LONGEST_TITLE} letters")
