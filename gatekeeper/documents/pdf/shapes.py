"""The list of all that a rebuilt PDF may hold: whatever stands in no row here is left behind."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

__all__ = ["KEYS", "STREAMS", "Kind", "words"]


class Kind(StrEnum):
    """What kind of thing a value is; it tells which of its entries are taken over."""

    CID_FONT = "cid font"
    CMAP = "cmap"
    COLOUR = "colour"
    COLOUR_FACTS = "colour facts"
    DESCRIPTOR = "font descriptor"
    FONT = "font"
    FORM = "form"
    FUNCTION = "function"
    GROUP = "group"
    IMAGE = "image"
    PATTERN = "pattern"
    PLAIN = "plain"
    PROFILE = "profile"
    PROGRAM = "font program"
    SHADING = "shading"
    SOFT_MASK = "soft mask"
    STATE = "graphics state"
    SYMBOLS = "symbols of a scan"
    SYSTEM = "cid system"
    TO_UNICODE = "to unicode"


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as one line of text."""
    return tuple(text.split())


def _plain(plain: str, more: Mapping[str, Kind] | None = None) -> Mapping[str, Kind]:
    return {f"/{word}": Kind.PLAIN for word in words(plain)} | {f"/{key}": kind for key, kind in (more or {}).items()}


STREAMS: Final = frozenset(
    (Kind.CMAP, Kind.FUNCTION, Kind.IMAGE, Kind.PROFILE, Kind.PROGRAM, Kind.SHADING, Kind.SYMBOLS)
)
"""The kinds that may be a stream whose bytes are taken over. Content is never: it is read and written anew."""
KEYS: Final[Mapping[Kind, Mapping[str, Kind]]] = {
    Kind.CID_FONT: _plain(
        "Type Subtype BaseFont DW W DW2 W2",
        {"CIDSystemInfo": Kind.SYSTEM, "CIDToGIDMap": Kind.CMAP, "FontDescriptor": Kind.DESCRIPTOR},
    ),
    Kind.CMAP: _plain("Type CMapName WMode", {"CIDSystemInfo": Kind.SYSTEM, "UseCMap": Kind.CMAP}),
    Kind.COLOUR_FACTS: _plain("WhitePoint BlackPoint Gamma Matrix Range"),
    Kind.DESCRIPTOR: _plain(
        "Type FontName FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading CapHeight XHeight "
        "StemV StemH AvgWidth MaxWidth MissingWidth",
        {"FontFile": Kind.PROGRAM, "FontFile2": Kind.PROGRAM, "FontFile3": Kind.PROGRAM},
    ),
    Kind.FONT: _plain(
        "Type Subtype BaseFont FirstChar LastChar Widths FontBBox FontMatrix",
        {"DescendantFonts": Kind.CID_FONT, "FontDescriptor": Kind.DESCRIPTOR},
    ),
    Kind.FORM: _plain("Type Subtype FormType BBox Matrix", {"Group": Kind.GROUP}),
    Kind.FUNCTION: _plain(
        "FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds", {"Functions": Kind.FUNCTION}
    ),
    Kind.GROUP: _plain("Type S I K", {"CS": Kind.COLOUR}),
    Kind.IMAGE: _plain(
        "Type Subtype Width Height BitsPerComponent Intent ImageMask Decode Interpolate SMaskInData Matte",
        {"ColorSpace": Kind.COLOUR, "Mask": Kind.IMAGE, "SMask": Kind.IMAGE},
    ),
    Kind.PATTERN: _plain(
        "Type PatternType PaintType TilingType BBox XStep YStep Matrix",
        {"ExtGState": Kind.STATE, "Shading": Kind.SHADING},
    ),
    Kind.PROFILE: _plain("N Range", {"Alternate": Kind.COLOUR}),
    Kind.PROGRAM: _plain("Length1 Length2 Length3 Subtype"),
    Kind.SHADING: _plain(
        "ShadingType Background BBox AntiAlias Domain Matrix Coords Extend BitsPerCoordinate BitsPerComponent "
        "BitsPerFlag Decode VerticesPerRow",
        {"ColorSpace": Kind.COLOUR, "Function": Kind.FUNCTION},
    ),
    Kind.SOFT_MASK: _plain("Type S BC", {"G": Kind.FORM, "TR": Kind.FUNCTION}),
    Kind.STATE: _plain(
        "Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK", {"SMask": Kind.SOFT_MASK}
    ),
    Kind.SYMBOLS: {},
    Kind.SYSTEM: _plain("Registry Ordering Supplement"),
}
