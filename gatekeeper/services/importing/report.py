"""What an import did, or would do: what is new, what changes to what, and what is recorded but not in the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gatekeeper.services.importing.problems import ImportProblem


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its file and code."""

    file: str
    code: str

    def __str__(self) -> str:
        return f"{self.file}: {self.code}"


@dataclass(frozen=True, slots=True)
class Changed:
    """A thing that changes: for each column what stood and what will stand, as they are written in a cell."""

    file: str
    code: str
    columns: Mapping[str, tuple[str, str]]

    def __str__(self) -> str:
        written = ((name, old or "(nothing)", new or "(nothing)") for name, (old, new) in self.columns.items())
        told = "; ".join(f"{name}: {old} → {new}" for name, old, new in written)
        return f"{self.file}: {self.code}: {told}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The difference between the register and the files. ``dry_run``: nothing was written.

    ``not_in_files`` stands in the register and in none of the files that are there; it stays, unless it is among
    ``removed``. ``unchanged`` counts by file. ``entries`` are the numbers of the record's entries.
    """

    dry_run: bool
    added: tuple[Named, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[Named, ...] = ()
    not_in_files: tuple[Named, ...] = ()
    unchanged: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[ImportProblem, ...] = ()
    entries: tuple[int, ...] = ()

    @property
    def changes_anything(self) -> bool:
        """Whether the register differs from the files."""
        return bool(self.added or self.changed or self.removed)

    @property
    def summary(self) -> str:
        """One line of counts."""
        same = sum(self.unchanged.values())
        counts = f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed, {same} unchanged"
        return f"{counts}, {len(self.not_in_files)} recorded but not in the files"

    def lines(self) -> Iterator[str]:
        """The report for people, a line at a time."""
        would = "would be " if self.dry_run else ""
        yield self.summary
        groups = (
            (f"{would}added", self.added),
            (f"{would}changed", self.changed),
            (f"{would}removed", self.removed),
            ("recorded, but not in the files", self.not_in_files),
            ("to look at", self.warnings),
        )
        for title, entries in groups:
            yield from (f"{title}: {each}" for each in entries)
