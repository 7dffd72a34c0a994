"""What is wrong with a case file: where it stands, why it cannot be, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

MOST_TOLD: Final = 200
WHOLE_FILE: Final = "the whole file"


@dataclass(frozen=True, slots=True)
class CaseError:
    """One problem. ``place`` reads like ``documents[0].passages[2].paragraphs[0].number``.

    ``file`` and ``line`` (counted from 1) are there where the case came from a file and the line is known.
    """

    place: str
    why: str
    remedy: str
    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        line = None if self.line is None else f"line {self.line}"
        where = ", ".join(part for part in (self.file, line, self.place) if part)
        end = "" if self.remedy.endswith("?") else "."
        return f"{where}: {self.why}. What to do: {self.remedy}{end}"


class CaseErrors(ValueError):
    """A case file that cannot be trusted; ``errors`` holds every problem found, up to as many as anybody would read."""

    def __init__(self, errors: Iterable[CaseError]) -> None:
        found = list(islice(errors, MOST_TOLD + 1))
        if len(found) > MOST_TOLD:
            why = f"there are more problems than the {MOST_TOLD} that are told"
            found[MOST_TOLD] = CaseError(WHOLE_FILE, why, "mend those and read the file again")
        self.errors = tuple(found)
        super().__init__("\n".join(str(error) for error in self.errors))
