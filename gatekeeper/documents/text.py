"""The words on the pages of a file, so that they can be searched: only what would leave with the page itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from gatekeeper.documents.bounded import Limits, TooCostly, in_bounds

__all__ = ["MOST_LETTERS", "page_texts", "plain_text"]

MOST_LETTERS: Final = 100_000
"""Letters of one page that are kept to be searched."""
_CHILD: Final = "gatekeeper.documents.text_child"
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_LIMITS: Final = Limits(cpu_seconds=60, wall_seconds=90.0, result=200_000_000)


def page_texts(source: bytes | Path, *, limits: Limits = _LIMITS) -> tuple[str, ...]:
    """The words of each page of a PDF, from page 1 on, in a process of its own that may take so much and no more.

    A page that cannot be given out, and every page of a file that cannot be read within the limits, has none: it is
    then not found by its words, and nothing else follows from it.
    """
    try:
        answer = in_bounds({"do": "text", "most_letters": MOST_LETTERS}, source, limits, _CHILD)
    except TooCostly:
        return ()
    return tuple(plain_text(text) for text in json.loads(answer.data))


def plain_text(text: str) -> str:
    """The words of a page without what is no text: a file may write any number for a letter."""
    return _NO_TEXT.sub(" ", text)
