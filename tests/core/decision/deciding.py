"""Deciding passages from findings alone: the law as shipped, the plain starting point, and a matter without clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gatekeeper.core.decision import Decision, Matter, PassageResult, Subject, decide
from gatekeeper.core.facts import Value
from gatekeeper.locate import locate
from gatekeeper.policy.cases import given_facts, load_bases
from gatekeeper.policy.library import law, rulebook

Given = Iterable[str]


def matter() -> Matter:
    """A matter without a pack, clocks or tolerance for errors."""

    def incident(error: Exception) -> str:
        raise error

    return Matter(
        case="a case",
        council="a council",
        pack=None,
        as_at="2026-11-23T10:00:00+00:00",
        calendars=(),
        determined_by="the director",
        advised_by="the monitoring officer",
        clocks=lambda _clock, _subject: (),
        incident=incident,
    )


def subject(passage: str, given: Given = (), not_known: Given = ()) -> Subject:
    """A passage of one document, from the plain starting point."""
    vocabulary = law().vocabulary
    facts: dict[str, Value] = dict(load_bases(locate("policies") / "bases.toml", vocabulary)["plain"])
    facts.update(given_facts(passage, given, vocabulary))
    facts.update(dict.fromkeys(not_known))
    return Subject("D1", "A document", passage, "1", facts)


def decided(*subjects: Subject) -> Decision:
    """The decision on the passages of one document, under the law of 23 November 2026."""
    return decide(subjects, matter(), rulebook(law().edition(date(2026, 11, 23))))


def deciding(*given: str, not_known: Given = ()) -> PassageResult:
    """Decide one passage, given findings beyond the plain ones and findings not yet known."""
    return decided(subject("the passage", given, not_known)).documents[0].passages[0]
