"""Findings: what a person has found and the file does not otherwise tell, by the name of the fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Discriminator, Tag, ValidationInfo, WithJsonSchema

from gatekeeper.core.case.base import Part, impossible
from gatekeeper.core.case.errors import CaseError
from gatekeeper.core.case.plain_data import shown
from gatekeeper.core.case.scalars import Instant, Line, Prose, Unknown, optional, required
from gatekeeper.core.facts import Fact, Value, Vocabulary

COMPUTED: Final = "computed"
"""The supplier of the facts that the machine works out itself."""

PER_DOCUMENT: Final = frozenset(
    {
        "member_of_responsible_body",
        "substitute_on_responsible_body",
        "likely_substitute_on_responsible_body",
        "portfolio_covers_subject",
        "collective_executive_decision",
        "opposition_spokesperson",
        "has_pecuniary_interest",
        "hears_disciplinary_case",
    }
)
"""What may be found of the requester for one document apart from the others."""

_SUBJECTS: Final[Mapping[str, frozenset[str]]] = {
    "council": frozenset({"council"}),
    "requester": frozenset({"requester"}),
    "request": frozenset({"request", "purpose"}),
    "document": frozenset({"document", "purpose"}),
    "passage": frozenset({"passage", "scrutiny", "purpose"}),
}


FoundValue = Annotated[
    bool | str | None, Unknown(), WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string"}]})
]


class SignedFinding(Part):
    """A finding with who made it, when and why."""

    value: FoundValue = required("true, false, one of the fact's words, or unknown.")
    by: Line | None = optional("The office (not the name) of the person who found it, such as monitoring officer.")
    at: Instant | None = optional("When it was found.")
    reasons: Prose | None = optional("Why, in the person's own words. Kept for the record; no rule reads it.")


def _form(value: object) -> str | None:
    if value is None or isinstance(value, bool | str):
        return "plain"
    return "signed" if isinstance(value, dict | SignedFinding) else None


Finding = Annotated[
    Annotated[FoundValue, Tag("plain")] | Annotated[SignedFinding, Tag("signed")],
    Discriminator(_form, custom_error_type="finding", custom_error_message="not a finding"),
]
Findings = Mapping[str, Finding]


def found_value(finding: Finding) -> Value:
    """The value found: True, False, a word, or None for *not yet known*."""
    return finding.value if isinstance(finding, SignedFinding) else finding


@lru_cache(maxsize=64)
def facts_of_level(level: str, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """The facts that may be found at one level of the file (council, requester, request, document or passage)."""
    return tuple(fact for fact in vocabulary if _belongs(fact, level))


def finding_problems(level: str, findings: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[CaseError]:
    """What is wrong with the findings of one level: a name, level or value outside the vocabulary."""
    allowed = {fact.name: fact for fact in facts_of_level(level, vocabulary)} if findings else {}
    for name, finding in findings.items():
        if name not in allowed:
            yield _not_here(name, level, tuple(allowed), vocabulary)
        elif not allowed[name].accepts(found_value(finding)):
            words = ", ".join(allowed[name].choices) or "true, false"
            yield CaseError(
                name, f"'{shown(str(found_value(finding)))}' is no answer to it", f"write one of {words}, unknown"
            )


def checked_at(level: str) -> AfterValidator:
    """Check the findings of a level against the vocabulary, where the reader was given one."""

    def check(findings: Mapping[str, Any] | None, info: ValidationInfo) -> Mapping[str, Any] | None:
        vocabulary = (info.context or {}).get("vocabulary")
        if vocabulary is not None and findings is not None:
            impossible(finding_problems(level, findings, vocabulary))
        return findings

    return AfterValidator(check)


def _belongs(fact: Fact, level: str) -> bool:
    if fact.supplier == COMPUTED:
        return False
    return fact.subject in _SUBJECTS[level] or (level == "document" and fact.name in PER_DOCUMENT)


def _not_here(name: str, level: str, allowed: tuple[str, ...], vocabulary: Vocabulary) -> CaseError:
    if name not in vocabulary:
        near = get_close_matches(name, allowed, 1)
        hint = f"did you mean {near[0]}?" if near else "see the list of facts in docs/case-file.md"
        return CaseError(name, "there is no such fact", hint)
    if vocabulary[name].supplier == COMPUTED:
        return CaseError(name, "the machine works this out itself", "leave it out")
    homes = [home for home in _SUBJECTS if _belongs(vocabulary[name], home)]
    return CaseError(
        name, f"this is not found of a {level}", f"write it under the findings of the {' or '.join(homes)}"
    )
