"""How each council's pages look: its name and two colours, taken only where everybody can read what stands on them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

NEEDED: Final = 4.5
"""The least contrast of text on its ground (WCAG 2.2, 1.4.3 Contrast (Minimum), level AA)."""
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_LONGEST: Final = 80
_KEYS: Final = ("name", "short", "header", "link")
_NEARLY_BLACK: Final = 0.04045
_WHITE: Final = "#ffffff"
_GREY: Final = "#f3f4f5"


class ThemeError(ValueError):
    """A council's look cannot be taken: which council, what is wrong, and what to do."""

    def __init__(self, council: str, what: str, remedy: str) -> None:
        super().__init__(f"The look of council {council!r}: {what}. What to do: {remedy}.")


@dataclass(frozen=True, slots=True)
class Theme:
    """A council's look. ``header`` is the ground of its name, in white; ``link`` that of links; as ``#rrggbb``."""

    name: str
    short: str
    header: str = "#2b3a4a"
    link: str = "#1a65a6"


NEUTRAL: Final = Theme("Council", "Council")
"""The look of a council that has chosen none."""


def read_themes(path: Path) -> Mapping[str, Theme]:
    """The looks in a TOML file, by council slug: ``[slug]`` with name, short, header, link. Raises ThemeError."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ThemeError(
            "(all)", f"{path.name} cannot be read ({error})", "correct the file, or name another"
        ) from None
    return themes_of(found)


def themes_of(found: Mapping[str, Any]) -> Mapping[str, Theme]:
    """The looks in what a TOML file holds. Raises ThemeError."""
    return {slug: _theme(slug, entry) for slug, entry in found.items()}


def theme_css(theme: Theme) -> str:
    """The style sheet of a look: variables alone, after the general style sheet."""
    darker = mixed(theme.link, "#000000", 0.5)
    values = {
        "--gk-header": theme.header,
        "--govuk-brand-colour": theme.header,
        "--govuk-link-colour": theme.link,
        "--govuk-link-hover-colour": darker,
    }
    inside = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f":root {{\n{inside}}}\n"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb``, from 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: str, into: str, share: float) -> str:
    """A colour with that share (0 to 1) of another in it."""
    pairs = zip(_parts(colour), _parts(into), strict=True)
    return "#" + "".join(f"{round(own + (other - own) * share):02x}" for own, other in pairs)


def _theme(slug: str, entry: object) -> Theme:
    if not _SLUG.fullmatch(slug):
        raise ThemeError(slug, "this is no council's name in an address", "use small letters, digits and hyphens")
    if not isinstance(entry, dict) or (unknown := set(entry) - set(_KEYS)):
        said = f"nobody knows what {', '.join(sorted(unknown))} means" if isinstance(entry, dict) else "it is no table"
        raise ThemeError(slug, said, f"write [{slug}] and beneath it {', '.join(_KEYS)}")
    name = _name(slug, entry, "name")
    short = _name(slug, entry, "short") if "short" in entry else name
    header, link = (_colour(slug, key, entry.get(key, getattr(NEUTRAL, key))) for key in ("header", "link"))
    _check(slug, "header", (header, _WHITE), "its white name on the header")
    _check(slug, "link", (link, _WHITE), "a link on white")
    _check(slug, "link", (link, _GREY), "a link on the light grey of the navigation")
    return Theme(name, short, header, link)


def _name(slug: str, entry: Mapping[str, object], key: str) -> str:
    found = entry.get(key)
    if not isinstance(found, str) or not found.strip() or len(found) > _LONGEST or not found.isprintable():
        raise ThemeError(slug, f"{key} is no name of at most {_LONGEST} letters", f'write {key} = "Our Council"')
    return found.strip()


def _colour(slug: str, key: str, found: object) -> str:
    colour = found.lower() if isinstance(found, str) else ""
    if not _COLOUR.fullmatch(colour):
        raise ThemeError(slug, f"{key} = {found!r} is no colour", f'write it as six hex digits: {key} = "#2b3a4a"')
    return colour


def _check(slug: str, key: str, colours: tuple[str, str], where: str) -> None:
    ratio = contrast(*colours)
    if ratio < NEEDED:
        what = f"with {key} {colours[0]} {where} has a contrast of {ratio:.2f} to 1, and {NEEDED} is needed to read it"
        raise ThemeError(slug, what, f"choose a darker {key}")


def _linear(part: float) -> float:
    return part / 12.92 if part <= _NEARLY_BLACK else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
