"""What an officer has prepared on a case and not recorded yet: findings and rulings by passage, kept for her alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from gatekeeper.services.drafts import drop, keep, kept
from gatekeeper.web.forms import Form, Values, standing
from gatekeeper.web.visit import Visit

Part = Literal["need", "ruling", "whole"]
"""Findings on need, the ruling of a passage, and what is said of the decision as a whole."""


@dataclass(frozen=True, slots=True)
class Workings:
    """Answers by part, passage and field; each name is ``part|field|passage``."""

    values: Values = field(default_factory=dict)

    def of(self, part: Part, passage: str = "") -> Values:
        """The answers of one part on one passage, by field."""
        return dict(self._of(part, passage))

    def put(self, part: Part, passage: str, given: Values) -> Workings:
        """The same with these answers in place of what was there."""
        others = {name: each for name, each in self.values.items() if not _is(name, part, passage)}
        return Workings({**others, **{f"{part}|{name}|{passage}": each for name, each in given.items()}})

    def has(self, part: Part, passage: str = "") -> bool:
        """Whether anything is prepared there."""
        return any(_is(name, part, passage) for name in self.values)

    def _of(self, part: Part, passage: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for name, each in self.values.items():
            if _is(name, part, passage):
                yield name.split("|", 2)[1], each


def workings(visit: Visit) -> Workings:
    """What she has prepared on the asked document of this address."""
    session = visit.known
    found = kept(visit.place.engine, session.subject, session.issuer, visit.slug, place_of(visit))
    return Workings(found or {})


def keep_workings(visit: Visit, prepared: Workings) -> None:
    """Keep it, in place of what was kept. Raises CommandRefused where it is too much."""
    session = visit.known
    place, key = visit.place, place_of(visit)
    keep(place.engine, visit.now, session.subject, session.issuer, visit.slug, key, prepared.values)


def drop_workings(visit: Visit) -> None:
    """It is recorded: what was prepared is forgotten."""
    session = visit.known
    drop(visit.place.engine, session.subject, session.issuer, visit.slug, place_of(visit))


def place_of(visit: Visit) -> str:
    """The address of the case as a list of tasks, under which what is prepared is kept."""
    return f"{visit.home}asked/{visit.path['asked_id']}/"


def answered(form: Form, values: Values) -> dict[str, tuple[str, ...]]:
    """What was written into the fields of a form, without what was left empty."""
    found = {each.name: tuple(standing(each, values)) for each in form.fields}
    return {name: each for name, each in found.items() if any(one.strip() for one in each)}


def _is(name: str, part: Part, passage: str) -> bool:
    said = name.split("|", 2)
    return len(said) == 3 and said[0] == part and said[2] == passage
