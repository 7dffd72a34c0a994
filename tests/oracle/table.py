"""The table "who may see what" as the tests read it: what each person must, may and must not learn of each document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from tests.oracle.council import DOCUMENTS, planted

Part = Literal["councillor", "officer", "consultee", "none"]
_HERE: Final = Path(__file__).parent
PLACES: Final = ("title", "label", "code", "passage", "purpose", "described", "note", "advice", "reasons", "page")
"""Where a word is hidden: in the document's own rows and pages, and in what is written on the case."""
_PLANTED: Final = re.compile(f"({'|'.join(PLACES)})x({'|'.join(each.replace('_', '') for each in DOCUMENTS)})")


@cache
def read(name: str) -> dict[str, Any]:
    """One of the tables of this folder."""
    return tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))


def _table() -> dict[str, Any]:
    return read("who_may_see_what")


PEOPLE: Final[tuple[str, ...]] = tuple(_table()["people"])
OUTSIDE: Final = ("councillor_elsewhere", "stranger")
"""Whom the council's register does not know."""


def named(listed: Iterable[str]) -> frozenset[str]:
    """The people of a list, its groups written out. Raises KeyError for a name that is no person's and no group's."""
    found: set[str] = set()
    for each in listed:
        if each.startswith("@"):
            found |= named(_table()["groups"][each[1:]])
        else:
            found.add(_person(each))
    return frozenset(found)


def _person(name: str) -> str:
    if name not in PEOPLE:
        raise KeyError(f"the table knows nobody called {name}")
    return name


def listed(document: str, aspect: str, name: str) -> frozenset[str]:
    """Who is named under an aspect of a document."""
    return named(_table()["documents"][document].get(aspect, {}).get(name, ()))


def opens(document: str) -> frozenset[str]:
    """Who is given passages of the asker's case."""
    return named(_table()["documents"][document].get("opens", ()))


def may_have_pages(person: str, document: str) -> bool:
    """Whether pages of a document may be given to a person: on the asker's case, or as of right without any."""
    return person in opens(document) | listed(document, "asks", "available")


def part(person: str, document: str) -> Part:
    """As whom a person reads the asker's case on a document."""
    names: tuple[Part, ...] = ("councillor", "officer", "consultee")
    return next((each for each in names if person in listed(document, "reads", each)), "none")


def may_read(person: str, document: str) -> bool:
    """Whether a person who has no part that the law names may be given one by the council all the same."""
    return person in listed(document, "reads", "may_officer")


def must_know(person: str, document: str) -> frozenset[str]:
    """The places of a document, its title or its label, of which the register must tell her."""
    return frozenset(place for place in ("title", "label") if person in listed(document, "knows", place))


def may_know(person: str, document: str) -> frozenset[str]:
    """The places of which the register may tell her: what she must know, and what the law leaves open."""
    more = {
        "title": person in listed(document, "knows", "may"),
        "label": person in listed(document, "knows", "may_label"),
    }
    return must_know(person, document) | {place for place, allowed in more.items() if allowed}


def may_learn(person: str, document: str) -> frozenset[str]:
    """Every place of a document and its case of which she may learn anywhere."""
    as_part: Mapping[Part, frozenset[str]] = {
        "councillor": frozenset({"purpose", "described"}),
        "consultee": frozenset({"purpose"}),
        "officer": frozenset(PLACES),
        "none": frozenset(PLACES) if may_read(person, document) else frozenset(),
    }
    known = may_know(person, document)
    told = known | as_part[part(person, document)] | ({"page"} if may_have_pages(person, document) else set())
    return told | {"code", "passage"} if "title" in known else told


def must_read(person: str, document: str) -> frozenset[str]:
    """The places of which the asker's case must tell her, where a word is hidden in them."""
    as_part: Mapping[Part, frozenset[str]] = {
        "councillor": must_know(person, document) | {"purpose", "described"},
        "officer": frozenset({"title", "passage", "purpose", "described", "note", "advice"}),
        "consultee": must_know(person, document),
        "none": frozenset(),
    }
    return as_part[part(person, document)]


def words_in(text: str) -> frozenset[tuple[str, str]]:
    """The hidden words in a text: their place and document."""
    names = {each.replace("_", ""): each for each in DOCUMENTS}
    return frozenset((place, names[document]) for place, document in _PLANTED.findall(text.lower()))


def told_too_much(person: str, text: str) -> list[str]:
    """The hidden words in an answer to that person that she may not learn."""
    found = words_in(text)
    return sorted(planted(place, document) for place, document in found if place not in may_learn(person, document))
