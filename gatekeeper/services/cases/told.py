"""What of a case's acts is told to whom, and the version of the case as its reader sees it.

The number of changes that somebody may not know of would itself tell that there were any; so each reader's version
counts the acts that are told to that reader, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.people import HERS, OFFICERS
from gatekeeper.storage import tables

Reader = Literal["councillor", "officer", "consultee"]
HEARD: Final = frozenset(
    each.value
    for each in (
        *(Action.DETERMINE, Action.RECORD_NOT_HELD, Action.DISPUTE, Action.APPEAL),
        *(Action.SUBMIT_STATEMENT, Action.RULE, Action.RESOLVE),
    )
)
"""What somebody who is only consulted reads of the timeline: what was ruled and why, and what both sides say to it."""
EXPORT: Final = "export"
"""The act of carrying a case away: it is told to officers, and nothing that they read has changed by it."""


def reader_of(roles: Collection[str]) -> Reader:
    """As whom somebody with these roles reads: as an officer only by a role that is named as an officer's."""
    if HERS & set(roles):
        return "councillor"
    return "officer" if OFFICERS & set(roles) else "consultee"


def seen_as(readers: Iterable[Reader]) -> Reader:
    """As whom somebody reads the case as a whole who reads its asked documents so."""
    found = set(readers)
    if "councillor" in found:
        return "councillor"
    return "officer" if "officer" in found else "consultee"


def told_acts(acts: Iterable[tables.Act], readers: Mapping[str, Reader]) -> list[tables.Act]:
    """Those of a case's acts that are told to somebody; ``readers``: by the asked documents that are seen at all."""
    of: dict[str | None, Reader] = {None: seen_as(readers.values())}
    of.update(readers)
    return [act for act in acts if act.asked_id in of and _is_told(act, of[act.asked_id])]


def version_of(acts: Iterable[tables.Act]) -> int:
    """The version of a case to somebody to whom these acts of it are told."""
    return sum(act.action != EXPORT for act in acts)


def _is_told(act: tables.Act, reader: Reader) -> bool:
    if reader == "officer":
        return True
    return act.shared and (reader == "councillor" or act.action in HEARD)
