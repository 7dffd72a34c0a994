"""A council pack: what one council's own protocol says, clause by clause, each with its paragraph."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Post = Literal[
    "director",
    "head_of_service",
    "senior_officer",
    "monitoring_officer",
    "deputy_monitoring_officer",
    "chief_executive",
    "proper_officer",
    "chief_finance_officer",
    "data_protection_officer",
    "chief_information_officer",
    "committee",
    "full_council",
    "line_manager",
    "group_leader",
    "outside_adviser",
]
"""Posts and bodies that a protocol may give a part to."""

TOPICS = (
    "asking",
    "approach",
    "determiner",
    "deputy",
    "adviser",
    "presumption",
    "justification",
    "exclusions",
    "automatic_release",
    "confidentiality_exceptions",
    "purpose_limit",
    "copying",
    "group_budget",
    "severable_facts",
    "ladder",
    "targets",
    "conditions",
    "release_modes",
    "breach",
    "interpretation",
    "review",
    "foi",
    "publication",
    "marking",
    "conflict",
)
"""What a reader looks for in a protocol. Each is either said, with its paragraph, or named as silent."""


class Strict(BaseModel):
    """Refuses unknown fields and changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Clause(Strict):
    """One thing the protocol says: a sentence a councillor can read, and the paragraph that says it."""

    sentence: str = Field(min_length=10)
    cite: str = Field(min_length=1)


class Asking(Clause):
    """Who may ask, and how."""

    who: Literal[
        "councillor",
        "co_opted_member",
        "group_assistant",
        "substitute",
        "group_leader",
        "scrutiny_member",
        "audit_committee_member",
        "executive_member",
        "opposition_spokesperson",
    ]
    always_for_a_named_councillor: bool = False


class Determiner(Clause):
    """Whose decision a need-to-know request is, under the protocol."""

    post: Post
    title: str


class Deputy(Clause):
    """Who acts instead, and when."""

    post: Post
    title: str
    on: tuple[Literal["absence", "conflict"], ...]


class Adviser(Clause):
    """Who advises, and at which moment the adviser comes in."""

    posts: tuple[Post, ...] = Field(min_length=1)
    engaged: Literal["always", "in_doubt", "on_dispute"]


class Stage(Clause):
    """One rung of the dispute ladder. ``consults`` are heard first; they never decide."""

    post: Post
    title: str
    final: bool
    consults: tuple[Post, ...] = ()
    must_cite_authority: bool = False
    within_working_days: int | None = Field(default=None, ge=1, le=60)
    notice_hours: int | None = Field(default=None, ge=1, le=240)
    hearing: Literal["none", "written", "oral"] = "none"
    in_private: bool = False
    interests_declared: bool = False
    publication_screened: bool = False


class Target(Clause):
    """A time the council sets itself. It is never a statutory clock."""

    what: Literal["acknowledge", "reply", "reasons", "dispute"]
    working_days: int | None = Field(default=None, ge=1, le=60)
    calendar_days: int | None = Field(default=None, ge=1, le=90)
    clear_days: int | None = Field(default=None, ge=1, le=60)
    hours: int | None = Field(default=None, ge=1, le=240)
    by_reference_to: str | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Target:
        measures = (self.working_days, self.calendar_days, self.clear_days, self.hours, self.by_reference_to)
        if sum(measure is not None for measure in measures) != 1:
            raise ValueError("a target has one measure: days of one kind, hours, or a reference to another document")
        return self


class Limb(Clause):
    """One limb under which confidential information may be passed on, by the Members' Code."""

    limb: Literal["consent", "required_by_law", "professional_adviser", "public_interest"]


class Copying(Clause):
    """What must happen before one councillor's correspondence reaches another."""

    rule: Literal["told", "permission", "prior_notice_and_reasons", "natural_justice", "ward_interest_by_default"]
    about: Literal["any", "single_constituent", "ward_interest"] = "any"
    decided_by: Post | None = None


class GroupBudget(Clause):
    """Officers' budget work for one group: confidential until the first of these events."""

    until_first_of: tuple[Literal["determined", "published", "released"], ...] = Field(min_length=1)


