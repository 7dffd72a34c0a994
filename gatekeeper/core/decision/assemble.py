"""Assembles the decision on a case: passage by passage, document by document, and never fails into a yes."""

from __future__ import annotations

from collections.abc import Iterable

from gatekeeper.core.answers import Rulebook
from gatekeeper.core.decision.outcome import beside_withheld
from gatekeeper.core.decision.passage import Matter, Subject, decide_passage
from gatekeeper.core.decision.results import Decision, DocumentResult, PassageResult, Spoke
from gatekeeper.core.decision.summary import document_summary

__all__ = ["FORMAT", "Matter", "Subject", "decide"]

FORMAT = "gatekeeper-decision/1"


def decide(subjects: Iterable[Subject], matter: Matter, rulebook: Rulebook) -> Decision:
    """Decide every passage. An internal error makes that passage *refer*, with an incident id, never an opening."""
    by_document: dict[str, list[Subject]] = {}
    for subject in subjects:
        by_document.setdefault(subject.document, []).append(subject)
    return Decision(
        format=FORMAT,
        case=matter.case,
        council=matter.council,
        pack=matter.pack,
        as_at=matter.as_at,
        edition=rulebook.digest,
        calendars=matter.calendars,
        documents=tuple(_document(document, matter, rulebook) for document in by_document.values()),
    )


def _document(subjects: list[Subject], matter: Matter, rulebook: Rulebook) -> DocumentResult:
    first = [_safely(subject, matter, rulebook, beside_withheld=False) for subject in subjects]
    possible = [each.could_be for each in first]
    passages = tuple(
        _safely(subject, matter, rulebook, beside_withheld=True) if beside_withheld(n, possible) else first[n]
        for n, subject in enumerate(subjects)
    )
    return DocumentResult(subjects[0].document, subjects[0].title, document_summary(passages), passages)


def _safely(subject: Subject, matter: Matter, rulebook: Rulebook, *, beside_withheld: bool) -> PassageResult:
    try:
        return decide_passage(subject, matter, rulebook, beside_withheld)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in a decision, a person decides
        return _referred(subject, matter.incident(error))


def _referred(subject: Subject, incident: str) -> PassageResult:
    sentence = f"The machine could not decide this (incident {incident}): the monitoring officer decides."
    return PassageResult(
        passage=subject.passage,
        label=subject.label,
        pages=subject.pages,
        outcome="refer",
        could_be=("refer",),
        summary=sentence,
        reasons=(
            Spoke("internal_error", "refer.error", "against", sentence, "safety rule: in doubt a person decides"),
        ),
        routes=(),
        facts=tuple(sorted(subject.facts.items())),
        incident=incident,
    )
