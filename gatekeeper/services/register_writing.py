"""Entering the register from outside: the sheets of an import as rows, by the proper officer or by a program."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, cast

from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.desk import Desk, at_desk
from gatekeeper.services.cases.errors import Forbidden
from gatekeeper.services.cases.once import Once, keep_answer, kept_answer
from gatekeeper.services.cases.people import posts_held
from gatekeeper.services.importing import Changed, ImportErrors, ImportProblem, ImportReport, Named, import_folder
from gatekeeper.services.importing.csv_text import MOST_ROWS
from gatekeeper.services.importing.sheets import BY_FILE
from gatekeeper.storage import tables
from gatekeeper.storage.transaction import Clock, Transaction, utc_now
from gatekeeper.storage.types import Engine

SHEETS: Final = tuple(file.removesuffix(".csv") for file in BY_FILE)
"""The sheets that there are (docs/import.md)."""
MOST_SHOWN: Final = 200
"""How many things of each kind are told one by one."""
_REGISTERS: Final = "proper_officer"
_NEVER: Final = "administrator"
"""An administrator of the system keeps no register by which rights are decided, whatever else she is."""
_FILE: Final = "file"

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things are new, changed, removed, the same, and recorded but in no sheet that was sent."""

    added: int
    changed: int
    removed: int
    unchanged: int
    not_in_sheets: int


@dataclass(frozen=True, slots=True)
class Entered:
    """What entering sheets did, or would do (``dry_run``); of each kind of change the first 200 are told."""

    dry_run: bool
    counts: Counts
    added: tuple[Named, ...]
    changed: tuple[Changed, ...]
    removed: tuple[Named, ...]
    not_in_sheets: tuple[Named, ...]
    warnings: tuple[ImportProblem, ...]
    entries: tuple[int, ...]


class _Again(Exception):
    """The key was used for this very command before; what it answered then."""

    def __init__(self, answer: Entered) -> None:
        super().__init__()
        self.answer = answer


def enter_sheets(  # noqa: PLR0913
    engine: Engine,
    council_id: str,
    sheets: Mapping[str, Rows],
    actor: Actor,
    *,
    clock: Clock = utc_now,
    dry_run: bool = False,
    remove_missing: bool = False,
    once: Once | None = None,
    words: str | None = None,
    before: Callable[[Desk], None] | None = None,
) -> Entered:
    """Enter the rows of these sheets, all of them or nothing; a dry run tells the same and enters nothing.

    Rows are as in a CSV file: each column's text by its name. Files of documents are kept elsewhere. ``once``: under
    its key the command has one effect. Whether the actor may enter them is asked before anything is told, and again in
    the transaction that enters, where ``before`` may refuse too. ``words`` say why, and are sealed with the entry.
    Raises Forbidden, ImportErrors, whose lines count the rows of a sheet from 1, and Conflict.
    """
    if (kept := at_desk(engine, council_id, actor, partial(_known, once), clock=clock)) is not None:
        return kept

    def within(work: Callable[[Transaction], ImportReport]) -> ImportReport:
        return at_desk(engine, council_id, actor, partial(_enter, once, before, work), clock=clock)

    with tempfile.TemporaryDirectory(prefix="gatekeeper-") as place:
        folder = Path(place)
        begins = {f"{name}.csv": _write(folder, name, rows) for name, rows in sheets.items()}
        how = {"dry_run": dry_run, "remove_missing": remove_missing}
        try:
            report = import_folder(engine, council_id, folder, actor, store=None, within=within, words=words, **how)
            return _entered(report)
        except _Again as again:
            return again.answer
        except ImportErrors as errors:
            raise ImportErrors(_by_row(each, begins) for each in errors.errors) from None


def may_enter(desk: Desk) -> None:
    """Raises Forbidden for everybody but the proper officer, who keeps the register, and a program that was let in."""
    if desk.actor.program is not None:
        return
    person = desk.actor.person
    held = posts_held(desk.register, person, desk.tx.now) if person else ()
    kinds = {post.kind for post in desk.register.all(tables.Post, thing_id=list(held))}
    if _REGISTERS not in kinds or _NEVER in kinds:
        desk.attempt.action = "enter_register"
        why = "only the proper officer, or a program that was let do so, enters things in the register"
        raise Forbidden("Enter it", why, "send it to the proper officer")


def _known(once: Once | None, desk: Desk) -> Entered | None:
    """What this very command answered before, to whoever may still give it; None where it is new. Raises Forbidden."""
    may_enter(desk)
    kept = None if once is None else kept_answer(desk.tx, desk.actor, once)
    return None if kept is None else cast("Entered", kept.answer)


def _enter(
    once: Once | None,
    before: Callable[[Desk], None] | None,
    work: Callable[[Transaction], ImportReport],
    desk: Desk,
) -> ImportReport:
    """Enter the rows if she may at this instant, and keep the answer under its key. Raises _Again where one is kept."""
    if (kept := _known(once, desk)) is not None:
        raise _Again(kept)
    if before is not None:
        before(desk)
    report = work(desk.tx)
    if once is not None:
        keep_answer(desk.tx, desk.actor, once, _entered(report), None)
    return report


def _write(folder: Path, name: str, rows: Rows) -> list[int]:
    """Write the rows as a CSV file; the line on which each begins."""
    _check(name, rows)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    begins = []
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        line = 2 + sum(column.count("\n") for column in columns)
        for row in rows:
            cells = [_plain(row.get(column, "")) for column in columns]
            writer.writerow(cells)
            begins.append(line)
            line += 1 + sum(cell.count("\n") for cell in cells)
    return begins


def _check(name: str, rows: Rows) -> None:
    if name not in SHEETS:
        raise ImportErrors([ImportProblem("sheets", None, None, "there is no such sheet", f"name {', '.join(SHEETS)}")])
    if len(rows) > MOST_ROWS:
        raise ImportErrors([ImportProblem(name, None, None, f"it has more than {MOST_ROWS:,} rows", "divide them")])
    if any(row.get(_FILE) for row in rows):
        why, remedy = "a file cannot be named here", "enter the document, and then send its file by itself"
        raise ImportErrors([ImportProblem(name, None, _FILE, why, remedy)])


def _plain(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _by_row(problem: ImportProblem, begins: Mapping[str, Sequence[int]]) -> ImportProblem:
    """The same problem with the number of the row for the line of a file that the caller never saw."""
    starts = begins.get(problem.file, ())
    row = sum(start <= problem.line for start in starts) if problem.line is not None else None
    return replace(problem, file=problem.file.removesuffix(".csv"), line=row or None)


def _entered(report: ImportReport) -> Entered:
    same = sum(report.unchanged.values())
    changes = (len(report.added), len(report.changed), len(report.removed))
    return Entered(
        dry_run=report.dry_run,
        counts=Counts(*changes, same, len(report.not_in_files)),
        added=tuple(_named(report.added)),
        changed=tuple(replace(each, file=_sheet(each.file)) for each in islice(report.changed, MOST_SHOWN)),
        removed=tuple(_named(report.removed)),
        not_in_sheets=tuple(_named(report.not_in_files)),
        warnings=tuple(islice(report.warnings, MOST_SHOWN)),
        entries=report.entries,
    )


def _named(things: Iterable[Named]) -> Iterator[Named]:
    return (replace(each, file=_sheet(each.file)) for each in islice(things, MOST_SHOWN))


def _sheet(file: str) -> str:
    return file.removesuffix(".csv")
