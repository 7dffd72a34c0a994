"""The situation of a shape at an instant: business that is over is alike, whenever it was, while the same years run.

Two documents in one situation have the same facts towards the same person. What is over counts only as over, with the
years for which its papers stay open; what is to come keeps its dates.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from gatekeeper.core.case import NegotiationDates
from gatekeeper.core.case.words import UNKNOWN
from gatekeeper.core.deadlines import local_date, start_of_day
from gatekeeper.core.derive.passage import negotiation_state
from gatekeeper.core.derive.windows import within_years
from gatekeeper.services.library.shape import Shape, canonical

_LIKE: Final[Mapping[tuple[bool, bool], timedelta]] = {
    (True, True): timedelta(days=1),
    (False, True): timedelta(days=5 * 366),
    (False, False): timedelta(days=7 * 366),
}
"""A day that is as long ago, for whether four and six years since then still run."""
_INSTANTS: Final = ("meeting_at", "ended_at", "decided_at")
_OF_WHAT_IS_OVER: Final = frozenset(
    {"meeting_at", "meeting_on", "ended_at", "convened_on", "item_added_on", "fixed_by", "papers_with_members"}
)
_OF_WHAT_HAS_BEGUN: Final = frozenset({"meeting_at", "convened_on", "item_added_on"})
_OF_WHAT_IS_DECIDED: Final = frozenset({"decided_at", "decided_on"})


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant (aware), its day in London, and the days of meetings for which somebody is named as a substitute."""

    at: datetime
    on: date
    named: frozenset[date] = frozenset()

    @classmethod
    def of(cls, at: datetime, named: Collection[date] = ()) -> Moment:
        """The moment of an instant."""
        return cls(at, local_date(at), frozenset(named))

    def like(self, day: date) -> date:
        """A day that stands for this one, which is over: as long ago as counts."""
        return self.on - _LIKE[within_years(day, 4, self.on), within_years(day, 6, self.on)]


@dataclass(frozen=True, slots=True)
class Situation:
    """A shape as it counts from one instant on, until another: canonical JSON of its links, then of the rest."""

    text: str
    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        """Whether it is still the situation at that instant."""
        return self.since <= at < self.until


def situation_of(shape: Shape, moment: Moment) -> Situation:
    """The shape as it counts at the moment, and until the next instant that its links name or the day's end."""
    links = None if shape.links is None else json.loads(shape.links)
    rest = json.loads(shape.rest)
    for passage in rest.get("passages", ()):
        if isinstance(passage.get("negotiation"), dict):
            passage["negotiation"] = _negotiation(passage["negotiation"], moment.on)
    named = (datetime.fromisoformat(each[name]) for each in links or () for name in _INSTANTS if name in each)
    until = min([start_of_day(moment.on + timedelta(days=1)), *(each for each in named if each > moment.at)])
    alike = None if links is None else {canonical(_link(each, moment)) for each in links}
    text = canonical([None if alike is None else [json.loads(each) for each in sorted(alike)], rest])
    return Situation(text, moment.at, until)


def _negotiation(dates: Mapping[str, Any], on: date) -> str:
    return negotiation_state(NegotiationDates.model_validate(dates), on) or UNKNOWN


def _link(link: Mapping[str, Any], moment: Moment) -> dict[str, Any]:
    decided_on = _day(link, "decided_at", "decided_on")
    if decided_on is not None and _is_past(link.get("decided_at"), decided_on <= moment.on, moment):
        link = _without(link, _OF_WHAT_IS_DECIDED) | {"decided_on": moment.like(decided_on).isoformat()}
    day = _day(link, "meeting_at", "meeting_on")
    if day is None:
        return dict(link)
    if "ended_at" in link or "meeting_at" not in link:
        if not _is_past(link.get("ended_at"), day < moment.on, moment):
            return dict(link)
        return _without(link, _OF_WHAT_IS_OVER) | {"meeting_on": moment.like(day).isoformat()}
    if not _is_past(link["meeting_at"], False, moment):
        return dict(link)
    # It has begun and no end is written: a substitute named for that very day stands in until it is.
    begun_on = day if day in moment.named else moment.like(day)
    return _without(link, _OF_WHAT_HAS_BEGUN) | {"meeting_at": start_of_day(begun_on).isoformat()}


def _day(link: Mapping[str, Any], instant: str, day: str) -> date | None:
    if instant in link:
        return local_date(datetime.fromisoformat(link[instant]))
    return date.fromisoformat(link[day]) if day in link else None


def _is_past(instant: str | None, day_is_past: bool, moment: Moment) -> bool:
    """Whether the instant has come; where none is written, whether the day has."""
    return day_is_past if instant is None else datetime.fromisoformat(instant) <= moment.at


def _without(link: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in link.items() if name not in names}
