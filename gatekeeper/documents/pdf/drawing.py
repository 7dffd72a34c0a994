"""Reads what one page (or one picture used by pages) draws: what it keeps, what it names, and where it writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from pikepdf import Array, ContentStreamInlineImage, ContentStreamInstruction, Object, String, parse_content_stream

from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.pdf.places import SAME, Box, Turn, after, moved, turn_of
from gatekeeper.documents.pdf.shapes import words
from gatekeeper.documents.wanted import REPRINT

__all__ = ["NAMED_BY", "Drawing", "draw"]

NAMED_BY: Final = {
    "CS": "ColorSpace",
    "Do": "XObject",
    "SCN": "Pattern",
    "Tf": "Font",
    "cs": "ColorSpace",
    "gs": "ExtGState",
    "scn": "Pattern",
    "sh": "Shading",
}
"""The operators that name a resource, and in which part of the resources it stands (ISO 32000-1, 7.8.3)."""
_INLINE_KEYS: Final = frozenset(
    words(
        "/BitsPerComponent /BPC /ColorSpace /CS /Decode /D /DecodeParms /DP /Filter /F /Height /H /ImageMask /IM "
        "/Intent /Interpolate /I /Length /L /Width /W /Type /Subtype"
    )
)
_KEPT: Final = frozenset(
    words(
        "b B b* B* BT c cm CS cs d d0 d1 Do ET f F f* G g gs h i j J K k l m M n q Q re RG rg ri s S SC sc SCN scn sh "
        "T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
    )
)
_STARTS_LAYER: Final = "BDC"


@dataclass(slots=True)
class Drawing:
    """What one content stream draws, without its marks, its comments and anything a viewer would not know."""

    kept: list[ContentStreamInstruction | ContentStreamInlineImage] = field(default_factory=list)
    names: dict[str, set[str]] = field(default_factory=dict)
    layers: set[str] = field(default_factory=set)
    shown: dict[str, set[bytes]] = field(default_factory=dict)
    drawn: list[tuple[str, Turn]] = field(default_factory=list)
    writes: list[tuple[float, float]] = field(default_factory=list)

    def written(self) -> Box | None:
        """The box around the places where its text begins; None where it writes nothing."""
        if not self.writes:
            return None
        across, up = [x for x, _ in self.writes], [y for _, y in self.writes]
        return Box(min(across), min(up), max(across), max(up))


def draw(content: Object) -> Drawing:
    """Read a page's content, or a stream's. Raises FileRefused where it cannot be known what it shows."""
    reader = _Reader()
    for instruction in parse_content_stream(content):
        reader.read(instruction)
    return reader.drawing


@dataclass(slots=True)
class _Hand:
    """Where the drawing hand stands, with which font, and how far apart its lines are."""

    at: Turn = SAME
    leading: float = 0.0
    font: str | None = None


class _Reader:
    """Follows a content stream from its first operator to its last."""

    def __init__(self) -> None:
        self.drawing = Drawing()
        self._hand, self._kept_hands = _Hand(), list[_Hand]()
        self._text, self._line = SAME, SAME
        self._follow: Final[dict[str, Callable[[list[Any]], None]]] = {
            "q": self._save,
            "Q": self._restore,
            "cm": lambda values: self._turn(turn_of(values)),
            "BT": lambda _: self._begin(SAME),
            "Tm": lambda values: self._begin(turn_of(values)),
            "Td": lambda values: self._next(float(values[0]), float(values[1])),
            "TD": self._next_with_leading,
            "T*": lambda _: self._next(0.0, -self._hand.leading),
            "TL": self._leading,
            "Tf": lambda values: self._font(str(values[0])),
            "Tj": self._show,
            "TJ": self._show,
            "'": self._show_on_next,
            '"': self._show_on_next,
            "Do": lambda values: self.drawing.drawn.append((str(values[0]), self._hand.at)),
        }

    def read(self, instruction: ContentStreamInstruction | ContentStreamInlineImage) -> None:
        operator = str(instruction.operator)
        if isinstance(instruction, ContentStreamInlineImage):
            self._inline(instruction)
            self.drawing.kept.append(instruction)
        elif operator == _STARTS_LAYER:
            self._mark(list(instruction.operands))
        elif operator in _KEPT:
            self._keep(operator, instruction)

    def _keep(self, operator: str, instruction: ContentStreamInstruction) -> None:
        if operator in NAMED_BY or operator in self._follow:
            values = list(instruction.operands)
            self._name(operator, values)
            follow = self._follow.get(operator)
            if follow:
                follow(values)
        self.drawing.kept.append(instruction)

    def _name(self, operator: str, values: list[Any]) -> None:
        part = NAMED_BY.get(operator)
        if part is None:
            return
        named = values[0] if operator == "Tf" else values[-1]
        if isinstance(named, Object):
            self.drawing.names.setdefault(part, set()).add(str(named))

    def _mark(self, values: list[Any]) -> None:
        if str(values[0]) == "/OC":
            self.drawing.layers.add(str(values[1]))

    def _inline(self, instruction: ContentStreamInlineImage) -> None:
        image = instruction.iimage.obj
        if not set(image.keys()) <= _INLINE_KEYS:
            raise FileRefused("an image within the page carries more than an image", REPRINT)
        space = image.get("/CS", image.get("/ColorSpace"))
        if isinstance(space, Object):
            spaces = self.drawing.names.setdefault("ColorSpace", set())
            spaces.update(str(part) for part in (space if isinstance(space, Array) else (space,)))

    def _save(self, _: list[Any]) -> None:
        hand = self._hand
        self._kept_hands.append(_Hand(hand.at, hand.leading, hand.font))

    def _restore(self, _: list[Any]) -> None:
        if self._kept_hands:
            self._hand = self._kept_hands.pop()

    def _turn(self, turn: Turn) -> None:
        self._hand.at = after(turn, self._hand.at)

    def _begin(self, turn: Turn) -> None:
        self._text = self._line = turn

    def _next(self, x: float, y: float) -> None:
        self._begin(moved(self._line, x, y))

    def _next_with_leading(self, values: list[Any]) -> None:
        self._hand.leading = -float(values[1])
        self._next(float(values[0]), float(values[1]))

    def _leading(self, values: list[Any]) -> None:
        self._hand.leading = float(values[0])

    def _font(self, font: str) -> None:
        self._hand.font = font
        self.drawing.shown.setdefault(font, set())

    def _show_on_next(self, values: list[Any]) -> None:
        self._next(0.0, -self._hand.leading)
        self._show(values[-1:])

    def _show(self, values: list[Any]) -> None:
        font = self._hand.font
        if font is None:
            raise FileRefused("text on the page names no font of its own", REPRINT)
        parts = values[0] if isinstance(values[0], Array) else values
        texts = [bytes(part) for part in parts if isinstance(part, String)]
        self.drawing.shown[font].update(texts)
        if b"".join(texts).strip(b" "):
            _, _, _, _, x, y = after(self._text, self._hand.at)
            self.drawing.writes.append((x, y))
