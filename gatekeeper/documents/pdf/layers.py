"""The layers of a PDF: a page with one that is switched off shows less than it holds, and is refused."""

from __future__ import annotations

from typing import Final

from pikepdf import Array, Dictionary, Object

from gatekeeper.documents.kinds import FileRefused

__all__ = ["Layers"]

_REMEDY: Final = "save it with its layers merged into one, or print it to a new PDF"
_STATES: Final = (("/View", "/ViewState"), ("/Print", "/PrintState"), ("/Export", "/ExportState"))


class Layers:
    """Which layers are shown when the file is opened (ISO 32000-1, 8.11.4)."""

    def __init__(self, root: Object) -> None:
        properties = root.get("/OCProperties", Dictionary())
        first = properties.get("/D", Dictionary())
        self._off_unless_named = first.get("/BaseState") == "/OFF"
        self._on, self._off = (_members(first.get(key)) for key in ("/ON", "/OFF"))

    def require_shown(self, layer: Object | None) -> None:
        """Raise FileRefused where a layer, or a rule over layers, may hide what it holds."""
        if layer is None:
            return
        if not isinstance(layer, Dictionary) or "/VE" in layer or "/P" in layer:
            raise FileRefused("it has a layer that is shown only under a rule", _REMEDY)
        if layer.get("/Type") == "/OCMD":
            for member in _listed(layer.get("/OCGs")):
                self.require_shown(member)
            return
        off = layer.objgen not in self._on if self._off_unless_named else layer.objgen in self._off
        if off or _off_at_times(layer):
            raise FileRefused("it has a layer that is switched off, so it holds more than it shows", _REMEDY)


def _off_at_times(layer: Object) -> bool:
    usage = layer.get("/Usage", Dictionary())
    return any(usage.get(use, Dictionary()).get(state) == "/OFF" for use, state in _STATES)


def _listed(value: object) -> list[Object]:
    found = list(value) if isinstance(value, Array) else [value]
    return [member for member in found if isinstance(member, Dictionary) and member.get("/Type") == "/OCG"]


def _members(value: object) -> frozenset[tuple[int, int]]:
    return frozenset(member.objgen for member in _listed(value))
