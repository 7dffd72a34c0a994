"""The columns of the files that can be imported, taken from the register's tables so that the two always agree."""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, Union, get_args, get_origin

from gatekeeper.core.case.scalars import LAST_PAGE
from gatekeeper.core.case.words import Content
from gatekeeper.storage.base import Recorded, metadata
from gatekeeper.storage.columns import ThreeValued

Form = Literal[
    "code", "line", "prose", "yes_no", "three_values", "word", "day", "instant", "number", "pages", "pack", "days",
    "words", "thing", "subject", "file",
]  # fmt: skip

LONGEST_PROSE: Final = 20_000
LONGEST_CODE: Final = 200
HIGHEST: Final = 9_999
_FORMS: Final[dict[type, Form]] = {bool: "yes_no", int: "number", datetime: "instant", date: "day", list: "words"}
_OWN_FORM: Final[dict[str, Form]] = {"pages": "pages", "pack": "pack", "for_meetings_on": "days"}
_NUMBERS: Final = {"number": (1, 7), "page_count": (1, LAST_PAGE)}
_KINDS: Final = {
    "assistant": "person",
    "councillor": "person",
    "to_person": "person",
    "to_document": "document",
    "holder_post": "post",
    "responsible_body": "body",
}
"""The columns whose name is not the kind of the thing that they hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: its ``name`` there, the ``field`` of the table, and what may be written in a cell.

    ``kind``: of the thing whose code it holds. ``least`` and ``most``: of a number, or ``most`` characters of a text.
    """

    name: str
    field: str
    form: Form
    required: bool = False
    default: Any = None
    words: tuple[str, ...] = ()
    kind: str | None = None
    least: int = 0
    most: int = LONGEST_CODE


CODE: Final = Column("code", "code", "code", required=True)


def columns_of(table: type[Recorded], leave_out: frozenset[str] = frozenset()) -> tuple[Column, ...]:
    """The columns that a file for this table has, without ``code``, in the order of the table."""
    own = [name for name in table.model_fields if name not in Recorded.model_fields and name not in leave_out]
    return tuple(_column(table, name) for name in own)


def _column(table: type[Recorded], field: str) -> Column:
    info, sort = table.model_fields[field], metadata.tables[str(table.__tablename__)].c[field].type
    name = field.removesuffix("_id") if field in table.names else field
    required = info.is_required()
    default = None if required else info.get_default()
    if field in table.names:
        return Column(name, field, "thing", required, default, kind=_KINDS.get(name, name))
    if isinstance(sort, ThreeValued):
        return Column(name, field, "three_values", required, default, ("true", "false", "unknown"))
    choices = getattr(sort, "enums", None)
    if choices:
        return Column(name, field, "word", required, default, tuple(choices))
    form = _OWN_FORM.get(field) or _FORMS.get(_plain_type(info.annotation), "line")
    if form == "line" and getattr(sort, "length", None) is None:
        return Column(name, field, "prose", required, default, most=LONGEST_PROSE)
    if form == "number":
        least, most = _NUMBERS.get(field, (0, HIGHEST))
        return Column(name, field, form, required, default, least=least, most=most)
    words = ("true", "false") if form == "yes_no" else get_args(Content) if form == "words" else ()
    return Column(name, field, form, required, default, words, most=getattr(sort, "length", None) or LONGEST_CODE)


def _plain_type(annotation: Any) -> type:
    """The type without ``None`` and without what it is a list of."""
    if isinstance(annotation, types.UnionType) or get_origin(annotation) is Union:
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    plain: type = get_origin(annotation) or annotation
    return plain
