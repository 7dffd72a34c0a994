"""The council in a case file: what kind it is and, by date, whether it has an executive."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Annotated

from gatekeeper.core.case.base import Dated, Part
from gatekeeper.core.case.errors import CaseError
from gatekeeper.core.case.findings import Findings, checked_at
from gatekeeper.core.case.scalars import Day, Line, PackId, Several, Unknown, YesNo, listed, optional, required
from gatekeeper.core.case.words import WITHOUT_EXECUTIVE, CouncilType, Jurisdiction


class Governance(Dated):
    """How the council was governed in one period."""

    executive_arrangements: YesNo = required("Did it have a leader or elected mayor with a cabinet in that period?")


class Council(Part):
    """The council whose document is asked for."""

    name: Line = required("The council's name.")
    jurisdiction: Annotated[Jurisdiction | None, Unknown()] = optional("Which country's law the council is under.")
    type: Annotated[CouncilType | None, Unknown()] = optional("What kind of council it is.")
    governance: Several[Governance] | None = optional(
        "The periods in which it did, or did not, have executive arrangements. A parish council, a combined authority "
        "or another body of section 100J never has them, so there it may be left out.",
        min_length=1,
    )
    pack: PackId | None = optional("The id of the council's own protocol, where the program has it.")
    closure_days: Several[Day] = listed("Working days on which the offices are shut, such as those after Christmas.")
    findings: Annotated[Findings | None, checked_at("council")] = optional("Findings about the council.")

    @property
    def without_executive(self) -> bool:
        """Whether its kind cannot operate executive arrangements (Local Government Act 2000 Part 1A)."""
        return self.type in WITHOUT_EXECUTIVE

    def problems(self) -> Iterable[CaseError]:
        """Two governances at once, an executive where there can be none, a kind of council the country has not."""
        periods = self.governance or ()
        for first, second in combinations(range(len(periods)), 2):
            if periods[first].overlaps(periods[second]):
                why = f"it shares a day with governance[{first}]"
                yield CaseError(f"governance[{second}]", why, "let one period end the day before the next begins")
        yield from self._impossible_executives()
        if self.type in {"combined_authority", "london_borough"} and self.jurisdiction not in {"england", None}:
            yield CaseError("jurisdiction", f"there is no {self.type} outside England", "correct one of the two")

    def _impossible_executives(self) -> Iterable[CaseError]:
        for index, period in enumerate(self.governance or ()):
            if self.without_executive and period.executive_arrangements:
                place = f"governance[{index}].executive_arrangements"
                why = f"a council of the type {self.type} cannot operate executive arrangements"
                yield CaseError(place, why, "write false, leave governance out, or correct the council's type")
