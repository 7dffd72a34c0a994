"""What is wrong with a folder that is to be imported: file, line, column, why it cannot be, what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

MOST_TOLD: Final = 500


@dataclass(frozen=True, slots=True, order=True)
class ImportProblem:
    """One problem. ``line`` counts from 1 (the line of the column names); both are None where it is no single place."""

    file: str
    line: int | None
    column: str | None
    why: str
    remedy: str

    def __str__(self) -> str:
        line = None if self.line is None else f"line {self.line}"
        column = None if self.column is None else f"column {self.column}"
        where = ", ".join(part for part in (self.file, line, column) if part)
        end = "" if self.remedy.endswith("?") else "."
        return f"{where}: {self.why}. What to do: {self.remedy}{end}"


class ImportErrors(ValueError):
    """A folder that cannot be imported; nothing of it was. ``errors`` holds every problem, each once, by its place."""

    def __init__(self, problems: Iterable[ImportProblem]) -> None:
        found = in_order(problems)
        told = list(islice(found, MOST_TOLD))
        if len(found) > MOST_TOLD:
            why = f"there are {len(found) - MOST_TOLD} more problems than the {MOST_TOLD} that are told"
            told.append(ImportProblem("the folder", None, None, why, "mend those and import again"))
        self.errors = tuple(told)
        super().__init__("\n".join(str(each) for each in told))


def in_order(problems: Iterable[ImportProblem]) -> tuple[ImportProblem, ...]:
    """The problems each once, by file, line and column."""
    return tuple(sorted(set(problems), key=lambda each: (each.file, each.line or 0, each.column or "", each.why)))
