"""Looks through the files that an import would keep, as an upload is looked through, and tells of it by row."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from gatekeeper.documents import Arrival, FindingKind, Inspection, inspect_upload
from gatekeeper.documents.inspection import REFUSING
from gatekeeper.services.importing.folder import Folder
from gatekeeper.services.importing.problems import ImportProblem
from gatekeeper.services.importing.rows import Row

_MOST_AT_ONCE: Final = 4
_REPRINT: Final = "save or print the document to a new PDF, and name that one"
_AS_IT_IS: Final = "nothing need be done: it is kept, and only its pages made anew are ever given out"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found: problems stop the import, warnings do not."""

    problems: tuple[ImportProblem, ...]
    warnings: tuple[ImportProblem, ...]


def look_through(folder: Folder, arrivals: Mapping[str, Arrival]) -> Looked:
    """Look through the files of these documents (by code), each content once, and several at a time.

    How many pages each has is noted in the folder.
    """
    found = _inspections(arrivals)
    problems, warnings = list[ImportProblem](), list[ImportProblem]()
    for code, arrival in arrivals.items():
        row, inspection = folder.naming[code], found[arrival.sha256]
        problems += _problems(row, inspection)
        folder.page_counts[code] = inspection.page_count
        if not inspection.refused:
            warnings += _warnings(row, inspection)
    return Looked(tuple(problems), tuple(warnings))


def _inspections(arrivals: Mapping[str, Arrival]) -> Mapping[str, Inspection]:
    """What is found depends on nothing but the content, so files of the same hash are looked through once."""
    distinct = {each.sha256: each.path for each in arrivals.values()}
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_AT_ONCE)) as several:
        return dict(zip(distinct, several.map(inspect_upload, distinct.values()), strict=True))


def _problems(row: Row, inspection: Inspection) -> Iterator[ImportProblem]:
    for each in inspection.findings:
        if each.kind in REFUSING:
            yield row.problem("file", f"{row.values['file']!r}: {each.detail}", _REPRINT)
    said, count = row.values.get("page_count"), inspection.page_count
    if said is not None and count is not None and said != count:
        why = f"the row says {said} pages, and the file {row.values['file']!r} has {count}"
        yield row.problem("page_count", why, "correct the number, or name the right file")


def _warnings(row: Row, inspection: Inspection) -> Iterator[ImportProblem]:
    if inspection.active:
        why = f"{row.values['file']!r} holds what acts by itself ({', '.join(inspection.active)})"
        yield row.problem("file", why, _AS_IT_IS)
    if any(each.kind is FindingKind.EARLIER_VERSIONS for each in inspection.findings):
        yield row.problem("file", f"{row.values['file']!r} holds earlier versions of itself", _AS_IT_IS)
