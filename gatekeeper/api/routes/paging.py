"""What the lists of the API take: how many lines, and the cursor to where the page begins."""

from __future__ import annotations

import re
from typing import Annotated, Final

from fastapi import Query
from pydantic import BeforeValidator

MOST_LINES: Final = 100
_DIGITS: Final = re.compile(r"[1-9][0-9]{0,2}")


def _plain(given: object) -> object:
    """Digits alone: a sign, a space or another spelling of a number is not taken."""
    if isinstance(given, str) and not _DIGITS.fullmatch(given):
        raise ValueError(f"write a number from 1 to {MOST_LINES} in plain digits")
    return given


Limit = Annotated[int, BeforeValidator(_plain), Query(ge=1, le=MOST_LINES, description="How many lines at most.")]
Cursor = Annotated[str | None, Query(max_length=200, description="From the page before: its `next`.")]
