"""Checks what a council's protocol says of itself: its paragraphs, its dates, and that it claims no statutory right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gatekeeper.core.pack import Clause, Pack
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.loader import LAST_YEAR

FIRST_PROTOCOL = date(1974, 4, 1)
"""The day on which the councils of the Local Government Act 1972 began: no protocol of theirs is older."""

_LOCAL_ONLY = ("determiner", "deputy", "ladder", "targets", "conditions", "release_modes")
_STATUTE = re.compile(
    r"\b(?:sections?|ss?\.|regulations?|regs?\.?|articles?|arts?\.)\s*\d|\bSI\s*\d{4}/\d|\bstatut|\bas of right\b"
    r"|\b(?:freedom of|environmental) information\b|\bFOIA?\b|\bEIR\b",
    re.IGNORECASE,
)


def check_pack(pack: Pack, paragraphs: frozenset[str]) -> None:
    """Refuse a pack whose own clauses cannot stand. ``paragraphs`` are those the protocol has (empty: not listed).

    Raises PolicyError for a blank or unknown paragraph, an implausible date, or a clause on who decides, by when and
    on what terms that claims a right which statute gives.
    """
    for place, clause in clauses(pack):
        _check_cite(place, clause, paragraphs)
    _check_dates(pack)
    for topic in _LOCAL_ONLY:
        for place, clause in _of(pack, topic):
            _check_local(place, clause)


def clauses(pack: Pack) -> Iterator[tuple[str, Clause]]:
    """Every clause of the pack, each with its place."""
    for topic in Pack.model_fields:
        yield from _of(pack, topic)


def cited(pack: Pack) -> frozenset[str]:
    """Every paragraph that some clause of the pack cites."""
    return frozenset(part for _, clause in clauses(pack) for part in paragraphs_of(clause.cite))


def paragraphs_of(cite: str) -> list[str]:
    """The single paragraphs of a citation such as ``6.6(a), 6.6(b)``."""
    return [part.strip() for part in re.split(r"[,;]", cite)]


def _of(pack: Pack, topic: str) -> Iterator[tuple[str, Clause]]:
    said = getattr(pack, topic)
    entries = said if isinstance(said, tuple) else (said,)
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, Clause):
            yield f"{pack.id}/pack.toml: {topic} {number if isinstance(said, tuple) else ''}".rstrip(), entry


def _check_cite(place: str, clause: Clause, paragraphs: frozenset[str]) -> None:
    for paragraph in paragraphs_of(clause.cite):
        if not paragraph:
            raise PolicyError(place, "it cites no paragraph", "name the paragraph of the protocol that says it")
        if paragraphs and paragraph not in paragraphs:
            raise PolicyError(place, f"the protocol has no paragraph {paragraph!r}",
                              "correct the citation, or add the paragraph to paragraphs.toml if it exists")
    if any(ord(character) < 32 for character in clause.sentence + clause.cite):
        raise PolicyError(place, "sentence or cite holds a control character", "write plain text on one line")


def _check_dates(pack: Pack) -> None:
    place = f"{pack.id}/pack.toml"
    if not FIRST_PROTOCOL <= pack.from_on <= date(LAST_YEAR, 12, 31):
        raise PolicyError(place, f"from_on {pack.from_on} is not a plausible day", "write the day it is first applied")
    if not pack.date_basis.strip():
        raise PolicyError(place, "date_basis is empty", "say where the date comes from, or that it was chosen here")
    due_on = pack.review.due_on if pack.review else None
    if due_on and due_on <= pack.from_on:
        raise PolicyError(f"{place}: review", f"due_on {due_on} is not after from_on", "correct one of them")


def _check_local(place: str, clause: Clause) -> None:
    for text in clause.model_dump().values():
        claim = _STATUTE.search(text) if isinstance(text, str) else None
        if claim:
            raise PolicyError(
                place,
                f"it claims a statutory right ({claim[0]!r}): a protocol may not say who owes that right, by when or "
                "on what terms; the law rules",
                "speak of requests under the protocol only; record what the protocol says of statute in [[differs]]",
            )
