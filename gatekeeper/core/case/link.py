"""A document's link to business: which meeting or decision it has to do with, and what is known of its dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from gatekeeper.core.case.base import Part
from gatekeeper.core.case.errors import CaseError
from gatekeeper.core.case.scalars import Day, Instant, Line, Unknown, YesNo, optional, required
from gatekeeper.core.case.words import DECIDERS, Access, DecisionType, FixedBy, LinkBody
from gatekeeper.core.deadlines import local_date

_OF_MEETINGS = (
    "meeting_at",
    "meeting_on",
    "ended_at",
    "convened_on",
    "item_added_on",
    "access",
    "fixed_by",
    "papers_with_members",
)
_OF_DECISIONS = ("decided_at", "decided_on", "decision_expected", "decision_type", "must_be_recorded")
_NAMES_A_MEETING = frozenset({"agenda", "summons", "proper_officer"})


class Link(Part):
    """One piece of business the document relates to: a meeting, or a decision that one person takes."""

    body: Line = required("Who deals with it: the body, or the post (not the name) of the person who decides.")
    body_type: Annotated[LinkBody | None, Unknown()] = required("What kind of body or person that is.")
    meeting_at: Instant | None = optional("When the meeting begins or began.")
    meeting_on: Day | None = optional("The day of the meeting, where the time is not known.")
    ended_at: Instant | None = optional("When the meeting concluded (or, for this item, when the item was done).")
    convened_on: Day | None = optional("The day the meeting was convened, where at shorter notice.")
    item_added_on: Day | None = optional("The day this item was added to the agenda, where later than the rest.")
    access: Annotated[Access | None, Unknown()] = optional("Was, or will, this item be taken in public or in private?")
    fixed_by: Annotated[FixedBy | None, Unknown()] = optional("What fixes that the business goes to that meeting.")
    papers_with_members: YesNo = optional("Have the members of the body their copies of the papers?")
    decided_at: Instant | None = optional("When the person decided.")
    decided_on: Day | None = optional("The day the person decided, where the time is not known.")
    decision_expected: YesNo = optional("true: the decision is still to be made. false: none will be made.")
    decision_type: Annotated[DecisionType | None, Unknown()] = optional("For an officer: is it an executive decision?")
    must_be_recorded: YesNo = optional(
        "For an officer's non-executive decision: do the Openness Regulations require a record of it, and is this "
        "document that record or a background paper to it?"
    )

    @property
    def is_decision(self) -> bool:
        """Whether one person decides, without a meeting."""
        return self.body_type in DECIDERS

    @property
    def meeting_day(self) -> date | None:
        """The London day of the meeting, None where it has no meeting yet."""
        return local_date(self.meeting_at) if self.meeting_at else self.meeting_on

    @property
    def decision_day(self) -> date | None:
        """The London day of the decision, None where none is given."""
        return local_date(self.decided_at) if self.decided_at else self.decided_on

    def problems(self) -> Iterable[CaseError]:
        """Fields of a meeting on a decision or the reverse, and times out of order."""
        if self.is_decision:
            yield from self._foreign(_OF_MEETINGS, "has no meeting", "decided_at or decision_expected")
            yield from self._decision()
        elif self.body_type is not None:
            yield from self._foreign(_OF_DECISIONS, "decides at a meeting", "meeting_at and ended_at")
        yield from self._meeting()

    def _foreign(self, names: tuple[str, ...], why: str, instead: str) -> Iterable[CaseError]:
        for name in names:
            if self.states(name):
                kind = str(self.body_type).replace("_", " ")
                yield CaseError(name, f"this link's {kind} {why}", f"leave it out; write {instead}")

    def _decision(self) -> Iterable[CaseError]:
        if self.decided_at and self.decided_on:
            yield CaseError("decided_on", "decided_at already tells the day", "keep one of the two")
        if self.decision_day and self.decision_expected is not None:
            yield CaseError(
                "decision_expected", "the decision has been made", "leave it out, or the day of the decision"
            )
        if self.decision_type is not None and self.body_type != "officer":
            yield CaseError("decision_type", "only officers' decisions are of two kinds", "leave it out")
        if self.must_be_recorded is not None and self.decision_type != "non_executive":
            why = "the Openness Regulations' records are of officers' non-executive decisions"
            yield CaseError("must_be_recorded", why, "leave it out, or write decision_type non_executive")

    def _meeting(self) -> Iterable[CaseError]:
        if self.meeting_at and self.meeting_on:
            yield CaseError("meeting_on", "meeting_at already tells the day", "keep one of the two")
        if self.meeting_day is None:
            yield from self._without_a_meeting()
            return
        if self.ended_at and self._ended_before_it_began(self.ended_at):
            yield CaseError("ended_at", "it ended before it began", "check the two times and their zones")
        for name in ("convened_on", "item_added_on"):
            on = getattr(self, name)
            if on is not None and on > self.meeting_day:
                yield CaseError(name, "it is after the meeting", "check the two days")

    def _without_a_meeting(self) -> Iterable[CaseError]:
        for name in ("ended_at", "convened_on", "item_added_on"):
            if getattr(self, name) is not None:
                yield CaseError(name, "there is no meeting for it", "write meeting_at or meeting_on as well")
        if self.fixed_by is not None and self.fixed_by in _NAMES_A_MEETING:
            why = f"what is fixed by the {self.fixed_by.replace('_', ' ')} has a meeting"
            yield CaseError("fixed_by", why, "write meeting_at or meeting_on; with no meeting yet, leave it out")

    def _ended_before_it_began(self, ended_at: datetime) -> bool:
        if self.meeting_at:
            return ended_at < self.meeting_at
        return self.meeting_day is not None and local_date(ended_at) < self.meeting_day
