"""How a fact is settled where several places of a case file speak of it, and when they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from gatekeeper.core.case import CaseError, Findings, found_value
from gatekeeper.core.case.findings import COMPUTED
from gatekeeper.core.derive.found import Found
from gatekeeper.core.derive.silence import SILENCE_IS_NO_FINDING
from gatekeeper.core.facts import Fact, Value, Vocabulary

NOT_STATED: Final = "not stated"
NO_FINDING: Final = "not stated: no such finding has been made"
_NARROWER: Final = frozenset({"passage", "document"})


class Level(NamedTuple):
    """The findings of one level of the file, and where they stand."""

    name: str
    place: str
    findings: Findings | None


def settled(vocabulary: Vocabulary, derived: Mapping[str, Found], levels: Sequence[Level]) -> dict[str, Found]:
    """Every fact but the computed ones. `levels` begin with the narrowest, the passage.

    What follows from the particulars goes before findings; of findings, the narrowest; then what the law takes from
    silence. Of need and purpose, and of an interest, a finding for one document or passage goes before what is said
    for the whole request.
    """
    found = dict(_unsaid(vocabulary))
    found.update((name, known) for name, known in derived.items() if name in found)
    for fact in _said_of(vocabulary, levels):
        found[fact.name] = _settle(fact, derived.get(fact.name), levels)
    return found


def contradictions(
    vocabulary: Vocabulary, derived: Mapping[str, Found], levels: Sequence[Level]
) -> Iterator[CaseError]:
    """Findings that say the contrary of what follows from the particulars: each names both places."""
    for fact in _said_of(vocabulary, levels):
        known = derived.get(fact.name)
        if known is None or known.value is None:
            continue
        for level, finding in _said(fact, levels):
            if finding.value is not None and finding.value != known.value and not _narrower_governs(fact, level):
                why = f"it says {_shown(finding.value)}, but {known.origin} says {_shown(known.value)}"
                yield CaseError(
                    finding.origin, why, f"correct one of them, or leave this finding out: {known.origin} tells it"
                )


@lru_cache(maxsize=16)
def _unsaid(vocabulary: Vocabulary) -> Mapping[str, Found]:
    """What every fact but the computed ones is where nothing is said of it."""
    return {fact.name: _silent(fact) for fact in vocabulary if fact.supplier != COMPUTED}


def _silent(fact: Fact) -> Found:
    silence = SILENCE_IS_NO_FINDING.get(fact.name)
    return Found(None, NOT_STATED) if silence is None else Found(silence.value, NO_FINDING)


def _said_of(vocabulary: Vocabulary, levels: Sequence[Level]) -> Iterator[Fact]:
    """The facts of which a level says something, but for the computed ones, in the order of the vocabulary."""
    names = {name for level in levels for name in level.findings or ()}
    known = _unsaid(vocabulary)
    return (vocabulary[name] for name in known if name in names) if names else iter(())


def _settle(fact: Fact, known: Found | None, levels: Sequence[Level]) -> Found:
    """What is said of a fact by some level, and perhaps by the particulars."""
    findings = list(_said(fact, levels))
    for level, finding in findings:
        if _narrower_governs(fact, level):
            return finding
    if known is not None and known.value is not None:
        return known
    return findings[0][1]


def _said(fact: Fact, levels: Sequence[Level]) -> Iterator[tuple[str, Found]]:
    for level in levels:
        if level.findings is not None and fact.name in level.findings:
            yield level.name, Found(found_value(level.findings[fact.name]), f"{level.place}.{fact.name}")


def _narrower_governs(fact: Fact, level: str) -> bool:
    return level in _NARROWER and (fact.subject == "purpose" or fact.name == "has_pecuniary_interest")


def _shown(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
