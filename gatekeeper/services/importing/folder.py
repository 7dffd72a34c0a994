"""Reads a whole folder before anything is done: every known file, and the files of the documents that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from gatekeeper.documents import Arrival, FileRefused, Store, arriving, inside
from gatekeeper.services.importing.checks_rows import row_problems
from gatekeeper.services.importing.csv_text import MOST_BYTES
from gatekeeper.services.importing.problems import ImportProblem
from gatekeeper.services.importing.rows import Row, SheetRows, read_rows
from gatekeeper.services.importing.sheets import BY_FILE, SHEETS

_FOLDER = "the folder"


@dataclass(slots=True)
class Folder:
    """A folder as it was read: its files by name, the arriving file of each document's code, problems and warnings.

    ``naming`` is the row that names the arriving file of a document's code; ``page_counts`` says of each new file that
    was looked through how many pages it has. ``store`` keeps the files, if there is one.
    """

    sheets: dict[str, SheetRows] = field(default_factory=dict)
    arrivals: dict[str, Arrival] = field(default_factory=dict)
    naming: dict[str, Row] = field(default_factory=dict)
    problems: list[ImportProblem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)
    page_counts: dict[str, int | None] = field(default_factory=dict)
    store: Store | None = None
    _lying: dict[str, bool] = field(default_factory=dict)

    def lies(self, kept_as: str, sha256: str) -> bool:
        """Whether a kept file is there and is what was kept; each is read once; without a store, believed."""
        if kept_as not in self._lying:
            self._lying[kept_as] = self.store is None or self.store.lies(kept_as, sha256)
        return self._lying[kept_as]

    @property
    def names_files(self) -> bool:
        """Whether documents.csv has the column ``file``, so that it tells of every file there is."""
        documents = self.sheets.get("documents.csv")
        return documents is not None and "file" in documents.columns


def read_folder(path: Path, store: Store | None = None) -> Folder:
    """Read what lies in that folder. Nothing is raised for what is wrong with it: ``problems`` tells."""
    found = Folder(store=store)
    names = sorted(each.name for each in path.iterdir()) if path.is_dir() else []
    for sheet in SHEETS:
        if sheet.file in names:
            _read(found, path, sheet.file)
    if not found.sheets:
        known = ", ".join(BY_FILE)
        why = "there is no folder of that name" if not path.is_dir() else "none of its files can be imported"
        found.problems.append(ImportProblem(_FOLDER, None, None, why, f"name a folder with any of {known}"))
    found.problems += _unknown(name for name in names if name not in BY_FILE)
    _arrive(found, path)
    found.warnings += _not_named(found, path)
    return found


def _read(found: Folder, path: Path, name: str) -> None:
    try:
        with inside(path, name).open("rb") as source:
            data = source.read(MOST_BYTES + 1)
    except FileRefused as refused:
        found.problems.append(ImportProblem(name, None, None, refused.why, refused.remedy))
        return
    except OSError:
        found.problems.append(ImportProblem(name, None, None, "the file cannot be read", "check who may read it"))
        return
    sheet = found.sheets[name] = read_rows(BY_FILE[name], data)
    told = {id(row): row_problems(row) for row in (*sheet.rows, *sheet.broken)}
    sheet.broken += [row for row in sheet.rows if told[id(row)]]
    sheet.rows = [row for row in sheet.rows if not told[id(row)]]
    found.problems += [*sheet.problems, *chain.from_iterable(told.values())]


def _unknown(names: Iterator[str]) -> Iterator[ImportProblem]:
    for name in names:
        if name.casefold().endswith(".csv"):
            near = get_close_matches(name.casefold(), BY_FILE, 1)
            hint = f"did you mean {near[0]}?" if near else f"the files are {', '.join(BY_FILE)}"
            yield ImportProblem(name, None, None, "no file of this name is imported", hint)


def _arrive(found: Folder, path: Path) -> None:
    documents = found.sheets.get("documents.csv")
    for row in [*documents.rows, *documents.broken] if documents else ():
        name = row.values.get("file")
        if name is None:
            continue
        try:
            found.arrivals[row.code], found.naming[row.code] = arriving(inside(path, name)), row
        except FileRefused as refused:
            found.problems.append(row.problem("file", f"{name!r}: {refused.why}", refused.remedy))


def _not_named(found: Folder, path: Path) -> Iterator[ImportProblem]:
    """The files that lie in the folder and that nothing reads."""
    named = {arrival.path for arrival in found.arrivals.values()}
    for each in sorted(path.rglob("[!.]*")):
        if each.suffix.casefold() != ".csv" and each.is_file() and each.resolve() not in named:
            why = "no document names this file, so it is not kept"
            yield ImportProblem(
                str(each.relative_to(path)), None, None, why, "name it in documents.csv, or take it away"
            )
