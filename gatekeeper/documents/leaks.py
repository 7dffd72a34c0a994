"""Opens a rebuilt PDF once more and looks for anything in it that belongs to the pages that stay closed."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pikepdf import Array, Dictionary, Object, Pdf, Stream, String

from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.pages import opened
from gatekeeper.documents.pdf.shapes import words
from gatekeeper.documents.pdf.streams import cleaned
from gatekeeper.documents.pdf.wording import page_words, words_in

__all__ = ["leaks"]

_FORBIDDEN: Final = frozenset(
    words(
        "/A /AA /AcroForm /ActualText /Alt /Annots /B /Dests /EF /EmbeddedFiles /F /JS /JavaScript /LastModified "
        "/Launch /MCID /Metadata /Names /OC /OCProperties /OpenAction /Outlines /PieceInfo /Prev /RichMedia "
        "/StructParent /StructParents /StructTreeRoot /Thumb /Threads /URI /XFA"
    )
)
"""What a rebuilt file has no place for. It may still be the name of a font or a picture there."""
_ROOT: Final = frozenset(("/Pages", "/Type", "/ViewerPreferences"))
_TRAILER: Final = frozenset(("/ID", "/Info", "/Root", "/Size"))
_LOOSE: Final = frozenset(("/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Shading", "/XObject", "/CharProcs"))
_SYSTEM: Final = "/CIDSystemInfo"
_NOT_OF_PAGE: Final = frozenset(("/Parent", "/P")) | _FORBIDDEN
_SHORTEST_STREAM: Final = 32
_MOST_TOLD: Final = 20


def leaks(original: bytes, pages: Sequence[int], result: bytes) -> tuple[str, ...]:
    """What the result of ``extract_pages`` holds beyond those pages (numbered from 1), in words; none if it is clean.

    It looks for earlier versions, entries that a rebuilt file never has, objects that nothing uses, words that stand
    only on closed pages or in what surrounds them, and streams that only closed pages use. A word is named by its
    length and first letter alone. Raises FileRefused, or one of DAMAGE, where either file cannot be read.
    """
    with opened(original) as whole, opened(result) as part:
        found = [*_file(result), *_structure(part)]
        if len(part.pages) != len(pages):
            return (*found, f"it has {len(part.pages)} pages, not {len(pages)}")[:_MOST_TOLD]
        found += [*_words(whole, pages, part), *_streams(whole, pages, part)]
    return tuple(found[:_MOST_TOLD])


def _file(result: bytes) -> Iterator[str]:
    if result.count(b"startxref") != 1 or not result.endswith(b"%%EOF\n"):
        yield "it holds an earlier version, or something behind its end"


def _structure(part: Pdf) -> Iterator[str]:
    for kind, given, allowed in (("root", part.Root, _ROOT), ("trailer", part.trailer, _TRAILER)):
        beyond = sorted({str(key) for key in given} - allowed)
        if beyond:
            yield f"its {kind} holds {', '.join(beyond)}"
    if {str(key) for key in part.docinfo} != {"/Title"}:
        yield "it tells more of itself than its title"
    seen = {value.objgen for key, value in _within(part.trailer, frozenset()) if value.is_indirect}
    if any(value.objgen not in seen for value in part.objects):
        yield "it holds an object that nothing uses"
    for place, value in _within(part.trailer, frozenset()):
        keys = {key for key, _ in _items(value)} if isinstance(value, Dictionary | Stream) else set()
        yield from (f"an entry {key} has come along" for key in sorted(keys & _FORBIDDEN) if place not in _LOOSE)


def _words(whole: Pdf, pages: Sequence[int], part: Pdf) -> Iterator[str]:
    """Words of closed pages, comments, bookmarks, forms and descriptions that no open page writes."""
    shown = [page_words(whole.pages[number - 1].obj) for number in pages]
    written = [page_words(page.obj) for page in part.pages]
    for number, was, now in zip(pages, shown, written, strict=True):
        if was != now:
            yield f"page {number} does not hold the words that it held"
    closed = [page_words(page.obj) for number, page in enumerate(whole.pages, 1) if number not in set(pages)]
    hidden = frozenset().union(*closed, _strings(whole)) - frozenset().union(*shown)
    for word in sorted(hidden & frozenset().union(*written, _strings(part))):
        yield f"a word of {len(word)} letters that begins with {word[0]} has come along from a closed page"


def _strings(pdf: Pdf) -> frozenset[str]:
    """The words of every string outside the pages' content, but for the title and the names of character sets."""
    found: set[str] = set()
    title = pdf.trailer.get("/Info")
    for place, value in _within(pdf.trailer, frozenset()):
        if place == _SYSTEM or not isinstance(value, Dictionary | Stream | Array):
            continue
        known = isinstance(value, Dictionary) and title is not None and value.objgen == title.objgen
        for key, text in value.items() if not isinstance(value, Array) else (("", item) for item in value):
            if isinstance(text, String) and not (known and key == "/Title"):
                found |= words_in(str(text)) | words_in(bytes(text).decode("latin-1"))
    return frozenset(found)


def _streams(whole: Pdf, pages: Sequence[int], part: Pdf) -> Iterator[str]:
    """Streams of the result that are, in the original, used by closed pages alone."""
    open_ones = {
        value.objgen
        for number in pages
        for _, value in _within(whole.pages[number - 1].obj, _NOT_OF_PAGE)
        if isinstance(value, Stream)
    }
    every = [value for value in whole.objects if isinstance(value, Stream)]
    shown = {_digest(value) for value in every if value.objgen in open_ones}
    hidden = {_digest(value) for value in every if value.objgen not in open_ones} - shown - {None}
    if hidden & {_digest(value) for value in part.objects if isinstance(value, Stream)}:
        yield "an image, font or drawing that only closed pages use has come along"


def _digest(stream: Object) -> bytes | None:
    try:
        clean = cleaned(stream)
        data = zlib.decompress(clean.data) if clean.filter == "/FlateDecode" else clean.data
    except (FileRefused, RuntimeError, zlib.error):
        return None
    return hashlib.sha256(data).digest() if len(data) >= _SHORTEST_STREAM else None


def _within(start: Object, without: frozenset[str]) -> Iterator[tuple[str, Object]]:
    """Everything that can be reached, once each, with the key that leads there; of resources what is named alone."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[str, Object, bytes | None]] = [("", start, None)]
    while waiting:
        place, value, content = waiting.pop()
        if value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        yield place, value
        if isinstance(value, Array):
            waiting += [(place, item, content) for item in _listed(value) if isinstance(item, Object)]
        elif isinstance(value, Dictionary | Stream):
            waiting += _entries(place, value, without, content)


def _entries(
    place: str, value: Object, without: frozenset[str], content: bytes | None
) -> Iterator[tuple[str, Object, bytes | None]]:
    own = _content(value) if without and "/Resources" in value else None
    for key, item in _items(value):
        if key in without and place not in _LOOSE:
            continue
        if place in _LOOSE and content is not None and key.encode(errors="surrogateescape") not in content:
            continue
        if isinstance(item, Object):
            yield key, item, own if key == "/Resources" else content if key in _LOOSE else None


def _listed(value: Array) -> list[Any]:
    return list(value)


def _items(value: Object) -> Iterator[tuple[str, Any]]:
    return ((str(key), item) for key, item in value.items())


def _content(value: Object) -> bytes | None:
    if isinstance(value, Stream):
        return value.read_bytes()
    contents = value.get("/Contents")
    parts = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts if isinstance(part, Stream))
