"""Tests that a folder in which anything is wrong is refused, and that all problems are told, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from gatekeeper.services.importing import ImportErrors, plan_folder
from gatekeeper.services.importing.cells import CellRefused, read_cell, written_cell
from gatekeeper.services.importing.guide import column_tables
from gatekeeper.services.importing.problems import MOST_TOLD, ImportProblem
from gatekeeper.services.importing.sheets import SHEETS
from tests.databases import database
from tests.services.importing.folders import GOOD, problems_of, write
from tests.services.importing.wrong import CASES, CELLS, FILES, ROWS, Wrong

WRONG = (*FILES, *CELLS, *ROWS, *CASES)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """What is wrong with a folder does not depend on the database: SQLite is enough."""
    with database("sqlite", tmp_path) as address:
        return address


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.file}: {wrong.why}")
def test_a_problem_is_told_with_its_file_its_line_its_column_and_why(
    engine: Engine, council_id: str, folder: Path, wrong: Wrong
) -> None:
    write(folder, {wrong.file: wrong.text})
    found = problems_of(engine, council_id, folder)
    places = [each[:3] for each in found if each[3].startswith(wrong.why)]
    assert places == [(wrong.file, wrong.line, wrong.column)], found


def test_everything_that_is_wrong_is_told_at_once_and_nothing_that_only_follows_from_it(
    engine: Engine, council_id: str, folder: Path
) -> None:
    write(folder, {"closures.csv": "code,shut_on\nc,never\n"})
    write(folder, {"people.csv": "code,name\nada,\nbo,Bo\ncy,Cy\n"})
    write(folder, {"paragraphs.csv": "code,passage,number\nz,shut,9\ny,shot,1\n"})
    assert [each[:3] for each in problems_of(engine, council_id, folder)] == [
        ("closures.csv", 2, "shut_on"),
        ("paragraphs.csv", 2, "number"),
        ("paragraphs.csv", 3, "passage"),
        ("people.csv", 2, "name"),
    ]


def test_a_problem_says_what_to_do(engine: Engine, council_id: str, folder: Path) -> None:
    write(folder, {"bodies.csv": GOOD["bodies.csv"].replace(",committee", ",comittee")})
    with pytest.raises(ImportErrors) as refused:
        plan_folder(engine, council_id, folder)
    assert str(refused.value).startswith(
        "bodies.csv, line 2, column type: 'comittee' is not one of its words. "
        "What to do: did you mean committee? Write one of: council, committee,"
    )


def test_no_more_problems_are_told_than_anybody_would_read() -> None:
    errors = ImportErrors(ImportProblem("f", line, None, "w", "r") for line in range(MOST_TOLD + 7))
    assert len(errors.errors) == MOST_TOLD + 1
    assert errors.errors[-1].why.startswith("there are 7 more problems")


def test_a_folder_without_any_known_file_is_refused(engine: Engine, council_id: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    whys = [problems_of(engine, council_id, tmp_path / name)[0][3] for name in ("empty", "missing")]
    assert whys == ["none of its files can be imported", "there is no folder of that name"]


def test_a_link_that_leads_out_of_the_folder_is_refused(
    engine: Engine, council_id: str, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.csv").write_text("code,name\nx,X\n")
    (folder / "wards.csv").unlink()
    (folder / "wards.csv").symlink_to(tmp_path / "secret.csv")
    assert ("wards.csv", None, None, "it is a link that leads out of the folder") in problems_of(
        engine, council_id, folder
    )


def test_a_mark_of_the_byte_order_and_line_ends_of_windows_are_accepted(
    engine: Engine, council_id: str, folder: Path
) -> None:
    plain = plan_folder(engine, council_id, folder)
    write(folder, {name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for name, text in GOOD.items()})
    assert plan_folder(engine, council_id, folder) == plain


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong(
            "cabinet.csv", "code,person,from_on\nc,ada,2023-05-10\n", 2, None, "a member of the executive may not sit"
        ),
        Wrong("passages.csv", "code,document\nopen,mill\nshut,mill\n", 2, "passage", "the claim does not count while"),
        Wrong(
            "bodies.csv",
            GOOD["bodies.csv"] + "p2,Planning Comittee,committee\n",
            4,
            "name",
            "the name is nearly that of",
        ),
        Wrong(
            "offices.csv",
            GOOD["offices.csv"] + "o2,ada,,councillor,,\n",
            2,
            "person",
            "this person has another office as well",
        ),
        Wrong("stray.txt", "?", None, None, "no document names this file"),
    ],
    ids=lambda wrong: wrong.why,
)
def test_what_people_should_look_at_is_told_and_stops_nothing(
    engine: Engine, council_id: str, folder: Path, wrong: Wrong
) -> None:
    seat = "code,person,body,role,from_on\nm,ada,scrutiny,member,2023-05-10\n"
    write(folder, {wrong.file: wrong.text} | ({"memberships.csv": seat} if wrong.file == "cabinet.csv" else {}))
    warnings = plan_folder(engine, council_id, folder).warnings
    assert (wrong.line, wrong.column) in [
        (each.line, each.column) for each in warnings if each.why.startswith(wrong.why)
    ]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.file)
def test_every_word_that_a_column_may_hold_is_read_and_written_again(sheet: object) -> None:
    for each in SHEETS:
        for column in each.columns if each is sheet else ():
            for word in (*column.words, *(["none"] if column.form == "words" else [])):
                assert written_cell(read_cell(column, word, each.kind)) == word


def test_a_required_cell_that_is_empty_is_refused_for_every_column() -> None:
    required = [(sheet, column) for sheet in SHEETS for column in sheet.columns if column.required]
    assert len(required) > len(SHEETS)
    for sheet, column in required:
        with pytest.raises(CellRefused):
            read_cell(column, "", sheet.kind)


def test_the_guide_tells_every_file_and_column_as_it_is(project: Path) -> None:
    text = (project / "docs" / "import.md").read_text(encoding="utf-8")
    assert text.endswith(f"\n{column_tables()}\n"), "write docs/import.md's tables again from column_tables()"
