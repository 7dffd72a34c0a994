"""R102: where the entry cannot be made, no byte leaves and no file is recorded."""

from __future__ import annotations

from sqlalchemy import Engine

from tests.api.calling import Service
from tests.api.files.filing import about, from_case, from_library, kept, put
from tests.documents.papers import canary, paper

_SQLITE = """
CREATE TRIGGER no_entry BEFORE INSERT ON entry WHEN NEW.kind IN ('file:released', 'file:received')
BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
"""
_POSTGRESQL = (
    "CREATE FUNCTION no_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF NEW.kind IN ('file:released', 'file:received') THEN "
    "RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; "
    "END IF; RETURN NEW; END $$",
    "CREATE TRIGGER no_entry BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION no_entry()",
)


def refuse_entries(engine: Engine) -> None:
    """Let the database itself refuse the entries of files."""
    with engine.begin() as connection:
        for statement in (_SQLITE,) if engine.dialect.name == "sqlite" else _POSTGRESQL:
            connection.exec_driver_sql(statement)


def test_r102_no_byte_leaves_where_the_entry_cannot_be_made(service_on_each: Service) -> None:
    api = service_on_each
    kept(api, "part_exempt", paper(6))
    case = api.asked("c1", "part_exempt")
    refuse_entries(api.world.engine)
    for answer in (from_library(api, "part_exempt"), from_case(api, case[1])):
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert canary(1).encode() not in answer.content
    assert about(api, "part_exempt", "file:released") == []
    assert about(api, "part_exempt", "request:open_document") == [], "nothing was opened"


def test_r137_no_file_is_recorded_where_the_entry_cannot_be_made(service_on_each: Service) -> None:
    api = service_on_each
    refuse_entries(api.world.engine)
    assert put(api, "part_exempt", paper(6)).status_code == 503
    shown = api.get(f"/documents/{api.world.id('document', 'part_exempt')}/file", "proper")
    assert shown.json()["held"] is False
