"""A council's protocol topic by topic: what it says, where it is silent, and where it departs from the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from gatekeeper.core.pack import TOPICS, Clause, Difference, Pack, Stage, Target
from gatekeeper.policy.pack_checks import paragraphs_of
from gatekeeper.services.assess import POST_WORDS
from gatekeeper.services.interpretations import Interpretation, standing_on
from gatekeeper.services.written.rules import adopted_pack
from gatekeeper.storage.types import Engine

TITLES: Final[Mapping[str, str]] = {
    "asking": "Who may ask",
    "approach": "How to ask",
    "determiner": "Who decides",
    "deputy": "Who stands in",
    "adviser": "Who advises",
    "presumption": "When need is presumed",
    "justification": "When a reason must be given",
    "exclusions": "What is left out",
    "automatic_release": "What is given without a decision",
    "confidentiality_exceptions": "When something confidential may be passed on",
    "purpose_limit": "What it may be used for",
    "copying": "One councillor’s letters and another councillor",
    "group_budget": "Budget work done for a group",
    "severable_facts": "Facts that can be taken apart",
    "ladder": "Where a dispute goes",
    "targets": "By when",
    "conditions": "Conditions",
    "release_modes": "In which form it is given",
    "breach": "Where a breach goes",
    "interpretation": "Who says what the protocol means",
    "review": "When it is looked at again",
    "foi": "Freedom of information",
    "publication": "What is published",
    "marking": "How papers are marked",
    "conflict": "Conflicts of interest",
    "other": "What else it says",
}
"""What each topic of a protocol is called."""
_WHAT: Final = {
    "acknowledge": "To acknowledge a request",
    "reply": "To reply",
    "reasons": "To give reasons",
    "dispute": "To settle a dispute",
}
_HEARING: Final = {"none": "", "written": "In writing", "oral": "At a hearing"}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the protocol says, its paragraph, and the rulings that stand on that paragraph."""

    sentence: str
    cite: str
    meant: tuple[Interpretation, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: what is said on it, or what applies as the protocol is silent on it."""

    name: str
    title: str
    said: tuple[Said, ...]
    applies: str | None


@dataclass(frozen=True, slots=True)
class Rung:
    """One stage of a dispute, in words; what does not apply is empty."""

    title: str
    consults: str
    final: bool
    within: str
    hearing: str
    cite: str


@dataclass(frozen=True, slots=True)
class Aim:
    """A time that the council sets itself."""

    what: str
    within: str
    cite: str


@dataclass(frozen=True, slots=True)
class Protocol:
    """A protocol as a page tells it."""

    id: str
    council: str
    title: str
    from_on: date
    date_basis: str
    topics: tuple[Topic, ...]
    rungs: tuple[Rung, ...]
    aims: tuple[Aim, ...]
    differs: tuple[Difference, ...]


def protocol_of(engine: Engine, council_id: str, at: datetime) -> Protocol | None:
    """The council's protocol of that day with the rulings beside its paragraphs; None where it has none."""
    pack = adopted_pack(engine, council_id, at)
    return told(pack, standing_on(engine, council_id, at)) if pack else None


def told(pack: Pack, standing: Mapping[str, tuple[Interpretation, ...]]) -> Protocol:
    """A pack as a page tells it; ``standing`` are rulings by paragraph."""
    return Protocol(
        id=pack.id,
        council=pack.council,
        title=pack.protocol,
        from_on=pack.from_on,
        date_basis=pack.date_basis,
        topics=tuple(_topic(pack, name, standing) for name in (*TOPICS, "other") if name != "other" or pack.other),
        rungs=rungs(pack),
        aims=aims(pack),
        differs=pack.differs,
    )


def rungs(pack: Pack) -> tuple[Rung, ...]:
    """The stages of a dispute, in order; none where the protocol lays down none."""
    return tuple(_rung(each) for each in pack.ladder)


def aims(pack: Pack) -> tuple[Aim, ...]:
    """The times that the council sets itself."""
    return tuple(Aim(_WHAT[each.what], _measure(each), each.cite) for each in pack.targets)


def clauses_on(pack: Pack, topic: str) -> tuple[Clause, ...]:
    """What the pack says on a topic."""
    value = getattr(pack, topic)
    every = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in every if isinstance(each, Clause))


def silence_on(pack: Pack, topic: str) -> str | None:
    """What applies where the pack is silent on a topic; None where it is not."""
    return next((each.applies for each in pack.silent if each.topic == topic), None)


def _topic(pack: Pack, name: str, standing: Mapping[str, tuple[Interpretation, ...]]) -> Topic:
    said = tuple(_said(each, standing) for each in clauses_on(pack, name))
    return Topic(name, TITLES[name], said, silence_on(pack, name))


def _said(clause: Clause, standing: Mapping[str, tuple[Interpretation, ...]]) -> Said:
    meant = tuple(each for paragraph in paragraphs_of(clause.cite) for each in standing.get(paragraph, ()))
    return Said(clause.sentence, clause.cite, meant)


def _rung(stage: Stage) -> Rung:
    heard = " and ".join(POST_WORDS.get(each, f"the {each.replace('_', ' ')}") for each in stage.consults)
    within = _days(stage.within_working_days, "working day") if stage.within_working_days else ""
    hearing = "; ".join(_hearing(stage))
    return Rung(stage.title[:1].upper() + stage.title[1:], heard, stage.final, within, hearing, stage.cite)


def _hearing(stage: Stage) -> Iterator[str]:
    if _HEARING[stage.hearing]:
        yield _HEARING[stage.hearing] + (", in private" if stage.in_private else "")
    if stage.notice_hours:
        yield f"notice of {_days(stage.notice_hours, 'hour')}"


def _measure(target: Target) -> str:
    measures = (
        (target.working_days, "working day"),
        (target.calendar_days, "calendar day"),
        (target.clear_days, "clear day"),
        (target.hours, "hour"),
    )
    found = next((_days(number, unit) for number, unit in measures if number is not None), None)
    return found or f"As {target.by_reference_to} says"


def _days(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
