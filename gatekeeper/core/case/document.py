"""One document of a case: who holds it, what it relates to, and its passages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from gatekeeper.core.case.base import Part
from gatekeeper.core.case.errors import CaseError
from gatekeeper.core.case.findings import Findings, checked_at
from gatekeeper.core.case.link import Link
from gatekeeper.core.case.pages import stands_apart
from gatekeeper.core.case.passage import Passage
from gatekeeper.core.case.scalars import (
    Day,
    Line,
    PageCount,
    Ref,
    Several,
    Unknown,
    YesNo,
    optional,
    page_ranges,
    required,
)
from gatekeeper.core.case.words import Copyright, DocumentKind, Draft, Holder


class Audit(Part):
    """The audit of the accounts the document belongs to."""

    window_opens_on: Day = required("The first day of the 30 working days of inspection (SI 2015/234 reg 14).")


class Document(Part):
    """A document asked for."""

    ref: Ref = required("A short name for the document, used once in the file.")
    title: Line = required("Its title, or a label that discloses nothing.")
    kind: Annotated[DocumentKind | None, Unknown()] = optional("What kind of document it is.")
    page_count: PageCount | None = optional("How many pages it has; passages must then lie within.")
    holder: Annotated[Holder | None, Unknown()] = optional(
        "Who has it; nobody, where it does not exist or is not found."
    )
    council_can_call_for_it: YesNo = optional("Where another has it: can the council call for it by right?")
    executive_can_call_for_it: YesNo = optional("Where the executive has it not: can it call for it by right?")
    draft: Annotated[Draft | None, Unknown()] = optional(
        "Final, a draft only, or a draft that was in truth what was considered."
    )
    considered_for_executive_decision: YesNo = optional("Is or was it considered for an executive decision?")
    listed_background_paper: YesNo = optional("Did the proper officer list it as a background paper of an open report?")
    responsible_body: Line | None = optional("The committee or other body whose functions it concerns.")
    portfolio: Line | None = optional("The subject by which the executive's portfolios are divided.")
    copyright: Annotated[Copyright | None, Unknown()] = optional("Who owns the copyright.")
    links: Several[Link] | None = optional("The business it relates to, complete. An empty list: none.")
    audit: Audit | None = optional("The audit of the accounts it belongs to.")
    passages: Several[Passage] | None = optional("Its passages. Left out: one, the whole document.", min_length=1)
    findings: Annotated[Findings | None, checked_at("document")] = optional("Findings about the document.")

    @property
    def parts(self) -> tuple[Passage, ...]:
        """The passages to be decided: those written, or one for the whole document, of which nothing is known yet."""
        return self.passages or (Passage(ref=self.ref, pages="whole"),)

    def problems(self) -> Iterable[CaseError]:
        """A holder who cannot call for what he has, and passages that do not fit into the document."""
        yield from self._holding()
        yield from self._whole_beside_others()
        yield from self._beyond_the_last_page()
        yield from self._said_inseparable()

    def _holding(self) -> Iterable[CaseError]:
        if self.council_can_call_for_it is False:
            if self.holder in {"council", "executive", "both"}:
                yield CaseError(
                    "council_can_call_for_it", "the council has it itself", "leave it out, or name another holder"
                )
            if self.executive_can_call_for_it:
                why = "what the executive can call for, the council can"
                yield CaseError("council_can_call_for_it", why, "write true, or executive_can_call_for_it: false")
        if self.executive_can_call_for_it is False and self.holder in {"executive", "both"}:
            yield CaseError(
                "executive_can_call_for_it", "the executive has it itself", "leave it out, or correct the holder"
            )
        if self.holder == "nobody" and (self.council_can_call_for_it or self.executive_can_call_for_it):
            yield CaseError("holder", "nobody has it, so it cannot be called for", "name who has it")

    def _whole_beside_others(self) -> Iterable[CaseError]:
        passages = self.passages or ()
        for index, passage in enumerate(passages):
            if passage.pages == "whole" and len(passages) > 1:
                place = f"passages[{index}].pages"
                yield CaseError(place, "one passage is the whole document, yet there are others", "write its own pages")

    def _beyond_the_last_page(self) -> Iterable[CaseError]:
        for index, passage in enumerate(self.passages or ()):
            if self.page_count is None or passage.pages is None or passage.pages == "whole":
                continue
            last = max(end for _, end in page_ranges(passage.pages))
            if last > self.page_count:
                why = f"page {last} is beyond the last, {self.page_count}"
                yield CaseError(f"passages[{index}].pages", why, "correct the pages or page_count")

    def _said_inseparable(self) -> Iterable[CaseError]:
        for index, passage in enumerate(self.passages or ()):
            if passage.separable is False and stands_apart(passage, self.parts):
                place = f"passages[{index}].separable"
                why = f"it shares no page with another passage, so passages[{index}].pages says that it is"
                yield CaseError(place, why, "leave it out, or correct the pages")
