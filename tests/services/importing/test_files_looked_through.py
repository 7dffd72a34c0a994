"""An import looks through every new file as an upload does, and tells by row what keeps it out or should be known."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf, String
from sqlalchemy import Engine

from gatekeeper.documents import Store
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.importing import ImportErrors, import_folder, plan_folder
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from tests.documents.papers import paper, spoiled
from tests.documents.spoiling import bomb, huge_image, locked
from tests.services.importing.folders import problems_of, write

TWO_FILES = "code,title,file\nmill,M,files/mill.pdf\nnote,N,files/note.pdf\n"


def acting(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (bomb(huge_image), "an image of more than"),
        (locked(), "locked by a password"),
        (b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n", "damaged"),
        (paper(2) + b"<script>1</script>", "something follows"),
    ],
)
def test_r160_r163_what_an_upload_refuses_an_import_refuses_by_row(
    engine: Engine, council_id: str, folder: Path, store: Store, data: bytes, why: str
) -> None:
    write(folder, {"documents.csv": TWO_FILES})
    (folder / "files" / "note.pdf").write_bytes(data)
    found = problems_of(engine, council_id, folder)
    assert [(file, line, column) for file, line, column, _ in found] == [("documents.csv", 3, "file")]
    assert found[0][3].startswith("'files/note.pdf': ")
    assert why in found[0][3].replace("PdfError", "damaged")
    with pytest.raises(ImportErrors):
        import_folder(engine, council_id, folder, SYSTEM, dry_run=False, store=store)
    assert not [path for path in store.root.rglob("*") if path.is_file()]


def test_r161_what_acts_by_itself_is_kept_and_told(engine: Engine, council_id: str, folder: Path, store: Store) -> None:
    (folder / "files" / "mill.pdf").write_bytes(spoiled(paper(8), acting))
    foreseen = plan_folder(engine, council_id, folder)
    report = import_folder(engine, council_id, folder, SYSTEM, dry_run=False, store=store)
    assert report.warnings == foreseen.warnings
    (told,) = [each for each in report.warnings if each.column == "file"]
    assert "/JavaScript" in told.why
    again = import_folder(engine, council_id, folder, SYSTEM, dry_run=False, store=store)
    assert not [each for each in again.warnings if each.column == "file"], "it was looked through when it was kept"


def test_a_number_of_pages_that_is_not_the_files_is_refused(engine: Engine, council_id: str, folder: Path) -> None:
    (folder / "files" / "mill.pdf").write_bytes(paper(3))
    ((file, line, column, why),) = problems_of(engine, council_id, folder)
    assert (file, line, column, "8 pages" in why, "has 3" in why) == ("documents.csv", 2, "page_count", True, True)


def test_a_file_that_replaces_one_of_which_passages_are_marked_comes_with_its_number_of_pages(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    import_folder(engine, council_id, folder, SYSTEM, dry_run=False, store=store)
    (folder / "files" / "mill.pdf").write_bytes(paper(10))
    documents = (folder / "documents.csv").read_text()
    write(folder, {"documents.csv": documents.replace(",report,8,", ",report,,")})
    ((file, line, column, _),) = problems_of(engine, council_id, folder)
    assert (file, line, column) == ("documents.csv", 2, "page_count")
    write(folder, {"documents.csv": documents.replace(",report,8,", ",report,10,")})
    import_folder(engine, council_id, folder, SYSTEM, dry_run=False, store=store)
    with reading(engine) as session:
        (kept,) = Register(session, council_id).all(tables.StoredFile)
    assert kept.page_count == 10


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_r137_a_file_that_is_missing_or_damaged_is_kept_anew_by_the_same_import(
    engine: Engine, council_id: str, folder: Path, store: Store, harm: str
) -> None:
    import_folder(engine, council_id, folder, SYSTEM, dry_run=False, store=store)
    (path,) = [each for each in store.root.rglob("*") if each.is_file()]
    path.unlink() if harm == "missing" else path.write_bytes(paper(7))
    report = import_folder(engine, council_id, folder, SYSTEM, dry_run=False, store=store)
    assert [each.code for each in report.changed] == ["mill"]
    with reading(engine) as session:
        (kept,) = Register(session, council_id).all(tables.StoredFile)
    assert store.lies(kept.kept_as, kept.sha256)
    assert not import_folder(engine, council_id, folder, SYSTEM, dry_run=False, store=store).changed
