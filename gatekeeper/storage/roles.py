"""The rights of the program on PostgreSQL: it adds to the record and cannot change it, nor what protects it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, text

from gatekeeper.storage.base import metadata
from gatekeeper.storage.search_tables import INDEX

ADDED_ONLY: Final = ("edition", "entry", "entry_subject", "signed_checkpoint", "tree_node")
"""Tables to which the program may add rows, and nothing else."""
_RIGHTS: Final = {
    **dict.fromkeys(ADDED_ONLY, "SELECT, INSERT"),
    "chain_head": "SELECT, INSERT, UPDATE",
    "entry_words": "SELECT, INSERT, DELETE",
    "signing_key": "SELECT, INSERT, UPDATE",
    "council": "SELECT, INSERT",
}
_USUAL: Final = "SELECT, INSERT, UPDATE, DELETE"
_VERSION: Final = "alembic_version"


def grants(role: str, database: str, schema: str = "public") -> list[str]:
    """The SQL that gives `role` exactly these rights; its owner or a superuser runs it after each migration.

    The role must exist and own nothing. It can make no table, not even a temporary one that would hide a real one.
    """
    who, where = _quoted(role), _quoted(schema)
    lines = [
        f"REVOKE ALL ON DATABASE {_quoted(database)} FROM PUBLIC, {who}",
        f"GRANT CONNECT ON DATABASE {_quoted(database)} TO {who}",
        f"REVOKE CREATE ON SCHEMA {where} FROM PUBLIC, {who}",
        f"GRANT USAGE ON SCHEMA {where} TO {who}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {where} FROM PUBLIC, {who}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {where} TO {who}",
        f"GRANT SELECT ON {where}.{_VERSION} TO {who}",
    ]
    rights = [(table.name, _RIGHTS.get(table.name, _USUAL)) for table in metadata.sorted_tables] + [(INDEX, _USUAL)]
    return lines + [f"GRANT {right} ON {where}.{_quoted(table)} TO {who}" for table, right in rights]


def grant(connection: Connection, role: str) -> None:
    """Give the role its rights in the connection's own database and schema."""
    database, schema = connection.execute(text("SELECT current_database(), current_schema()")).one()
    for line in grants(role, database, schema):
        connection.exec_driver_sql(line)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
