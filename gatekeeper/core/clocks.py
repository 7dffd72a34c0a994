"""The clocks of a case: which dates of its links and of its receipt start which deadline."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from gatekeeper.core import deadlines as law
from gatekeeper.core.case import Case, Document, Link
from gatekeeper.core.case.words import EXECUTIVE_BODIES, PART_VA_BODIES
from gatekeeper.core.deadlines import ENGLAND, UK_UNION, Calendars, Deadline, DeadlineError
from gatekeeper.core.pack import Pack

CLEAR_DAYS_ENGLAND = 5
"""Clear days of notice in England (SI 2002/715; Local Government Act 1972 s.100B(3)). Wales has three."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A deadline as a decision holds it, and the instant that it binds at. Many decisions share it: never change it."""

    binds_at: datetime
    shown: dict[str, Any]


def _count(law_of: Callable[..., Deadline], *given: Hashable, **named: Hashable) -> _Counted:
    """Count from an instant. Raises DeadlineError."""
    deadline = law_of(*given, **named)
    return _Counted(deadline.binds_at, {**deadline.as_dict(), "how": deadline.how()})


_count_days = lru_cache(maxsize=4_096)(_count)
"""The same from days, counted once for all cases on the same calendar. Instants hardly ever come twice."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Computes the deadlines of one case, by the name of the clock. England's law only; other nations have none yet."""

    case: Case
    calendars: Calendars
    pack: Pack | None = None

    def __call__(self, clock: str, document_ref: str) -> tuple[dict[str, Any], ...]:
        """Every deadline of that clock for the document, the earliest first; empty where the law sets none."""
        if self.case.council.jurisdiction != "england":
            return ()
        document = next(each for each in self.case.documents if each.ref == document_ref)
        try:
            found = sorted(_CLOCKS[clock](self, document), key=lambda counted: counted.binds_at)
        except DeadlineError as error:
            return ({"rule_id": clock, "sentence": f"This deadline could not be worked out: {error}", "in_words": ""},)
        return tuple(each.shown for each in found)

    def _links(self, document: Document, bodies: frozenset[str]) -> Iterator[Link]:
        return (link for link in document.links or () if link.body_type in bodies)

    def at_once(self, document: Document) -> Iterator[_Counted]:
        """Nothing to count: the right is there at all reasonable hours."""
        del document
        return iter(())

    def part_va_public(self, document: Document) -> Iterator[_Counted]:
        for link in self._links(document, PART_VA_BODIES):
            if link.meeting_day is not None and link.ended_at is None:
                yield _count_days(
                    law.part_va_public_opening,
                    link.meeting_day,
                    link.convened_on,
                    link.item_added_on,
                    self.calendars[ENGLAND],
                    n_clear_days=CLEAR_DAYS_ENGLAND,
                )

    def executive_public(self, document: Document) -> Iterator[_Counted]:
        for link in self._public_executive_coming(document):
            yield _count_days(law.reg7_opening, *link, self.calendars[ENGLAND])

    def reg16_1(self, document: Document) -> Iterator[_Counted]:
        for link in self._public_executive_coming(document):
            yield _count_days(law.reg16_1_opening, *link, self.calendars[ENGLAND])

    def _public_executive_coming(self, document: Document) -> Iterator[tuple[date, date | None, date | None]]:
        for link in self._links(document, EXECUTIVE_BODIES):
            if link.access == "public" and link.meeting_day is not None and link.ended_at is None:
                yield link.meeting_day, link.convened_on, link.item_added_on

    def reg16_3(self, document: Document) -> Iterator[_Counted]:
        for link in document.links or ():
            private = link.body_type in EXECUTIVE_BODIES and link.access == "private"
            officer = link.body_type == "officer" and link.decision_type == "executive"
            at = link.ended_at if private else link.decided_at
            if at is not None and (private or officer or link.body_type == "individual_member"):
                yield _count(law.within_24_hours, at)

    def reg17(self, document: Document) -> Iterator[_Counted]:
        del document
        received = self.case.request.received_by_executive_at or self.case.request.received_at
        yield _count(law.reg17_deadline, received, self.calendars[ENGLAND])

    def art10(self, document: Document) -> Iterator[_Counted]:
        del document
        received = self.case.request.received_by_executive_at or self.case.request.received_at
        yield _count(law.art10_deadline, received, self.calendars[ENGLAND])

    def six_years_meeting(self, document: Document) -> Iterator[_Counted]:
        return self._after_meeting(document, law.inspection_period_100c)

    def four_years_meeting(self, document: Document) -> Iterator[_Counted]:
        return self._after_meeting(document, law.inspection_period_100d)

    def _after_meeting(self, document: Document, period: Callable[[date], Deadline]) -> Iterator[_Counted]:
        for link in self._links(document, PART_VA_BODIES):
            if link.ended_at is not None and link.meeting_day is not None:
                yield _count_days(period, link.meeting_day)

    def six_years_ward_decision(self, document: Document) -> Iterator[_Counted]:
        for link in document.links or ():
            if link.body_type == "ward_member" and link.decision_day is not None:
                yield _count_days(law.inspection_period_100ea, link.decision_day)

    def six_years_decision(self, document: Document) -> Iterator[_Counted]:
        return (_count_days(law.inspection_period_reg21_6, on) for on in self._executive_decisions(document))

    def four_years_decision(self, document: Document) -> Iterator[_Counted]:
        return (_count_days(law.inspection_period_reg21_7, on) for on in self._executive_decisions(document))

    def openness(self, document: Document) -> Iterator[_Counted]:
        record = document.kind == "officer_decision_record"
        for link in document.links or ():
            if link.decision_type == "non_executive" and link.decision_day is not None:
                on = link.decision_day
                yield _count_days(law.openness_record_period if record else law.openness_background_period, on)

    def _executive_decisions(self, document: Document) -> Iterator[date]:
        for link in document.links or ():
            single = link.body_type == "individual_member" or link.decision_type == "executive"
            met = link.meeting_day if link.ended_at and link.body_type in EXECUTIVE_BODIES else None
            on = link.decision_day if single else met
            if on is not None:
                yield on

    def audit_window(self, document: Document) -> Iterator[_Counted]:
        if document.audit is not None:
            yield _count_days(law.audit_window, document.audit.window_opens_on, self.calendars[ENGLAND])

    def foia(self, document: Document) -> Iterator[_Counted]:
        del document
        yield _count_days(
            law.foia_deadline,
            law.local_date(self.case.request.received_at),
            self.calendars[UK_UNION],
            clarified_on=self._clarified(),
        )

    def eir(self, document: Document) -> Iterator[_Counted]:
        del document
        yield _count_days(
            law.eir_deadline,
            law.local_date(self.case.request.received_at),
            self.calendars[UK_UNION],
            clarified_on=self._clarified(),
        )

    def _clarified(self) -> date | None:
        at = self.case.request.clarified_at
        return law.local_date(at) if at is not None else None

    def local(self, document: Document) -> Iterator[_Counted]:
        """The council's own target for a reply, where its pack has one in working days."""
        del document
        for target in self.pack.targets if self.pack else ():
            if target.what == "reply" and target.working_days is not None:
                received, days = self.case.request.received_at, target.working_days
                yield _count(law.local_target, received, days, self.calendars[ENGLAND])


_CLOCKS: dict[str, Callable[[Clocks, Document], Iterator[_Counted]]] = {
    "at_once": Clocks.at_once,
    "s100f": Clocks.at_once,
    "part_va_public": Clocks.part_va_public,
    "executive_public": Clocks.executive_public,
    "reg16_1": Clocks.reg16_1,
    "reg16_3": Clocks.reg16_3,
    "reg17": Clocks.reg17,
    "art10": Clocks.art10,
    "six_years_meeting": Clocks.six_years_meeting,
    "four_years_meeting": Clocks.four_years_meeting,
    "six_years_decision": Clocks.six_years_decision,
    "six_years_ward_decision": Clocks.six_years_ward_decision,
    "four_years_decision": Clocks.four_years_decision,
    "openness": Clocks.openness,
    "audit_window": Clocks.audit_window,
    "foia": Clocks.foia,
    "eir": Clocks.eir,
    "local": Clocks.local,
}

CLOCK_NAMES = frozenset(_CLOCKS)
