"""The process that reads the words on the pages of one file: it binds itself as ``child`` does, answers, and ends."""

from __future__ import annotations

import json
import sys

import pypdfium2  # type: ignore[import-untyped, unused-ignore]

from gatekeeper.documents.child import bind
from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.pages import DAMAGE, extract_pages, opened

__all__ = ["main"]


def main() -> None:
    """Read the file at the entry within the limits of the task in the only argument; the texts are the data made.

    A task is ``{"do": "text", "most_letters": …}``. The words of a page are those that would leave with it: a page that
    cannot be given out has none.
    """
    task = json.loads(sys.argv[1])
    bind(task["limits"])
    texts = [text[: int(task["most_letters"])] for text in _texts(sys.stdin.buffer.read())]
    sys.stdout.buffer.write(b"{}\n" + json.dumps(texts).encode())
    sys.stdout.buffer.flush()


def _texts(data: bytes) -> list[str]:
    try:
        with opened(data) as whole:
            pages = list(range(1, len(whole.pages) + 1))
    except (FileRefused, *DAMAGE):
        return []
    return _of_pages(data, pages)


def _of_pages(data: bytes, pages: list[int]) -> list[str]:
    """The words of these pages. Where they cannot be given out together, each half is tried by itself."""
    if not pages:
        return []
    try:
        return _read(extract_pages(data, pages, title="-"))
    except (FileRefused, pypdfium2.PdfiumError):
        if len(pages) == 1:
            return [""]
    half = len(pages) // 2
    return _of_pages(data, pages[:half]) + _of_pages(data, pages[half:])


def _read(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [_text(page) for page in pdf]


def _text(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_bounded()
    return text


if __name__ == "__main__":
    main()
