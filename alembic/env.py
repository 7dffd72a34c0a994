"""Runs the migrations: on the connection that the program hands over, or on the database that the environment names."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import Connection

from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.migrations import OPTIONS, migrating

ADDRESS = "GATEKEEPER_DATABASE_URL"


def run(connection: Connection) -> None:
    """Run the revisions that were asked for, in the connection's own transaction."""
    context.configure(connection=connection, **OPTIONS)
    context.run_migrations()


def run_by_address() -> None:
    """Run them on the database whose address stands in the environment."""
    address = os.environ.get(ADDRESS)
    if not address:
        raise SystemExit(f"Which database? Set {ADDRESS} to its address, such as sqlite:///gatekeeper.db.")
    engine = open_engine(address)
    with migrating(engine) as connection:
        run(connection)
    engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    run_by_address()
