"""The bytes of a picture, font or profile, without what a file may hide behind or beside them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.wanted import REPRINT

__all__ = ["Cleaned", "cleaned", "filters"]

_GENERAL: Final = frozenset(("/ASCII85Decode", "/ASCIIHexDecode", "/FlateDecode", "/LZWDecode", "/RunLengthDecode"))
_FLATE, _JPEG, _JPEG_2000, _SCAN = "/FlateDecode", "/DCTDecode", "/JPXDecode", "/JBIG2Decode"
_OF_PICTURES: Final = frozenset((_JPEG, _JPEG_2000, _SCAN, "/CCITTFaxDecode"))
_MOST_FILTERS: Final = 4
_BLOCK: Final = 1 << 20
_BOX_HEAD: Final = 8
_WORDY_BOXES: Final = frozenset((b"xml ", b"uuid", b"uinf", b"asoc", b"free", b"jp2i"))
_JPEG_ENDS: Final = b"\xff\xd9"
_NEXT_MARK: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SCAN_MARK: Final = 0xDA
_COMMENT_MARK: Final = 0xFE
_APPLICATION_MARKS: Final = range(0xE0, 0xF0)
_JFIF, _ADOBE = 0xE0, 0xEE


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Bytes that may be taken over; the filter that still stands before them, if any, with what it needs."""

    data: bytes
    filter: str | None = None
    parameters: Object | None = None


def filters(stream: Object) -> list[tuple[str, Object | None]]:
    """The filters of a stream, outermost first, each with its parameters."""
    found, given = stream.get("/Filter"), stream.get("/DecodeParms")
    names = list(found) if isinstance(found, Array) else [] if found is None else [found]
    parameters: list[Any] = list(given) if isinstance(given, Array) else [given]
    parameters += [None] * len(names)
    return [(str(n), p if isinstance(p, Dictionary) else None) for n, p in zip(names, parameters, strict=False)]


def cleaned(stream: Object) -> Cleaned:
    """The bytes of a stream, made clean. Raises FileRefused where they lie elsewhere or cannot be read."""
    if "/F" in stream:
        raise FileRefused("a part of it lies in another file", REPRINT)
    chain = filters(stream)
    if len(chain) > _MOST_FILTERS or any(name not in _GENERAL for name, _ in chain[:-1]):
        raise FileRefused("a part of it is packed in a way that is not known", REPRINT)
    if not chain or chain[-1][0] in _GENERAL:
        return _general(stream, chain)
    name, parameters = chain[-1]
    if name not in _OF_PICTURES:
        raise FileRefused(f"a part of it is packed in a way that is not known ({name[1:]})", REPRINT)
    data = _unpacked(stream.read_raw_bytes(), chain[:-1])
    return Cleaned(_without_words(name, data), name, parameters)


def _general(stream: Object, chain: list[tuple[str, Object | None]]) -> Cleaned:
    """Keep the packed bytes where all of them are one packing and nothing lies behind it; else unpack them."""
    if [name for name, _ in chain] == [_FLATE]:
        exact = _exact(stream.read_raw_bytes())
        if exact:
            return Cleaned(exact, _FLATE, chain[0][1])
    return Cleaned(stream.read_bytes())


def _exact(packed: bytes) -> bytes | None:
    unpacking = zlib.decompressobj()
    rest = packed
    try:
        while rest and not unpacking.eof:
            unpacking.decompress(rest, _BLOCK)
            rest = unpacking.unconsumed_tail
    except zlib.error:
        return None
    return packed[: len(packed) - len(unpacking.unused_data)] if unpacking.eof else None


def _unpacked(data: bytes, chain: list[tuple[str, Object | None]]) -> bytes:
    if not chain:
        return data
    with Pdf.new() as desk:
        stream = Stream(desk, data)
        stream.Filter = Array([_name(name) for name, _ in chain])
        if any(parameters is not None for _, parameters in chain):
            raise FileRefused("a part of it is packed in a way that is not known", REPRINT)
        return stream.read_bytes()


def _name(text: str) -> Object:
    return Object.parse(text.encode())


def _without_words(name: str, data: bytes) -> bytes:
    if name == _JPEG:
        return b"".join(_jpeg(data))
    return b"".join(_jpeg_2000(data)) if name == _JPEG_2000 else data


def _jpeg(data: bytes) -> Iterator[bytes]:
    """A JPEG without its comments, camera data, small previews and anything behind its end."""
    if not data.startswith(b"\xff\xd8"):
        raise FileRefused("a photograph in it is damaged", REPRINT)
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at : at + 2] != _JPEG_ENDS:
        mark, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == _SCAN_MARK:
            found = _NEXT_MARK.search(data, end)
            end = found.start() if found else len(data)
        yield _segment(mark, data[at:end])
        at = end
    yield _JPEG_ENDS


def _segment(mark: int, segment: bytes) -> bytes:
    if mark == _JFIF and segment[4:9] == b"JFIF\x00":
        return b"\xff\xe0\x00\x10" + segment[4:16].ljust(12, b"\x00") + b"\x00\x00"
    if mark == _ADOBE and segment[4:9] == b"Adobe":
        return b"\xff\xee\x00\x0e" + segment[4:16]
    return b"" if mark == _COMMENT_MARK or mark in _APPLICATION_MARKS else segment


def _jpeg_2000(data: bytes) -> Iterator[bytes]:
    """A JPEG 2000 without the boxes that hold words; a bare code stream has none."""
    if data.startswith(b"\xff\x4f"):
        yield data
        return
    at = 0
    while at + _BOX_HEAD <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        end = len(data) if size == 0 else at + size
        if end < at + _BOX_HEAD:
            raise FileRefused("an image in it is damaged", REPRINT)
        if data[at + 4 : at + 8] not in _WORDY_BOXES:
            yield data[at:end]
        at = end
