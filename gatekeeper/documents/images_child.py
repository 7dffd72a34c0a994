"""The process that draws pages of one file: it binds itself before it reads a byte, draws them, answers, and ends."""

from __future__ import annotations

import json
import math
import sys
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped, unused-ignore]

from gatekeeper.documents.binding import bind_process
from gatekeeper.documents.placed_words import placed_words
from gatekeeper.documents.png import png

__all__ = ["main"]

_POINTS_AN_INCH: Final = 72
_UNREADABLE: Final = (pypdfium2.PdfiumError, ArithmeticError, LookupError, MemoryError, RuntimeError, ValueError)


def main() -> None:
    """Draw the pages of the file at the entry that the task in the only argument names; the pictures are the data made.

    A task is ``{"pages": […], "dpi": …, "most_points": …, "most_letters": …, "most_placed": …}``, with its limits. The
    data begin with what is told of each page; ``about`` is how many bytes that takes.
    """
    task = json.loads(sys.argv[1])
    bind_process(task["limits"])
    told: dict[str, Any]
    try:
        pictures, about = _draw(sys.stdin.buffer.read(), task)
        told, data = {"about": len(about)}, about + b"".join(pictures)
    except _UNREADABLE as damage:
        told, data = {"why": f"a page of it cannot be drawn ({type(damage).__name__})"}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + data)
    sys.stdout.buffer.flush()


def _draw(data: bytes, task: dict[str, Any]) -> tuple[list[bytes], bytes]:
    pictures, about = [], []
    with pypdfium2.PdfDocument(data) as pdf:
        for number in task["pages"]:
            picture, shown = _page(pdf[number - 1], task)
            pictures.append(picture)
            about.append(shown | {"page": number, "bytes": len(picture)})
    return pictures, json.dumps(about).encode()


def _page(page: pypdfium2.PdfPage, task: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    drawn = page.render(
        scale=_scale(page.get_size(), task), may_draw_forms=False, draw_annots=False, rev_byteorder=True,
        limit_image_cache=True,
    )  # fmt: skip
    text = page.get_textpage()
    most = int(task["most_letters"])
    said = {"text": text.get_text_bounded()[:most], "words": []}
    if task["most_placed"]:
        said["words"] = placed_words(text, drawn.get_posconv(page), (drawn.width, drawn.height), task["most_placed"])
    picture = png(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))
    return picture, said | {"width": drawn.width, "height": drawn.height}


def _scale(size: tuple[float, float], task: dict[str, Any]) -> float:
    """How many points for each 72nd of an inch: fewer than was asked for where the page is huge."""
    width, height = size
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise ValueError("the page has no size")
    most, wanted = int(task["most_points"]), task["dpi"] / _POINTS_AN_INCH
    longest = math.sqrt(most) * 2
    return float(min(wanted, math.sqrt(most / (width * height)), longest / max(width, height)))


if __name__ == "__main__":
    main()
