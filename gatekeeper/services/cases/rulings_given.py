"""What an officer gives with a determination: the findings on need, and the ruling on each passage."""

from __future__ import annotations

from pydantic import Field

from gatekeeper.core.rulings import Form, GroundCode, Ruling
from gatekeeper.services.cases.given import Command, Line, Words

_SAME_NAME = (
    "reasonably_necessary",
    "curiosity_only",
    "bears_on_own_committee",
    "circulation_limited",
    "matter_closed",
    "identities_needed",
    "improper_purpose_evidenced",
    "improper_purpose_dominant",
    "member_heard",
    "requester_adverse",
)


class NeedFound(Command):
    """What the officer found on need and purpose (law 5.2); what is left out is not yet found."""

    council_document: bool | None = None
    held: bool | None = None
    can_be_called_for: bool | None = None
    identified: bool | None = None
    narrowing_offered: bool | None = None
    council_business: bool | None = None
    duty: Line | None = None
    why_now: Line | None = None
    later_use_differs: bool | None = None
    curiosity_only: bool | None = None
    improper_purpose_evidenced: bool | None = None
    improper_purpose_kind: str | None = None
    improper_purpose_dominant: bool | None = None
    member_heard: bool | None = None
    presumption_displaced: bool | None = None
    circulation_limited: bool | None = None
    matter_closed: bool | None = None
    bears_on_own_committee: bool | None = None
    reasonably_necessary: bool | None = None
    specific_terms: bool | None = None
    identities_needed: bool | None = None
    sensitivity: tuple[str, ...] | None = None
    requester_adverse: bool | None = None
    least_form_that_suffices: Form | None = None
    undertaking_asked: bool | None = None
    undertaking_refused: bool | None = None
    disproportionate: bool | None = None


def facts_found(need: NeedFound) -> dict[str, bool]:
    """The facts, by their names, that findings on need come to."""
    found = {name: getattr(need, name) for name in _SAME_NAME}
    found |= {"reason_in_specific_terms": need.specific_terms}
    found |= {"duty_stated": True if need.duty else None, "why_now_stated": True if need.why_now else None}
    return {name: value for name, value in found.items() if value is not None}


class PassageRuling(Command):
    """The ruling on one passage, by its ref, with its form, grounds and reasons."""

    passage: str
    ruling: Ruling
    form: Form | None = None
    grounds: tuple[GroundCode, ...] = ()
    paragraphs: tuple[int, ...] = ()
    reasons: Words = ""
    alternatives_considered: tuple[Form, ...] = ()
    conditions: tuple[str, ...] = ()
    need: NeedFound = NeedFound()
    authority: tuple[Line, ...] = ()
    clearance: str = ""
    settled_doubts: tuple[str, ...] = ()
    personal_data_basis: Line | None = Field(
        default=None, description="The basis in data protection law (Article 6, 9 or 10, and the policy document)."
    )


class Rulings(Command):
    """The rulings on every passage of one asked document that is not open as of right."""

    passages: tuple[PassageRuling, ...] = Field(min_length=1)
    delegation: Line | None = Field(default=None, description="The reference of the delegation under which it is made.")
    statement_to_scrutiny: Words | None = Field(
        default=None, description="The written reasons for the scrutiny committee (SI 2012/2089 reg 17(4))."
    )
