"""The request as it was made, and what is known of its purpose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Discriminator, Tag

from gatekeeper.core.case.base import Part
from gatekeeper.core.case.errors import CaseError
from gatekeeper.core.case.findings import Findings, checked_at
from gatekeeper.core.case.scalars import Instant, Prose, Unknown, YesNo, optional, required
from gatekeeper.core.case.words import Capacity, GroundOffered, ImproperKind, RequestKind, SufficientMeans


class Improper(Part):
    """A finding that the purpose is improper. Evidence, not suspicion; nothing written: no such finding."""

    evidenced: YesNo = required("Is there evidence of an improper or ulterior purpose?")
    dominant: YesNo = optional("Is that purpose the dominant one?")
    member_heard: YesNo = optional("Has the evidence been put to the councillor, and her answer considered?")
    kind: ImproperKind | None = optional("Which kind of improper purpose. Kept for the record; no rule reads it.")

    def problems(self) -> Iterable[CaseError]:
        """Consequences of evidence that there is not."""
        if self.evidenced is False and (self.dominant or self.member_heard):
            yield CaseError("evidenced", "there is no evidence, yet more is said of it", "write true, or drop the rest")


class Purpose(Part):
    """What the common law asks about need and purpose."""

    duty_stated: YesNo = optional("Has the councillor named the duty for which she needs it?")
    why_now_stated: YesNo = optional("Has she said why she needs it now?")
    bears_on_own_committee: YesNo = optional("Does it bear on the work of a committee she sits on?")
    constituent_asked: YesNo = optional("Has an identified constituent asked her to act?")
    constituent_consents: YesNo = optional("Has the person whose data it is consented, or is it the one who asked?")
    reason_in_specific_terms: YesNo = optional("Has she justified in specific terms why she needs this personal data?")
    reasonably_necessary: YesNo = optional("Has the director found access reasonably necessary for her duty now?")
    curiosity_only: YesNo = optional("Has the director found that nothing but curiosity is behind it?")
    improper: Improper | None = optional("A finding of an improper purpose.")
    circulation_limited: YesNo = optional("Has the responsible committee limited circulation in good faith?")
    matter_closed: YesNo = optional("Was the matter closed before she joined the body, with no current business?")
    sufficient_means: Annotated[SufficientMeans | None, Unknown()] = optional("The least that fully meets the need.")
    identities_needed: YesNo = optional("Does the duty need the identities of the people in it?")
    policy_document_in_place: YesNo = optional(
        "Has the council an appropriate policy document for special category data?"
    )
    consent_cannot_be_asked: YesNo = optional("Does one of the four reasons to act without consent hold?")
    ground_offered: Annotated[GroundOffered | None, Unknown()] = optional(
        "The ground put forward for refusing, if any."
    )

    def problems(self) -> Iterable[CaseError]:
        """Two findings that exclude each other."""
        if self.curiosity_only and self.reasonably_necessary:
            why = "the director cannot find both mere curiosity and that access is reasonably necessary"
            yield CaseError("curiosity_only", why, "keep the one that was found")


class Assistant(Part):
    """A group assistant who asks for a councillor."""

    authorised: YesNo = optional("Has the councillor authorised the assistant to ask for this?")


def _form(value: object) -> str | None:
    if value is None or isinstance(value, bool | str):
        return "plain"
    return "block" if isinstance(value, dict | Assistant) else None


AssistantOrNot = Annotated[
    Annotated[YesNo, Tag("plain")] | Annotated[Assistant, Tag("block")],
    Discriminator(_form, custom_error_type="assistant", custom_error_message="neither true, false nor a block"),
]


class Request(Part):
    """The request as it was made."""

    received_at: Instant = required("When the council received it; the freedom of information clock starts here.")
    received_by_executive_at: Instant | None = optional("When the executive received it: starts regulation 17's clock.")
    clarified_at: Instant | None = optional("When the further information asked for under section 1(3) came.")
    written: YesNo = optional("Was it made in writing (e-mail and web forms count)?")
    name_and_address_given: YesNo = optional("Does it state a name and an address for correspondence?")
    information_described: YesNo = optional("Does it describe the information asked for?")
    document_identified: YesNo = optional("Does it name its documents, or a class bounded by subject and period?")
    narrowing_offered: YesNo = optional("Was she offered help to narrow it, and has she declined or not narrowed it?")
    capacity: Annotated[Capacity | None, Unknown()] = optional("In which capacity she asks.")
    kind: Annotated[RequestKind | None, Unknown()] = optional("What is asked for.")
    through_assistant: AssistantOrNot = optional("Did a group assistant ask for her? Then whether authorised.")
    undertaking_refused: YesNo = optional("Has she refused a reasonable undertaking of confidentiality?")
    purpose_text: Prose | None = optional("The purpose in her own words. Kept for people; no rule ever reads it.")
    purpose: Purpose | None = optional("What is known or found of the purpose.")
    findings: Annotated[Findings | None, checked_at("request")] = optional("Findings about the request or its purpose.")

    def problems(self) -> Iterable[CaseError]:
        """A clock that starts before the request came."""
        for name in ("received_by_executive_at", "clarified_at"):
            at = getattr(self, name)
            if at is not None and at < self.received_at:
                yield CaseError(name, "it is earlier than received_at", "check the two instants and their zones")
