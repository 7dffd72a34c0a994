"""Brings it together: for each passage of a case every fact, from particulars, findings or the law's silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType

from gatekeeper.core.case import Case, CaseError, CaseErrors, Document, Passage, finding_problems
from gatekeeper.core.deadlines import Calendar, Closure, DeadlineError, local_date
from gatekeeper.core.derive.business import business_facts
from gatekeeper.core.derive.council import council_facts
from gatekeeper.core.derive.document import document_facts
from gatekeeper.core.derive.found import Found, FoundFacts
from gatekeeper.core.derive.passage import passage_facts
from gatekeeper.core.derive.request import request_facts
from gatekeeper.core.derive.requester import requester_facts
from gatekeeper.core.derive.settle import Level, contradictions, settled
from gatekeeper.core.derive.standing import standing_facts
from gatekeeper.core.derive.windows import window_facts
from gatekeeper.core.facts import Value, Vocabulary


@dataclass(frozen=True, slots=True)
class PassageFacts:
    """One passage and every fact about it that the vocabulary knows, but for those the machine computes.

    ``facts`` holds None, not absence, for what is not yet known. ``origins`` tells for each fact the place in the
    case file it comes from, or that nothing was written.
    """

    document: Document
    passage: Passage
    facts: Mapping[str, Value]
    origins: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Moment:
    """The instant, and the calendar of the council with its closure days."""

    at: datetime
    calendar: Calendar


def derive(case: Case, vocabulary: Vocabulary, calendar: Calendar, as_at: datetime) -> tuple[PassageFacts, ...]:
    """The facts of every passage at that instant (aware), in the order of the file.

    `calendar` is the working-day calendar of the council's country; the closure days of the case are added to it.
    Raises CaseErrors where a finding is outside the vocabulary or contradicts what the file tells otherwise, and
    DeadlineError for an instant without a time zone or outside 1990 to 2040.
    """
    local_date(as_at)
    closures = [Closure(day, "the council's offices are shut") for day in case.council.closure_days]
    moment = _Moment(as_at.astimezone(UTC), calendar.with_closures(closures))
    problems = list(_outside_the_vocabulary(case, vocabulary))
    results: list[PassageFacts] = []
    general = _general_facts(case, moment)
    for index, document in enumerate(case.documents):
        place = f"documents[{index}]"
        facts = general | _of_document(case, document, place, moment)
        for passage, where, levels in _passages(case, document, place):
            derived = facts | passage_facts(passage, document, where, local_date(moment.at))
            problems += contradictions(vocabulary, derived, levels)
            results.append(_result(document, passage, settled(vocabulary, derived, levels), vocabulary))
    if problems:
        raise CaseErrors(dict.fromkeys(problems))
    return tuple(results)


def between(case: Case, as_at: datetime) -> tuple[date, tuple[bool, ...]]:
    """The stretch of time in which an instant (aware) lies, for the facts of a case: all instants of it come out alike.

    Facts ask of an instant only its local day, and which of the times of the documents' business it has reached.
    """
    links = [link for document in case.documents for link in document.links or ()]
    times = [at for link in links for at in (link.ended_at, link.meeting_at, link.decided_at) if at is not None]
    return local_date(as_at), tuple(at <= as_at for at in times)


def _general_facts(case: Case, moment: _Moment) -> FoundFacts:
    on = local_date(moment.at)
    return {
        **council_facts(case.council, on),
        **requester_facts(case.requester, case.council, on),
        **request_facts(case.request),
    }


def _of_document(case: Case, document: Document, place: str, moment: _Moment) -> FoundFacts:
    executive = council_facts(case.council, local_date(moment.at)).get("executive_arrangements")
    return {
        **document_facts(document, place, executive),
        **business_facts(document, place, moment.at),
        **_windows(document, place, moment),
        **standing_facts(case.requester, document, place, moment.at),
    }


def _windows(document: Document, place: str, moment: _Moment) -> FoundFacts:
    try:
        return window_facts(document, place, moment.calendar, moment.at)
    except DeadlineError as error:
        raise CaseErrors(
            [CaseError(place, str(error).rstrip("."), "check the dates of its links and audit")]
        ) from error


def _passages(case: Case, document: Document, place: str) -> Iterator[tuple[Passage, str, tuple[Level, ...]]]:
    outer = (
        Level("document", f"{place}.findings", document.findings),
        Level("request", "request.findings", case.request.findings),
        Level("requester", "requester.findings", case.requester.findings),
        Level("council", "council.findings", case.council.findings),
    )
    for index, passage in enumerate(document.parts):
        where = f"{place}.passages[{index}]" if document.passages else place
        yield passage, where, (Level("passage", f"{where}.findings", passage.findings), *outer)


def _outside_the_vocabulary(case: Case, vocabulary: Vocabulary) -> Iterator[CaseError]:
    for index, document in enumerate(case.documents):
        for _, _, levels in _passages(case, document, f"documents[{index}]"):
            for level in levels:
                for problem in finding_problems(level.name, level.findings or {}, vocabulary):
                    yield CaseError(f"{level.place}.{problem.place}", problem.why, problem.remedy)


def _result(document: Document, passage: Passage, found: Mapping[str, Found], vocabulary: Vocabulary) -> PassageFacts:
    facts = {name: each.value for name, each in found.items()}
    vocabulary.check(facts)
    origins = {name: each.origin for name, each in found.items()}
    return PassageFacts(document, passage, MappingProxyType(facts), MappingProxyType(origins))
