"""How the columns of the register are asked on pages: each in words, with a hint where one helps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gatekeeper.web.seeking import KINDS
from gatekeeper.web.strings import N_


@dataclass(frozen=True, slots=True)
class Label:
    """How a column is asked: its label and hint, and the heading under which it stands."""

    text: str
    hint: str = ""
    group: str | None = None


_KNOWN, _WHAT, _HAS = N_("Who may know of it"), N_("What it is"), N_("Who has it")
_BY_LAW = N_("What the law asks of it")
LABELS: Final[Mapping[str, Mapping[str, Label]]] = {
    "bodies": {
        "name": Label(N_("Name of the body")),
        "type": Label(N_("What kind of body it is"), N_("The law of its meetings follows from this.")),
    },
    "meetings": {
        "body": Label(N_("Which body meets")),
        "meeting_at": Label(N_("When it begins"), N_("In the council’s own time, such as 27 11 2026 and 18:30.")),
        "meeting_on": Label(N_("The day, where the time is not known")),
        "convened_on": Label(N_("The day on which it was convened"), N_("Only where that was at short notice.")),
        "ended_at": Label(N_("When it ended")),
    },
    "items": {
        "body": Label(N_("Which body deals with it")),
        "meeting": Label(N_("At which meeting"), N_("A meeting of that body. Leave it out where none is fixed yet.")),
        "title": Label(N_("Title of the item")),
        "access": Label(N_("Is it dealt with in public?")),
        "fixed_by": Label(N_("By what it is fixed that the body deals with it")),
        "item_added_on": Label(N_("The day on which it was added"), N_("Only where the agenda was out already.")),
        "ended_at": Label(N_("When it ended, where it ended before the meeting did")),
        "papers_with_members": Label(N_("Have the members of the body their papers?")),
    },
    "decisions": {
        "decider": Label(N_("The post that decides")),
        "type": Label(N_("Who decides")),
        "title": Label(N_("What is decided")),
        "decided_at": Label(N_("When it was decided")),
        "decided_on": Label(N_("The day, where the time is not known")),
        "decision_expected": Label(N_("Is it still to come?")),
        "decision_type": Label(N_("Is it an executive decision?")),
        "must_be_recorded": Label(N_("Must it be recorded by law?")),
    },
    "documents": {
        "title": Label(N_("Title"), "", _WHAT),
        "kind": Label(N_("Kind of paper"), "", _WHAT),
        "page_count": Label(N_("How many pages it has"), "", _WHAT),
        "draft": Label(N_("Is it a draft?"), "", _WHAT),
        "responsible_body": Label(N_("Body whose work it concerns"), "", _WHAT),
        "portfolio": Label(N_("Portfolio of the executive that it concerns"), "", _WHAT),
        "copyright": Label(N_("Who owns the copyright"), "", _WHAT),
        "holder_post": Label(N_("The post that holds it"), N_("Whoever is in it decides on need to know."), _HAS),
        "holder": Label(N_("Whose document it is"), "", _HAS),
        "council_can_call_for_it": Label(N_("Where another has it: can the council call for it by right?"), "", _HAS),
        "executive_can_call_for_it": Label(
            N_("Where the executive has it not: can the executive call for it by right?"), "", _HAS
        ),
        "existence_known": Label(N_("May councillors know that it exists?"), "", _KNOWN),
        "title_known": Label(N_("May they know its title?"), "", _KNOWN),
        "public_label": Label(
            N_("What it is called to those who may not know the title"),
            N_("Words that disclose nothing, such as “Report on a staffing matter”."),
            _KNOWN,
        ),
        "considered_for_executive_decision": Label(
            N_("Is it, or was it, considered for an executive decision?"), "", _BY_LAW
        ),
        "listed_background_paper": Label(N_("Is it listed as a background paper of an open report?"), "", _BY_LAW),
        "window_opens_on": Label(N_("First day on which it is open at the audit of the accounts"), "", _BY_LAW),
        "links_complete": Label(N_("Is the business recorded all that it relates to?"), "", _BY_LAW),
    },
    "links": {
        "document": Label(N_("The document, by its code in the register")),
        "item": Label(N_("The item of business")),
        "decision": Label(N_("Or the decision that one person takes")),
        "position": Label(N_("Its place in the list"), N_("0 comes first.")),
    },
    "passages": {
        "document": Label(N_("The document, by its code in the register")),
        "title": Label(N_("What the passage is called")),
        "pages": Label(N_("On which pages it lies"), N_("The word whole, a page, or pages such as 1-3, 7.")),
        "position": Label(N_("Its place in the document"), N_("0 comes first.")),
        "separable": Label(N_("Can it be taken out, so that the rest makes sense?")),
        "contains": Label(N_("What it holds"), N_("What an officer found when she looked.")),
        "contains_not_yet_known": Label(N_("What it may hold, and nobody knows yet")),
        "registered": Label(N_("Must it be registered under the Companies Acts or another such Act? (paragraph 8)")),
        "self_planning": Label(N_("Is it a planning application of the council’s own? (paragraph 9)")),
        "negotiation": Label(N_("Terms proposed in negotiations for a contract (paragraph 3)")),
        "negotiation_opened_on": Label(N_("Or: the day on which the negotiations began")),
        "negotiation_concluded_on": Label(N_("The day on which they ended")),
        "negotiation_accepted": Label(N_("Are these the terms that were agreed?")),
    },
}
"""Columns that are not here are not asked there: they have a page of their own, and stay as they are."""
NEW: Final[Mapping[str, tuple[str, ...]]] = {
    "documents": (
        *("title", "kind", "page_count", "responsible_body"),
        *("holder_post", "holder", "existence_known", "title_known", "public_label"),
    ),
    "meetings": ("body", "meeting_at", "meeting_on", "convened_on"),
    "items": ("body", "meeting", "title", "access", "fixed_by", "item_added_on"),
}
"""What is asked of a new thing, where that is less than all; the rest is added by correcting it."""
ADD: Final[Mapping[str, str]] = {
    "bodies": N_("Add a body"),
    "meetings": N_("Add a meeting"),
    "items": N_("Add an item of business"),
    "decisions": N_("Add a decision"),
    "documents": N_("Add a document"),
    "links": N_("Add business that a document relates to"),
    "passages": N_("Add a passage"),
}
CORRECT: Final[Mapping[str, str]] = {
    "bodies": N_("Correct a body"),
    "meetings": N_("Correct a meeting"),
    "items": N_("Correct an item of business"),
    "decisions": N_("Correct a decision"),
    "documents": N_("Correct a document"),
    "links": N_("Correct what a document relates to"),
    "passages": N_("Correct a passage"),
}
WORDS: Final[Mapping[str, str]] = {
    **KINDS,
    "other": N_("Another kind"),
    "unknown": N_("It is not yet known"),
    "none": N_("None of these"),
    "nobody": N_("Nobody: it does not exist, or cannot be found"),
    "both": N_("The council and its executive"),
    "final": N_("No, it is final"),
    "draft_only": N_("A draft only"),
    "draft_that_was_considered": N_("A draft that was in truth what was considered"),
    "public": N_("In public"),
    "private": N_("In private, or likely so"),
    "executive": N_("Executive"),
    "non_executive": N_("Not executive"),
    "live": N_("Still live"),
    "agreed": N_("Agreed in a concluded contract"),
    "historic": N_("Historic"),
    "overview_and_scrutiny": N_("Overview and scrutiny committee"),
    "overview_and_scrutiny_sub_committee": N_("Overview and scrutiny sub-committee"),
}


def word_label(word: str) -> str:
    """A word of a closed list as people say it."""
    return WORDS.get(word) or word.replace("_", " ").capitalize()


def column_label(sheet: str, column: str) -> str:
    """What a column is called in the history of a thing."""
    found = LABELS.get(sheet, {}).get(column)
    return found.text if found else _OTHERS.get(column) or column.replace("_", " ").capitalize()


_OTHERS: Final[Mapping[str, str]] = {
    "number": N_("Paragraph of Schedule 12A"),
    "result": N_("Where the public interest lies"),
    "by": N_("Weighed by"),
    "at": N_("Weighed at"),
    "review_on": N_("Claimed until it is weighed again on"),
    "how_to_challenge": N_("How to challenge it"),
    "paragraphs_complete": N_("The proper officer has looked at it"),
    "basis": N_("What makes it confidential"),
    "citation": N_("Enactment, order or terms"),
    "reaches_every_route": N_("It reaches every route"),
}
