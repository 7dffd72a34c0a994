"""How values are told on pages: dates in London's words, sums, numbers of things, and the words of the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from gatekeeper.core.deadlines.days import checked_instant, local_date
from gatekeeper.core.deadlines.words import day_in_words, instant_in_words, short_day
from gatekeeper.web.strings import ACT, OUTCOME, RULING, STAGE, STATUS, translate

_OWN_WORDS: Final = frozenset({"director", "monitoring_officer", "chief_executive", "proper_officer"})
"""The posts that a council's own words name; a template gives those words."""
_OUTCOME_COLOURS: Final = {
    "entitled": "green",
    "undetermined": "yellow",
    "refer": "blue",
    "not_entitled": "grey",
    "barred": "red",
}


def day(on: date | datetime | str) -> str:
    """'Tuesday 24 November 2026': a day, or the day in London on which an instant falls; ISO 8601 as text."""
    return day_in_words(_day(on))


def short(on: date | datetime | str) -> str:
    """'Tue 24 Nov 2026', for tables."""
    return short_day(_day(on))


def moment(at: date | datetime | str) -> str:
    """'6.30pm on Saturday 28 November 2026', in London to the minute; of a day alone the day. ISO 8601 as text."""
    found = _read(at)
    if not isinstance(found, datetime):
        return day_in_words(found)
    return instant_in_words(checked_instant(found, "The time").replace(second=0, microsecond=0))


def exact(at: datetime | str) -> str:
    """The same to the second, for the record."""
    found = _read(at)
    return instant_in_words(checked_instant(found, "The time")) if isinstance(found, datetime) else day_in_words(found)


def iso(at: date | datetime | str) -> str:
    """For the machine-readable side of a <time>: 2026-11-24, or an instant with its offset in London."""
    found = _read(at)
    return checked_instant(found, "The time").isoformat() if isinstance(found, datetime) else found.isoformat()


def money(pence: int) -> str:
    """'£12.50', '£1,200', of whole pence."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{pounds:,}" + (f".{rest:02}" if rest else "")


def plural(number: int, one: str, many: str | None = None) -> str:
    """'1 passage', '1,200 passages'; ``many`` where it is not the one with an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def status_words(status: str) -> str:
    """How an asked document stands. Raises KeyError for what is no status."""
    return translate(STATUS[status])


def ruling_words(ruling: str) -> str:
    """What was ruled. Raises KeyError for what is no ruling."""
    return translate(RULING[ruling])


def outcome_words(outcome: str) -> str:
    """What the law gives. Raises KeyError for what is no outcome."""
    return translate(OUTCOME[outcome])


def outcome_tag(outcome: str) -> str:
    """The colour that goes with those words, as a class of a tag."""
    return f"govuk-tag--{_OUTCOME_COLOURS[outcome]}"


def act_words(act: str) -> str:
    """What was done. Raises KeyError for what is no act."""
    return translate(ACT[act])


def stage_words(stage: str, words: object = None) -> str:
    """Who has it, in the council's own words where they are given. Raises KeyError for what is no post or body."""
    own = getattr(words, stage, None) if stage in _OWN_WORDS else None
    return translate(STAGE[stage]) if own is None else f"The {own}"


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    each.__name__: each
    for each in (
        day, short, moment, exact, iso, money, plural,
        status_words, ruling_words, outcome_words, outcome_tag, act_words, stage_words,
    )
}  # fmt: skip


def _day(on: date | datetime | str) -> date:
    found = _read(on)
    return local_date(found) if isinstance(found, datetime) else found


def _read(at: date | datetime | str) -> date | datetime:
    if not isinstance(at, str):
        return at
    return datetime.fromisoformat(at) if "T" in at or " " in at else date.fromisoformat(at)
