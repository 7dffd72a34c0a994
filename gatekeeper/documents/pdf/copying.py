"""Takes over from a PDF only what its open pages draw: every part is made anew, by a list of what there may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String, unparse_content_stream

from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.pdf.drawing import Drawing, draw
from gatekeeper.documents.pdf.fonts import Fonts
from gatekeeper.documents.pdf.layers import Layers
from gatekeeper.documents.pdf.shapes import KEYS, STREAMS, Kind, words
from gatekeeper.documents.pdf.streams import cleaned
from gatekeeper.documents.wanted import REPRINT

__all__ = ["Copier"]

_DEEPEST: Final = 40
_KINDS: Final[Mapping[str, Kind]] = {
    "ColorSpace": Kind.COLOUR,
    "ExtGState": Kind.STATE,
    "Pattern": Kind.PATTERN,
    "Shading": Kind.SHADING,
}
_ALWAYS: Final = ("/DefaultCMYK", "/DefaultGray", "/DefaultRGB")
"""Colours that a page uses without naming them (ISO 32000-1, 8.6.5.6)."""
_PARAMETERS: Final = words(
    "/Predictor /Colors /BitsPerComponent /Columns /EarlyChange /K /EndOfLine /EncodedByteAlign /Rows /EndOfBlock "
    "/BlackIs1 /DamagedRowsBeforeError /ColorTransform"
)


class Copier:
    """Takes parts of one PDF over into a new one. What two open pages share is taken over once."""

    def __init__(self, target: Pdf, layers: Layers) -> None:
        self.fonts = Fonts(target, self)
        self.drawings: dict[tuple[int, int], Drawing] = {}
        self._target, self._layers = target, layers
        self._made: dict[tuple[tuple[int, int], Kind], object] = {}
        self._depth = 0
        self._special: Final[Mapping[Kind, Callable[[Any], object]]] = {
            Kind.COLOUR: self._colour,
            Kind.FORM: self._form,
            Kind.PATTERN: self._pattern,
            Kind.PLAIN: self._plain,
            Kind.STATE: self._state,
        }

    def value(self, source: object, kind: Kind) -> object:
        """A value as far as it may be taken over. Raises FileRefused where it leads back to itself or too deep."""
        if not isinstance(source, Object) or not source.is_indirect:
            return self._made_anew(source, kind)
        key = (source.objgen, kind)
        if key not in self._made:
            self._made[key] = None
            made = self._made_anew(source, kind)
            if isinstance(made, Dictionary | Array) and not made.is_indirect:
                made = self._target.make_indirect(made)
            self._made[key] = made
        elif self._made[key] is None:
            raise FileRefused("a part of it is made of itself", REPRINT)
        return self._made[key]

    def content(self, source: Object, resources: Object | None) -> tuple[bytes, Dictionary]:
        """A content stream written anew, with the resources that it uses. Raises FileRefused for a hidden layer."""
        drawing = draw(source)
        if source.is_indirect:
            self.drawings[source.objgen] = drawing
        return unparse_content_stream(drawing.kept), self._resources(drawing, resources)

    def _made_anew(self, source: object, kind: Kind) -> object:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FileRefused("its parts are nested too deep", REPRINT)
        try:
            return self._special.get(kind, lambda value: self._by_list(value, kind))(source)
        finally:
            self._depth -= 1

    def _by_list(self, source: object, kind: Kind) -> object:
        if isinstance(source, Stream):
            return self._stream(source, kind) if kind in STREAMS else None
        if isinstance(source, Dictionary):
            return Dictionary(self._entries(source, kind))
        if isinstance(source, Array):
            return Array([item for item in (self.value(part, kind) for part in source) if item is not None])
        return self._plain(source)

    def _entries(self, source: Object, kind: Kind) -> dict[str, Any]:
        self._layers.require_shown(source.get("/OC"))
        taken = {key: self.value(source[key], of) for key, of in KEYS[kind].items() if key in source}
        return {key: value for key, value in taken.items() if value is not None}

    def _stream(self, source: Object, kind: Kind) -> Stream:
        clean = cleaned(source)
        new = Stream(self._target, clean.data, self._entries(source, kind))
        if clean.filter:
            new.Filter = Name(clean.filter)
        if clean.parameters is not None:
            new.DecodeParms = self._parameters(clean.parameters)
        return new

    def _parameters(self, source: Object) -> Dictionary:
        kept = {key: self._plain(source[key]) for key in _PARAMETERS if key in source}
        symbols = source.get("/JBIG2Globals")
        if isinstance(symbols, Stream):
            kept["/JBIG2Globals"] = self.value(symbols, Kind.SYMBOLS)
        return Dictionary(kept)

    def _plain(self, source: object) -> Any:
        """Numbers, names, short strings, and lists of them. A table or a stream is never plain."""
        if isinstance(source, Array):
            return Array([self.value(part, Kind.PLAIN) for part in source])
        if isinstance(source, Name):
            return Object.parse(source.unparse())
        if isinstance(source, String):
            return String(bytes(source))
        return source if isinstance(source, bool | int | float | Decimal) else None

    def _form(self, source: Any) -> Stream:
        return self._drawn(source, Kind.FORM, None)

    def _drawn(self, source: Any, kind: Kind, outer: Object | None) -> Stream:
        if not isinstance(source, Stream):
            raise FileRefused("a drawing in it is damaged", REPRINT)
        data, resources = self.content(source, source.get("/Resources", outer))
        entries = self._entries(source, kind)
        return Stream(self._target, data, {**entries, "/Resources": resources})

    def _pattern(self, source: Any) -> object:
        if isinstance(source, Stream):
            return self._drawn(source, Kind.PATTERN, None)
        return self._by_list(source, Kind.PATTERN)

    def _state(self, source: Any) -> object:
        if isinstance(source, Dictionary) and "/Font" in source:
            raise FileRefused("text on the page names no font of its own", REPRINT)
        if not isinstance(source, Dictionary):
            return None
        taken = Dictionary(self._entries(source, Kind.STATE))
        mask = source.get("/SMask")
        if isinstance(mask, Dictionary):
            taken.SMask = self._by_list(mask, Kind.SOFT_MASK)
        return taken

    def _colour(self, source: Any) -> object:
        """A colour space: its family, and the parts that this family has (ISO 32000-1, 8.6)."""
        if not isinstance(source, Array):
            return self._plain(source) if isinstance(source, Name) else None
        family, rest = str(source[0]), list(source)[1:]
        kinds = _FAMILIES.get(family)
        if kinds is None:
            raise FileRefused("a colour in it is of a kind that is not known", REPRINT)
        return Array([Name(family), *(self._part(part, kind) for part, kind in zip(rest, kinds, strict=False))])

    def _part(self, source: object, kind: Kind) -> Any:
        if kind is Kind.PLAIN and isinstance(source, Stream):
            return String(source.read_bytes())
        return self.value(source, kind)

    def _resources(self, drawing: Drawing, resources: Object | None) -> Dictionary:
        given = resources if isinstance(resources, Dictionary) else Dictionary()
        for layer in drawing.layers:
            self._layers.require_shown(given.get("/Properties", Dictionary()).get(layer))
        made = Dictionary()
        spaces = drawing.names.get("ColorSpace", set()).union(_ALWAYS)
        for part, names in {**drawing.names, "ColorSpace": spaces}.items():
            taken = self._named(part, names, given, drawing)
            if taken:
                made[f"/{part}"] = Dictionary(taken)
        return made

    def _named(self, part: str, names: Iterable[str], given: Object, drawing: Drawing) -> dict[str, Any]:
        there = given.get(f"/{part}", Dictionary())
        known = {name: there[name] for name in sorted(names) if name in there}
        if part == "Font":
            return {n: self.fonts.place(font, drawing.shown.get(n, ()), given) for n, font in known.items()}
        if part == "XObject":
            return {name: self._picture(picture, given) for name, picture in known.items()}
        taken = {name: self.value(source, _KINDS[part]) for name, source in known.items()}
        return {name: value for name, value in taken.items() if value is not None}

    def _picture(self, source: Object, outer: Object) -> Any:
        if source.get("/Subtype") == "/Image":
            return self.value(source, Kind.IMAGE)
        if source.get("/Subtype") != "/Form" or "/Ref" in source:
            raise FileRefused("a drawing in it is of a kind that is not known", REPRINT)
        if "/Resources" in source:
            return self.value(source, Kind.FORM)
        return self._drawn(source, Kind.FORM, outer)


_FAMILIES: Final[Mapping[str, tuple[Kind, ...]]] = {
    "/CalCMYK": (Kind.COLOUR_FACTS,),
    "/CalGray": (Kind.COLOUR_FACTS,),
    "/CalRGB": (Kind.COLOUR_FACTS,),
    "/DeviceCMYK": (),
    "/DeviceGray": (),
    "/DeviceN": (Kind.PLAIN, Kind.COLOUR, Kind.FUNCTION),
    "/DeviceRGB": (),
    "/ICCBased": (Kind.PROFILE,),
    "/Indexed": (Kind.COLOUR, Kind.PLAIN, Kind.PLAIN),
    "/Lab": (Kind.COLOUR_FACTS,),
    "/Pattern": (Kind.COLOUR,),
    "/Separation": (Kind.PLAIN, Kind.COLOUR, Kind.FUNCTION),
}
"""The parts of each family of colours. The fifth part of DeviceN, which may hold anything, is left behind."""
