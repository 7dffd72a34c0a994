"""Cells of a CSV file that no spreadsheet runs: what could begin a formula gets an apostrophe in front.

The original is recovered by taking one leading apostrophe away; so a text that begins with one gets another.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

_MARK: Final = "'"
_BEGINS: Final = frozenset("=+-@|%\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula or a command (CWE-1236), in wide letters too."""


def inert(text: str) -> str:
    """The cell for a text."""
    first, visible = text[:1], text.lstrip()[:1]
    return _MARK + text if first == _MARK or first in _BEGINS or visible in _BEGINS else text


def recovered(cell: str) -> str:
    """The text of a cell."""
    return cell.removeprefix(_MARK)


def csv_bytes(rows: Iterable[Sequence[str | int]]) -> bytes:
    """A CSV file (RFC 4180) of these rows, every cell inert and in quotation marks; UTF-8 with its mark first."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([inert(str(each)) for each in row])
    return written.getvalue().encode("utf-8-sig")
