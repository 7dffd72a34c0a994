"""The forms by which the register is kept: the columns of a sheet as fields, and what was written as a row of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final

from gatekeeper.core.deadlines import LONDON
from gatekeeper.services.cases.given import Command, Words
from gatekeeper.services.importing import ImportErrors
from gatekeeper.services.importing.columns import Column
from gatekeeper.services.registering.written import columns_by_hand, sheet_named
from gatekeeper.web.forms import NOTHING, Choice, Field, Form, Incomplete, Values, read, standing
from gatekeeper.web.register_labels import ADD, CORRECT, LABELS, NEW, word_label
from gatekeeper.web.strings import N_

Choices = Callable[[str], tuple[tuple[str, str], ...]]
"""The things of a kind that can be named: each by its code and what it is called."""
CODE: Final = Field(
    "code",
    N_("Your own code for it"),
    hint=N_("Letters, figures, dots, dashes and underscores. It never changes. Left empty, one is made."),
    optional=True,
)
REASONS: Final = Field(
    "reasons",
    N_("Why it is corrected"),
    "area",
    N_("What it said before is kept, with the date and this reason."),
    rows=3,
    missing=N_("Say why it is corrected"),
)
_YES_NO: Final = (Choice("true", N_("Yes")), Choice("false", N_("No")))
_THREE: Final = (*_YES_NO, Choice("unknown", N_("It is not yet known")), Choice("", N_("Nobody has looked")))
_NOT_A_MOMENT: Final = N_("Write a real day and a time, such as 27 11 2026 and 14:30")
_NONE: Final = "none"
_KINDS: Final = {
    "yes_no": "radios",
    "three_values": "radios",
    "word": "select",
    "words": "checkboxes",
    "day": "date",
    "instant": "moment",
    "number": "number",
    "prose": "area",
}
_LISTED: Final = frozenset({"body", "meeting", "post", "item", "decision"})


def asked_columns(sheet: str, *, new: bool) -> tuple[Column, ...]:
    """The columns that are asked of a thing, in the order in which they are asked."""
    by_name = {each.name: each for each in columns_by_hand(sheet_named(sheet))}
    names = NEW.get(sheet, tuple(LABELS[sheet])) if new else tuple(LABELS[sheet])
    return tuple(by_name[name] for name in names)


def new_form(sheet: str, choices: Choices) -> Form:
    """The form of a new thing."""
    fields = tuple(_field(sheet, each, choices) for each in asked_columns(sheet, new=True))
    return Form(ADD[sheet], (*fields, CODE), N_("Enter it in the register"))


def correction_form(sheet: str, choices: Choices) -> Form:
    """The form by which a thing is corrected."""
    fields = tuple(_field(sheet, each, choices) for each in asked_columns(sheet, new=False))
    return Form(CORRECT[sheet], (*fields, REASONS), N_("Correct it"))


def knowing_form() -> Form:
    """The form of the three decisions on who may know of a document."""
    names = ("existence_known", "title_known", "public_label")
    columns = {each.name: each for each in columns_by_hand(sheet_named("documents"))}
    fields = tuple(_field("documents", columns[name], lambda _: ()) for name in names)
    reasons = Field("reasons", N_("Why you decide so"), "area", REASONS.hint, rows=3, missing=N_("Say why"))
    return Form(N_("Decide who may know of it"), (*fields, reasons), N_("Record the decision"))


def _field(sheet: str, column: Column, choices: Choices) -> Field:
    label, kind = LABELS[sheet][column.name], _KINDS.get(column.form, "text")
    offered = _choices(column, choices)
    if column.form == "thing":
        kind = "select" if column.kind in _LISTED else "text"
    may_lack = not column.required
    return Field(column.name, label.text, kind, label.hint, offered, may_lack, group=label.group)  # type: ignore[arg-type]


def _choices(column: Column, choices: Choices) -> tuple[Choice, ...]:
    if column.form == "yes_no":
        return _YES_NO
    if column.form == "three_values":
        return _THREE
    if column.form == "word":
        return tuple(Choice(each, word_label(each)) for each in column.words)
    if column.form == "words":
        return (*(Choice(each, word_label(each)) for each in column.words), Choice(_NONE, word_label(_NONE)))
    if column.form == "thing" and column.kind in _LISTED:
        return tuple(Choice(code, called) for code, called in choices(str(column.kind)))
    return ()


def start(form: Form, cells: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What stands in a form at first, from the cells of a row."""
    return dict(each for field in form.fields for each in _standing(field, cells.get(field.name, "")))


def _standing(field: Field, cell: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if field.kind in ("date", "moment"):
        yield from _parts(field.name, cell)
    elif field.kind == "checkboxes":
        yield field.name, tuple(each for each in cell.split(";") if each)
    else:
        yield field.name, (cell,)


def _parts(name: str, cell: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not cell:
        return
    at = datetime.fromisoformat(cell)
    at = at.astimezone(LONDON) if at.tzinfo else at
    for part in ("day", "month", "year"):
        yield f"{name}-{part}", (str(getattr(at, part)),)
    if "T" in cell:
        yield f"{name}-time", (f"{at:%H:%M}",)


def cells(form: Form, sheet: str, values: Values) -> dict[str, str]:
    """What was written, as the cells of a row. Raises Incomplete for what is left out or is no moment."""
    by_name = {each.name: each for each in columns_by_hand(sheet_named(sheet))}
    asked = [(each, by_name[each.name]) for each in form.fields if each.name in by_name]
    found, wrong = {}, {}
    for field, column in asked:
        try:
            found[field.name] = _cell(field, column, values)
        except ValueError:
            wrong[field.name] = _NOT_A_MOMENT
        if column.required and found.get(field.name) == "":
            wrong[field.name] = NOTHING
    if wrong:
        raise Incomplete(wrong)
    return found


def _cell(field: Field, column: Column, values: Values) -> str:
    """Raises ValueError for what is no moment."""
    written = standing(field, values)
    if not any(each.strip() for each in written):
        return ""
    if column.form in ("day", "instant"):
        return _time(written, column)
    if column.form == "words":
        return _NONE if _NONE in written else ";".join(written)
    return written[0].strip()


def _time(written: tuple[str, ...], column: Column) -> str:
    day, month, year, *time = (each.strip() for each in written)
    on = f"{year.zfill(4)}-{month.zfill(2)}-{day.zfill(2)}"
    if column.form == "day":
        return on
    hour, _, minute = (time[0] if time else "").replace(".", ":").partition(":")
    return datetime.fromisoformat(f"{on}T{hour.zfill(2)}:{minute.zfill(2)}").replace(tzinfo=LONDON).isoformat()


def told(form: Form, errors: ImportErrors) -> Incomplete:
    """What is wrong with the rows, at the fields that it is about."""
    found: dict[str, str] = {}
    for each in errors.errors:
        name = each.column if each.column and form.field(each.column) else ""
        end = "" if each.remedy.endswith("?") else "."
        said = f"{each.why[:1].upper()}{each.why[1:]}: {each.remedy}{end}"
        found[name] = f"{found[name]} {said}" if name in found else said
    return Incomplete(found)


class Why(Command):
    """Why something is corrected or decided."""

    reasons: Words


def why(form: Form, values: Values) -> str:
    """The reasons that a form asks for. Raises Incomplete."""
    field = form.field("reasons") or REASONS
    return read(Form("", (field,), ""), values, Why).reasons
