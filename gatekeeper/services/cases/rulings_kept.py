"""Keeps rulings: all that was ruled is sealed with the entry; a row for each passage repeats what is needed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gatekeeper.core.actors import Candidate
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.rulings_given import PassageRuling, Rulings
from gatekeeper.services.cases.standing import FORMAT
from gatekeeper.storage import tables


@dataclass(frozen=True, slots=True)
class Made:
    """Rulings about to be kept: on what, by whom. ``candidate`` is None for a clerk who enters a body's resolution."""

    rulings: Rulings
    asked: tables.AskedDocument
    ruled_on: Mapping[str, str]
    candidate: Candidate | None

    @property
    def personal_flags(self) -> list[dict[str, Any]]:
        """What must be seen of the one who ruled: that she acts, deputises, or has advised."""
        flags = self.candidate.flags if self.candidate else ()
        return [{"code": each.code, "passage": None, "says": each.says} for each in flags]

    @property
    def deputises_for(self) -> str | None:
        return self.asked.stage if self.candidate and self.candidate.deputises_for else None

    def sealed(self, circumstances: Mapping[str, Any]) -> str:
        """The words to be sealed: every particular of every ruling, and the circumstances."""
        said = {
            "format": FORMAT,
            "rulings": [self._told(each) for each in self.rulings.passages],
            "statement_to_scrutiny": self.rulings.statement_to_scrutiny,
            "delegation": self.rulings.delegation,
            "post": self.asked.stage,
            "capacity": self.candidate.capacity if self.candidate else None,
            "deputises_for": self.deputises_for,
            **circumstances,
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    def _told(self, ruling: PassageRuling) -> dict[str, Any]:
        said = ruling.model_dump(mode="json", exclude={"need"})
        found = {name: value for name, value in ruling.need.model_dump(mode="json").items() if value is not None}
        return said | {"need": found, "ruled_on": self.ruled_on.get(ruling.passage, ""), "rung": self.asked.rung}

    def row(self, desk: Desk, ruling: PassageRuling, number: int) -> tables.Determination:
        """The row of one ruling, under the number of its entry."""
        said = self._told(ruling)
        kept = ("ruling", "form", "grounds", "conditions", "paragraphs", "need", "authority", "ruled_on", "rung")
        return tables.Determination(
            council_id=desk.tx.council_id,
            request_id=self.asked.request_id,
            asked_id=self.asked.id,
            passage=ruling.passage,
            alternatives=said["alternatives_considered"],
            cleared=bool(ruling.clearance.strip()),
            person_id=str(desk.actor.person),
            post=self.asked.stage,
            deputises_for=self.deputises_for,
            at=desk.tx.now,
            entry=number,
            **{name: said[name] for name in kept},
        )


def keep(desk: Desk, made: Made, flags: Sequence[Mapping[str, Any]], number: int) -> None:
    """Keep a row for each ruling; each replaces the one that stood on its passage."""
    ruled = {each.passage for each in made.rulings.passages}
    for standing in desk.cases.live_determinations(made.asked.id):
        if standing.passage in ruled:
            desk.cases.end_determination(standing.id, desk.tx.now, number)
    for each in made.rulings.passages:
        row = made.row(desk, each, number)
        row.flags = [dict(flag) for flag in flags if flag["passage"] in (None, each.passage)]
        desk.session.add(row)
    desk.session.flush()
