"""Putting the file of a document: what is kept of it is told, and a new one is looked through, kept and entered."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from starlette.responses import Response

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.files import UploadRefused
from gatekeeper.services.files.arriving import Kept, keep_upload
from gatekeeper.services.files.who import Filing, filing
from gatekeeper.services.passages import Marked, passages_of
from gatekeeper.web.file_work import told
from gatekeeper.web.forms import Choice, Field, Form, Incomplete
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
FILE: Final = Field(
    "file",
    N_("The file"),
    "file",
    hint=N_("A PDF of up to 200 MB, without a password. It is kept unchanged, and never given out as it is."),
    missing=N_("Choose the file"),
)
FIT: Final = Field(
    "passages_fit",
    N_("Do the marked pages fit the new file?"),
    "checkboxes",
    hint=N_(
        "The passages of this document were marked by the pages of the file that is kept now. In another print the "
        "same words may lie on other pages, and then pages would leave that must not. Compare them first."
    ),
    choices=(Choice("yes", N_("I have compared them: the pages of each passage are right for the new file")),),
    missing=N_("Compare the pages of the passages with the new file, and say that they are right, or mark them anew"),
)
REASONS: Final = {
    "damaged": N_("It cannot be read to its end, so a part of it is missing or damaged. Save or print it again."),
    "refused": N_("It is no PDF that can be kept. Save or print the document to a new PDF, without a password."),
    "too_costly": N_("It takes too much to read: it is packed over and over, or has huge pictures. Print it anew."),
    "too_large": N_("It is too large. Make it smaller, or divide the document."),
    "too_many_pages": N_("It has too many pages. Divide the document."),
}
"""What is said of each kind of finding for which a file is not kept, and what to do."""
FOUND: Final = N_("%(said)s What was found: %(found)s.")
_TITLE: Final = N_("Put the file of this document")
_BUTTON: Final = N_("Look through it and keep it")
_BLOCK: Final = 1 << 20


@PAGES.get("/in/{slug}/documents/{document_id}/file")
def ask_for_file(visit: Visit) -> Response:
    """What is kept of the document now, and the form for another file."""
    return visit.ask(**_asked(visit))


def before_file(visit: Visit) -> None:
    """Whoever may not file is refused before anything of her file is read; else what is refused shows the form again.

    Raises NotThere and Forbidden.
    """
    visit.expect(**_asked(visit))


@PAGES.post("/in/{slug}/documents/{document_id}/file", before=before_file)
def take_file(visit: Visit) -> Response:
    """Keep the file as the document's, and record it; what makes it act by itself is told on the next page."""
    asked = _asked(visit)
    visit.expect(**asked)
    sent = visit.files.get("file")
    if sent is None or not sent.size:
        raise Incomplete({"file": str(FILE.missing)})
    files, fits = visit.place.files, visit.value("passages_fit") == "yes"
    document_id = visit.path["document_id"]
    with told(visit), files.arriving() as path:
        with path.open("wb") as target:
            shutil.copyfileobj(sent.file, target, _BLOCK)
        kept = _keep(visit, path, document_id, fits=fits)
    said = "filed_active" if kept.findings else "filed"
    return visit.see_other(f"{visit.home}documents/{document_id}/passages", said)


def _keep(visit: Visit, path: Path, document_id: str, *, fits: bool) -> Kept:
    """Raises Incomplete with every reason for which the file is not kept, and CommandRefused."""

    def record(sha256: str, work: Callable[[Desk], Kept]) -> Kept:
        key = visit.key("keep-file", document_id, sha256, "yes" if fits else None, returns=Kept)
        return visit.do(work, expects=_version(visit), key=key)

    try:
        return keep_upload(visit.place.files, path, record, document_id, passages_fit=fits)
    except UploadRefused as refused:
        raise Incomplete({"file": _why(visit, refused)}) from None
    except CommandRefused as refused:
        if type(refused) is CommandRefused and not fits:
            raise Incomplete({"passages_fit": str(FIT.missing)}) from None
        raise


def _why(visit: Visit, refused: UploadRefused) -> str:
    """Why a file is not kept, in sentences, with what exactly was found."""
    found = [(str(each.kind), each.detail) for each in refused.findings if str(each.kind) in REASONS]
    said = " ".join(visit.t(REASONS[kind]) for kind in dict.fromkeys(kind for kind, _ in found))
    details = "; ".join(detail for kind, detail in found if kind in ("refused", "too_costly"))
    return visit.t(FOUND, said=said, found=details) if details else said


def _asked(visit: Visit) -> dict[str, Any]:
    document_id = visit.path["document_id"]
    at, marked = visit.do(lambda desk: (filing(desk, document_id), passages_of(desk, document_id)))
    fields = (FILE, FIT) if at.kept is not None and marked.own_pages else (FILE,)
    return {
        "form": Form(_TITLE, fields, _BUTTON),
        "template": "passages/file.html",
        "version": at.version,
        "document": marked,
        "kept": _kept(at),
        "unfit": unfit(marked),
        "back": (f"{visit.home}documents/{document_id}/passages", N_("The passages")),
    }


def unfit(marked: Marked) -> bool:
    """Whether the register says another number of pages than the kept file has: then no page of it leaves."""
    return None not in (marked.page_count, marked.said_count) and marked.page_count != marked.said_count


def _kept(at: Filing) -> dict[str, Any] | None:
    """What is told of the file that is kept now."""
    if at.kept is None:
        return None
    return {"size": at.kept.size, "pages": at.kept.page_count, "kept_at": at.kept.recorded_at}


def _version(visit: Visit) -> int:
    """The version of the kept file that she had before her; what is no number is one that never was."""
    text = visit.value("version")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else -1
