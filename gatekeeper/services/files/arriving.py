"""Takes a file in for a document of the register: looked through, kept and on the disk, and only then recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gatekeeper.documents import FileRefused, Finding, FindingKind, Inspection, KeptFile, Store, inspect_upload
from gatekeeper.documents.text import page_texts
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Conflict
from gatekeeper.services.cases.reevaluate import change_register
from gatekeeper.services.files.errors import NoRoom, UploadRefused
from gatekeeper.services.files.place import Files
from gatekeeper.services.files.who import Filing, filing
from gatekeeper.services.fitting import has_own_pages, last_page
from gatekeeper.services.library.texts import keep_text
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes, content

RECEIVED: Final = "file:received"
KEPT: Final = "register:file_kept"
FILE_KIND: Final = "file"
"""The kind of thing that a document's file is; its code is the document's own, as in imports."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a document now, under the entry that says so (``version``), and what was found in it.

    ``told`` are sentences about what does not fit between the file and the register.
    """

    document_id: str
    sha256: str
    size: int
    media_type: str
    page_count: int | None
    findings: tuple[Finding, ...]
    told: tuple[str, ...]
    version: int


Recording = Callable[[str, Callable[[Desk], Kept]], Kept]
"""Carries a command out in one transaction, once under its key, of which the file's hash is a part.

It raises CommandRefused.
"""


def keep_upload(files: Files, path: Path, record: Recording, document_id: str, *, passages_fit: bool = False) -> Kept:
    """Keep the file at that path as the document's, and record it. The path's file may go afterwards.

    ``passages_fit``: whoever files it says that the pages of the document's passages are right for this very file.

    Nothing names a file in the register before it is on the disk with its hash. Where recording is refused the file is
    taken out again; where it is not certain that it failed, it stays, and the sweep finds it. Raises UploadRefused,
    CommandRefused, TooBusy and NoRoom.
    """
    with _writable():
        with files.workroom.desk():
            found = inspect_upload(path, most=files.intake.most, limits=files.limits)
            if found.refused:
                raise UploadRefused(found.findings)
            texts = page_texts(path)
        kept = _kept(files, path)
    recording = _Recording(document_id, kept, found, texts, files.store, passages_fit)
    try:
        done = record(kept.sha256, recording)
    except CommandRefused:
        files.store.discard([kept.kept_as])
        raise
    if not recording.named:
        files.store.discard([kept.kept_as])
    return done


@contextmanager
def _writable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoRoom(f"the file cannot be kept ({type(error).__name__})") from error


def _kept(files: Files, path: Path) -> KeptFile:
    try:
        return files.store.keep(path)
    except FileRefused as refused:
        raise UploadRefused([Finding(FindingKind.REFUSED, refused.why)]) from None


@dataclass(slots=True)
class _Recording:
    """The part of the work that is one transaction. ``named``: the last run of it named the new file."""

    document_id: str
    file: KeptFile
    found: Inspection
    texts: tuple[str, ...]
    store: Store
    passages_fit: bool
    named: bool = False

    def __call__(self, desk: Desk) -> Kept:
        self.named = False
        at = filing(desk, self.document_id)
        if desk.expects is not None and at.version != desk.expects:
            why = "another file is kept of the document by now"
            raise Conflict("Keep the file", why, "look at what is kept, and decide again")
        told = tuple(_told(desk, at, self.found))
        same = at.kept is not None and at.kept.sha256 == self.file.sha256
        if at.kept is not None and same and self.store.lies(at.kept.kept_as, at.kept.sha256):
            return self._as_kept(at.version, told)
        if at.kept is not None and not same and not told and not self.passages_fit:
            _require_no_own_pages(desk, self.document_id)
        self._enter(desk)
        changes = Changes(desk.session, desk.tx.council_id)
        self._put(desk, changes, at, counted=not told)
        numbers = change_register(desk.tx, changes, desk.actor, KEPT)
        keep_text(desk.tx, self.document_id, self.file.sha256, self.texts)
        self.named = True
        return self._as_kept(numbers[0], told)

    def _put(self, desk: Desk, changes: Changes, at: Filing, *, counted: bool) -> None:
        code = desk.register.thing(self.document_id)
        thing = at.kept.thing_id if at.kept else changes.name(FILE_KIND, code.code if code else self.document_id)
        says = {"sha256": self.file.sha256, "size": self.file.size, "media_type": self.file.media_type}
        says |= {"page_count": self.found.page_count}
        changes.put(tables.StoredFile, thing, document_id=self.document_id, kept_as=self.file.kept_as, **says)
        if at.document.page_count is None and counted:
            changes.put(tables.Document, self.document_id, **_says(at.document) | {"page_count": self.found.page_count})

    def _enter(self, desk: Desk) -> None:
        desk.tx.enter(
            RECEIVED,
            (f"thing:{self.document_id}", f"copy:{self.file.sha256}", *desk.actor.program_refs),
            person=desk.actor.person_ref,
            post=desk.actor.post_ref,
            after={"bytes": self.file.size, "pages": self.found.page_count},
            words="\n".join(f"{each.kind}: {each.detail}" for each in self.found.findings) or None,
        )

    def _as_kept(self, version: int, told: tuple[str, ...]) -> Kept:
        file, found = self.file, self.found
        shown = (self.document_id, file.sha256, file.size, file.media_type, found.page_count, found.findings)
        return Kept(*shown, told, version)


def _says(row: tables.Document) -> dict[str, Any]:
    return {name: value for name, value in content(row).items() if name not in ("thing_id", "council_id")}


def _told(desk: Desk, at: Filing, found: Inspection) -> Iterator[str]:
    """What does not fit: then the register is left as it is for a person to look at, and nothing of the file leaves."""
    count, said = found.page_count, at.document.page_count
    if count is None:
        return
    if said is not None and said != count:
        yield f"the register says that it has {said} pages, and the file has {count}"
    for row in desk.register.all(tables.Passage, document_id=at.document.thing_id):
        if (last := last_page(row)) > count:
            yield f"a passage lies on pages {row.pages}: page {last} is beyond the last of the file, {count}"


def _require_no_own_pages(desk: Desk, document_id: str) -> None:
    """Raises CommandRefused where passages have pages, which were written of the file that is kept until now."""
    if any(has_own_pages(each) for each in desk.register.all(tables.Passage, document_id=document_id)):
        why = "its passages were marked by the pages of another file, and in this one they may lie on other pages"
        remedy = "compare them; where they are right for this file say so (passages_fit), else correct the register"
        raise CommandRefused("Keep the file", why, remedy)
