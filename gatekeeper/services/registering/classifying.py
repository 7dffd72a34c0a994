"""Classifying a passage outside any case: the paragraphs the proper officer claims, and what makes it confidential."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from gatekeeper.core.case.enactments import ENACTMENTS, citation_problems
from gatekeeper.core.deadlines import local_date
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Conflict, NotThere
from gatekeeper.services.cases.found import Claim, put_claims
from gatekeeper.services.cases.given import Command, Line, ThreeWord, Words
from gatekeeper.services.cases.reevaluate import change_register
from gatekeeper.services.registering.paragraphs import lacking
from gatekeeper.services.registering.who import document_row, require_keeper
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes, content

CLASSIFIED: Final = "document:classified"
CONFIDENTIAL: Final = "register:confidential"
_CLASSIFY, _CLAIM = "Classify the passage", "Record that it is confidential"
_THREE: Final[dict[str, bool | str]] = {"true": True, "false": False, "unknown": "unknown"}
_NAMES: Final = frozenset({"council_id", "thing_id"})


class Classifying(Command):
    """Every paragraph that is claimed for a passage; none: she has looked, and claims none.

    ``version`` is the last entry on the passage that she had before her.
    """

    claims: tuple[Claim, ...] = Field(max_length=7)
    version: int


class Confidentiality(Command):
    """What forbids disclosure to the public, if anything (LGA 1972 s.100A(3)), and why that is said.

    ``citation``: the enactment from the closed list, or the order or the government department's terms in a few words.
    """

    basis: Literal["none", "government_terms", "enactment", "court_order", "unknown"]
    citation: Line | None = None
    reaches_every_route: ThreeWord | None = None
    reasons: Words
    version: int


def passage_version(desk: Desk, document_id: str, passage_id: str) -> int:
    """The number of the last entry that says anything of a passage or its claims. Raises NotThere and Forbidden."""
    row = _passage(desk, document_id, passage_id)
    rows = desk.register.ever(tables.Paragraph, passage_id=passage_id)
    return max(row.entry, *(max(each.entry, each.replaced_by or 0) for each in rows), 0)


def classify_passage(desk: Desk, document_id: str, passage_id: str, given: Classifying) -> int:
    """Record the proper officer's classification of a passage; the number of the entry.

    Every request for the document is decided again. Raises Forbidden, NotThere, Conflict where it was changed
    meanwhile, and CommandRefused where a claim lacks what makes it one.
    """
    require_keeper(desk, "classify")
    row = _same(desk, document_id, passage_id, given.version, _CLASSIFY)
    require_whole(given.claims, desk)
    changes = Changes(desk.session, desk.tx.council_id)
    put_claims(desk, changes, row, given.claims)
    numbers = change_register(desk.tx, changes, desk.actor, CLASSIFIED)
    if not numbers:
        raise CommandRefused(_CLASSIFY, "it says so already", "change what is wrong, or leave it")
    return numbers[0]


def claim_confidential(desk: Desk, document_id: str, passage_id: str, given: Confidentiality) -> int:
    """Record what makes a passage confidential, or that nothing does; the number of the entry.

    Raises Forbidden, NotThere, Conflict, and CommandRefused for an enactment that is not on the closed list.
    """
    require_keeper(desk, "classify")
    row = _same(desk, document_id, passage_id, given.version, _CLAIM)
    _require_basis(given)
    says = {name: value for name, value in content(row).items() if name not in _NAMES}
    reaches = _THREE.get(given.reaches_every_route or "")
    says |= {"basis": given.basis, "citation": given.citation, "reaches_every_route": reaches}
    changes = Changes(desk.session, desk.tx.council_id)
    changes.put(tables.Passage, passage_id, **says)
    numbers = change_register(desk.tx, changes, desk.actor, CONFIDENTIAL, given.reasons)
    if not numbers:
        raise CommandRefused(_CLAIM, "it says so already", "change what is wrong, or leave it")
    return numbers[0]


def require_whole(claims: tuple[Claim, ...], desk: Desk) -> None:
    """Raises CommandRefused where a paragraph is claimed twice, or a claim lacks what makes it one."""
    if len({each.number for each in claims}) < len(claims):
        raise CommandRefused(_CLASSIFY, "a paragraph is claimed twice", "claim each once")
    for (number, _), why in lacking(claims, local_date(desk.tx.now)).items():
        raise CommandRefused(_CLASSIFY, f"paragraph {number} is not whole", why[:1].lower() + why[1:])


def _passage(desk: Desk, document_id: str, passage_id: str) -> tables.Passage:
    document_row(desk, document_id)
    row = desk.register.one(tables.Passage, passage_id)
    if row is None or row.document_id != document_id:
        raise NotThere("The passage")
    return row


def _same(desk: Desk, document_id: str, passage_id: str, version: int, what: str) -> tables.Passage:
    row = _passage(desk, document_id, passage_id)
    if passage_version(desk, document_id, passage_id) != version:
        raise Conflict(what, "it was changed since you opened it", "read what it says now, and decide again")
    return row


def _require_basis(given: Confidentiality) -> None:
    if given.basis in ("none", "unknown"):
        if given.citation is not None or given.reaches_every_route == "true":
            raise CommandRefused(_CLAIM, "nothing is named that forbids it", "name it, or leave the rest empty")
        return
    if given.citation is None:
        raise CommandRefused(_CLAIM, "what forbids it is not named", "name the enactment, the order or the terms")
    if given.basis == "enactment":
        for problem in citation_problems(given.citation, ENACTMENTS):
            raise CommandRefused(_CLAIM, problem.why, problem.remedy)
