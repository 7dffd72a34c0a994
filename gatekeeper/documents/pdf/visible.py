"""Makes sure that nothing is written or pictured where a page does not show it: beside the page, or cropped away."""

from __future__ import annotations

from typing import Final

from pikepdf import Dictionary, Object

from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.pdf.copying import Copier
from gatekeeper.documents.pdf.drawing import Drawing
from gatekeeper.documents.pdf.places import SAME, UNIT, Box, Turn, after, placed, turn_of
from gatekeeper.documents.wanted import REPRINT

__all__ = ["require_visible"]

_SLACK: Final = 2.0
"""How many points a letter may begin outside the page, as one that leans or overhangs does."""
_MOST_DRAWN: Final = 50_000


class _Look:
    """Looks at one page and every drawing on it, so many at most."""

    def __init__(self, copier: Copier, visible: Box) -> None:
        self._drawings, self._visible = copier.drawings, visible
        self._left = _MOST_DRAWN

    def at(self, drawing: Drawing, resources: Object, turn: Turn) -> None:
        written = drawing.written()
        if written and not self._visible.holds(placed(written, turn), _SLACK):
            raise FileRefused("text is written where the page does not show it", REPRINT)
        pictures = resources.get("/XObject", Dictionary())
        for name, place in drawing.drawn:
            picture = pictures.get(name)
            if isinstance(picture, Object):
                self._picture(picture, resources, after(place, turn))

    def _picture(self, picture: Object, outer: Object, turn: Turn) -> None:
        self._left -= 1
        if self._left < 0:
            raise FileRefused("a page draws more pictures than can be looked through", REPRINT)
        if picture.get("/Subtype") == "/Image":
            if self._visible.meets(placed(UNIT, turn)) is None:
                raise FileRefused("an image is placed where the page does not show it", REPRINT)
            return
        matrix = picture.get("/Matrix")
        own = SAME if matrix is None else turn_of(list(matrix))
        self.at(self._drawings[picture.objgen], picture.get("/Resources", outer), after(own, turn))


def require_visible(copier: Copier, page: Object, visible: Box) -> None:
    """Raise FileRefused where a page, just taken over, writes or pictures outside what it shows."""
    _Look(copier, visible).at(copier.drawings[page.objgen], page.get("/Resources", Dictionary()), SAME)
