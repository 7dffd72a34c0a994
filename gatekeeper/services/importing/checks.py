"""What cannot be true of several rows together, in the files and the register. Only problems stop an import."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from gatekeeper.services.importing.case_parts import (
    Found,
    business_errors,
    council_errors,
    document_errors,
    people_errors,
)
from gatekeeper.services.importing.checks_removed import removed_problems
from gatekeeper.services.importing.checks_sheets import finding_errors, sheet_problems, sheet_warnings
from gatekeeper.services.importing.problems import ImportProblem
from gatekeeper.services.importing.proposed import Proposed, documents_touched
from gatekeeper.services.importing.resolve import Resolved
from gatekeeper.services.importing.rows import Row
from gatekeeper.storage.register import Changes

Judge = Callable[[Proposed, Sequence[str]], Iterator[Found]]
_BUSINESS: Final = frozenset({"meeting", "item", "decision"})
_OF_A_PERSON: Final = frozenset({"office", "suspension", "membership", "cabinet", "portfolio", "political_post"})
_SEAT: Final = re.compile(r"requester\.memberships\[[0-9]+\]")
"""Where a case file says that a member of the executive sits on scrutiny: at the seat itself, not at a field of it."""


@dataclass(slots=True)
class Judgement:
    """What was found: problems stop the import, warnings do not."""

    problems: list[ImportProblem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)


def judged(changes: Changes, found: Resolved) -> Judgement:
    """Check what would stand after the changes. What hangs on a row that could not be read waits for the next time."""
    proposed = Proposed.of(changes)
    judgement = Judgement(removed_problems(changes, proposed))
    if judgement.problems:
        return judgement
    judgement.problems += [*sheet_problems(proposed, found), *finding_errors(found)]
    judgement.warnings += sheet_warnings(proposed, found)
    for each in _by_case_parts(proposed, found):
        problem = _told(found, each)
        scrutiny = _SEAT.fullmatch(each.error.place)
        (judgement.warnings if scrutiny else judgement.problems).append(problem)
    return judgement


def _by_case_parts(proposed: Proposed, found: Resolved) -> Iterator[Found]:
    if any(row.sheet.kind in {"council", "governance"} for row in found.rows.values()):
        yield from council_errors(proposed)
    left_out = _left_out(proposed, found)
    people = dict.fromkeys(
        str(found.says[thing]["person_id"]) for thing, row in found.rows.items() if row.sheet.kind in _OF_A_PERSON
    )
    business = [thing for thing, row in found.rows.items() if row.sheet.kind in _BUSINESS]
    todo: tuple[tuple[Judge, Iterable[str]], ...] = (
        (people_errors, people),
        (business_errors, business),
        (document_errors, documents_touched(proposed, list(found.rows))),
    )
    for judge, things in todo:
        yield from judge(proposed, [thing for thing in things if thing not in left_out])


def _left_out(proposed: Proposed, found: Resolved) -> frozenset[str]:
    """The things of which a row was left out, and the documents of such passages."""
    ids = [proposed.find(kind, code) for kind, code in found.left_out]
    things = [each for each in ids if each]
    return frozenset(things) | frozenset(documents_touched(proposed, things))


def _told(found: Resolved, each: Found) -> ImportProblem:
    """A problem of a case part at the row and column that it is about, as near as the files tell."""
    rows = [found.rows[thing] for thing in each.things if thing in found.rows]
    columns = [(row, column) for row in rows if (column := _column(row, each.error.place))]
    filled = [(row, column) for row, column in columns if row.values.get(row.sheet.by_name[column].field) is not None]
    for row, column in (*filled, *columns):
        return row.problem(column, each.error.why, each.error.remedy)
    if rows:
        return rows[0].problem(None, each.error.why, each.error.remedy)
    return ImportProblem("the register", None, None, f"{each.error.place}: {each.error.why}", each.error.remedy)


def _column(row: Row, place: str) -> str | None:
    """The column for the last name of a place of a case file."""
    last = re.sub(r"\[[0-9]+\]$", "", place).rpartition(".")[2]
    for name in (last, f"{last}_on", f"negotiation_{last}", {"body": "name", "body_type": "type"}.get(last, "")):
        if name in row.sheet.by_name:
            return name
    return None
