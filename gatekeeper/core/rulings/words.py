"""The words of a ruling: what may be ruled of a passage, in which form it may be given, and when that is the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

from gatekeeper.core.case.words import ImproperKind

Ruling = Literal["granted", "partly_granted", "refused", "not_held"]
"""What a person rules of a passage, or of a document from its passages.

``granted``: she gets all of the passage in a form that gives what she asked for. ``partly_granted``: she gets some of
it, or all of it in a lesser form than she asked for (a redacted copy, inspection without a copy, a briefing, the facts
alone). ``refused``: she gets nothing of it. ``not_held``: there is nothing to give; that is no refusal.
"""

Form = Literal["whole_copy", "redacted_copy", "inspection", "briefing", "facts_only"]
"""In which form she gets it (statement of law 5.2 (13)); ``facts_only`` is the answer to her question."""

Sensitivity = Literal[
    "privileged_advice",
    "live_negotiations",
    "employee_relations",
    "informants",
    "third_party_confidence",
    "other_groups_advice",
]
"""What makes a passage sensitive besides personal data (statement of law 5.2 (12))."""

Key = tuple[str, str]
"""One passage: the document's reference and the passage's own."""

FORMS: Final[tuple[Form, ...]] = ("facts_only", "briefing", "inspection", "redacted_copy", "whole_copy")
"""From the least intrusive form to the most (statement of law 5.2 (13))."""

ENOUGH: Final[Mapping[Form | None, frozenset[Form]]] = MappingProxyType(
    {
        None: frozenset({"whole_copy", "inspection"}),
        "whole_copy": frozenset({"whole_copy"}),
        "redacted_copy": frozenset({"whole_copy", "redacted_copy"}),
        "inspection": frozenset({"whole_copy", "inspection"}),
        "briefing": frozenset({"whole_copy", "inspection", "briefing"}),
        "facts_only": frozenset(FORMS),
    }
)
"""For the form she asked for (None: she named none), the forms that give all of it. Reading a redacted copy is not
reading the paper, and a briefing does not give it."""

GIVEN: Final[frozenset[Ruling]] = frozenset({"granted", "partly_granted"})
WITHHELD: Final[frozenset[Ruling]] = frozenset({"refused", "partly_granted"})


def document_ruling(rulings: Sequence[Ruling]) -> Ruling:
    """The ruling of a document from the rulings of all its passages (an open passage counts as granted).

    All alike give that ruling. Something given beside something that is not is *partly granted*. Nothing given, and
    something refused, is *refused*. Raises ValueError without a passage.
    """
    if not rulings:
        raise ValueError("a document is ruled on through its passages, and none was given; give at least one ruling")
    different = set(rulings)
    if len(different) == 1:
        return rulings[0]
    return "partly_granted" if different & GIVEN else "refused"


__all__ = [
    "ENOUGH",
    "FORMS",
    "GIVEN",
    "WITHHELD",
    "Form",
    "ImproperKind",
    "Key",
    "Ruling",
    "Sensitivity",
    "document_ruling",
]
