"""Reads one cell of a file (a code, a text, a day, a list, a yes or no not yet known) and writes it again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from gatekeeper.core.case.plain_data import UNSAFE, shown
from gatekeeper.core.case.scalars import LINE_PATTERN, PACK_PATTERN, PROSE_PATTERN, REF_PATTERN, Day, Instant, Pages
from gatekeeper.services.importing.columns import Column

NONE: Final = "none"
"""How a list is written that somebody made and that is empty; an empty cell says nothing."""
REFS: Final = frozenset({"document", "passage"})
"""The kinds whose codes become refs of case files."""
_TRUTH: Final[dict[str, bool | str]] = {
    "true": True,
    "false": False,
    "TRUE": True,
    "FALSE": False,
    "unknown": "unknown",
}
"""Spreadsheet programs write true as TRUE of their own accord."""
_ADAPTERS: Final[dict[str, TypeAdapter[Any]]] = {
    "day": TypeAdapter(Day),
    "instant": TypeAdapter(Instant),
    "pages": TypeAdapter(Pages),
}
_RETYPE: Final = "delete that character; it may be invisible, so type the text again rather than paste it"


class CellRefused(ValueError):
    """A cell that cannot be read: why, and what to write."""

    def __init__(self, why: str, remedy: str) -> None:
        self.why, self.remedy = why, remedy
        super().__init__(why)


def read_cell(column: Column, text: str, kind: str = "") -> Any:
    """The value that a cell holds (``kind``: of the row's thing). Raises CellRefused. Nothing written: the default."""
    unsafe = UNSAFE.search(text)
    if unsafe:
        raise CellRefused(f"it holds the forbidden character U+{ord(unsafe[0]):04X}", _RETYPE)
    if text == "":
        if column.required:
            raise CellRefused("nothing is written there", "write it; the row cannot be recorded without it")
        return column.default
    if column.form == "code":
        return _code(text, kind)
    return _READERS[column.form](column, text)


def written_cell(value: Any) -> str:
    """The value as a cell holds it; empty for None. A thing is given by its code."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(str(each) for each in value) or NONE
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _code(text: str, kind: str) -> str:
    if kind in REFS and not re.search(REF_PATTERN, text):
        remedy = "use letters, figures, dots, dashes and underscores, 64 at most, no spaces"
        raise CellRefused(f"'{shown(text)}' cannot be the short name of a {kind}", remedy)
    if kind == "council" and text != "council":
        raise CellRefused(f"'{shown(text)}' is another code than the council's", "write council")
    if text != text.strip():
        raise CellRefused("the code begins or ends with a space", "take the space out")
    return _limited(text, 200, LINE_PATTERN)


def _limited(text: str, most: int, pattern: str) -> str:
    if len(text) > most:
        raise CellRefused(f"it is {len(text)} characters long", f"use at most {most} characters")
    if not re.search(pattern, text):
        raise CellRefused("it is blank, or more than one line", "write it on one line, or leave the cell empty")
    return text


def _line(column: Column, text: str) -> str:
    return _limited(text, column.most, LINE_PATTERN)


def _prose(column: Column, text: str) -> str:
    return _limited(text, column.most, PROSE_PATTERN)


def _truth(column: Column, text: str) -> bool | str:
    value = _TRUTH.get(text.strip(" "))
    if value is None or (value == "unknown" and column.form == "yes_no"):
        raise _no_such_word(text, column.words)
    return value


def _word(column: Column, text: str) -> str:
    word = text.strip(" ")
    if word not in column.words:
        raise _no_such_word(text, column.words)
    return word


def _no_such_word(text: str, words: tuple[str, ...]) -> CellRefused:
    near = get_close_matches(text.strip().casefold().replace(" ", "_")[:100], words, 1)
    hint = f"did you mean {near[0]}? Write" if near else "write"
    return CellRefused(f"'{shown(text)}' is not one of its words", f"{hint} one of: {', '.join(words)}")


@lru_cache(maxsize=4096)
def _adapted(form: str, text: str) -> Any:
    return _ADAPTERS[form].validate_python(text)


def _by_adapter(column: Column, text: str) -> Any:
    try:
        return _adapted(column.form, text.strip(" "))
    except ValidationError as error:
        told = error.errors(include_url=False)[0].get("ctx", {})
        raise CellRefused(told["why"], told["remedy"]) from None


def _number(column: Column, text: str) -> int:
    plain = text.strip(" ")
    if not re.fullmatch("0|[1-9][0-9]{0,4}", plain) or not column.least <= int(plain) <= column.most:
        remedy = f"write a whole number from {column.least} to {column.most} in plain figures"
        raise CellRefused(f"'{shown(text)}' is no such number", remedy)
    return int(plain)


def _pack(_column: Column, text: str) -> str:
    if not re.search(PACK_PATTERN, text):
        raise CellRefused(f"'{shown(text)}' is no id of a protocol", "use small letters, figures and underscores")
    return text


def _listed(text: str) -> list[str]:
    return [] if text.strip(" ") == NONE else [each.strip(" ") for each in text.split(";")]


def _words(column: Column, text: str) -> list[str]:
    entries = _listed(text)
    for each in entries:
        if each not in column.words:
            raise _no_such_word(each, (*column.words, NONE))
    return _each_once(entries)


def _days(_column: Column, text: str) -> list[str]:
    day = Column("", "", "day")
    return _each_once([_by_adapter(day, each).isoformat() for each in _listed(text)])


def _each_once(entries: list[str]) -> list[str]:
    twice = [each for position, each in enumerate(entries) if each in entries[:position]]
    if twice:
        raise CellRefused(f"'{shown(twice[0])}' is in the list twice", "keep one of the two")
    return entries


_READERS: Final[dict[str, Callable[[Column, str], Any]]] = {
    "line": _line,
    "prose": _prose,
    "yes_no": _truth,
    "three_values": _truth,
    "word": _word,
    "day": _by_adapter,
    "instant": _by_adapter,
    "pages": _by_adapter,
    "number": _number,
    "pack": _pack,
    "words": _words,
    "days": _days,
    "thing": _line,
    "subject": _line,
    "file": _line,
}
