"""The database of the installation: opened when its tables are those of this release, and brought there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from gatekeeper.locate import locate
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.storage import migrations
from gatekeeper.storage.durability import unsafe
from gatekeeper.storage.engine import is_sqlite, open_engine
from gatekeeper.storage.roles import grant, grants
from gatekeeper.storage.types import Engine

_DATABASE: Final = "The database"
_BASE: Final = "base"
_HEAD: Final = "head"


@contextmanager
def opened(url: str, *, any_revision: bool = False) -> Iterator[Engine]:
    """The database of that address, closed at the end.

    Raises RecordRefused unless its tables are those of this release, or `any_revision` is given; and
    DatabaseAddressError.
    """
    engine = open_engine(url)
    try:
        if not any_revision and not migrations.is_current(engine):
            why = "its tables are not those of this release"
            raise RecordRefused(_DATABASE, why, "run `gatekeeper db upgrade`, after a backup")
        yield engine
    finally:
        engine.dispose()


def known_revisions() -> tuple[str, ...]:
    """The revisions of the tables that this release knows, the oldest first."""
    return tuple(sorted(path.stem.split("_")[0] for path in (locate("alembic") / "versions").glob("[0-9]*.py")))


def upgrade(engine: Engine, to: str = _HEAD) -> str | None:
    """Bring the tables forward, and give the revision that they have then. Raises RecordRefused."""
    _check_known(migrations.current(engine))
    _check_named(to, _HEAD)
    migrations.upgrade(engine, to)
    return migrations.current(engine)


def downgrade(engine: Engine, to: str) -> str | None:
    """Take the tables back, and give the revision that they have then. Raises RecordRefused.

    Nothing is taken back that would lose entries of a record.
    """
    _check_known(migrations.current(engine))
    _check_named(to, _BASE)
    try:
        migrations.downgrade(engine, to)
    except RuntimeError as error:
        raise RecordRefused("Taking the tables back", str(error).rstrip("."), "go on with this release") from error
    return migrations.current(engine)


def application_role(engine: Engine, role: str, schema: str = "public") -> list[str]:
    """The SQL that gives the application's role exactly its rights on PostgreSQL. Raises RecordRefused on SQLite."""
    _check_postgresql(engine)
    return grants(role, str(engine.url.database), schema)


def apply_role(engine: Engine, role: str) -> None:
    """Give the role, which must exist, its rights. Raises RecordRefused on SQLite."""
    _check_postgresql(engine)
    with engine.begin() as connection:
        grant(connection, role)


def unsafe_settings(engine: Engine) -> tuple[str, ...]:
    """Each setting of the database with which something acknowledged could be lost, or a wait be endless."""
    return unsafe(engine)


def _check_postgresql(engine: Engine) -> None:
    if is_sqlite(engine):
        why = "SQLite knows no roles: whoever may write the file may write everything in it"
        raise RecordRefused("The application's role", why, "use PostgreSQL where others administer the database")


def _check_known(revision: str | None) -> None:
    if revision is not None and revision not in known_revisions():
        why = f"a later release made its tables (revision {revision})"
        raise RecordRefused(_DATABASE, why, "use that release, or a backup of this release's time")


def _check_named(revision: str, end: str) -> None:
    names = (end, *known_revisions())
    if revision not in names:
        raise RecordRefused("The revision", f"there is no {revision!r}", f"name one of: {', '.join(names)}")
