"""Writes the tables of docs/import.md from the columns themselves, so that the page cannot say otherwise."""

from __future__ import annotations

from typing import Final

from gatekeeper.services.importing.columns import Column
from gatekeeper.services.importing.sheets import SHEETS, SUBJECT_KINDS, Sheet

_HEAD: Final = "| column | write | must it be there? |\n|---|---|---|"
_PLAIN: Final = {
    "prose": "text, also of several lines",
    "day": "a day",
    "instant": "an instant",
    "pages": "`whole`, a page, or ranges such as `1-3, 7`",
    "pack": "the id of a protocol",
    "days": "days, parted by `;`, or `none`",
    "file": "the path of a PDF inside the folder",
}
_SHORT: Final = {"document", "passage"}


def column_tables() -> str:
    """One Markdown table for each file, in the order in which they are read."""
    return "\n\n".join(_table(sheet) for sheet in SHEETS)


def _table(sheet: Sheet) -> str:
    rows = [
        f"| `{each.name}` | {_write(sheet, each)}{_default(each)} | {'yes' if each.required else ''} |"
        for each in sheet.columns
    ]
    about = (sheet.table.__doc__ or "").split("\n\n", maxsplit=1)[0].replace("``", "`")
    return "\n".join([f"### `{sheet.file}`", "", about, "", _HEAD, *rows])


def _write(sheet: Sheet, column: Column) -> str:
    words = ", ".join(f"`{word}`" for word in column.words)
    if column.form == "code":
        return _code(sheet)
    if column.form == "subject":
        return f"what it is about: {' or '.join(f'`{kind}:` and its code' for kind in SUBJECT_KINDS.values())}"
    if column.form == "words":
        return f"words parted by `;`, or `none`: {words}"
    forms = {
        "thing": f"the code of a {str(column.kind).replace('_', ' ')}",
        "number": f"a number, {column.least} to {column.most}",
        "line": f"text, {column.most} characters at most",
    }
    return words or forms.get(column.form) or _PLAIN[column.form]


def _code(sheet: Sheet) -> str:
    if sheet.kind == "council":
        return "`council`"
    if sheet.kind == "finding":
        return "your own code, if you like; a finding is known by its subject and fact"
    short = ": letters, figures, dots, dashes, underscores; 64 at most" if sheet.kind in _SHORT else ""
    return f"your own code for it{short}"


def _default(column: Column) -> str:
    if column.default is None:
        return ""
    word = str(column.default).lower() if isinstance(column.default, bool) else str(column.default)
    return f"; left empty: `{word}`"
