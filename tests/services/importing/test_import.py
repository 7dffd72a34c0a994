"""Tests that an import records all of a folder or nothing, tells what it changes, and does nothing the second time."""

from __future__ import annotations

import csv
import io
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from gatekeeper.documents import Store
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.importing import Changed, ImportErrors, ImportReport, Named, import_folder, plan_folder
from gatekeeper.storage import tables
from gatekeeper.storage.record import found_council
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from tests.documents.papers import paper
from tests.services.importing.folders import GOOD, PDF, problems_of, rows_of, write

THINGS = sum(len(list(csv.reader(io.StringIO(text)))) - 1 for text in GOOD.values()) + 1
"""How many things the good folder holds: a row each, and one file."""


def imported(engine: Engine, council: str, folder: Path, store: Store | None, *, missing: bool = False) -> ImportReport:
    return import_folder(engine, council, folder, SYSTEM, dry_run=False, store=store, remove_missing=missing)


def names(engine: Engine, council: str) -> dict[str, str]:
    """The names of the people on record, by code."""
    with reading(engine) as session:
        register = Register(session, council)
        people = register.all(tables.Person)
        return {thing.code: each.name for each in people if (thing := register.thing(each.thing_id))}


def test_every_row_of_the_folder_is_recorded_under_one_entry(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    report = imported(engine, council_id, folder, store)
    assert (len(report.added), report.entries, report.warnings) == (THINGS, (0,), ())
    assert names(engine, council_id) == {"ada": "Ada Fell", "bo": "Bo Tarn", "cy": "Cy Beck"}


def test_a_dry_run_tells_the_same_and_writes_nothing(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    before = rows_of(engine)
    dry = import_folder(engine, council_id, folder, SYSTEM, dry_run=True, store=None)
    assert rows_of(engine) == before
    assert not list(store.root.rglob("*"))
    done = imported(engine, council_id, folder, store)
    assert (dry.dry_run, dry.added, dry.entries) == (True, done.added, ())


def test_a_second_import_changes_nothing_and_enters_nothing(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    imported(engine, council_id, folder, store)
    before, kept = rows_of(engine), sorted(store.root.rglob("*"))
    again = imported(engine, council_id, folder, store)
    assert (again.changes_anything, sum(again.unchanged.values()), again.entries) == (False, THINGS, ())
    assert (rows_of(engine), sorted(store.root.rglob("*"))) == (before, kept)


def test_the_order_of_rows_and_columns_does_not_matter(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    imported(engine, council_id, folder, store)
    shuffled = {name: _shuffled(text, random.Random(name)) for name, text in GOOD.items()}
    assert shuffled != GOOD
    write(folder, shuffled)
    assert not plan_folder(engine, council_id, folder).changes_anything


def _shuffled(text: str, chance: random.Random) -> str:
    head, *rows = csv.reader(io.StringIO(text))
    order = chance.sample(range(len(head)), len(head))
    target = io.StringIO()
    writer = csv.writer(target)
    for row in (head, *chance.sample(rows, len(rows))):
        writer.writerow([row[place] for place in order])
    return target.getvalue()


def test_a_changed_cell_is_told_with_what_stood_and_what_will_stand(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    imported(engine, council_id, folder, store)
    write(folder, {"links.csv": "code,document,item,decision\nl1,note,i1,\nl2,note,,d1\n"})
    report = imported(engine, council_id, folder, store)
    assert report.changed == (Changed("links.csv", "l1", {"document": ("mill", "note")}),)
    assert report.entries == (1,)


def test_what_the_files_no_longer_hold_is_listed_and_stays(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    imported(engine, council_id, folder, store)
    write(folder, {"closures.csv": "code,shut_on\n"})
    before = rows_of(engine)
    report = imported(engine, council_id, folder, store)
    assert report.not_in_files == (Named("closures.csv", "c1"),)
    assert (report.removed, rows_of(engine)) == ((), before)


def test_what_the_files_no_longer_hold_is_removed_where_that_is_asked_for(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    imported(engine, council_id, folder, store)
    write(folder, {"closures.csv": "code,shut_on\n"})
    assert imported(engine, council_id, folder, store, missing=True).removed == (Named("closures.csv", "c1"),)
    with reading(engine) as session:
        assert not Register(session, council_id).all(tables.ClosureDay)


def test_what_something_that_stays_names_is_never_removed(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    imported(engine, council_id, folder, store)
    for file in folder.glob("*.csv"):
        file.unlink()
    write(folder, {"wards.csv": "code,name\n"})
    with pytest.raises(ImportErrors, match=r"'mill' is not in the file .* but the office o1 names it"):
        imported(engine, council_id, folder, store, missing=True)


def test_a_file_that_is_not_there_says_nothing_of_its_things(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    imported(engine, council_id, folder, store)
    for file in folder.glob("*.csv"):
        file.unlink()
    write(folder, {"offices.csv": GOOD["offices.csv"]})
    report = imported(engine, council_id, folder, store, missing=True)
    assert not report.changes_anything


def test_nothing_is_recorded_when_the_database_fails_in_the_middle_and_the_files_are_orphans(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    before = rows_of(engine)

    def fail(*statement: object) -> None:
        if "INSERT INTO paragraph" in str(statement[2]):
            raise ConnectionError("the database is gone")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(ConnectionError, match="the database is gone"):
        imported(engine, council_id, folder, store)
    event.remove(engine, "before_cursor_execute", fail)
    assert rows_of(engine) == before
    left = [path.name for path in store.root.rglob("*") if path.is_file()]
    assert store.orphans((), datetime.now(UTC) + timedelta(hours=1)) == tuple(left)
    assert len(imported(engine, council_id, folder, store).added) == THINGS


def test_an_import_that_is_refused_leaves_no_file_in_the_store(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    write(folder, {"documents.csv": "code,title,file\nmill,M,files/mill.pdf\nnote,N,files/note.pdf\n"})
    (folder / "files" / "note.pdf").write_bytes(paper(9))
    small = Store(store.root, most=len(PDF))
    with pytest.raises(ImportErrors, match="document note: it is larger than"):
        imported(engine, council_id, folder, small)
    assert not [path for path in store.root.rglob("*") if path.is_file()]


def test_nothing_of_another_council_is_named_or_touched(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    other = found_council(engine, "southmere")
    imported(engine, other, folder, store)
    for file in folder.glob("*.csv"):
        file.unlink()
    write(folder, {"people.csv": "code,name\nada,Another Ada\n", "wards.csv": "code,name\n"})
    assert len(imported(engine, council_id, folder, store, missing=True).added) == 1
    assert names(engine, other)["ada"] == "Ada Fell"
    write(folder, {"offices.csv": "code,person,kind\no1,bo,councillor\n"})
    assert problems_of(engine, council_id, folder) == [
        ("offices.csv", 2, "person", "there is no person of the code 'bo'")
    ]


def test_the_files_of_documents_are_kept_as_they_came(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    imported(engine, council_id, folder, store)
    with reading(engine) as session:
        (kept,) = Register(session, council_id).all(tables.StoredFile)
    assert (store.read(kept.kept_as, kept.sha256), kept.size, kept.media_type) == (PDF, len(PDF), "application/pdf")
    assert "mill" not in kept.kept_as


def test_a_new_file_of_a_document_is_kept_beside_the_old_one(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    imported(engine, council_id, folder, store)
    (folder / "files" / "mill.pdf").write_bytes(PDF.replace(b"%PDF-1.3", b"%PDF-1.4"))
    report = imported(engine, council_id, folder, store)
    assert [(each.file, each.code) for each in report.changed] == [("documents.csv, column file", "mill")]
    assert len([path for path in store.root.rglob("*") if path.is_file()]) == 2


def test_files_are_not_imported_without_a_store(engine: Engine, council_id: str, folder: Path) -> None:
    before = rows_of(engine)
    with pytest.raises(ImportErrors, match="there is no store to keep files in"):
        imported(engine, council_id, folder, None)
    assert rows_of(engine) == before


def test_a_formula_is_kept_as_the_text_it_is(engine: Engine, council_id: str, folder: Path, store: Store) -> None:
    imported(engine, council_id, folder, store)
    with reading(engine) as session:
        register = Register(session, council_id)
        row = register.one(tables.Document, register.find("document", "note"))
    assert row is not None
    assert row.title == '=HYPERLINK("x")'


def test_a_report_for_people_tells_every_difference(
    engine: Engine, council_id: str, folder: Path, store: Store
) -> None:
    imported(engine, council_id, folder, store)
    write(folder, {"wards.csv": "code,name\nmill,Old Mill\n", "closures.csv": "code,shut_on\nc2,2026-12-29\n"})
    lines = list(plan_folder(engine, council_id, folder).lines())
    assert lines == [
        f"1 added, 1 changed, 0 removed, {THINGS - 2} unchanged, 1 recorded but not in the files",
        "would be added: closures.csv: c2",
        "would be changed: wards.csv: mill: name: Mill Ward → Old Mill",
        "recorded, but not in the files: closures.csv: c1",
    ]
