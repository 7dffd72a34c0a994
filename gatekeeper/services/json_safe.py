"""Reads JSON strictly: no field written twice, no number that is none, no depth without end."""

from __future__ import annotations

import json
import math
from typing import Final

from gatekeeper.core.case import CaseError, CaseErrors
from gatekeeper.core.case.errors import WHOLE_FILE
from gatekeeper.core.case.plain_data import DEEPEST, shown
from gatekeeper.services.reading import Reading

_LONGEST_NUMBER: Final = 18


def read_json(text: str) -> Reading:
    """Read one value. Raises CaseErrors where the text cannot be read on; other problems are in the result."""
    if not text.strip():
        raise CaseErrors([CaseError(WHOLE_FILE, "the file is empty", "write a case, beginning with format")])
    _refuse_depth(text)
    twice: list[str] = []
    try:
        data = json.loads(
            text,
            object_pairs_hook=lambda pairs: _block(pairs, twice),
            parse_int=_whole,
            parse_constant=lambda _: math.nan,
        )
    except json.JSONDecodeError as error:
        why, remedy = f"it is not well-formed JSON: {error.msg}", "check the commas, braces and quotation marks there"
        raise CaseErrors([CaseError(f"column {error.colno}", why, remedy, line=error.lineno)]) from error
    problems = [CaseError(shown(name), "it is written twice in one block", "keep one of the two") for name in twice]
    return Reading(data, {}, tuple(problems))


def _block(pairs: list[tuple[str, object]], twice: list[str]) -> dict[str, object]:
    block: dict[str, object] = {}
    for name, value in pairs:
        if name in block:
            twice.append(name)
        block.setdefault(name, value)
    return block


def _whole(digits: str) -> int | float:
    """The number; one too long to be meant becomes infinite, which is refused with its place later on."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else math.inf


def _refuse_depth(text: str) -> None:
    """Refuse nesting that would exhaust the decoder, which calls itself for each level; braces in texts are none."""
    depth, in_text, escaped = 0, False, False
    for character in text:
        if in_text:
            in_text = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_text = True
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
        if depth > DEEPEST + 1:
            raise CaseErrors([CaseError(WHOLE_FILE, f"it is more than {DEEPEST} blocks deep", "write it flatter")])
