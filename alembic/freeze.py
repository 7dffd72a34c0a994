"""Writes the SQL of the first revision anew from the tables as they are now: `python alembic/freeze.py`.

Only until the first release: from then on a change of the tables is a revision of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from gatekeeper.storage import tables
from gatekeeper.storage.base import metadata
from gatekeeper.storage.search_tables import CREATION, REMOVAL

FOLDER = Path(__file__).parent / "versions" / "0001_ground"
DIALECTS: tuple[Dialect, ...] = (sqlite.dialect(), postgresql.dialect())
END = ";\n"


def creation(dialect: Dialect) -> str:
    """Every table and index, in an order in which each finds what it refers to."""
    lines: list[str] = []
    for table in metadata.sorted_tables:
        lines.append(str(CreateTable(table).compile(dialect=dialect)))
        indexes = sorted(table.indexes, key=lambda each: str(each.name))
        lines += [str(CreateIndex(each).compile(dialect=dialect)) for each in indexes]
    return "\n".join(_tidy(each) + END for each in (*lines, *CREATION[dialect.name]))


def removal() -> str:
    """Every table away, those first that refer to others."""
    tables_away = (f'DROP TABLE "{table.name}"' for table in reversed(metadata.sorted_tables))
    return "".join(each + END for each in (REMOVAL, *tables_away))


def _tidy(sql: str) -> str:
    return "\n".join(line.rstrip() for line in sql.strip().replace("\t", "    ").splitlines())


def freeze(folder: Path) -> None:
    """Write the three files."""
    folder.mkdir(parents=True, exist_ok=True)
    for dialect in DIALECTS:
        (folder / f"{dialect.name}.sql").write_text(creation(dialect), encoding="utf-8")
    (folder / "removal.sql").write_text(removal(), encoding="utf-8")


if __name__ == "__main__":
    if not tables.__all__:
        sys.exit("There are no tables to write.")
    freeze(FOLDER)
