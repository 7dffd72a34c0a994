"""The single values of a case file: a day, an instant, a text, page numbers, a yes-or-no that may be not yet known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Final, TypeVar

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, Strict, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from gatekeeper.core.case.plain_data import shown
from gatekeeper.core.case.words import UNKNOWN

_END = r"$(?!\n)"
_LEAP_YEAR = "(?:199[26]|20(?:0[048]|1[26]|2[048]|3[26]|40))"
_YEAR = "(?:199[0-9]|20[0-3][0-9]|2040)"
_DAY = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
)
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
_OFFSET = "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
_RANGE = "[1-9][0-9]{0,3}(?:-[1-9][0-9]{0,3})?"
LAST_PAGE: Final = 9999
LONGEST_PAGES: Final = 200
MOST_ENTRIES: Final = 500

DAY_PATTERN: Final = f"^{_DAY}{_END}"
INSTANT_PATTERN: Final = f"^{_DAY}T{_CLOCK}{_OFFSET}{_END}"
PAGES_PATTERN: Final = f"^(?:whole|{_RANGE}(?:, ?{_RANGE})*){_END}"
REF_PATTERN: Final = f"^[A-Za-z0-9][A-Za-z0-9_.-]{{0,63}}{_END}"
PACK_PATTERN: Final = f"^[a-z][a-z0-9_]{{0,63}}{_END}"
LINE_PATTERN: Final = rf"^[^\n\t]*[^\s][^\n\t]*{_END}"
PROSE_PATTERN: Final = r"^\s*\S"

DAY_REMEDY: Final = "write year, month and day, such as 2026-11-23, in the years 1990 to 2040"
INSTANT_REMEDY: Final = "write day, time and zone, such as 2026-11-23T10:00:00+00:00 (winter) or +01:00 (summer)"
PAGES_REMEDY: Final = "write whole, one page such as 5, or a range such as 1-3; several are parted by commas"

_NAIVE = re.compile(f"^{_DAY}T{_CLOCK}{_END}")
_MONTH_ONLY = re.compile(r"^[0-9]{4}(?:-[0-9]{1,2})?$")


def refused(why: str, remedy: str) -> PydanticCustomError:
    """The error by which a value is refused, in words for the person who wrote it."""
    return PydanticCustomError("refused", "{why}", {"why": why, "remedy": remedy})


def _read(pattern: str, parse: Callable[[str], Any], explain: Callable[[str], str], remedy: str) -> BeforeValidator:
    form = re.compile(pattern)

    def read(value: object) -> Any:
        if not isinstance(value, str):
            raise refused("it is not a text", remedy)
        if not form.search(value):
            raise refused(explain(value), remedy)
        return parse(value)

    return BeforeValidator(read)


def _not_a_day(text: str) -> str:
    if _MONTH_ONLY.search(text):
        return f"'{text}' has no day"
    return f"'{shown(text)}' is not a day of the calendar between 1990 and 2040"


def _not_an_instant(text: str) -> str:
    if _NAIVE.search(text):
        return f"'{text}' has no time zone, so it could mean two different instants"
    if re.search(DAY_PATTERN, text):
        return f"'{text}' has no time of day"
    return f"'{shown(text)}' is not an instant between 1990 and 2040"


def page_ranges(pages: str) -> tuple[tuple[int, int], ...]:
    """The ranges of ``"1-3, 7"`` as ((1, 3), (7, 7)); every page there can be for ``whole``."""
    if pages == "whole":
        return ((1, LAST_PAGE),)
    ends = (part.strip().split("-") for part in pages.split(","))
    return tuple((int(end[0]), int(end[-1])) for end in ends)


def _read_pages(value: object) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or len(text) > LONGEST_PAGES or not re.search(PAGES_PATTERN, text):
        raise refused(f"'{shown(str(value))}' names no pages", PAGES_REMEDY)
    return text


class Unknown:
    """Marks a choice that may also be written ``unknown``: it is then stated, and its value is None."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read ``unknown`` as None before the choice is checked, and write None as ``unknown`` again."""
        written = core_schema.plain_serializer_function_ser_schema(_unknown_if_none)
        return core_schema.no_info_before_validator_function(_none_if_unknown, handler(source), serialization=written)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Publish the choice with ``unknown`` as one more."""
        described = handler(schema)
        return {"enum": [*described.get("enum", (True, False)), UNKNOWN]}


def _none_if_unknown(value: object) -> object:
    return None if isinstance(value, str) and value == UNKNOWN else value


def _unknown_if_none(value: object) -> object:
    return UNKNOWN if value is None else value


T = TypeVar("T")

Several = Annotated[tuple[T, ...], Strict(False), Field(max_length=MOST_ENTRIES)]
"""A list in the file, a tuple inside: it cannot be changed once read."""

Day = Annotated[
    date,
    _read(DAY_PATTERN, date.fromisoformat, _not_a_day, DAY_REMEDY),
    WithJsonSchema({"type": "string", "format": "date", "pattern": DAY_PATTERN}),
]
Instant = Annotated[
    datetime,
    _read(INSTANT_PATTERN, datetime.fromisoformat, _not_an_instant, INSTANT_REMEDY),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": INSTANT_PATTERN}),
]
Pages = Annotated[
    str,
    BeforeValidator(_read_pages),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": LAST_PAGE},
                {"type": "string", "pattern": PAGES_PATTERN, "maxLength": LONGEST_PAGES},
            ]
        }
    ),
]
YesNo = Annotated[bool | None, Unknown()]
"""True, False, or None for not yet known."""

Line = Annotated[str, Field(min_length=1, max_length=300, pattern=LINE_PATTERN)]
Prose = Annotated[str, Field(min_length=1, max_length=20_000, pattern=PROSE_PATTERN)]
Ref = Annotated[str, Field(pattern=REF_PATTERN)]
PackId = Annotated[str, Field(pattern=PACK_PATTERN)]
PageCount = Annotated[int, Field(ge=1, le=LAST_PAGE)]


def required(description: str, **more: Any) -> Any:
    """A field that must be written."""
    return Field(description=description, **more)


def optional(description: str, **more: Any) -> Any:
    """A field that may be left out: nothing has then been said."""
    return Field(default=None, description=description, **more)


def listed(description: str) -> Any:
    """A list that may be left out where there is nothing to list."""
    return Field(default=(), description=description)
