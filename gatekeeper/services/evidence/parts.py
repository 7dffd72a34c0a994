"""Between a part of a case file and a row of the register: the fields that both have, and how a value is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gatekeeper.core.case.base import Part
from gatekeeper.storage.base import Recorded


def told(part: Part, table: Any, renamed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The columns of a row for what a part tells (``renamed``: field to column): those written that the table has."""
    names = renamed or {}
    values = {names.get(name, name): value for name, value in part.model_dump(exclude_unset=True).items()}
    own = set(table.model_fields) - set(Recorded.model_fields)
    return {name: value for name, value in values.items() if name in own}


def written(row: Any, part: type[Part], renamed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What a row tells, as a case file writes it: the fields that are not NULL (``renamed``: field to column)."""
    names = renamed or {}
    data: dict[str, Any] = {}
    for name, field in part.model_fields.items():
        value = getattr(row, names.get(name, name), None)
        if value is not None:
            data[field.alias or name] = plain(value)
    return data


def plain(value: Any) -> Any:
    """A value as a case file writes it: days and instants as texts."""
    return value.isoformat() if isinstance(value, date | datetime) else value
