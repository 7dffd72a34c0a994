"""Tests that a database is brought forward and back whole or not at all, and that it is then as the tables say."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from gatekeeper.storage import migrations
from gatekeeper.storage.base import metadata
from gatekeeper.storage.engine import is_sqlite, open_engine
from gatekeeper.storage.search_tables import INDEX, is_of_index, is_there
from gatekeeper.storage.transaction import writing
from tests.databases import ON_SQLITE
from tests.storage.record_support import change, enter

VERSION = "alembic_version"
ADDRESS = "GATEKEEPER_DATABASE_URL"


def made(engine: Engine) -> set[str]:
    """The tables that the program describes; how the index of words is kept is each database's own."""
    return {name for name in inspect(engine).get_table_names() if not is_of_index(name)} - {VERSION}


def own_objects(engine: Engine) -> int:
    """How many triggers and functions of ours there are."""
    mine = "SELECT (SELECT count(*) FROM pg_proc WHERE proname LIKE 'keep%') + (SELECT count(*) FROM pg_trigger)"
    lite = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
    with engine.connect() as connection:
        return int(connection.scalar(text(lite if is_sqlite(engine) else mine)) or 0)


def conditions(engine: Engine) -> dict[tuple[str, str], str]:
    """What the database checks of each row, by the table and the name of the check."""
    listed = inspect(engine).get_multi_check_constraints().items()
    return {(str(table), str(each["name"])): str(each["sqltext"]) for (_, table), found in listed for each in found}


def test_an_empty_database_is_brought_forward_and_is_then_as_the_tables_say(empty_engine: Engine) -> None:
    assert migrations.current(empty_engine) is None
    assert not migrations.is_current(empty_engine)
    migrations.upgrade(empty_engine)
    assert migrations.is_current(empty_engine)
    assert made(empty_engine) == set(metadata.tables) >= {"entry", "person"}
    assert migrations.check(empty_engine) == []


def test_the_index_of_words_is_made_with_the_tables_and_missed_where_it_is_not_there(engine: Engine) -> None:
    with engine.connect() as connection:
        assert is_there(connection)
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {INDEX}"))
    assert migrations.check(engine) == ["The tables differ: the index of words is missing."]


def test_an_empty_database_is_taken_back_to_nothing_and_forward_again(engine: Engine) -> None:
    migrations.downgrade(engine, "base")
    assert (made(engine), own_objects(engine), migrations.current(engine)) == (set(), 0, None)
    migrations.upgrade(engine)
    assert migrations.check(engine) == []


def test_a_database_with_a_record_is_not_taken_back(engine: Engine, council_id: str) -> None:
    with writing(engine, council_id) as tx:
        enter(tx, 0)
    with pytest.raises(RuntimeError, match="record holds entries"):
        migrations.downgrade(engine, "base")
    assert migrations.is_current(engine)
    assert migrations.check(engine) == []


def test_bringing_it_forward_twice_changes_nothing(engine: Engine) -> None:
    before = own_objects(engine)
    migrations.upgrade(engine)
    assert own_objects(engine) == before > 50
    assert migrations.check(engine) == []


@pytest.mark.parametrize("place", [0.1, 0.9], ids=["early", "late"])
def test_a_migration_that_fails_in_its_middle_leaves_nothing_and_succeeds_when_run_again(
    empty_engine: Engine, place: float
) -> None:
    in_the_way = metadata.sorted_tables[int(len(metadata.sorted_tables) * place)].name
    with empty_engine.begin() as connection:
        connection.execute(text(f'CREATE TABLE "{in_the_way}" (something INTEGER)'))
    with pytest.raises(DBAPIError, match="already exists"):
        migrations.upgrade(empty_engine)
    assert (made(empty_engine), migrations.current(empty_engine)) == ({in_the_way}, None)
    with empty_engine.begin() as connection:
        connection.execute(text(f'DROP TABLE "{in_the_way}"'))
    migrations.upgrade(empty_engine)
    assert migrations.check(empty_engine) == []


def test_two_processes_that_migrate_at_once_do_it_once(empty_engine: Engine) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(migrations.upgrade, [empty_engine, empty_engine]))
    assert migrations.check(empty_engine) == []


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE body ADD COLUMN secret VARCHAR(9)",
        "CREATE INDEX ix_thing_extra ON thing (code)",
        "DROP INDEX ix_asked_document_due",
        "CREATE TABLE stray (id INTEGER)",
    ],
)
def test_a_database_that_differs_from_the_tables_is_told(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))
    assert any("tables differ" in each for each in migrations.check(engine))


def test_the_database_checks_the_same_conditions_as_the_tables_say(empty_engine: Engine) -> None:
    metadata.create_all(empty_engine)
    wanted = conditions(empty_engine)
    metadata.drop_all(empty_engine)
    migrations.upgrade(empty_engine)
    assert len(wanted) > 20
    assert conditions(empty_engine) == wanted, "Run `python alembic/freeze.py`: the tables have changed."


@ON_SQLITE
def test_a_row_that_names_nothing_undoes_a_migration_of_sqlite(engine: Engine, council_id: str) -> None:
    change(engine, "INSERT INTO reference_counter VALUES ('nobody', 2026, 1)")
    with pytest.raises(migrations.BrokenReference, match="row of reference_counter names a row of council"):
        migrations.upgrade(engine)
    assert council_id


@pytest.mark.slow
def test_alembic_s_own_command_finds_the_database_in_the_environment(project: Path, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("alembic")), "upgrade", "head"]
    plain = {name: value for name, value in os.environ.items() if name != ADDRESS}
    lost = subprocess.run(command, cwd=project, env=plain, capture_output=True, text=True, check=False)
    assert lost.returncode != 0
    assert ADDRESS in lost.stderr
    given = {**plain, ADDRESS: f"sqlite:///{tmp_path}/own.db"}
    done = subprocess.run(command, cwd=project, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    engine = open_engine(given[ADDRESS])
    assert migrations.check(engine) == []
    engine.dispose()
