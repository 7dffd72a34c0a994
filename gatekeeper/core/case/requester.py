"""The person who asks: her office and its dates, the bodies she sits on, her posts."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated

from gatekeeper.core.case.base import Dated, Part
from gatekeeper.core.case.errors import CaseError
from gatekeeper.core.case.findings import Findings, checked_at, found_value
from gatekeeper.core.case.scalars import Day, Line, Several, Unknown, YesNo, listed, optional, required
from gatekeeper.core.case.words import MeetingBody, Post, RequesterKind, Role

_SCRUTINY = frozenset({"overview_and_scrutiny", "overview_and_scrutiny_sub_committee"})
_STAND_INS = frozenset({"substitute", "likely_substitute"})
_NO_OFFICE = frozenset({"officer", "member_of_public"})


class Membership(Dated):
    """A seat on a committee or other body of this council, or a place among its substitutes."""

    body: Line = required("The body's name, written as in the links and responsible_body of the documents.")
    body_type: Annotated[MeetingBody | None, Unknown()] = required("What kind of body it is.")
    role: Role = required("As what she sits there; a substitute is named for meetings, a likely one may be called on.")
    for_meetings_on: Several[Day] | None = optional("For a substitute: the days of the meetings she attends as one.")

    @property
    def seated(self) -> bool:
        """Whether it is a seat, not a place among the substitutes."""
        return self.role not in _STAND_INS

    def problems(self) -> Iterable[CaseError]:
        """Meetings for one who is no substitute."""
        yield from super().problems()
        if self.for_meetings_on is not None and self.role != "substitute":
            yield CaseError(
                "for_meetings_on", f"a {self.role} attends by right", "leave it out, or write role substitute"
            )


class Portfolio(Dated):
    """A subject for which she answers in the executive."""

    subject: Line = required("The subject, written as in the portfolio of the documents.")


class PostHeld(Dated):
    """A post on the council."""

    post: Post = required("Which post.")
    subject: Line | None = optional("For an opposition spokesperson: the subject, written as a document's portfolio.")

    def problems(self) -> Iterable[CaseError]:
        """A spokesperson of nothing, or a subject for another post."""
        yield from super().problems()
        if (self.post == "opposition_spokesperson") is (self.subject is None):
            yield CaseError("subject", "an opposition spokesperson, and nobody else, has one", "add it or leave it out")


class Requester(Part):
    """The person who asks. No name is needed: the office and its dates decide."""

    kind: Annotated[RequesterKind | None, Unknown()] = required("What the person is, towards this very council.")
    of_this_council: YesNo = optional("Is it an office of this very council, not of another?")
    elected_on: Day | None = optional("The day of the election.")
    accepted_office_on: Day | None = optional("The day of the declaration of acceptance of office (1972 Act s.83).")
    ended_on: Day | None = optional("The last day in office, for one whose term has ended or will end.")
    suspended: Several[Dated] = listed("Periods of suspension. None written: none.")
    disqualified_from: Day | None = optional("The day from which the person is disqualified.")
    memberships: Several[Membership] | None = optional("Every body she sits on. An empty list: none.")
    executive: Several[Dated] | None = optional("Her periods in the executive (cabinet). An empty list: never.")
    portfolios: Several[Portfolio] | None = optional("Her portfolios in the executive. An empty list: none.")
    posts: Several[PostHeld] | None = optional(
        "Leader of the council or a group, or spokesperson. An empty list: none."
    )
    elector: YesNo = optional("Is she a local government elector for the area?")
    pecuniary_interest: YesNo = optional(
        "Has she a disclosable pecuniary interest in the matter, or one for which she would have to leave the room?"
    )
    findings: Annotated[Findings | None, checked_at("requester")] = optional("Findings about the requester.")

    def problems(self) -> Iterable[CaseError]:
        """A term out of order, an office beside another that excludes it."""
        yield from self._term()
        yield from self._offices()
        yield from self._two_offices()
        yield from self._seats()

    def _term(self) -> Iterable[CaseError]:
        order = (
            ("elected_on", self.elected_on),
            ("accepted_office_on", self.accepted_office_on),
            ("ended_on", self.ended_on),
        )
        known = [(name, on) for name, on in order if on is not None]
        for (earlier, first), (later, second) in pairwise(known):
            if second < first:
                yield CaseError(later, f"it is before {earlier}", "check the two days")

    def _offices(self) -> Iterable[CaseError]:
        held = {name: getattr(self, name) for name in ("memberships", "executive", "portfolios", "posts")}
        for name, entries in held.items():
            if entries and self._cannot_hold(name):
                yield CaseError(name, f"{self._described} holds none of these", "correct the kind or leave them out")
        if self.kind in _NO_OFFICE and (self.elected_on or self.accepted_office_on):
            yield CaseError("kind", f"{self._described} takes no elected office", "correct the kind or drop the term")
        if self.executive == () and self.portfolios:
            yield CaseError("portfolios", "only a member of the executive has one", "add the period in the executive")

    def _cannot_hold(self, name: str) -> bool:
        return self.kind in _NO_OFFICE or (self.kind == "co_opted_member" and name in {"executive", "portfolios"})

    @property
    def _described(self) -> str:
        return f"one who is {str(self.kind).replace('_', ' ')}"

    def _two_offices(self) -> Iterable[CaseError]:
        found = {name: found_value(finding) for name, finding in (self.findings or {}).items()}
        if (self.kind == "elected_mayor" and found.get("serving_councillor") is True) or (
            self.kind == "councillor" and found.get("elected_mayor") is True
        ):
            why = "an elected mayor is not a councillor as well (Local Government Act 2000 s.9H)"
            yield CaseError("findings", why, "keep the one office, by its kind, and leave the other out")

    def _seats(self) -> Iterable[CaseError]:
        for index, seat in enumerate(self.memberships or ()):
            place = f"memberships[{index}]"
            if self.kind == "former_councillor" and seat.to_on is None:
                yield CaseError(f"{place}.to", "a former councillor's seat has ended", "write the day it ended")
            if self.kind == "councillor" and self.of_this_council and seat.role == "co_opted":
                yield CaseError(f"{place}.role", "this council's own councillors are not co-opted", "write member")
            if (
                seat.seated
                and seat.body_type in _SCRUTINY
                and any(seat.overlaps(time) for time in self.executive or ())
            ):
                why = "a member of the executive may not sit on overview and scrutiny (Local Government Act 2000 s.9FA)"
                yield CaseError(place, why, "check the days of the seat and of the executive")
