"""Reads the plain part of YAML: blocks, lists, texts, numbers, true and false; nothing that means more than it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from gatekeeper.core.case import CaseError, CaseErrors
from gatekeeper.core.case.errors import WHOLE_FILE
from gatekeeper.core.case.plain_data import DEEPEST, place_in, shown
from gatekeeper.services.reading import Reading

_TRUTHS: Final = {"true": True, "false": False}
_EMPTY: Final = frozenset({"", "~", "null", "Null", "NULL"})
_DOUBTFUL: Final = frozenset({"yes", "no", "on", "off", "true", "false"})
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FRACTION: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}(?:[eE][+-]?[0-9]{1,3})?")
_TOO_LONG: Final = re.compile(r"-?[0-9]{19,}")
_MERGE: Final = "<<"
_NO_NAME: Final = "?"
MOST_PARTS: Final = 60_000
"""The most words, lists and blocks a file may have: a few times what two hundred documents need."""


def read_yaml(text: str) -> Reading:
    """Read one document. Raises CaseErrors where the text cannot be read on; other problems are in the result."""
    builder = _Builder(text)
    try:
        return builder.read()
    except yaml.MarkedYAMLError as error:
        raise CaseErrors([*builder.problems, _malformed(error)]) from error


def _bounded(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The same events, up to a number that keeps the reading of a hostile file short."""
    for number, event in enumerate(events):
        if number > MOST_PARTS:
            why = f"it has more than {MOST_PARTS} words, lists and blocks"
            raise CaseErrors([CaseError(WHOLE_FILE, why, "split it into several cases")])
        yield event


class _Builder:
    """Builds the data from the events of the YAML parser, so that each value's line is known."""

    def __init__(self, text: str) -> None:
        self.problems: list[CaseError] = []
        self._events = _bounded(yaml.parse(text, Loader=yaml.SafeLoader))
        self._lines: dict[str, int] = {}

    def read(self) -> Reading:
        """The first document, and a problem where there is another one."""
        next(self._events)
        start = next(self._events)
        if not isinstance(start, yaml.DocumentStartEvent):
            raise CaseErrors([CaseError(WHOLE_FILE, "the file is empty", "write a case, beginning with format")])
        if start.version or start.tags:
            self._refuse(start, WHOLE_FILE, "it begins with a YAML directive", "delete the line that begins with %")
        data = self._node(next(self._events), "", 0)
        next(self._events)
        end = next(self._events)
        if isinstance(end, yaml.DocumentStartEvent):
            self._refuse(end, WHOLE_FILE, "a second document begins there", "keep one case in one file")
        return Reading(data, self._lines, tuple(self.problems))

    def _node(self, event: yaml.Event, place: str, depth: int) -> object:
        self._lines.setdefault(place, _line(event))
        if depth > DEEPEST:
            problem = self._problem(event, place, f"it is more than {DEEPEST} blocks deep", "write it flatter")
            raise CaseErrors([*self.problems, problem])
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, place, "it repeats another place by *", "write the value itself")
            return None
        self._refuse_marks(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(place, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._block(place, depth)
        return self._scalar(event, place) if isinstance(event, yaml.ScalarEvent) else None

    def _list(self, place: str, depth: int) -> list[object]:
        entries: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            entries.append(self._node(event, f"{place}[{len(entries)}]", depth + 1))
        return entries

    def _block(self, place: str, depth: int) -> dict[str, object]:
        block: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            name = self._name(event, place, depth)
            inner = place_in(place, shown(name))
            known = self._lines.get(inner) if name in block else None
            self._lines.setdefault(inner, _line(event))
            value = self._node(next(self._events), inner, depth + 1)
            if known is not None:
                self._refuse(event, inner, f"it is written twice, first in line {known}", "keep one of the two")
            block.setdefault(name, value)
        return block

    def _name(self, event: yaml.Event, place: str, depth: int) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            inner = place_in(place, _NO_NAME)
            self._node(event, inner, depth + 1)
            self._refuse(event, inner, "a field name cannot be a list or block", "write a word")
            return _NO_NAME
        name = str(event.value)
        self._refuse_marks(event, place_in(place, shown(name)))
        if name == _MERGE:
            self._refuse(event, place_in(place, name), "it merges another block", "write the fields themselves")
        return name

    def _scalar(self, event: yaml.ScalarEvent, place: str) -> object:
        text = str(event.value)
        if event.style is not None or event.tag is not None:
            return text
        if text in _TRUTHS or text in _EMPTY:
            return _TRUTHS.get(text)
        if text.lower() in _DOUBTFUL:
            remedy = "write true or false, in small letters; if the word itself is meant, put it in quotation marks"
            self._refuse(event, place, f"{text} is true or false to some programs and a word to others", remedy)
        if _TOO_LONG.fullmatch(text):
            self._refuse(event, place, "the number is too large", "write a whole number of ordinary size")
        if _WHOLE.fullmatch(text):
            return int(text)
        return float(text) if _FRACTION.fullmatch(text) else text

    def _refuse_marks(self, event: yaml.Event, place: str) -> None:
        anchor = event.anchor if isinstance(event, yaml.NodeEvent) else None
        if anchor is not None:
            self._refuse(event, place, "it is marked by & to be repeated", "delete the mark")
        tag = event.tag if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) else None
        if tag is not None:
            self._refuse(event, place, f"it carries the tag {shown(tag)}", "delete the tag that begins with !")

    def _refuse(self, event: yaml.Event, place: str, why: str, remedy: str) -> None:
        self.problems.append(self._problem(event, place, why, remedy))

    def _problem(self, event: yaml.Event, place: str, why: str, remedy: str) -> CaseError:
        return CaseError(place or WHOLE_FILE, why, remedy, line=_line(event))


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return 1 if mark is None else mark.line + 1


def _malformed(error: yaml.MarkedYAMLError) -> CaseError:
    # A quotation mark or bracket that is never closed is noticed at the end of the file; what helps is where it opens.
    at_the_end = "end of stream" in (error.problem or "") and error.context_mark is not None
    mark = error.context_mark if at_the_end else error.problem_mark
    column = WHOLE_FILE if mark is None else f"column {mark.column + 1}"
    said = shown(error.problem or error.context or "it cannot be read", 200)
    line = None if mark is None else mark.line + 1
    return CaseError(column, f"it is not well-formed YAML: {said}", _advice(said), line=line)


def _advice(said: str) -> str:
    if "\\t" in said:
        return "indent with spaces, not with the tab key"
    if "mapping values are not allowed" in said:
        return "put a text that holds a colon into quotation marks, and check the indentation"
    return "check the indentation, the colons and the quotation marks there"
