"""What may be ruled of one passage as things stand: rulings, grounds, paragraphs, conditions, and points in doubt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.decision import PassageResult
from gatekeeper.core.pack import Pack
from gatekeeper.core.rulings import Checked, Proposal
from gatekeeper.core.rulings.offered import (
    OfferedGround,
    OfferedRuling,
    claimed_paragraphs,
    grounds_offered,
    rulings_offered,
)
from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.determine import PassageRuling, checker, proposal
from gatekeeper.services.cases.rulings_given import NeedFound
from gatekeeper.services.officers.casefile import CaseFile, PassageFile, case_file

CONDITIONS: Final = ("purpose_limit", "undertaking", "no_onward", "return", "inspection_only", "named_copy")
"""Every kind of condition (core.pack.Condition), offered where the protocol provides none of its own."""
_PERSONAL: Final = ("third_party_personal_data", "special_category_data", "criminal_offence_data", "child_or_care_file")
_ADVISERS: Final = ("monitoring_officer", "deputy_monitoring_officer")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A point of a statute that is left to a person: its route, the route's source, and whose point it is."""

    route: str
    source: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What may be chosen for one passage. ``clears``: the reader may clear a bar that stands on it.

    ``cites``: the rung at which it is ruled on must cite authority. ``personal``: it holds data about people.
    """

    rulings: tuple[OfferedRuling, ...]
    grounds: tuple[OfferedGround, ...]
    paragraphs: tuple[int, ...]
    conditions: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    clears: bool
    cites: bool
    personal: bool

    @property
    def standing_grounds(self) -> tuple[OfferedGround, ...]:
        """The grounds that can stand here on what is found."""
        return tuple(each for each in self.grounds if each.lawful and not each.waits)

    @property
    def waiting_grounds(self) -> tuple[OfferedGround, ...]:
        """The grounds that could stand here, and lack a finding or an act."""
        return tuple(each for each in self.grounds if each.lawful and each.waits)

    @property
    def unlawful_grounds(self) -> tuple[OfferedGround, ...]:
        """The grounds that the law, or the protocol, does not know here."""
        return tuple(each for each in self.grounds if not each.lawful)


def choices_for(
    desk: Desk, asked_id: str, number: int, found: Callable[[PassageFile], NeedFound]
) -> tuple[CaseFile, PassageFile, Choices]:
    """The file of an asked document, one passage of it, and what may be ruled of that passage.

    ``found`` gives what was found of it so far. The reading is entered. Raises NotThere for whoever is no officer on
    it, and for a passage that is not there.
    """
    file = case_file(desk, asked_id)
    passage = file.passage(number)
    return file, passage, _choices(desk, file, passage, found(passage))


def _choices(desk: Desk, file: CaseFile, passage: PassageFile, need: NeedFound) -> Choices:
    request, asked = desk.asked(file.asked_id)
    result = decide_now(desk, request, (str(asked.document_id),)).document(str(asked.document_id))
    checked = checker(desk, request, asked, result, statement=True)

    def check(tried: Proposal) -> Checked:
        return checked([tried])

    of = passage.result
    like = proposal(result.document, PassageRuling(passage=of.passage, ruling="refused", need=need), asked.stage)
    return Choices(
        rulings=rulings_offered(of, result.document, asked.stage, check),
        grounds=grounds_offered(of, like, check),
        paragraphs=claimed_paragraphs(of),
        conditions=_conditions(of, file.pack),
        doubts=tuple(_doubts(of)),
        clears=of.outcome == "barred" and asked.stage in _ADVISERS,
        cites=file.rung is not None and file.rung.must_cite_authority,
        personal=any(dict(of.facts).get(name) is True for name in _PERSONAL),
    )


def _conditions(result: PassageResult, pack: Pack | None) -> tuple[str, ...]:
    if result.outcome == "entitled" or (result.common_law and result.common_law.conditions_allowed is False):
        return ()
    return tuple(dict.fromkeys(each.kind for each in (pack.conditions if pack else ()))) or CONDITIONS


def _doubts(result: PassageResult) -> list[Doubt]:
    beside = result.outcome == "refer"
    return [
        Doubt(each.route, each.source, each.owner)
        for each in result.routes
        if each.kind in ("member", "public") and (each.status == "refer" or (beside and each.status == "open"))
    ]
