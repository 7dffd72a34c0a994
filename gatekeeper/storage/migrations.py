"""Brings a database to the tables that this release needs, forward or back, whole or not at all; and checks them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from gatekeeper.locate import locate
from gatekeeper.storage import search_tables, tables, triggers
from gatekeeper.storage.base import metadata
from gatekeeper.storage.engine import is_sqlite
from gatekeeper.storage.locks import one_writer


def _compared(name: str | None, _sort: str, _parents: object) -> bool:
    return not search_tables.is_of_index(name)


OPTIONS: Final[dict[str, Any]] = {
    "target_metadata": metadata,
    "include_name": _compared,
    "compare_type": True,
    "render_as_batch": True,
    "transactional_ddl": True,
}
"""How revisions are made, run and compared with the tables."""
_ONE_AT_A_TIME: Final = text("SELECT pg_advisory_xact_lock(727460203)")
__all__ = ["OPTIONS", "check", "current", "downgrade", "is_current", "migrating", "upgrade"]
_KNOWN: Final = tables.__all__
"""Importing the tables is what makes them known to ``metadata``."""


class BrokenReference(RuntimeError):
    """After a migration a row names another one that is not there, so the migration was undone."""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database forward to a revision, in one transaction: an interruption leaves it as it was."""
    with migrating(engine) as connection:
        command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str) -> None:
    """Take the database back to a revision (``base``: no tables). Refused where entries of a record would be lost."""
    with migrating(engine) as connection:
        command.downgrade(_config(connection), to)


def current(engine: Engine) -> str | None:
    """The revision that the database has, or None where it has none yet."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest revision that this release knows."""
    return current(engine) == ScriptDirectory.from_config(_config()).get_current_head()


def check(engine: Engine) -> list[str]:
    """What of the database is not as the tables of this release say, one sentence each; empty where all is."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)
        changes = [f"The tables differ: {each}." for each in compare_metadata(context, metadata)]
        missing = [] if search_tables.is_there(connection) else ["The tables differ: the index of words is missing."]
        return changes + missing + triggers.differences(connection)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction of its own, for one migration at a time, with the triggers put back at its end.

    SQLite cannot rebuild a table while others point at it, so references are checked at the end instead.
    """
    with one_writer(engine), engine.connect() as connection, _references_open(connection), connection.begin():
        if not is_sqlite(connection):
            connection.execute(_ONE_AT_A_TIME)
        triggers.remove(connection)
        yield connection
        triggers.install(connection)
        _check_references(connection)


@contextmanager
def _references_open(connection: Connection) -> Iterator[None]:
    if not is_sqlite(connection):
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _check_references(connection: Connection) -> None:
    if not is_sqlite(connection):
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        why = f"a row of {broken[0]} names a row of {broken[2]} that is not there"
        raise BrokenReference(f"The migration was undone: {why}. Mend the row from a backup, then migrate again.")


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(locate("alembic")).replace("%", "%%"))
    return config
