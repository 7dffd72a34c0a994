"""Keeps of a font's tables only the letters that the open pages show, so that they do not spell out the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pikepdf import Array, Name

__all__ = ["codes", "meanings", "named_letters", "pruned_meanings"]

_LONGEST_CODE: Final = 4
_MOST_IN_BLOCK: Final = 100
_SECTION: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PART: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_HEAD: Final = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Open def\n/CMapType 2 def\n"
)
_TAIL: Final = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def codes(strings: Iterable[bytes], width: int | None) -> frozenset[bytes]:
    """The codes of letters in strings, each ``width`` bytes; where that is not known, every one that could be meant."""
    if width:
        return frozenset(text[at : at + width] for text in strings for at in range(0, len(text), width))
    widths = range(1, _LONGEST_CODE + 1)
    return frozenset(text[at : at + size] for text in strings for size in widths for at in range(len(text)))


def meanings(table: bytes, used: frozenset[bytes] | None = None) -> dict[bytes, bytes]:
    """What the codes of a ToUnicode table mean, as UTF-16; of the used ones alone where these are given."""
    found: dict[bytes, bytes] = {}
    for kind, section in _SECTION.findall(table):
        parts = list(_parts(section))
        pairs = _singles(parts) if kind == b"bfchar" else _ranges(parts, used)
        found.update((code, meaning) for code, meaning in pairs if used is None or code in used)
    return found


def pruned_meanings(table: bytes, used: frozenset[bytes]) -> bytes | None:
    """A ToUnicode table for the used codes alone; None where it knows none of them."""
    found = sorted(meanings(table, used).items())
    if not found:
        return None
    widths = sorted({len(code) for code, _ in found})
    spaces = b"".join(b"<%s> <%s>\n" % (b"00" * width, b"FF" * width) for width in widths)
    lines = [b"<%s> <%s>\n" % (_hex(code), _hex(meaning)) for code, meaning in found]
    blocks = [lines[at : at + _MOST_IN_BLOCK] for at in range(0, len(lines), _MOST_IN_BLOCK)]
    body = b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks)
    return _HEAD + b"%d begincodespacerange\n%sendcodespacerange\n" % (len(widths), spaces) + body + _TAIL


def named_letters(differences: Iterable[Any], used: frozenset[bytes]) -> tuple[Array, frozenset[str]]:
    """The used part of an encoding's list of letters by name (ISO 32000-1, 9.6.6), and those names."""
    kept: list[Any] = []
    names: set[str] = set()
    code = 0
    for part in differences:
        if isinstance(part, int):
            code = part
            continue
        if 0 <= code <= 255 and bytes((code,)) in used:
            kept += [code, Name(str(part))]
            names.add(str(part))
        code += 1
    return Array(kept), frozenset(names)


def _hex(data: bytes) -> bytes:
    return data.hex().upper().encode()


def _parts(section: bytes) -> Iterator[bytes | str]:
    for digits, opens, closes in _PART.findall(section):
        if opens or closes:
            yield (opens or closes).decode()
        else:
            text = b"".join(digits.split()).decode()
            yield bytes.fromhex(text + "0" * (len(text) % 2))


def _singles(parts: list[bytes | str]) -> Iterator[tuple[bytes, bytes]]:
    values = [part for part in parts if isinstance(part, bytes)]
    return zip(values[::2], values[1::2], strict=False)


def _ranges(parts: list[bytes | str], used: frozenset[bytes] | None) -> Iterator[tuple[bytes, bytes]]:
    left = iter(parts)
    for low in left:
        high, first = next(left, b""), next(left, b"")
        if not isinstance(low, bytes) or not isinstance(high, bytes):
            continue
        start, end = int.from_bytes(low, "big"), int.from_bytes(high, "big")
        if first == "[":
            listed = list(iter(lambda: next(left, "]"), "]"))
            yield from ((_code(start + i, len(low)), part) for i, part in enumerate(listed) if isinstance(part, bytes))
        elif isinstance(first, bytes):
            yield from _run(start, end, len(low), first, used)


def _run(
    start: int, end: int, width: int, first: bytes, used: frozenset[bytes] | None
) -> Iterator[tuple[bytes, bytes]]:
    every = range(start, min(end, start + 0xFFFF) + 1)
    wanted: Iterable[int] = every
    if used is not None:
        wanted = (number for code in used if len(code) == width and (number := int.from_bytes(code, "big")) in every)
    for number in wanted:
        meaning = int.from_bytes(first, "big") + number - start
        yield _code(number, width), _code(meaning, len(first))


def _code(number: int, width: int) -> bytes:
    return (number % (1 << 8 * width)).to_bytes(width, "big") if width else b""
