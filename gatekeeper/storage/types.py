"""The names of an open database and of a session, for those who pass them on without asking them anything."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlmodel import Session

__all__ = ["Engine", "Session"]
