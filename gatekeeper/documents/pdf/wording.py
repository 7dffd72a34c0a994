"""The words of a page as its file spells them, read apart from the rebuilding so that one can check the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pikepdf import Array, Dictionary, Object, Stream, String, parse_content_stream

from gatekeeper.documents.pdf.letters import meanings

__all__ = ["page_words", "words_in"]

_WORD: Final = re.compile(r"[^\W_]{4,}")
_DEEPEST: Final = 12
_WATCHED: Final = "Tj TJ ' \" Tf Do q Q"


def words_in(text: str) -> frozenset[str]:
    """The words of four letters or more."""
    return frozenset(_WORD.findall(text))


def page_words(page: Object) -> frozenset[str]:
    """The words that a page and its drawings write, each as its font spells it and as its bytes do."""
    reader = _Words()
    reader.read(page, page.get("/Resources"), 0)
    return frozenset(reader.found)


class _Words:
    def __init__(self) -> None:
        self.found: set[str] = set()
        self._tables: dict[object, dict[bytes, bytes]] = {}
        self._read: set[tuple[int, int]] = set()

    def read(self, content: Object, resources: Object | None, depth: int) -> None:
        given = resources if isinstance(resources, Dictionary) else Dictionary()
        table: dict[bytes, bytes] = {}
        kept: list[dict[bytes, bytes]] = []
        for instruction in parse_content_stream(content, _WATCHED):
            operator, values = str(instruction.operator), list(instruction.operands)
            match operator:
                case "q":
                    kept.append(table)
                case "Q":
                    table = kept.pop() if kept else table
                case "Tf":
                    table = self._table(given.get("/Font", Dictionary()).get(str(values[0])))
                case "Do":
                    self._picture(given.get("/XObject", Dictionary()).get(str(values[0])), given, depth)
                case _:
                    self._shown(values, table)

    def _picture(self, picture: object, outer: Object, depth: int) -> None:
        if not isinstance(picture, Stream) or picture.get("/Subtype") != "/Form" or picture.objgen in self._read:
            return
        self._read.add(picture.objgen)
        if depth < _DEEPEST:
            self.read(picture, picture.get("/Resources", outer), depth + 1)

    def _table(self, font: object) -> dict[bytes, bytes]:
        if not isinstance(font, Dictionary) or not isinstance(font.get("/ToUnicode"), Stream):
            return {}
        key = font["/ToUnicode"].objgen
        if key not in self._tables:
            self._tables[key] = meanings(font["/ToUnicode"].read_bytes())
        return self._tables[key]

    def _shown(self, values: list[Any], table: dict[bytes, bytes]) -> None:
        parts = values[-1] if values and isinstance(values[-1], Array) else values
        text = b"".join(bytes(part) for part in parts if isinstance(part, String))
        self.found |= words_in(text.decode("latin-1"))
        if table:
            meant = b"".join(_meant(text, table, {len(code) for code in table}))
            self.found |= words_in(meant.decode("utf-16-be", "replace"))


def _meant(text: bytes, table: dict[bytes, bytes], widths: Iterable[int]) -> Iterator[bytes]:
    at, longest = 0, sorted(widths, reverse=True)
    while at < len(text):
        width = next((width for width in longest if text[at : at + width] in table), 0)
        if width:
            yield table[text[at : at + width]]
        at += width or min(longest)
