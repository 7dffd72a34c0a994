"""The shapes of a decision, as it is printed, stored and replayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["not_applicable", "not_yet", "barred", "blocked", "refer", "undetermined", "open"]
"""What one route comes to on one passage."""

Outcome = Literal["barred", "entitled", "undetermined", "refer", "not_entitled"]
"""What a passage comes to over all routes. *Not entitled* is not *prohibited*."""

Position = Literal[
    "excluded",
    "strict",
    "presumed",
    "need_shown",
    "must_justify_in_specific_terms",
    "must_justify",
    "unsettled",
    "depends",
]
"""Where the councillor stands at common law; ``depends`` where facts not yet known would tell."""

Side = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class Spoke:
    """A rule that spoke on a route or question, for or against opening, with its words and its source.

    ``waits_for`` names the facts not yet known that alone keep it silent; it is empty for a rule that spoke.
    """

    rule: str
    question: str
    side: Side
    sentence: str
    source: str
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition that keeps a route from applying: what was asked, how it stands, and how it would have to stand."""

    fact: str
    asks: str
    stands: str
    needs: str


@dataclass(frozen=True, slots=True)
class Change:
    """What would open a route that failed: these findings together, each with the question it answers."""

    facts: tuple[tuple[str, str], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact not yet known that would help to decide, as a question to the one who can answer it, and by when."""

    fact: str
    question: str
    supplier: str
    source: str
    routes: tuple[str, ...]
    due: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something somebody owes besides the answer itself, with the rules that say so and its clocks."""

    what: str
    owner: str
    rules: tuple[Spoke, ...]
    clocks: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class RouteResult:
    """One route on one passage. ``could_be`` lists every status still possible; one entry unless undetermined.

    ``provisional`` marks a block that rests on a public-interest balance not yet confirmed for this request.
    ``clocks`` are computed deadlines as dictionaries (see ``Deadline.as_dict``).
    """

    route: str
    title: str
    kind: str
    source: str
    status: Status
    could_be: tuple[Status, ...]
    owner: str
    form: str
    charge: str
    spoke: tuple[Spoke, ...]
    silent: tuple[Spoke, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    changes: tuple[Change, ...] = ()
    clocks: tuple[dict[str, Any], ...] = ()
    reasons_to: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class CommonLaw:
    """The common-law position on a passage: a recommendation to the person who determines, never a ruling."""

    position: Position
    could_be: tuple[str, ...]
    spoke: tuple[Spoke, ...]
    determined_by: str
    advised_by: str
    adviser_needed: bool | None
    least_form: str
    conditions_allowed: bool | None


@dataclass(frozen=True, slots=True)
class PassageResult:
    """What one passage comes to, with every reason.

    ``after_redaction`` tells that it is open once what is withheld beside it has been taken out (a practice owed
    by the proper officer, not a bare right). ``prohibition`` cites the enactment, order or terms where it is, or may
    be, barred. ``incident`` is set where an internal error made it *refer*.
    """

    passage: str
    label: str
    pages: str
    outcome: Outcome
    could_be: tuple[Outcome, ...]
    summary: str
    reasons: tuple[Spoke, ...]
    routes: tuple[RouteResult, ...]
    prohibition: str = ""
    opened_by: tuple[str, ...] = ()
    opens_later_by: tuple[str, ...] = ()
    after_redaction: bool = False
    common_law: CommonLaw | None = None
    asks: tuple[Ask, ...] = ()
    tasks: tuple[Task, ...] = ()
    fallback: tuple[Task, ...] = ()
    notices: tuple[Spoke, ...] = ()
    warnings: tuple[Spoke, ...] = ()
    facts: tuple[tuple[str, Any], ...] = ()
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One document with its passages and the widest lawful disclosure in a sentence."""

    document: str
    title: str
    summary: str
    passages: tuple[PassageResult, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The whole answer of the machine to a case, under one edition, at one instant."""

    format: str
    case: str
    council: str
    pack: str | None
    as_at: str
    edition: str
    calendars: tuple[str, ...]
    documents: tuple[DocumentResult, ...]
