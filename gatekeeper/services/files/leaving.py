"""What may leave of a kept file: only pages that lie in passages open to this person, and in no other passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.case.scalars import page_ranges
from gatekeeper.documents.kinds import PDF
from gatekeeper.services.cases.opening import OpenPassage
from gatekeeper.services.files.errors import NotReleased
from gatekeeper.services.fitting import WHOLE, fits
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register

COPY: Final = "whole_copy"
INSPECTION: Final = "inspection"
_AS_KEPT: Final = frozenset({COPY, INSPECTION})
"""The forms in which pages are given as they are kept. A redacted copy is something else, which an officer makes."""
_NAMED: Final = "named_copy"
_PROPER_OFFICER: Final = "ask the proper officer, who is to give it by hand or to have the register corrected"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Pages that may leave now, of which kept file, and how. ``pages`` are from 1; None is every page of the file.

    ``form`` is ``whole_copy`` where all of them are hers to copy, else ``inspection``; ``label`` is what the document
    is called to her. ``as_officer``: she reads it for the case, and may be told what is wrong with the file.
    """

    document: str
    kept_as: str
    sha256: str
    pages: tuple[int, ...] | None
    form: str
    label: str
    as_officer: bool = False


def require_file(file: tables.StoredFile | None) -> tables.StoredFile:
    """The file that is kept of a document. Raises NotReleased where there is none, or none that pages can leave of."""
    if file is None:
        raise NotReleased("no_file", "no file of it is kept here", "ask the officer who holds it to show it to you")
    if file.media_type != PDF:
        why = "what is kept of it is no PDF, and only pages of a PDF can be given out alone"
        raise NotReleased("no_pdf", why, "ask the proper officer to have a PDF of it kept")
    return file


def require_fit(register: Register, file: tables.StoredFile) -> None:
    """Raises NotReleased where the register does not speak of this very file, so that no page of it can be judged."""
    passages = register.all(tables.Passage, document_id=file.document_id)
    if not fits(file, register.one(tables.Document, file.document_id), passages):
        why = "the file that is kept now does not fit the pages that the register tells of, so none of it can be judged"
        raise NotReleased("pages_do_not_fit", why, _PROPER_OFFICER)


def pages_to_leave(
    given: Iterable[OpenPassage], closed: Sequence[str], *, copies_only: bool = False
) -> tuple[tuple[int, ...] | None, str]:
    """The pages that may leave (None: every one) and their form, of what is open and the pages of what is closed.

    A page that an open and a closed passage share stays: nobody here can tell what of it is whose. Raises NotReleased
    where nothing can leave as it is kept.
    """
    given = tuple(given)
    sent = [each for each in given if _as_kept(each) and not (copies_only and each.form != COPY)]
    if not sent:
        raise _by_hand(given)
    form = COPY if all(each.form == COPY for each in sent) else INSPECTION
    shut = [*closed, *(each.pages for each in given if each not in sent)]
    if any(each.pages == WHOLE for each in sent) and not shut:
        return None, form
    if any(pages in ("", WHOLE) for pages in (*shut, *(each.pages for each in sent))):
        why = "the register does not say on which pages each of its passages lies, so they cannot be told apart"
        raise NotReleased("pages_unknown", why, _PROPER_OFFICER)
    pages = _numbers(each.pages for each in sent) - _numbers(shut)
    if not pages:
        why = "every open page holds a part of a passage that is not open to you"
        raise NotReleased("pages_shared", why, "ask the proper officer for the pages with the rest taken out")
    return tuple(sorted(pages)), form


def written(pages: Sequence[int] | None) -> str:
    """Pages as people write them: ``1-3, 7``."""
    if pages is None:
        return WHOLE
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _as_kept(passage: OpenPassage) -> bool:
    """Whether its pages are given as they are kept. A copy that is to bear her name cannot be made here."""
    return passage.form in _AS_KEPT and _NAMED not in passage.conditions


def _by_hand(given: Sequence[OpenPassage]) -> NotReleased:
    if any(each.form in _AS_KEPT and _NAMED not in each.conditions for each in given):
        return NotReleased("no_copy", "it is given for inspection, and no copy of it", "read it, and ask for no copy")
    forms = ", ".join(dict.fromkeys(each.form.replace("_", " ") for each in given if each.form not in _AS_KEPT))
    how = forms or "copy that bears your name"
    return NotReleased("by_hand", f"it was granted as a {how}, which an officer makes", "ask whoever granted it for it")


def _numbers(ranges: Iterable[str]) -> set[int]:
    return {page for pages in ranges for first, last in page_ranges(pages) for page in range(first, last + 1)}
