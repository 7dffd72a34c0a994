"""What may not be removed from the register: what something that stays still names, or what was asked for."""

from __future__ import annotations

from gatekeeper.services.importing.problems import ImportProblem
from gatekeeper.services.importing.proposed import Proposed
from gatekeeper.services.importing.resolve import TABLES
from gatekeeper.services.importing.sheets import BY_KIND
from gatekeeper.storage.register import Changes

_REMEDY = "keep it in the file, or take away what names it as well"


def removed_problems(changes: Changes, proposed: Proposed) -> list[ImportProblem]:
    """Each thing that would be removed although a row that stays, or a request, names it."""
    gone = {row.thing_id for row in changes.ended} - {row.thing_id for row in changes.added}
    if not gone:
        return []
    found = []
    for table in TABLES:
        for row in proposed.all(table):
            for name in table.names:
                named = getattr(row, name)
                if named in gone:
                    found.append(_problem(proposed, named, _called(proposed, row.thing_id)))
    return [*found, *(_problem(proposed, each, "a request") for each in sorted(changes.asked_for() & gone))]


def _called(proposed: Proposed, thing_id: str) -> str:
    thing = proposed.thing(thing_id)
    return f"the {thing.kind.replace('_', ' ')} {thing.code}" if thing else "another thing"


def _problem(proposed: Proposed, thing_id: str, by: str) -> ImportProblem:
    thing = proposed.thing(thing_id)
    sheet = BY_KIND.get(thing.kind) if thing else None
    why = f"'{thing.code if thing else thing_id}' is not in the file and would be removed, but {by} names it"
    return ImportProblem(sheet.file if sheet else "the register", None, "code", why, _REMEDY)
