"""Where the words of a page stand: the box around each, as fractions of the picture, from its upper left corner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped, unused-ignore]
from pypdfium2 import raw  # type: ignore[import-untyped, unused-ignore]

__all__ = ["placed_words"]

_PLACES: Final = 4
_LAST: Final = 0x10FFFF

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def placed_words(
    text: pypdfium2.PdfTextPage, places: Any, picture: tuple[int, int], most: int
) -> list[tuple[str, float, float, float, float]]:
    """The words among the first ``most`` letters, each with its box; without those that lie beside the picture."""
    found = []
    for word, boxes in _words(text, most):
        box = _on_picture(_around(boxes), places, picture)
        if box is not None:
            found.append((word, *box))
    return found


def _words(text: pypdfium2.PdfTextPage, most: int) -> Iterator[tuple[str, list[Box]]]:
    letters, boxes = list[str](), list[Box]()
    for index in range(min(text.count_chars(), most)):
        letter = _letter(raw.FPDFText_GetUnicode(text, index))
        if letter:
            left, bottom, right, top = text.get_charbox(index)
            letters.append(letter)
            boxes.append((left, top, right, bottom))
        elif letters:
            yield "".join(letters), boxes
            letters, boxes = [], []
    if letters:
        yield "".join(letters), boxes


def _letter(number: int) -> str:
    """The letter of a number; nothing for what parts words, and for numbers of no letter."""
    if not 0 < number <= _LAST:
        return ""
    letter = chr(number)
    return letter if letter.isprintable() and not letter.isspace() else ""


def _around(boxes: list[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), max(top), max(right), min(bottom)


def _on_picture(box: Box, places: Any, picture: tuple[int, int]) -> Box | None:
    """The box on the picture, which may be turned against the page; None where nothing of it lies there."""
    corners = [places.to_bitmap(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = sorted(x / picture[0] for x, _ in corners)
    down = sorted(y / picture[1] for _, y in corners)
    if across[0] >= 1 or down[0] >= 1 or across[-1] <= 0 or down[-1] <= 0:
        return None
    left, top, right, bottom = (_within(each) for each in (across[0], down[0], across[-1], down[-1]))
    return left, top, right, bottom


def _within(fraction: float) -> float:
    return round(min(1.0, max(0.0, fraction)), _PLACES)
