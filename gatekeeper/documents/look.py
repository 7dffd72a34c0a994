"""Looks through a PDF that arrives and says what is found in it. It is run in bounds, by ``inspect_upload``."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from gatekeeper.documents.kinds import ENDS, FileRefused, media_type
from gatekeeper.documents.pages import DAMAGE, opened
from gatekeeper.documents.pdf.shapes import words
from gatekeeper.documents.pdf.streams import filters

__all__ = ["look"]

_MOST_OBJECTS: Final = 500_000
_MOST_FILTERS: Final = 3
_MOST_UNPACKED: Final = 600_000_000
_MOST_PIXELS: Final = 250_000_000
_MOST_FOUND: Final = 100
_DEEPEST: Final = 60
_BLOCK: Final = 1 << 20
_WEB: Final = (b"<script", b"<html", b"<!doctype", b"<?php", b"#!/")
_BEGINNING: Final = 1_024
_END: Final = b"%%EOF"
_ACTIONS: Final = frozenset(
    words(
        "/GoTo3DView /GoToE /GoToR /Hide /ImportData /JavaScript /Launch /Movie /Rendition /ResetForm "
        "/RichMediaExecute /SetOCGState /Sound /SubmitForm /Trans"
    )
)
_ACTIVE_KEYS: Final = frozenset(("/AA", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript", "/RichMediaContent", "/XFA"))
_ACTIVE_KINDS: Final = frozenset(words("/3D /EmbeddedFile /FileAttachment /Movie /RichMedia /Screen /Sound"))

Found = tuple[str, str]
"""A finding: its kind (see ``inspection.FindingKind``) and what it is."""


def look(data: bytes, most_bytes: int, most_pages: int) -> tuple[int | None, list[Found]]:
    """How many pages a file has, None where that is not known, and what is found in it, once each."""
    if len(data) > most_bytes:
        return None, [("too_large", f"more than {most_bytes:,} bytes")]
    found = list(_outside(data))
    if found:
        return None, found
    try:
        with opened(data, ready=False) as pdf:
            return _inside(pdf, most_pages)
    except FileRefused as refused:
        return None, [("refused", refused.why)]
    except MemoryError:
        return None, [("too_costly", "it takes more memory than it may")]
    except DAMAGE as damage:
        return None, [("damaged", type(damage).__name__)]


def _outside(data: bytes) -> Iterator[Found]:
    try:
        media_type(data[:ENDS], data[-ENDS:])
    except FileRefused as refused:
        yield "refused", refused.why
        return
    if any(mark in data[:_BEGINNING].lower() for mark in _WEB):
        yield "refused", "it is a PDF and a web page or program at once"
    if data[data.rfind(_END) + len(_END) :].strip(b"\r\n\t \x00"):
        yield "refused", "something follows behind its end"


def _inside(pdf: Pdf, most_pages: int) -> tuple[int | None, list[Found]]:
    count = _page_count(pdf.Root.get("/Pages"), most_pages)
    if count is None:
        return None, [("too_many_pages", f"more than {most_pages:,} pages, or pages that lead back to themselves")]
    found = set(_earlier(pdf))
    unpacked = 0
    for index, value in enumerate(pdf.objects):
        if index > _MOST_OBJECTS:
            return None, [("too_costly", f"more than {_MOST_OBJECTS:,} objects")]
        found.update(_in_object(value))
        if isinstance(value, Stream):
            unpacked += _unpacked(value, _MOST_UNPACKED - unpacked)
            if unpacked > _MOST_UNPACKED:
                return None, [("too_costly", f"it unpacks to more than {_MOST_UNPACKED:,} bytes")]
    if not count:
        found.add(("damaged", "it has no page"))
    return count, sorted(found)[:_MOST_FOUND]


def _earlier(pdf: Pdf) -> Iterator[Found]:
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, Dictionary) and opening.get("/S") != "/GoTo":
        yield "active", "/OpenAction"
    if "/Prev" in pdf.trailer and not pdf.is_linearized:
        yield "earlier_versions", "earlier versions of the document lie beneath this one"
    if "/OCProperties" in pdf.Root:
        yield "layers", "it has layers that can be switched off"


def _page_count(top: Object | None, most: int) -> int | None:
    """Count pages by walking their tree, whatever it says of its size; None where it has too many or goes round."""
    waiting, on_way = [(top, False)], set[tuple[int, int]]()
    count = steps = 0
    while waiting:
        node, left = waiting.pop()
        if left and node is not None:
            on_way.discard(node.objgen)
            continue
        steps += 1
        if not isinstance(node, Dictionary):
            continue
        children = node.get("/Kids")
        if not isinstance(children, Array):
            count += 1
            if count > most:
                return None
            continue
        if node.objgen in on_way or max(steps, len(waiting) + len(children)) > 3 * most:
            return None
        on_way.add(node.objgen)
        waiting.append((node, True))
        waiting += [(child, False) for child in children]
    return count


def _in_object(top: Object) -> Iterator[Found]:
    waiting: list[tuple[Any, int]] = [(top, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _DEEPEST:
            yield "too_costly", "its parts are nested too deep"
            continue
        if isinstance(value, Array):
            waiting += [(item, depth + 1) for item in value if _direct(item)]
        elif isinstance(value, Dictionary | Stream):
            items = {str(key): item for key, item in value.items()}
            yield from _in_dictionary(value, items)
            waiting += [(item, depth + 1) for item in items.values() if _direct(item)]


def _direct(value: object) -> bool:
    return isinstance(value, Array | Dictionary) and not value.is_indirect


def _in_dictionary(value: Object, items: Mapping[str, Any]) -> Iterator[Found]:
    yield from (("active", key) for key in items.keys() & _ACTIVE_KEYS)
    for key, known in (("/S", _ACTIONS), ("/Type", _ACTIVE_KINDS), ("/Subtype", _ACTIVE_KINDS)):
        named = items.get(key)
        text = named.unparse().decode("latin-1") if isinstance(named, Name) else ""
        if text in known:
            yield "active", text
    if isinstance(value, Stream):
        yield from _in_stream(value)


def _in_stream(value: Object) -> Iterator[Found]:
    if "/F" in value:
        yield "active", "a stream that lies in another file"
    if len(filters(value)) > _MOST_FILTERS:
        yield "too_costly", "a part of it is packed over and over"
    width, height = value.get("/Width", 0), value.get("/Height", 0)
    if isinstance(width, int) and isinstance(height, int) and width * height > _MOST_PIXELS:
        yield "too_costly", f"an image of more than {_MOST_PIXELS:,} points"


def _unpacked(stream: Object, most: int) -> int:
    """How large a packed stream is when unpacked, a block at a time; it stops once that is more than it may be."""
    chain = [name for name, _ in filters(stream)]
    if not chain or chain[0] != "/FlateDecode":
        return 0
    unpacking, rest, size = zlib.decompressobj(), stream.read_raw_bytes(), 0
    try:
        while rest and not unpacking.eof and size <= most:
            size += len(unpacking.decompress(rest, _BLOCK))
            rest = unpacking.unconsumed_tail
    except zlib.error:
        return size
    return size
