"""What the record says of files that leave or are looked at: the kinds of its entries, and the words sealed in them."""

from __future__ import annotations

from typing import Final

from gatekeeper.core.audit import StateValue
from gatekeeper.services.files.leaving import Leaving, written

RELEASED: Final = "file:released"
NOT_RELEASED: Final = "file:not_released"
CUT_OFF: Final = "file:cut_off"
LOOKED_AT: Final = "file:looked_at"
"""Whoever files a document looked at the pages of what is kept of it, to mark its passages."""
VIEWED: Final[dict[str, StateValue]] = {"way": "viewer"}
"""What an entry says beside where no file left: its pages were shown in the viewer."""


def in_words(leaving: Leaving) -> str:
    """What leaves of which kept file."""
    return f"Pages {written(leaving.pages)} of the kept file {leaving.sha256}"
