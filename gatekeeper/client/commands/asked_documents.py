"""What the operations on asked documents take, as the description of the API says it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from gatekeeper.client.operation import Taken


class Matching(Taken):
    """Which document of the register a description means."""

    document: str = Field(description="The document (register id).")


class Search(Taken):
    """One search that was made: where, by which words, and who was asked."""

    where: str
    how: str


class NotHeld(Taken):
    """That the council does not hold it or cannot find it, with the searches. It is not a refusal."""

    cannot_be_found: bool = False
    searches: tuple[Search, ...]
    words: str


class Asks(Taken):
    """A question to the councillor; ``offers_narrowing``: it is the offer of help to narrow the request."""

    words: str
    shared: bool = False
    offers_narrowing: bool = False


class Stated(Taken):
    """The councillor's answer, and whether it names the duty and says why now. Left out: not yet known."""

    words: str
    duty_stated: bool | None = None
    why_now_stated: bool | None = None


class Narrowing(Taken):
    """What she asks for now."""

    words: str
    identified: bool = Field(default=True, description="Does it now name documents, or a class by subject and period?")


class Said(Taken):
    """Words on a case. ``shared``: the councillor may read a note; other words say themselves who may read them."""

    words: str
    shared: bool = False


class Recommendation(Taken):
    """What an adviser recommends for one passage, by its ref."""

    passage: str
    recommends: Literal["granted", "partly_granted", "refused", "not_held"]
    form: Literal["whole_copy", "redacted_copy", "inspection", "briefing", "facts_only"] | None = None


class Advising(Taken):
    """Advice, with what it recommends for each passage. ``shared``: the councillor may read it."""

    words: str
    recommends: tuple[Recommendation, ...] = ()
    shared: bool = False


class Claim(Taken):
    """A paragraph of Schedule 12A claimed for a passage, with its balance; left out while it is to be weighed."""

    number: int
    result: Literal["maintain", "equal", "disclose"] | None = None
    reasons: str | None = None
    review_on: date | None = None
    how_to_challenge: str | None = None


class Classifying(Taken):
    """Every paragraph the proper officer claims for one passage (register id); none: she claims none."""

    passage: str
    claims: tuple[Claim, ...] = ()


class Confirmation(Taken):
    """The proper officer's word, for this request, on the balance of one paragraph of one passage (register ids)."""

    paragraph: str
    confirmed: Literal["true", "false", "unknown"]
    reasons: str


class Found(Taken):
    """A fact that a person has found: of the request, of one document or of one passage (register ids)."""

    level: str
    subject: str
    fact: str
    value: str
    reasons: str | None = None


class NeedFound(Taken):
    """What the officer found on need and purpose (law 5.2); what is left out is not yet found."""

    council_document: bool | None = None
    held: bool | None = None
    can_be_called_for: bool | None = None
    identified: bool | None = None
    narrowing_offered: bool | None = None
    council_business: bool | None = None
    duty: str | None = None
    why_now: str | None = None
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
    least_form_that_suffices: Literal["whole_copy", "redacted_copy", "inspection", "briefing", "facts_only"] | None = (
        None
    )
    undertaking_asked: bool | None = None
    undertaking_refused: bool | None = None
    disproportionate: bool | None = None


class PassageRuling(Taken):
    """The ruling on one passage, by its ref, with its form, grounds and reasons."""

    passage: str
    ruling: Literal["granted", "partly_granted", "refused", "not_held"]
    form: Literal["whole_copy", "redacted_copy", "inspection", "briefing", "facts_only"] | None = None
    grounds: tuple[
        Literal[
            "not_council_document",
            "not_held",
            "cannot_be_found",
            "exempt",
            "confidential_information",
            "adviser_advice",
            "not_relevant_to_scrutiny",
            "outside_the_right",
            "no_need_shown",
            "roving_commission",
            "curiosity_only",
            "improper_purpose",
            "other_groups_papers",
            "third_party_personal_data",
            "privileged_and_adverse",
            "disproportionate",
            "undertaking_refused",
            "later_use_differs",
            "casework",
            "covert_research",
            "disciplinary_detail",
            "matter_closed",
            "circulation_limited",
            "party_advantage",
            "embarrassment",
            "fear_of_leaks",
            "convenience",
            "distrust_of_requester",
            "another",
        ],
        ...,
    ] = ()
    paragraphs: tuple[int, ...] = ()
    reasons: str = ""
    alternatives_considered: tuple[
        Literal["whole_copy", "redacted_copy", "inspection", "briefing", "facts_only"], ...
    ] = ()
    conditions: tuple[str, ...] = ()
    need: NeedFound = NeedFound()
    authority: tuple[str, ...] = ()
    clearance: str = ""
    settled_doubts: tuple[str, ...] = ()
    personal_data_basis: str | None = Field(
        default=None,
        description="The basis in data protection law (Article 6, 9 or 10, and the policy document).",
    )


class Rulings(Taken):
    """The rulings on every passage of one asked document that is not open as of right."""

    passages: tuple[PassageRuling, ...]
    delegation: str | None = Field(default=None, description="The reference of the delegation under which it is made.")
    statement_to_scrutiny: str | None = Field(
        default=None,
        description="The written reasons for the scrutiny committee (SI 2012/2089 reg 17(4)).",
    )


class PassageRelevance(Taken):
    """Whether one passage (register id) is relevant to scrutiny work (reg 17(3)(a)); left out: not yet found."""

    passage: str
    own_scrutiny: bool | None = None
    own_programme: bool | None = None
    other_programme: bool | None = None


class ExecutiveAnswer(Taken):
    """The findings on relevance, and the written reasons to the scrutiny committee for whatever is then not given."""

    relevance: tuple[PassageRelevance, ...] = ()
    statement_to_scrutiny: str | None = Field(default=None, description="Written reasons (reg 17(4)).")
