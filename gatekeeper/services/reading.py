"""What a reader of text found: the data, the line of each place, and what was wrong with the writing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gatekeeper.core.case import CaseError


@dataclass(frozen=True, slots=True)
class Reading:
    """The data as it can be read, with every problem of its writing; ``lines`` counts from 1, by place."""

    data: object
    lines: Mapping[str, int]
    problems: tuple[CaseError, ...] = ()
