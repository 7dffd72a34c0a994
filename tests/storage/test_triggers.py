"""Tests that the database itself refuses changes of the record, of the register's past and of a withdrawn request."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from gatekeeper.core.audit import PublicKey, sign_checkpoint, verify_checkpoint
from gatekeeper.storage import migrations, tables, triggers
from gatekeeper.storage.engine import is_sqlite
from gatekeeper.storage.record import end_key, keep_checkpoint, keep_edition, key_ring, publish_key
from gatekeeper.storage.transaction import reading, writing
from tests.databases import ON_POSTGRESQL
from tests.storage.record_support import BEGUN_AT, KEYS, checkpoint, enter, fill
from tests.storage.request_support import ask, determination

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
NEVER_EDITED = "record is never edited"
ONE_BY_ONE = "one entry at a time"
REFUSED = {
    "UPDATE entry SET kind = 'request:refused'": NEVER_EDITED,
    "DELETE FROM entry": NEVER_EDITED,
    "UPDATE entry_subject SET subject = 'request:9'": NEVER_EDITED,
    "DELETE FROM entry_subject": NEVER_EDITED,
    "UPDATE tree_node SET place = 7": NEVER_EDITED,
    "DELETE FROM tree_node": NEVER_EDITED,
    "UPDATE edition SET canonical = 'x'": NEVER_EDITED,
    "DELETE FROM edition": NEVER_EDITED,
    "UPDATE signed_checkpoint SET note = 'x'": NEVER_EDITED,
    "DELETE FROM signed_checkpoint": NEVER_EDITED,
    "UPDATE entry_words SET text = 'x'": "Words are never changed",
    "DELETE FROM entry_words": "erased only once an entry",
    "UPDATE chain_head SET size = 1, chain = chain": ONE_BY_ONE,
    "UPDATE chain_head SET size = 3, last_at = NULL": ONE_BY_ONE,
    "UPDATE chain_head SET size = 3, chain = 'other.example/record'": ONE_BY_ONE,
    "UPDATE chain_head SET size = 4": ONE_BY_ONE,
    "DELETE FROM chain_head": ONE_BY_ONE,
    "UPDATE signing_key SET from_size = 1": "published key stays published",
    "DELETE FROM signing_key": "published key stays published",
}


@pytest.fixture
def council(engine: Engine, council_id: str) -> str:
    """A council with two entries, an edition, a key and a checkpoint."""
    fill(engine, council_id, 2)
    keys = KEYS
    note = sign_checkpoint(checkpoint(engine, council_id), [keys])
    with writing(engine, council_id) as tx:
        keep_edition(tx, EMPTY, "")
        publish_key(tx, keys.public, 0)
        keep_checkpoint(tx, verify_checkpoint(note, key_ring(tx.session, council_id)), note)
    return council_id


def refused(engine: Engine, statement: str, words: str) -> None:
    with pytest.raises(IntegrityError, match=words), engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("statement", REFUSED)
def test_r091_the_record_refuses(engine: Engine, council: str, statement: str) -> None:
    assert council
    refused(engine, statement, REFUSED[statement])


def test_a_row_that_takes_another_s_place_is_refused(engine: Engine, council: str) -> None:
    if is_sqlite(engine):
        whole = "council_id, number, kind, at, person, post, body, leaf_hash"
        refused(engine, f"INSERT OR REPLACE INTO entry ({whole}) SELECT {whole} FROM entry", NEVER_EDITED)
    refused(
        engine,
        "INSERT INTO chain_head SELECT council_id, 'a/b', 1, frontier, last_at, last_hash FROM chain_head",
        ONE_BY_ONE,
    )
    assert council


@ON_POSTGRESQL
@pytest.mark.parametrize("table", [*triggers.KEPT_FOR_EVER, "entry_words", "chain_head", "body", "determination"])
def test_no_table_of_the_record_or_the_register_is_emptied_at_once(engine: Engine, council: str, table: str) -> None:
    assert council
    for before in ("", "SET LOCAL session_replication_role = replica; "):
        refused(engine, f"{before}TRUNCATE {table} CASCADE", r"never|one entry at a time|published key")


def test_the_end_of_a_key_is_set_once(engine: Engine, council: str) -> None:
    with writing(engine, council) as tx:
        end_key(tx, KEYS.public, 5)
    refused(engine, "UPDATE signing_key SET to_size = 9", "published key stays published")
    with pytest.raises(LookupError, match="never published"), writing(engine, council) as tx:
        end_key(tx, PublicKey(KEYS.name, bytes(32)), 5)


def test_r091_the_program_s_own_tables_cannot_be_used_to_edit_or_delete_an_entry(engine: Engine, council: str) -> None:
    def edit(session: Session) -> None:
        session.exec(select(tables.StoredEntryRow)).all()[0].kind = "request:refused"
        session.flush()

    def delete(session: Session) -> None:
        session.delete(session.exec(select(tables.StoredEntryRow)).all()[0])
        session.flush()

    for act in (edit, delete):
        with writing(engine, council) as tx, pytest.raises(IntegrityError, match=NEVER_EDITED):
            act(tx.session)


def passage(council_id: str, session: Session) -> tables.Passage:
    """A passage of a document, with a list among its columns."""
    document, thing = (tables.Thing(council_id=council_id, kind=kind, code="1") for kind in ("document", "passage"))
    session.add_all([document, thing])
    session.flush()
    made = tables.Passage(
        council_id=council_id,
        thing_id=thing.id,
        document_id=document.id,
        recorded_at=BEGUN_AT,
        entry=0,
        contains=["names"],
    )
    session.add(made)
    return made


def test_what_the_register_says_is_replaced_once_and_never_changed_or_removed(engine: Engine, council: str) -> None:
    with writing(engine, council) as tx:
        made = passage(council, tx.session)
    refused(engine, "UPDATE passage SET title = 'x'", "never changed or removed")
    refused(engine, "UPDATE passage SET replaced_at = recorded_at, contains = '[]'", "never changed or removed")
    refused(engine, "UPDATE passage SET replaced_by = 2", "never changed or removed")
    refused(engine, "DELETE FROM passage", "never changed or removed")
    with writing(engine, council) as tx:
        made = tx.session.merge(made)
        made.replaced_at, made.replaced_by = BEGUN_AT, 1
    refused(engine, "UPDATE passage SET replaced_by = 7", "never changed or removed")
    refused(engine, "UPDATE passage SET replaced_at = NULL", "never changed or removed")


def test_every_table_of_the_register_is_protected(engine: Engine) -> None:
    names = {rule.table for rule in triggers.rules() if rule.event == "DELETE" and not rule.permitted}
    assert names >= {str(each.__tablename__) for each in tables.Recorded.__subclasses__()}
    assert len(triggers.recorded_tables()) > 25
    assert not migrations.check(engine)


def test_r111_nothing_changes_once_a_document_is_withdrawn_but_that_nothing_is_due(
    engine: Engine, council: str
) -> None:
    with writing(engine, council) as tx:
        asked = ask(tx.session, council)
        tx.session.add(determination(asked))
        enter(tx, 2)
    with engine.begin() as connection:
        connection.execute(text("UPDATE asked_document SET status = 'withdrawn', due_at = changed_at"))
        connection.execute(text("UPDATE asked_document SET due_at = NULL"))
    for change in ("status = 'open'", "ruling = 'granted'", "stage = 'committee'", "due_at = changed_at"):
        refused(engine, f"UPDATE asked_document SET {change}", "was withdrawn")
    refused(engine, "DELETE FROM asked_document", "was withdrawn|never changed or removed|FOREIGN KEY|foreign key")
    with pytest.raises(IntegrityError, match="was withdrawn"), writing(engine, council) as tx:
        tx.session.add(determination(asked, passage="other"))
    with reading(engine) as session:
        assert len(session.exec(select(tables.Determination)).all()) == 1


def test_a_determination_is_replaced_and_never_changed(engine: Engine, council: str) -> None:
    with writing(engine, council) as tx:
        tx.session.add(determination(ask(tx.session, council)))
    refused(engine, "UPDATE determination SET ruling = 'granted'", "never changed or removed")
    refused(engine, "DELETE FROM determination", "never changed or removed")
    with engine.begin() as connection:
        connection.execute(text("UPDATE determination SET replaced_at = at, replaced_by = 2"))
    refused(engine, "UPDATE determination SET replaced_at = NULL", "never changed or removed")


def test_a_trigger_that_is_missing_or_switched_off_is_told(engine: Engine) -> None:
    with engine.begin() as connection:
        off = "DROP TRIGGER keep_entry_update"
        other = "ALTER TABLE entry DISABLE TRIGGER keep_entry_update"
        connection.exec_driver_sql(off if is_sqlite(engine) else other)
    assert migrations.check(engine) == ["The trigger keep_entry_update is missing, changed or switched off."]
