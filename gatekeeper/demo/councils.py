"""The five invented councils of the demo, the protocol that each has adopted, and how each marks an exempt paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
"""A folder for each council: its register as CSV files, and the words of its papers."""

THEMES = DATA / "themes.toml"
"""How the pages of each look."""


class DemoError(ValueError):
    """The demo's own data, or what was asked of it, cannot be used. The message says what, why and what to do."""


@dataclass(frozen=True, slots=True)
class Marking:
    """What stands on an exempt page: the protocol's own word for it, and the colour of the sheet (red, green, blue)."""

    words: str
    sheet: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class DemoCouncil:
    """One invented council: the name of its folder, the pack it has adopted, its name, and its marking."""

    slug: str
    pack: str
    name: str
    marking: Marking

    @property
    def data(self) -> Path:
        """The folder with its register and the words of its papers."""
        return DATA / self.slug


_WHITE = (1.0, 1.0, 1.0)
_GREEN = (0.87, 0.96, 0.87)

COUNCILS = (
    DemoCouncil("wealdmoor", "county", "Wealdmoor County Council", Marking("exempt paper", _WHITE)),
    DemoCouncil("wexbridge", "wbc", "Wexbridge Borough Council", Marking("confidential green item", _GREEN)),
    DemoCouncil("sallowmere", "east_devon", "Sallowmere District Council", Marking("Part II (exempt) item", _WHITE)),
    DemoCouncil("calderwick", "manchester", "Calderwick City Council", Marking("exempt paper", _WHITE)),
    DemoCouncil("furzeheath", "surrey_heath", "Furzeheath Borough Council", Marking("exempt paper", _WHITE)),
)


def council_of(slug: str) -> DemoCouncil:
    """The council of that folder name. Raises DemoError."""
    for council in COUNCILS:
        if council.slug == slug:
            return council
    known = ", ".join(each.slug for each in COUNCILS)
    raise DemoError(f"the demo has no council called {slug!r}; write one of: {known}")
