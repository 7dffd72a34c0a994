"""What an officer has prepared on a case and not recorded yet: findings and rulings by passage, kept for her alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from gatekeeper.services.drafts import TITLED, drop, keep, kept, lasting
from gatekeeper.web.forms import Form, Values, standing
from gatekeeper.web.strings import N_, translate
from gatekeeper.web.visit import Visit

Part = Literal["need", "ruling", "whole"]
"""Findings on need, the ruling of a passage, and what is said of the decision as a whole."""
_MADE_ON: Final = "made on"
"""In place of a field: the mark of the passage (PassageFile.mark) on which the answers were given."""
_TITLE: Final = N_("A decision that you prepare")


@dataclass(frozen=True, slots=True)
class Workings:
    """Answers by part, passage and field; each name is ``part|field|passage``."""

    values: Values = field(default_factory=dict)

    def of(self, part: Part, passage: str = "") -> Values:
        """The answers of one part on one passage, by field."""
        return dict(self._of(part, passage))

    def standing(self, part: Part, passage: str, mark: str) -> Values:
        """The same, and nothing where they were given on a passage that has become another since."""
        return {} if self.is_old(part, passage, mark) else self.of(part, passage)

    def is_old(self, part: Part, passage: str, mark: str) -> bool:
        """Whether what is prepared there was prepared on a passage that has become another since."""
        made_on = next(iter(self.values.get(f"{part}|{_MADE_ON}|{passage}", ())), "")
        return self.has(part, passage) and made_on != mark

    def put(self, part: Part, passage: str, given: Values, mark: str = "") -> Workings:
        """The same with these answers, given on a passage of that mark, in place of what was there."""
        others = {name: each for name, each in self.values.items() if not _is(name, part, passage)}
        new = {**given, _MADE_ON: (mark,)} if given and mark else given
        return Workings({**others, **{f"{part}|{name}|{passage}": each for name, each in new.items()}})

    def has(self, part: Part, passage: str = "") -> bool:
        """Whether anything is prepared there."""
        return any(_is(name, part, passage) for name in self.values)

    def _of(self, part: Part, passage: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for name, each in self.values.items():
            field_name = name.split("|", 2)[1] if _is(name, part, passage) else _MADE_ON
            if field_name != _MADE_ON:
                yield field_name, each


def workings(visit: Visit) -> Workings:
    """What she has prepared on the asked document of this address."""
    session = visit.known
    found = kept(visit.place.engine, session.subject, session.issuer, visit.slug, lasting(place_of(visit)))
    return Workings(found or {})


def keep_workings(visit: Visit, prepared: Workings) -> None:
    """Keep it, in place of what was kept. Raises CommandRefused where it is too much."""
    session = visit.known
    key, said = lasting(place_of(visit)), {**prepared.values, TITLED: (translate(_TITLE),)}
    keep(visit.place.engine, visit.now, session.subject, session.issuer, visit.slug, key, said)


def drop_workings(visit: Visit) -> None:
    """It is recorded: what was prepared is forgotten."""
    session = visit.known
    drop(visit.place.engine, session.subject, session.issuer, visit.slug, lasting(place_of(visit)))


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
