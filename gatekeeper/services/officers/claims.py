"""Classifying on a case: the passages with what is claimed of each, and whether each balance is confirmed for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.found import Claim, classify
from gatekeeper.services.cases.reading import case_of
from gatekeeper.services.registering.classifying import require_whole
from gatekeeper.services.registering.documents import ShownPassage, passages_shown
from gatekeeper.services.registering.paragraphs import ShownClaim
from gatekeeper.storage import tables

_YES, _NO, _UNKNOWN = "true", "false", "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsFile:
    """What is claimed of an asked document. ``confirmed``: by the paragraph's id, what was said for this request.

    A word that was given before the balance was weighed anew is not among them.
    """

    case: Mapping[str, Any]
    document: Mapping[str, Any]
    passages: tuple[ShownPassage, ...]
    confirmed: Mapping[str, str]

    @property
    def version(self) -> int:
        """The version of the case as its reader has it before her."""
        return int(self.case["version"])

    def passage(self, passage_id: str) -> ShownPassage:
        """One passage. Raises NotThere."""
        for each in self.passages:
            if each.passage_id == passage_id:
                return each
        raise NotThere("The passage")

    def claim(self, paragraph_id: str) -> tuple[ShownPassage, ShownClaim]:
        """One claim with its passage. Raises NotThere."""
        for passage in self.passages:
            for each in passage.claims:
                if each.paragraph_id == paragraph_id:
                    return passage, each
        raise NotThere("The paragraph")


def claims_file(desk: Desk, asked_id: str, action: Action) -> ClaimsFile:
    """What is claimed of it, for whoever takes that step. The reading is entered.

    Raises NotThere for whoever has no part in the case, and Forbidden for whoever may not take the step now.
    """
    view = case_of(desk, asked_id)
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, action)
    if asked.document_id is None:
        raise NotThere
    return ClaimsFile(
        case=view,
        document=next(each for each in view["documents"] if each["asked_id"] == asked_id),
        passages=tuple(passages_shown(desk, asked.document_id)),
        confirmed=_confirmed(desk, request.id, asked.document_id),
    )


def classify_whole(desk: Desk, asked_id: str, passage_id: str, claims: tuple[Claim, ...]) -> int:
    """Classify a passage on a case, as ``found.classify`` does; a claim that lacks what makes it one is refused."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.CLASSIFY)
    require_whole(claims, desk)
    return classify(desk, asked_id, passage_id, claims)


def _confirmed(desk: Desk, request_id: str, document_id: str) -> Mapping[str, str]:
    found = {}
    for row in desk.register.all(tables.BalanceConfirmation, request_id=request_id):
        paragraph = desk.register.one(tables.Paragraph, row.paragraph_id)
        passage = desk.register.one(tables.Passage, paragraph.passage_id) if paragraph else None
        if paragraph and passage and passage.document_id == document_id and row.entry >= paragraph.entry:
            found[row.paragraph_id] = _UNKNOWN if row.confirmed == _UNKNOWN else (_YES if row.confirmed else _NO)
    return found
