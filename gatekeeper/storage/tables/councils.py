"""The council by date: what kind it is, how it is governed, its protocol, and when its offices are shut."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlmodel import Field, SQLModel

from gatekeeper.core.case.words import CouncilType, Jurisdiction
from gatekeeper.storage.base import Recorded
from gatekeeper.storage.columns import from_before_to, three_valued, words


class CouncilParticulars(Recorded, table=True):
    """The council's name, country and kind."""

    __tablename__ = "council_particulars"

    name: str = Field(max_length=300)
    jurisdiction: str | None = Field(default=None, sa_type=words(Jurisdiction))
    type: str | None = Field(default=None, sa_type=words(CouncilType))


class GovernancePeriod(Recorded, table=True):
    """One period with, or without, a leader or mayor and cabinet."""

    __tablename__ = "governance_period"
    kept: ClassVar = (from_before_to,)

    from_on: date
    to_on: date | None = None
    executive_arrangements: bool | str = Field(sa_type=three_valued())


class PackAdoption(Recorded, table=True):
    """The protocol (pack) the council has adopted, from a day to a day."""

    __tablename__ = "pack_adoption"
    kept: ClassVar = (from_before_to,)

    pack: str = Field(max_length=64)
    from_on: date
    to_on: date | None = None


class ClosureDay(Recorded, table=True):
    """A working day on which the offices are shut."""

    __tablename__ = "closure_day"

    shut_on: date


class RegisterMark(SQLModel, table=True):
    """Under which mark each table of a council's register stands: what is remembered of it counts for that alone.

    ``tables`` is JSON: the random mark that the last change of each table set.
    """

    __tablename__ = "register_mark"

    council_id: str = Field(primary_key=True, foreign_key="council.id", max_length=32)
    tables: str
