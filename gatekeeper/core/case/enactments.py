"""The closed list of enactments that may make information confidential, and why data protection law is not on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from gatekeeper.core.case.errors import CaseError

ENACTMENTS: Final = (
    "Adoption and Children Act 2002 ss.56-65",
    "Adoption Agencies Regulations 2005 regs 41-42",
    "Social Security Administration Act 1992 s.123",
    "Administration of Justice Act 1960 s.12",
    "Enterprise Act 2002 Part 9",
    "Regulation of Investigatory Powers Act 2000",
    "Investigatory Powers Act 2016",
)
"""The enactments that the statement of law (4.3) names; each still to be confirmed by the council's lawyer."""

_DATA_PROTECTION = re.compile(r"\bgdpr\b|general data protection|data protection act|\bdpa\b", re.IGNORECASE)


def citation_problems(citation: str, enactments: Sequence[str]) -> tuple[CaseError, ...]:
    """Refuse a citation that is not on the closed list; data protection law with the reason why it never is."""
    if citation in enactments:
        return ()
    if _DATA_PROTECTION.search(citation):
        why = "data protection law is not on the list of enactments that forbid disclosure"
        remedy = "claim paragraph 1 or 2 instead: they do that work, with the public interest weighed"
        return (CaseError("citation", why, remedy),)
    near = get_close_matches(citation, enactments, 1)
    remedy = f"did you mean {near[0]!r}?" if near else f"write one of: {'; '.join(enactments) or 'none is listed'}"
    return (CaseError("citation", f"{citation!r} is not on the list of enactments that forbid disclosure", remedy),)