class Condition(Clause):
    """A condition at common law or under the council's own rules; never on a statutory right."""

    kind: Literal["purpose_limit", "undertaking", "no_onward", "return", "inspection_only", "named_copy"]
    signed: bool = False


class ReleaseMode(Clause):
    """A form in which the council gives access beyond what statute lays down."""

    mode: Literal[
        "copy", "electronic_only", "inspection", "reading_room", "briefing", "redacted_copy", "facts_only", "summary"
    ]


class Breach(Clause):
    """Where a breach of the protocol goes."""

    by: Literal["councillor", "officer", "director", "chief_executive"]
    to: tuple[Post, ...] = Field(min_length=1)


class Interpretation(Clause):
    """Who says what the protocol means, and whether that settles it."""

    posts: tuple[Post, ...] = Field(min_length=1)
    settles: bool


class Review(Clause):
    """When and by whom the protocol is looked at again."""

    every_years: int | None = Field(default=None, ge=1, le=10)
    due_on: date | None = None
    by: tuple[Post, ...] = ()


class Silence(Strict):
    """A topic on which the protocol says nothing, and what applies instead."""

    topic: str
    applies: str = Field(min_length=10)


class Difference(Clause):
    """A place where the protocol misstates the law: the law rules, and the pack records it."""

    says: str = Field(min_length=10)
    law: str = Field(min_length=10)
    law_source: str = Field(min_length=3)


class Words(Clause):
    """The protocol's own words for people and papers."""

    councillor: str
    officer: str
    director: str
    exempt_paper: str = "exempt paper"


class Pack(Strict):
    """One council's protocol as data. ``from_on`` is the first day it is applied here."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")
    council: str
    council_type: Literal["county", "district", "london_borough", "parish", "combined_authority", "other_100j"]
    jurisdiction: Literal["england", "wales", "scotland", "northern_ireland"]
    protocol: str
    from_on: date
    date_basis: str
    words: Words
    asking: tuple[Asking, ...] = ()
    approach: tuple[Clause, ...] = ()
    determiner: Determiner | None = None
    deputy: tuple[Deputy, ...] = ()
    adviser: tuple[Adviser, ...] = ()
    presumption: tuple[Clause, ...] = ()
    justification: tuple[Clause, ...] = ()
    exclusions: tuple[Clause, ...] = ()
    automatic_release: tuple[Clause, ...] = ()
    confidentiality_exceptions: tuple[Limb, ...] = ()
    purpose_limit: tuple[Clause, ...] = ()
    copying: tuple[Copying, ...] = ()
    group_budget: GroupBudget | None = None
    severable_facts: tuple[Clause, ...] = ()
    ladder: tuple[Stage, ...] = ()
    targets: tuple[Target, ...] = ()
    conditions: tuple[Condition, ...] = ()
    release_modes: tuple[ReleaseMode, ...] = ()
    breach: tuple[Breach, ...] = ()
    interpretation: Interpretation | None = None
    review: Review | None = None
    foi: tuple[Clause, ...] = ()
    publication: tuple[Clause, ...] = ()
    marking: tuple[Clause, ...] = ()
    conflict: tuple[Clause, ...] = ()
    other: tuple[Clause, ...] = ()
    silent: tuple[Silence, ...] = ()
    differs: tuple[Difference, ...] = ()

    @model_validator(mode="after")
    def _said_or_silent(self) -> Pack:
        silent = [silence.topic for silence in self.silent]
        for topic in TOPICS:
            said = bool(getattr(self, topic))
            if said == (topic in silent):
                raise ValueError(
                    f"{topic} is {'both said and named as silent' if said else 'neither said nor named as silent'}; "
                    "give it a clause with its paragraph, or a [[silent]] entry that says what applies instead"
                )
        unknown = set(silent) - set(TOPICS)
        if unknown:
            raise ValueError(f"{sorted(unknown)[0]!r} is no topic; the topics are {', '.join(TOPICS)}")
        return self

    @model_validator(mode="after")
    def _one_end(self) -> Pack:
        finals = [stage.final for stage in self.ladder]
        if finals and (finals.count(True) != 1 or not finals[-1]):
            raise ValueError("exactly the last stage of the ladder is final; mark it so, and no other")
        return self
