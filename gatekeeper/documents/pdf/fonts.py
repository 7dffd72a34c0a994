"""The fonts of the open pages, taken over once it is known which of their letters those pages show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from pikepdf import Dictionary, Name, Object, Pdf, Stream

from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.pdf.letters import codes, named_letters, pruned_meanings
from gatekeeper.documents.pdf.shapes import Kind
from gatekeeper.documents.wanted import REPRINT

__all__ = ["Fonts"]

_DRAWN_FONT: Final = "/Type3"
_COMPOSITE: Final = "/Type0"
_TWO_BYTES: Final = frozenset(("/Identity-H", "/Identity-V"))


class Copies(Protocol):
    """What takes over the parts of a font."""

    def value(self, source: object, kind: Kind) -> object:
        """A value, as far as its kind may be taken over."""

    def content(self, source: Object, resources: Object | None) -> tuple[bytes, Dictionary]:
        """A content stream written anew, with the resources that it uses."""


class Fonts:
    """The fonts named so far: each has a place in the new file, filled when all its letters are known."""

    def __init__(self, target: Pdf, copies: Copies) -> None:
        self._target, self._copies = target, copies
        self._places: dict[object, Object] = {}
        self._waiting: dict[object, tuple[Object, set[bytes], Object | None]] = {}

    def place(self, font: Object, shown: Iterable[bytes], resources: Object | None) -> Object:
        """Where a font will stand in the new file; ``shown`` are strings that are written in it."""
        key = font.objgen if font.is_indirect else font.unparse()
        if key not in self._places:
            self._places[key] = self._target.make_indirect(Dictionary())
            self._waiting[key] = (font, set(), resources)
        if key in self._waiting:
            self._waiting[key][1].update(shown)
        elif set(shown):
            raise FileRefused("a font is drawn with the letters of another", REPRINT)
        return self._places[key]

    def finish(self) -> None:
        """Fill the places. Fonts whose letters are drawings come first, for these may name others."""
        while self._waiting:
            drawn = (key for key, (font, _, _) in self._waiting.items() if font.get("/Subtype") == _DRAWN_FONT)
            key = next(drawn, next(iter(self._waiting)))
            font, shown, resources = self._waiting.pop(key)
            self._fill(self._places[key], font, shown, resources)

    def _fill(self, place: Object, font: Object, shown: set[bytes], resources: Object | None) -> None:
        taken = self._copies.value(font, Kind.FONT)
        if not isinstance(taken, Dictionary):
            raise FileRefused("a font in it is damaged", REPRINT)
        for key in map(str, taken):
            place[key] = taken[key]
        used = codes(shown, _width(font))
        self._meanings(place, font, used)
        names = self._encoding(place, font, used)
        if font.get("/Subtype") == _DRAWN_FONT:
            self._drawn_letters(place, font, names, resources)

    def _meanings(self, place: Object, font: Object, used: frozenset[bytes]) -> None:
        table = font.get("/ToUnicode")
        if isinstance(table, Stream):
            kept = pruned_meanings(table.read_bytes(), used)
            if kept:
                place["/ToUnicode"] = Stream(self._target, kept)

    def _encoding(self, place: Object, font: Object, used: frozenset[bytes]) -> frozenset[str]:
        encoding = font.get("/Encoding")
        if not isinstance(encoding, Dictionary):
            if encoding is not None:
                place["/Encoding"] = self._copies.value(encoding, Kind.CMAP)
            return frozenset()
        kept, names = named_letters(encoding.get("/Differences", ()), used)
        new = Dictionary(Type=Name.Encoding)
        if names:
            new.Differences = kept
        base = encoding.get("/BaseEncoding")
        if isinstance(base, Name):
            new.BaseEncoding = Name(str(base))
        place["/Encoding"] = new
        return names

    def _drawn_letters(self, place: Object, font: Object, names: frozenset[str], resources: Object | None) -> None:
        """Each letter is a small picture, or a page of text: only those that are shown are taken over."""
        letters, everything = Dictionary(), Dictionary()
        given = font.get("/CharProcs", Dictionary())
        for name in sorted(names):
            if isinstance(given.get(name), Stream):
                data, needed = self._copies.content(given[name], font.get("/Resources", resources))
                letters[name] = Stream(self._target, data)
                _merge(everything, needed)
        place["/CharProcs"], place["/Resources"] = letters, everything


def _width(font: Object) -> int | None:
    if font.get("/Subtype") != _COMPOSITE:
        return 1
    return 2 if str(font.get("/Encoding")) in _TWO_BYTES else None


def _merge(everything: Dictionary, needed: Dictionary) -> None:
    for part in map(str, needed):
        known = everything.get(part, Dictionary())
        for name in map(str, needed[part]):
            known[name] = needed[part][name]
        everything[part] = known
