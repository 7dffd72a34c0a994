"""Tests that the program's own role on PostgreSQL can add to the record and cannot tamper with it (R092)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.record import erase_words, found_council, keep_edition
from gatekeeper.storage.roles import ADDED_ONLY, grant
from gatekeeper.storage.transaction import writing
from tests.databases import database, on_server
from tests.storage.record_support import enter, verified
from tests.storage.request_support import ask, determination

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
TAMPERING = (
    *(f"DELETE FROM {table}" for table in (*ADDED_ONLY, "chain_head", "signing_key", "council")),
    *(f"TRUNCATE {table} CASCADE" for table in (*ADDED_ONLY, "chain_head", "entry_words", "body")),
    "UPDATE entry SET kind = 'a:b'",
    "UPDATE entry_subject SET subject = 'a:b'",
    "UPDATE tree_node SET place = 9",
    "UPDATE edition SET canonical = 'x'",
    "UPDATE signed_checkpoint SET note = 'x'",
    "UPDATE entry_words SET text = 'x'",
    "UPDATE alembic_version SET version_num = 'x'",
    "ALTER TABLE entry DISABLE TRIGGER ALL",
    "ALTER TABLE entry DISABLE TRIGGER keep_entry_update",
    "ALTER TABLE entry DROP COLUMN person",
    "ALTER TABLE entry OWNER TO CURRENT_USER",
    "DROP TRIGGER keep_entry_update ON entry",
    "DROP TABLE entry CASCADE",
    "DROP FUNCTION keep_refuse() CASCADE",
    "CREATE OR REPLACE FUNCTION keep_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE TABLE mine (id INTEGER)",
    "CREATE TEMPORARY TABLE asked_document (id TEXT, status TEXT)",
    "SET session_replication_role = replica",
    "SET ROLE postgres",
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """PostgreSQL as the program itself is connected to it: not as the owner of the tables."""
    role = f"gatekeeper_program_{uuid.uuid4().hex[:8]}"
    on_server(f"CREATE ROLE {role} LOGIN PASSWORD 'a long word'")
    with database("postgresql", tmp_path_factory.mktemp("program")) as address:
        owner = open_engine(address)
        with owner.begin() as connection:
            grant(connection, role)
        owner.dispose()
        own = make_url(address).set(username=role, password="a long word")
        engine = open_engine(own.render_as_string(hide_password=False))
        yield engine
        engine.dispose()
    on_server(f"DROP ROLE {role}")


@pytest.fixture(scope="module")
def council(program: Engine) -> str:
    """A council that the program has set up, with an entry."""
    council_id = found_council(program, "northmere")
    with writing(program, council_id) as tx:
        enter(tx, 0)
        keep_edition(tx, EMPTY, "")
    return council_id


def test_r092_the_program_s_role_does_its_work(program: Engine, council: str) -> None:
    with writing(program, council) as tx:
        made = determination(ask(tx.session, council))
        tx.session.add(made)
        enter(tx, 1)
    with writing(program, council) as tx:
        tx.session.merge(made).replaced_at = tx.now
        erase_words(tx, [0], person="person:1", post=None)
    assert verified(program, council).intact


@pytest.mark.parametrize("statement", TAMPERING)
def test_r092_the_program_s_role_may_not(program: Engine, council: str, statement: str) -> None:
    assert council
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        program.begin() as connection,
    ):
        connection.execute(text(statement))
