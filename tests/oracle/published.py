"""The published page "who may do what", read as a person reads it: each role by status and part of the procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

_PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "who-may-do-what.md"
_NONE: Final = frozenset({"–", "does not occur"})


@cache
def page() -> Mapping[tuple[str, str, str], frozenset[str]]:
    """What may be done, by role, status and part (*first determination* or *dispute ladder*)."""
    text = _PAGE.read_text("utf-8").split("## Who may", 1)[1].split("## Absolute rules", 1)[0]
    return {key: actions for section in text.split("\n### ")[1:] for key, actions in _section(section)}


def _section(text: str) -> Iterator[tuple[tuple[str, str, str], frozenset[str]]]:
    role, *lines = text.splitlines()
    for line in lines:
        cells = [each.strip() for each in re.findall(r"(?<=\|)[^|]*(?=\|)", line)]
        if len(cells) == 3 and cells[0] not in ("status", "---"):
            for part, cell in zip(("first determination", "dispute ladder"), cells[1:], strict=True):
                yield (role.strip().lower(), cells[0], part), _actions(cell)


def _actions(cell: str) -> frozenset[str]:
    return frozenset() if cell in _NONE else frozenset(each.strip() for each in cell.split(","))


def allowed(roles: frozenset[str], status: str, part: str) -> frozenset[str]:
    """What somebody with these roles may do, by the page. Raises KeyError for a role that it does not know."""
    return frozenset(action for role in roles for action in page()[role, status, part])
