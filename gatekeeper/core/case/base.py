"""What every part of a case file has in common: it is strict, cannot be changed, and refuses what is impossible."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from gatekeeper.core.case.errors import CaseError
from gatekeeper.core.case.scalars import Day, optional, required

IMPOSSIBLE: Final = "impossible"


def impossible(problems: Iterable[CaseError]) -> None:
    """Refuse a block for these problems; each ``place`` is relative to the block. No problem: nothing happens."""
    found = tuple(problems)
    if found:
        raise PydanticCustomError(IMPOSSIBLE, "impossible together", {"problems": found})


class Part(BaseModel):
    """One block of fields."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", regex_engine="python-re")

    def problems(self) -> Iterable[CaseError]:
        """What cannot be together in this block; each ``place`` is a field of it, or empty for the block itself."""
        return ()

    def states(self, field: str) -> bool:
        """Tell whether the field was written in the file, if only as ``unknown``."""
        return field in self.model_fields_set

    @model_validator(mode="after")
    def _refuse_the_impossible(self) -> Self:
        impossible(self.problems())
        return self


class Dated(Part):
    """A time from one day to another, both included; without ``to`` it still runs."""

    from_on: Day = required("The first day.", alias="from")
    to_on: Day | None = optional("The last day, itself included; left out while it still runs.", alias="to")

    def covers(self, on: date) -> bool:
        """Tell whether the day lies in the period."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)

    def overlaps(self, other: Dated) -> bool:
        """Tell whether the two periods share a day."""
        return self.covers(other.from_on) or other.covers(self.from_on)

    def problems(self) -> Iterable[CaseError]:
        """A period that ends before it begins."""
        if self.to_on is not None and self.to_on < self.from_on:
            yield CaseError("to", "it ended before it began", "check the two days")
