"""Forms of the pages: what is asked, how it is filled in, and what was written read as what a command takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

Kind = Literal["text", "area", "radios", "checkboxes", "select", "date", "moment", "number", "file", "hidden"]
Values = Mapping[str, tuple[str, ...]]
_DAY = ("day", "month", "year")
_M = TypeVar("_M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. ``name`` is that of the command's own field; ``missing`` is said where it is left out.

    ``group`` is a heading under which neighbouring fields stand together. ``many``: a line each of an area is a value.
    ``conditional``: it is asked only where another answer calls for it, so it may be left out and is not optional.
    """

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    rows: int = 5
    width: str | None = None
    group: str | None = None
    missing: str = ""
    many: bool = False
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form on a page of its own."""

    title: str
    fields: tuple[Field, ...]
    button: str
    lead: str = ""
    warning: str = ""

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((each for each in self.fields if each.name == name), None)


@dataclass(frozen=True, slots=True)
class Filled:
    """A field with what stands in it, and what is wrong with that."""

    field: Field
    values: tuple[str, ...] = ()
    error: str | None = None


@dataclass(slots=True)
class Asked:
    """The form that a page asks, so that it can be shown again with what was written and what is wrong with it."""

    form: Form
    template: str
    values: Mapping[str, Any]


class Incomplete(Exception):
    """What was written cannot be taken as it stands: the form is shown again. By field, "" for the form as a whole."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("the form is not complete")
        self.errors = dict(errors)


def filled(form: Form, values: Values, errors: Mapping[str, str] | None = None) -> tuple[Filled, ...]:
    """The fields of a form with these values and errors."""
    wrong = errors or {}
    return tuple(Filled(each, standing(each, values), wrong.get(each.name)) for each in form.fields)


def standing(field: Field, values: Values) -> tuple[str, ...]:
    """What stands in a field: of a date its day, month and year; of a moment also its time, such as 14:30."""
    if field.kind not in ("date", "moment") or field.name in values:
        return tuple(values.get(field.name, ()))
    parts = _DAY if field.kind == "date" else (*_DAY, "time")
    found = tuple(_first(values, f"{field.name}-{part}") for part in parts)
    return found if any(found) else ()


def given(form: Form, values: Values) -> dict[str, Any]:
    """What was written, by field, in the shape that a command takes; fields that were left empty are left out."""
    found = {each.name: _given(each, standing(each, values)) for each in form.fields}
    return {name: value for name, value in found.items() if value not in (None, "", ())}


def read(form: Form, values: Values, model: type[_M], **known: Any) -> _M:
    """What was written as the command that it gives; ``known`` is what the page itself gives. Raises Incomplete.

    What is asked in another shape than the command takes it has a name that is none of the command's.
    """
    wrong = {each.name: each.missing or NOTHING for each in form.fields if _lacks(each, standing(each, values))}
    try:
        found = model.model_validate({**_taken(form, values, model), **known})
    except ValidationError as error:
        raise Incomplete({**_problems(form, error), **wrong}) from None
    if wrong:
        raise Incomplete(wrong)
    return found


NOTHING = "Answer this question"


def _taken(form: Form, values: Values, model: type[BaseModel]) -> dict[str, Any]:
    return {name: value for name, value in given(form, values).items() if name in model.model_fields}


def _lacks(field: Field, values: Sequence[str]) -> bool:
    may_lack = field.optional or field.conditional or field.kind == "hidden"
    return not may_lack and not any(each.strip() for each in values)


def _problems(form: Form, error: ValidationError) -> dict[str, str]:
    """What the command says of what was written, at the field it is about; it repeats nothing of it."""
    found: dict[str, str] = {}
    for each in error.errors(include_url=False, include_input=False, include_context=False):
        place = str(each["loc"][0]) if each["loc"] else ""
        name = place if form.field(place) else ""
        said = each["msg"].removeprefix("Value error, ").rstrip(".")
        found.setdefault(name, NOTHING if each["type"] == "missing" else said[:1].upper() + said[1:])
    return found


def _given(field: Field, values: tuple[str, ...]) -> Any:
    if field.kind == "checkboxes":
        return values
    if field.kind in ("date", "moment") and len(values) > 1:
        return _moment(values)
    text = values[0] if values else ""
    if field.many:
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    return text if field.kind in ("text", "area") else text.strip()


def _moment(values: tuple[str, ...]) -> str:
    """A day, month and year, and a time where there is one, as one text (ISO 8601); what makes no sense stays so."""
    day, month, year, *time = (each.strip() for each in values)
    on = f"{year.zfill(4)}-{month.zfill(2)}-{day.zfill(2)}"
    return f"{on}T{time[0]}" if time and time[0] else on


def _first(values: Values, name: str) -> str:
    found = values.get(name, ())
    return found[0] if found else ""


def is_of(form: Form, name: str) -> bool:
    """Whether a value of that name belongs to a field of the form, or to a part of one, such as the day of a date."""
    return any(name == each.name or name.startswith(f"{each.name}-") for each in form.fields)


def summary(fields: tuple[Filled, ...], errors: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What the summary of errors lists: an address on the page and a text, in the order of the fields."""
    names = [each.field.name for each in fields]
    seen = {each.field.name for each in fields if _is_seen(each.field)}
    listed = [*(name for name in names if name in errors), *(name for name in errors if name not in names)]
    return tuple((f"#field-{name}" if name in seen else "#main", errors[name]) for name in listed)


def _is_seen(field: Field) -> bool:
    """Whether there is something on the page to go to."""
    return field.kind != "hidden" and (field.kind not in ("radios", "checkboxes") or bool(field.choices))
