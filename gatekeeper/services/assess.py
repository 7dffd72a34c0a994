"""Assesses a case: findings from the case file, the rulebook of the day, the decision."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from gatekeeper.core.case import Case
from gatekeeper.core.clocks import Clocks
from gatekeeper.core.deadlines import ENGLAND, UK_UNION, Calendars, Closure, local_date
from gatekeeper.core.decision import Decision, Matter, Subject, decide
from gatekeeper.core.derive import derive
from gatekeeper.core.pack import Pack
from gatekeeper.locate import locate
from gatekeeper.policy.calendars import load_calendars
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.library import law, rulebook
from gatekeeper.policy.packs import LoadedPack, load_packs
from gatekeeper.policy.rulebook import EditionRulebook

DEFAULT_DETERMINER = "the director who holds the document"
DEFAULT_ADVISER = "the monitoring officer"
POST_WORDS = {
    "monitoring_officer": "the monitoring officer",
    "chief_executive": "the chief executive",
    "chief_information_officer": "the chief information officer",
    "full_council": "the full council",
    "committee": "the appeals committee",
    "group_leader": "the group leaders concerned",
}
NO_LADDER = (
    "the protocol has none: the council's complaints procedure, the monitoring officer's duty to report, the court"
)

_log = logging.getLogger("gatekeeper.assess")


class UnknownCouncil(ValueError):
    """A council's protocol was named that there is no pack for. The message lists those there are."""


@dataclass(frozen=True)
class Assessment:
    """A decision with what is needed to replay it: the rulebook of its edition and the case itself."""

    case: Case
    decision: Decision
    rulebook: EditionRulebook


@lru_cache(maxsize=1)
def packs() -> Mapping[str, LoadedPack]:
    """Every council pack that is shipped, by id. Raises PolicyError if one may not be loaded."""
    return load_packs(locate("policies") / "councils", law())


def find_pack(name: str | None) -> LoadedPack | None:
    """The pack of that id, or of the council of that name; None for no name. Raises UnknownCouncil."""
    if name is None:
        return None
    wanted = name.strip().lower()
    for pack_id, loaded in packs().items():
        if wanted in (pack_id, pack_id.replace("_", " "), loaded.pack.council.lower()):
            return loaded
    raise UnknownCouncil(f"there is no pack called {name!r}; the packs are {', '.join(packs())}")


def assess(case: Case, as_at: datetime, council: str | None = None) -> Assessment:
    """Decide a case as at an instant (aware), under its own pack or the one named. Raises UnknownCouncil."""
    book = rulebook(edition_of(local_date(as_at), council or case.council.pack))
    return Assessment(case, decide_case(case, as_at, book, case_calendars(case)), book)


@lru_cache(maxsize=512)
def edition_of(on: date, council: str | None) -> Edition:
    """The edition in force on a day, with a council's protocol or without. Raises UnknownCouncil."""
    loaded = find_pack(council)
    if loaded and on < loaded.pack.from_on:
        raise UnknownCouncil(
            f"the pack {council} applies from {loaded.pack.from_on}; decide without it or as at a later day"
        )
    return law().edition(on, loaded.rules, loaded.pack) if loaded else law().edition(on)


def decide_case(
    case: Case, as_at: datetime, book: EditionRulebook, calendars: Calendars, found: Sequence[Subject] | None = None
) -> Decision:
    """Derive the findings of a case and decide it under one rulebook, with the posts of its protocol.

    ``found``: what ``subjects`` told of it, where that was asked before.
    """
    pack = book.edition.pack
    clocks = Clocks(case, calendars, pack)
    determined_by, advised_by = _posts(pack)
    matter = Matter(
        case=case.title,
        council=case.council.name,
        pack=pack.id if pack else None,
        as_at=as_at.isoformat(),
        calendars=tuple(f"{calendars[name].name.value}: {calendars[name].version}" for name in (ENGLAND, UK_UNION)),
        determined_by=determined_by,
        advised_by=advised_by,
        clocks=lambda clock, subject: clocks(clock, subject.document),
        incident=report_incident,
    )
    return decide(subjects(case, as_at, book, calendars) if found is None else found, matter, book)


def subjects(case: Case, as_at: datetime, book: EditionRulebook, calendars: Calendars) -> list[Subject]:
    """The passages of a case with their findings, in the order of the file."""
    found = derive(case, book.vocabulary, calendars[ENGLAND], as_at)
    return [
        Subject(
            each.document.ref,
            each.document.title,
            each.passage.ref,
            each.passage.pages or "",
            each.facts,
            each.passage.title or "",
            (each.passage.confidential.citation or "") if each.passage.confidential else "",
        )
        for each in found
    ]


def assess_under_all(case: Case, as_at: datetime) -> dict[str, Assessment]:
    """The same facts under every council's pack, by pack id."""
    return {name: assess(case, as_at, name) for name in packs()}


def ladder_in_words(pack: Pack) -> str:
    """Where a dispute goes under a pack, in one sentence."""
    if not pack.ladder:
        return NO_LADDER
    return "; then ".join(_stage(stage.title, stage.consults, stage.final) for stage in pack.ladder)


def _stage(title: str, consults: tuple[str, ...], final: bool) -> str:
    heard = f" after consulting {' and '.join(POST_WORDS.get(each, each) for each in consults)}" if consults else ""
    return f"{title}{heard}{' (final)' if final else ''}"


def case_calendars(case: Case) -> Calendars:
    """The named calendars with this council's closure days."""
    return council_calendars(tuple(case.council.closure_days or ()))


@lru_cache(maxsize=512)
def council_calendars(closed_on: tuple[date, ...]) -> Calendars:
    """The named calendars for a council whose offices are shut on these days; read once, as the law is."""
    closures = tuple(Closure(day, "the council's offices are closed") for day in closed_on)
    return load_calendars(locate("policies") / "calendars.toml", closures)


def _posts(pack: Pack | None) -> tuple[str, str]:
    determiner = pack.determiner.title if pack and pack.determiner else DEFAULT_DETERMINER
    advisers = dict.fromkeys(post for each in pack.adviser for post in each.posts) if pack else {}
    adviser = " and ".join(POST_WORDS.get(post, f"the {post.replace('_', ' ')}") for post in advisers)
    return determiner, adviser or DEFAULT_ADVISER


def report_incident(error: Exception) -> str:
    """Log an internal error without any content of the case, and return the incident's id."""
    incident = str(uuid.uuid4())
    kind: dict[str, Any] = {"incident": incident, "kind": type(error).__name__}
    _log.error("a passage was referred after an internal error", extra=kind, exc_info=error)
    return incident
