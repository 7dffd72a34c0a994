"""Kinds of columns: a yes-or-no that may be not yet known, a word from a list, plain data, and random names."""

from __future__ import annotations

import re
import secrets
from typing import Any, get_args

from sqlalchemy import JSON, CheckConstraint, Enum, String, TypeDecorator
from sqlalchemy.engine import Dialect

UNKNOWN = "unknown"
_ID = re.compile(r"[0-9a-f]{32}")
_WRITTEN: dict[bool | str, str] = {True: "true", False: "false", UNKNOWN: UNKNOWN}
_READ: dict[str, bool | str] = {word: value for value, word in _WRITTEN.items()}


def new_id() -> str:
    """A random name of 128 bits in 32 hex digits. It names a thing; knowing it permits nothing."""
    return secrets.token_hex(16)


def is_id(given: object) -> bool:
    """Whether it has the form of such a name. Whatever has not names nothing, and is not looked for."""
    return isinstance(given, str) and _ID.fullmatch(given) is not None


class ThreeValued(TypeDecorator[bool | str]):
    """True, False or ``"unknown"`` (somebody looked, and it is not yet known); NULL where nothing was said."""

    impl = String(7)
    cache_ok = True

    def process_bind_param(self, value: bool | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the value as a word. Raises ValueError for anything else."""
        if value is None:
            return None
        if value not in _WRITTEN:
            raise ValueError(f"{value!r} is neither true, false nor unknown")
        return _WRITTEN[value]

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | str | None:  # noqa: ARG002
        """Read the word as a value."""
        return None if value is None else _READ[value]


def words(literal: Any, *, unknown: bool = True) -> Any:
    """The type of a column that holds one word of a Literal, or ``unknown`` where that may be said."""
    choices = [*_flat(literal), *([UNKNOWN] if unknown else [])]
    return Enum(*choices, native_enum=False, create_constraint=True, validate_strings=True, length=60, name="words")


def _flat(literal: Any) -> list[str]:
    found: list[str] = []
    for each in get_args(literal):
        found += [each] if isinstance(each, str) else _flat(each)
    return list(dict.fromkeys(found))


def three_valued() -> Any:
    """The type of a three-valued column."""
    return ThreeValued()


def plain_data() -> Any:
    """The type of a column of plain JSON data. A row's data is replaced as a whole, never edited in place."""
    return JSON(none_as_null=True)


def from_before_to(name: str = "period") -> CheckConstraint:
    """The constraint that a period does not end before it begins."""
    return CheckConstraint("to_on IS NULL OR to_on >= from_on", name=name)
