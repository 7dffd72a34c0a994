"""An import looks through every new file as an upload does, and tells by row what keeps it out or should be known."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf, String
from sqlalchemy import Engine

from gatekeeper.documents import Store
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.importing import ImportErrors, import_folder, plan_folder
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


def test_a_number_of_pages_that_is_not_the_files_is_told(engine: Engine, council_id: str, folder: Path) -> None:
    (folder / "files" / "mill.pdf").write_bytes(paper(3))
    (told,) = [each for each in plan_folder(engine, council_id, folder).warnings if each.column == "page_count"]
    assert (told.line, "8 pages" in told.why, "has 3" in told.why) == (2, True, True)
