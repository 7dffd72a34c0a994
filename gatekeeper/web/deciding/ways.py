"""The ways of deciding a case: it is determined first, then ruled on in a dispute, or resolved by a body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.cases.disputes import Resolution, resolve, rule
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.officers.casefile import CaseFile, case_file
from gatekeeper.web.deciding.decision import Prepared
from gatekeeper.web.deciding.tasks import blocked_by
from gatekeeper.web.deciding.workings import place_of, workings
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

Decision = Rulings | Resolution


@dataclass(frozen=True, slots=True)
class Way:
    """One way of deciding: its name, which is its action and its address, what is recorded, and what records it."""

    name: str
    model: type[Decision]
    work: Callable[[Desk, str, Any], int]

    @property
    def path(self) -> str:
        """Where its pages are."""
        return f"/in/{{slug}}/asked/{{asked_id}}/{self.name}"

    def decision(self, prepared: Prepared) -> Decision | None:
        """What is prepared, as it would be recorded; None where it is not whole."""
        return prepared.resolution() if self.name == "resolve" else prepared.rulings()


WAYS: Final = (
    Way("determine", Rulings, determine),
    Way("rule", Rulings, rule),
    Way("resolve", Resolution, resolve),
)


def prepared_in(visit: Visit, way: Way) -> Prepared:
    """The case with what she has prepared. Raises NotThere where it is not hers to decide in that way now."""
    file = visit.do(lambda desk: case_file(desk, visit.path["asked_id"]))
    return Prepared(hers(file, way), workings(visit))


def hers(file: CaseFile, way: Way) -> CaseFile:
    """The file. Raises NotThere where it is not hers to decide in that way now."""
    if file.action != way.name or not file.decides or file.document_id is None:
        raise NotThere
    return file


def about(visit: Visit, way: Way, prepared: Prepared) -> dict[str, Any]:
    """What every page of deciding shows around its form."""
    place = place_of(visit)
    back = (place, N_("Back to the list of tasks"))
    return {"file": prepared.file, "prepared": prepared, "back": back, "way": way.name, "at": place}


def following(visit: Visit, way: Way, prepared: Prepared, after: int) -> str:
    """The next passage without a ruling, else what must be said of the whole, else the check; else the list."""
    place = place_of(visit)
    left = sorted(prepared.missing, key=lambda each: (each.number <= after, each.number))
    if left:
        return f"{place}{way.name}/{left[0].number}"
    must = way.name == "resolve" or prepared.owes_statement
    if must and not prepared.whole_done:
        return f"{place}{way.name}/whole"
    return place if blocked_by(prepared) else f"{place}{way.name}/check"
