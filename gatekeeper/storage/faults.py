"""What the database or a migration refuses, in one sentence, for those who may not know the database."""

from __future__ import annotations

from typing import Final

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

FAULTS: Final = (SQLAlchemyError, CommandError)
"""What is raised when the database cannot be reached or refuses, or when a migration cannot be run."""


def fault_in_words(error: Exception) -> str:
    """One line: what the database said, without the statement or its values."""
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    first = said.strip().splitlines()[0] if said.strip() else type(error).__name__
    return f"The database refused: {first.rstrip('.')}. Check its address, its rights, and `gatekeeper db current`."
