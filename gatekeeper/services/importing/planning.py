"""Works out what an import changes: compares the files with what stands in the register, checks what would stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from gatekeeper.documents import Arrival, KeptFile
from gatekeeper.services.fitting import has_own_pages
from gatekeeper.services.importing.cells import written_cell
from gatekeeper.services.importing.checks import Judgement, judged
from gatekeeper.services.importing.folder import Folder
from gatekeeper.services.importing.problems import ImportErrors, ImportProblem, in_order
from gatekeeper.services.importing.report import Changed, ImportReport, Named
from gatekeeper.services.importing.resolve import TABLES, Resolved, as_written, file_of, missing, resolve
from gatekeeper.services.importing.sheets import FILE_KIND, Sheet
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes, content

FILES = "documents.csv, column file"
"""How the report names the files of documents."""
_NO_COUNT: Final = (
    "the file replaces another, and it is not written how many pages it has, by which passages are marked"
)


@dataclass(slots=True)
class Plan:
    """What is to be done: the changes, the report, and the files (by their document's code) that are yet to be kept."""

    changes: Changes
    dry_run: bool = True
    added: list[Named] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    removed: list[Named] = field(default_factory=list)
    not_in_files: list[Named] = field(default_factory=list)
    unchanged: dict[str, int] = field(default_factory=dict)
    warnings: tuple[ImportProblem, ...] = ()
    to_keep: dict[str, Arrival] = field(default_factory=dict)

    def report(self, *, dry_run: bool, entries: tuple[int, ...] = ()) -> ImportReport:
        """The plan for people."""
        lists = (tuple(self.added), tuple(self.changed), tuple(self.removed), tuple(self.not_in_files))
        return ImportReport(dry_run, *lists, dict(self.unchanged), self.warnings, entries)


def plan(
    folder: Folder,
    changes: Changes,
    kept: Mapping[str, KeptFile] | None = None,
    *,
    remove_missing: bool = False,
    judge: Callable[[Changes, Resolved], Judgement] = judged,
) -> Plan:
    """What importing a folder changes. ``changes`` must be fresh; ``kept``: the kept files by their document's code.

    ``judge`` checks what would stand. Raises ImportErrors with everything that is wrong. Nothing is written.
    """
    changes.prefetch(*TABLES)
    found = resolve(folder, changes, remove_missing=remove_missing)
    made = Plan(changes)
    _put(made, found)
    _put_files(made, folder, found, kept or {})
    _leave(made, folder, found, remove_missing=remove_missing)
    judgement = judge(changes, found)
    problems = [*folder.problems, *found.problems, *judgement.problems]
    if problems:
        raise ImportErrors(problems)
    made.warnings = in_order([*folder.warnings, *judgement.warnings])
    return made


def _put(made: Plan, found: Resolved) -> None:
    changes = made.changes
    codes = {thing: name for name, thing in changes.names.items()}
    for thing, row in found.rows.items():
        sheet, before = row.sheet, changes.standing(row.sheet.table).get(thing)
        if changes.put(sheet.table, thing, **found.says[thing]) is None:
            made.unchanged[sheet.file] = made.unchanged.get(sheet.file, 0) + 1
        elif before is None:
            made.added.append(Named(sheet.file, _shown_code(sheet, codes, thing)))
        else:
            old, new = (as_written(says, sheet, codes) for says in (content(before), found.says[thing]))
            made.changed.append(Changed(sheet.file, _shown_code(sheet, codes, thing), _difference(old, new)))


def _shown_code(sheet: Sheet, codes: Mapping[str, tuple[str, str]], thing: str) -> str:
    """The code; for a finding, of which the files need write none, its subject and fact."""
    code = codes[thing][1]
    if sheet.kind != "finding":
        return code
    subject, _, fact = code.removesuffix("/").rpartition("/")
    kind, name = codes.get(subject, ("thing", subject))
    return f"{fact} of {kind}:{name}"


def _difference(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    return {name: (written_cell(old[name]), written_cell(new[name])) for name in new if old[name] != new[name]}


def _put_files(made: Plan, folder: Folder, found: Resolved, kept: Mapping[str, KeptFile]) -> None:
    documents = {row.code: thing for thing, row in found.rows.items() if row.sheet.kind == "document"}
    marked = _with_own_pages(made.changes)
    for code, arrival in sorted(folder.arrivals.items()):
        if code not in documents:
            continue
        before = file_of(made.changes, code)
        same = before is not None and before.sha256 == arrival.sha256
        if before is not None and same and folder.lies(before.kept_as, before.sha256):
            made.unchanged[FILES] = made.unchanged.get(FILES, 0) + 1
            continue
        row = folder.naming[code]
        if before is not None and not same and documents[code] in marked and row.values.get("page_count") is None:
            found.problems.append(row.problem("page_count", _NO_COUNT, "write how many pages the file has"))
        if code not in kept:
            made.to_keep[code] = arrival
        says = _says(arrival, kept.get(code), folder.page_counts.get(code))
        thing = made.changes.name(FILE_KIND, code)
        made.changes.put(tables.StoredFile, thing, document_id=documents[code], **says)
        if before is None:
            made.added.append(Named(FILES, code))
        else:
            told = {"kept": ("damaged", "anew")} if same else {"sha256": (before.sha256, arrival.sha256)}
            made.changed.append(Changed(FILES, code, told))


def _says(arrival: Arrival, kept: KeptFile | None, page_count: int | None) -> dict[str, Any]:
    """What is recorded of a file; before it is kept, as far as it is known."""
    says = {"sha256": arrival.sha256, "size": arrival.size, "media_type": arrival.media_type}
    return says | {"kept_as": kept.kept_as if kept else "", "page_count": page_count}


def _with_own_pages(changes: Changes) -> set[str]:
    """The documents (ids) of which a passage lies, or is to lie, on pages of its own."""
    rows = (*changes.standing(tables.Passage).values(), *changes.added)
    return {row.document_id for row in rows if isinstance(row, tables.Passage) and has_own_pages(row)}


def _leave(made: Plan, folder: Folder, found: Resolved, *, remove_missing: bool) -> None:
    """What the files do not tell of: it stays, or is removed where that was asked for."""
    codes = {thing: name for name, thing in made.changes.names.items()}
    for sheet, _, thing in missing(folder, made.changes, found):
        name = Named(sheet.file, _shown_code(sheet, codes, thing))
        (made.removed if remove_missing else made.not_in_files).append(name)
        if remove_missing:
            made.changes.remove(sheet.table, thing)
    for code, thing in _files_not_named(made, folder):
        (made.removed if remove_missing else made.not_in_files).append(Named(FILES, code))
        if remove_missing:
            made.changes.remove(tables.StoredFile, thing)


def _files_not_named(made: Plan, folder: Folder) -> list[tuple[str, str]]:
    if not folder.names_files:
        return []
    standing = made.changes.standing(tables.StoredFile)
    named = ((code, thing) for (kind, code), thing in made.changes.names.items() if kind == FILE_KIND)
    return sorted((code, thing) for code, thing in named if thing in standing and code not in folder.arrivals)
