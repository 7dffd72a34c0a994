"""What an officer proposes for one passage: the ruling, its form, its grounds, and every finding it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

from gatekeeper.core.rulings.grounds import GroundCode
from gatekeeper.core.rulings.words import Form, ImproperKind, Key, Ruling, Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """The findings of the need-to-know test, in the order of its questions (statement of law 5.2).

    None is *not yet found*; where she names no duty, ``duty`` says so in words. Questions 3 and 4 (is she a
    councillor, does a statute give it) are the machine's and not a person's; question 5 is ``Proposal.clearance``;
    question 16 is the proposal itself. ``sensitivity`` is empty where somebody looked and found none.
    ``presumption_displaced`` is the finding that, though she sits on the responsible body, her need is not to be
    presumed for this passage.
    """

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
    improper_purpose_kind: ImproperKind | None = None
    improper_purpose_dominant: bool | None = None
    member_heard: bool | None = None
    presumption_displaced: bool | None = None
    circulation_limited: bool | None = None
    matter_closed: bool | None = None
    bears_on_own_committee: bool | None = None
    reasonably_necessary: bool | None = None
    specific_terms: bool | None = None
    identities_needed: bool | None = None
    sensitivity: tuple[Sensitivity, ...] | None = None
    requester_adverse: bool | None = None
    least_form_that_suffices: Form | None = None
    undertaking_asked: bool | None = None
    undertaking_refused: bool | None = None
    disproportionate: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What an officer proposes for one passage.

    ``conditions`` are kinds of a pack's Condition. ``decided_as`` is the post in which it is decided. ``authority``
    are the decided cases that a ruling on a dispute cites. ``paragraphs`` are those of Schedule 12A that the ground
    *exempt* rests on. ``clearance`` is the monitoring officer's clearance of a bar, in words. ``settled_doubts`` are
    the routes on which the one whose decision it is has recorded that a doubtful point goes against her.
    """

    document: str
    passage: str
    ruling: Ruling
    form: Form | None = None
    grounds: tuple[GroundCode, ...] = ()
    reasons: str = ""
    alternatives_considered: tuple[Form, ...] = ()
    conditions: tuple[str, ...] = ()
    need: Need = field(default_factory=Need)
    decided_as: str
    authority: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    clearance: str = ""
    settled_doubts: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """The passage it is about."""
        return (self.document, self.passage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What an adviser recommends for one passage. ``form`` None: the adviser names no form."""

    passage: Key
    recommends: Ruling
    form: Form | None = None
