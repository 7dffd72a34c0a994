"""How documents were answered: open by law, by which right; or by a person's ruling, on which of them or on need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from gatekeeper.core.lifecycle import Ruling, Status
from gatekeeper.core.rules import Route
from gatekeeper.policy.library import law
from gatekeeper.services.oversight.suppress import Counted, counted
from gatekeeper.storage.oversight import AskedInPeriod, Opened

NEED: Final = "common_law"
_BY_POST: Final = {"executive": "reg17", "chief_finance_officer": "s228"}
"""Who rules on a doubtful right of statute (services/cases/routing.py); all else is need to know."""
_ENDED: Final = "ended"
_ENDED_WORDS: Final = "A right that has ended since"
_WORDS: Final = {Ruling.PARTLY_GRANTED.value: "in part", Ruling.REFUSED.value: "refused"}


@dataclass(slots=True)
class Answers:
    """How many documents were answered in each way, each document counted once."""

    right: Counter[str] = field(default_factory=Counter)
    ruled: Counter[tuple[str, str]] = field(default_factory=Counter)
    not_held: int = 0

    @classmethod
    def of(cls, asked: AskedInPeriod) -> Answers:
        """Those of the period that are answered now."""
        found, order = cls(), {route.name: place for place, route in enumerate(law().routes)}
        for _, passages in groupby(asked.opened(Status.DETERMINED.value), key=lambda each: each.asked_id):
            found._add(list(passages), order)
        return found

    def _add(self, passages: Iterable[Opened], order: Mapping[str, int]) -> None:
        every = list(passages)
        first = every[0]
        if first.ruling == Ruling.NOT_HELD:
            self.not_held += 1
        elif first.decided_by is not None or first.ruling != Ruling.GRANTED:
            self.ruled[_BY_POST.get(first.decided_by or "", NEED), first.ruling] += 1
        else:
            routes = {route for each in every for route in each.opened_by if route in order and route != NEED}
            self.right[min(routes, key=order.__getitem__, default=_ENDED)] += 1

    def as_of_right(self) -> Counted:
        """Open by law without anybody's leave, by the first of the law's routes that opens any of the document."""
        rows = [(route.name, _named(route), self.right[route.name]) for route in law().routes if route.name != NEED]
        return counted([*rows, (_ENDED, _ENDED_WORDS, self.right[_ENDED])])

    def given(self) -> Counted:
        """Given in full by a person's ruling, by what she ruled on."""
        return counted(
            (route.name, _named(route), self.ruled[route.name, Ruling.GRANTED.value]) for route in _ruled_on()
        )

    def withheld(self) -> Counted:
        """Given in part, or refused, by a person's ruling, by what she ruled on."""
        return counted(
            (f"{route.name}:{ruling}", f"{_named(route)}: {words}", self.ruled[route.name, ruling])
            for route in _ruled_on()
            for ruling, words in _WORDS.items()
        )


def _ruled_on() -> list[Route]:
    wanted = {NEED, *_BY_POST.values()}
    return [route for route in law().routes if route.name in wanted]


def _named(route: Route) -> str:
    return route.title if route.name == NEED else f"{route.title} ({route.source})"
