"""The first tables: the register by date, requests, and the record. Their SQL lies beside this file, frozen."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FROZEN = Path(__file__).with_suffix("")


def run(name: str) -> None:
    """Run the statements of a frozen file one by one."""
    for statement in (FROZEN / name).read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)


def upgrade() -> None:
    """Make the tables in the words of the database at hand."""
    run(f"{op.get_bind().dialect.name}.sql")


def downgrade() -> None:
    """Remove the tables, but never a record with entries in it."""
    if op.get_bind().exec_driver_sql("SELECT 1 FROM entry LIMIT 1").first():
        raise RuntimeError("The record holds entries, so its tables are not removed. Keep this database as it is.")
    run("removal.sql")
