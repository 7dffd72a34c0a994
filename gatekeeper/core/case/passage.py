"""One passage of a document: what it holds, what is claimed of it, and what was found about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Discriminator, Field, Tag, ValidationInfo, model_validator

from gatekeeper.core.case.base import Part, impossible
from gatekeeper.core.case.enactments import ENACTMENTS, citation_problems
from gatekeeper.core.case.errors import CaseError
from gatekeeper.core.case.findings import Findings, checked_at
from gatekeeper.core.case.scalars import (
    Day,
    Instant,
    Line,
    Pages,
    Prose,
    Ref,
    Several,
    Unknown,
    YesNo,
    listed,
    optional,
    page_ranges,
    required,
)
from gatekeeper.core.case.words import BalanceResult, ConfidentialBasis, Content, NegotiationState

ParagraphNumber = Annotated[int, Field(ge=1, le=7)]


class Balance(Part):
    """The public-interest balance of Schedule 12A paragraph 10, for one paragraph."""

    result: Annotated[BalanceResult | None, Unknown()] = required(
        "Does the public interest in maintaining the exemption outweigh (maintain), equal or fall short (disclose)?"
    )
    confirmed_for_this_request: YesNo = optional("Has the proper officer confirmed it for this very request?")
    reasons: Prose | None = optional("The reasons. Kept for the record; no rule reads them.")
    by: Line | None = optional("The office of the person who weighed it.")
    at: Instant | None = optional("When it was weighed.")
    review_on: Day | None = optional("When it is to be weighed again in any event.")


class Paragraph(Part):
    """A paragraph of Schedule 12A that appears to the proper officer to apply."""

    number: ParagraphNumber = required("The paragraph, 1 to 7.")
    balance: Balance | None = optional("The balance; left out while it has not been weighed.")


class NegotiationDates(Part):
    """Contract negotiations by their dates, so that the state follows from the day that matters."""

    opened_on: Day = required("The day they began; terms proposed for them count as live before that day too.")
    concluded_on: Day | None = optional("The day they ended.")
    accepted: YesNo = optional("Are these the terms that were agreed (true), or an offer or position that was not?")

    def problems(self) -> Iterable[CaseError]:
        """Ended before they began, or agreed without an end."""
        if self.concluded_on is not None and self.concluded_on < self.opened_on:
            yield CaseError("concluded_on", "they ended before they began", "check the two days")
        if self.concluded_on is None and self.accepted is not None:
            yield CaseError("accepted", "nothing is agreed or lost before the end", "add concluded_on or leave it out")


class Confidential(Part):
    """Whether it is confidential information in the statutory sense (1972 Act s.100A(3)); a stamp is not enough."""

    basis: Annotated[ConfidentialBasis | None, Unknown()] = required(
        "What forbids disclosure to the public, if anything."
    )
    citation: Line | None = optional("The enactment, from the closed list; or the order or terms in a few words.")
    breach_if_shown_to_this_member: YesNo = optional("Would showing it to this councillor breach the obligation?")
    reaches_every_route: YesNo = optional(
        "Does the prohibition itself reach routes outside Part VA and the Regulations?"
    )

    def problems(self) -> Iterable[CaseError]:
        """Consequences of a basis that there is not, or an enactment without a name."""
        for name in ("citation", "breach_if_shown_to_this_member", "reaches_every_route"):
            if self.basis == "none" and getattr(self, name):
                yield CaseError(
                    name, "the basis is none, so there is nothing of the kind", "leave it out, or name the basis"
                )
        if self.basis == "enactment" and self.citation is None:
            yield CaseError("citation", "the enactment is not named", f"write one of: {'; '.join(ENACTMENTS)}")

    @model_validator(mode="after")
    def _refuse_other_enactments(self, info: ValidationInfo) -> Confidential:
        enactments = (info.context or {}).get("enactments", ENACTMENTS)
        if self.basis == "enactment" and self.citation is not None:
            impossible(citation_problems(self.citation, enactments))
        return self


class Scrutiny(Part):
    """Whether the information is relevant to scrutiny work (SI 2012/2089 reg 17(3)(a)): findings of the executive."""

    own_scrutiny: YesNo = optional("Relevant to an action or decision this very member is reviewing or scrutinising?")
    own_programme: YesNo = optional("Relevant to a review in the work programme of her own scrutiny committee?")
    other_programme: YesNo = optional("Relevant to a review in another scrutiny committee's work programme?")


def _form(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return "word"
    return "dates" if isinstance(value, dict | NegotiationDates) else None


Negotiation = Annotated[
    Annotated[Annotated[NegotiationState | None, Unknown()], Tag("word")] | Annotated[NegotiationDates, Tag("dates")],
    Discriminator(_form, custom_error_type="negotiation", custom_error_message="neither a word nor a block of dates"),
]


class Passage(Part):
    """A range of pages, or the whole document, that is decided as one."""

    ref: Ref = required("A short name for the passage, used once in the whole file.")
    title: Line | None = optional("What the passage is about.")
    pages: Pages | None = optional("Its pages: whole, 5, 1-3, or several parted by commas.")
    separable: YesNo = optional("Where it shares a page with another passage: can it be shown without that one?")
    paragraphs: Several[Paragraph] | None = optional(
        "The Schedule 12A paragraphs claimed. An empty list: looked, none."
    )
    registered: YesNo = optional("Must it be registered under the Companies Acts or another Act of paragraph 8?")
    self_planning: YesNo = optional("Does it relate to development the council may permit itself (paragraph 9)?")
    negotiation: Negotiation = optional("Does it relate to terms in contract negotiations: a word, or the dates.")
    confidential: Confidential | None = optional("Whether it is confidential information in the statutory sense.")
    contains: Several[Content] | None = optional(
        "Everything an officer found in it. What is not listed, it does not hold."
    )
    contains_not_yet_known: Several[Content] = listed("What the officer could not tell yet: exceptions to contains.")
    scrutiny: Scrutiny | None = optional("Its relevance to scrutiny work.")
    findings: Annotated[Findings | None, checked_at("passage")] = optional("Findings about the passage, or for it.")

    def problems(self) -> Iterable[CaseError]:
        """Pages in disorder, a paragraph claimed twice, a content both found and not known."""
        for first, last in page_ranges(self.pages or "whole"):
            if last < first:
                yield CaseError("pages", f"page {last} is before page {first}", "write the lower page first")
        numbers = [paragraph.number for paragraph in self.paragraphs or ()]
        for index, number in enumerate(numbers):
            if number in numbers[:index]:
                place = f"paragraphs[{index}].number"
                yield CaseError(place, f"paragraph {number} is claimed twice", "keep one entry")
        yield from self._contents()

    def _contents(self) -> Iterable[CaseError]:
        if self.contains is None and self.contains_not_yet_known:
            why = "exceptions are made to a list that is not there"
            yield CaseError("contains_not_yet_known", why, "add contains, if only as an empty list")
        for index, content in enumerate(self.contains_not_yet_known):
            if content in (self.contains or ()):
                place = f"contains_not_yet_known[{index}]"
                yield CaseError(place, f"contains says that it holds {content}", "keep the one that is true")
