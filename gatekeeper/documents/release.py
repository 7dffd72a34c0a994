"""The one door by which pages of a held PDF leave: rebuilt in bounds, looked through again, and refused on a doubt."""

from __future__ import annotations

import json
from collections.abc import Sequence

from gatekeeper.documents.bounded import Limits, TooCostly, in_bounds
from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.wanted import REPRINT, require_wanted

__all__ = ["release_pages"]


def release_pages(data: bytes, pages: Sequence[int], *, title: str, limits: Limits | None = None) -> bytes:
    """A new PDF of exactly these pages (from 1), checked for traces of the others; see ``extract_pages``.

    Raises FileRefused where that cannot be done in bounds, or a trace was found; ValueError for wrong numbers or title.
    """
    require_wanted(pages, title)
    asked = json.dumps({"pages": list(pages), "title": title}).encode()
    try:
        answer = in_bounds({"do": "release"}, asked + b"\n" + data, limits or Limits())
    except TooCostly as costly:
        raise FileRefused(f"its pages cannot be rebuilt: {costly}", REPRINT) from None
    if "why" in answer.told:
        raise FileRefused(answer.told["why"], answer.told["remedy"])
    if answer.told["leaks"]:
        raise FileRefused(f"the rebuilt pages hold a trace of others: {'; '.join(answer.told['leaks'])}", REPRINT)
    return answer.data
