"""The last page before a decision is recorded: all of it, what the law says of it, the letter, and the confirmation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError
from starlette.responses import Response

from gatekeeper.core.rulings import Checked, Stop
from gatekeeper.doors.refusals import refusal
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.determine import Rulings, preview
from gatekeeper.services.cases.disputes import Resolution
from gatekeeper.services.cases.errors import CommandRefused, Conflict, NotThere, Unlawful
from gatekeeper.services.officers.casefile import CaseFile, case_file, since
from gatekeeper.services.officers.letter import Letter, letter_for
from gatekeeper.services.officers.made_on import marks_of
from gatekeeper.web.deciding.decision import Prepared
from gatekeeper.web.deciding.fields import told
from gatekeeper.web.deciding.need import found_words
from gatekeeper.web.deciding.tasks import blocked_by
from gatekeeper.web.deciding.ways import Decision, Way, about, prepared_in
from gatekeeper.web.deciding.workings import drop_workings, place_of, workings
from gatekeeper.web.officer_words import passage_called
from gatekeeper.web.visit import Visit

_MADE_ON: Final = "made_on"
"""Under which name the form carries the mark of all the passages that were before her."""


@dataclass(frozen=True, slots=True)
class Before:
    """What an officer has before her when she checks a decision: the file, what the law says of it, and the letter."""

    file: CaseFile
    decision: Decision
    checked: Checked
    letter: Letter

    @property
    def rulings(self) -> Rulings:
        """The rulings of the decision."""
        return self.decision.rulings if isinstance(self.decision, Resolution) else self.decision

    @property
    def members(self) -> list[str]:
        """The names of those who took part in a resolution."""
        names = {each.person: each.name for each in self.file.sitting}
        taking = self.decision.members if isinstance(self.decision, Resolution) else ()
        return [names.get(each, each) for each in taking]


def show_check(visit: Visit, way: Way) -> Response:
    """The page; back to the list of tasks where something is still missing."""
    prepared = prepared_in(visit, way)
    decision = way.decision(prepared)
    if decision is None or blocked_by(prepared):
        return visit.see_other(place_of(visit))
    return _page(visit, way, decision, 200)


def record(visit: Visit, way: Way) -> Response:
    """Record the very decision that was shown, once; else the page again with all of it and what is wrong."""
    asked_id = visit.path["asked_id"]
    try:
        decision = way.model.model_validate_json(visit.value("decision"))
    except ValidationError:
        return visit.see_other(visit.at)
    try:
        _ = visit.command(way.name, asked_id, decision, lambda desk: _work(visit, way, desk, decision))
    except NotThere:
        raise
    except CommandRefused as error:
        return _page(visit, way, decision, refusal(error).status, error)
    drop_workings(visit)
    return visit.see_other(place_of(visit), way.name)


def _work(visit: Visit, way: Way, desk: Desk, decision: Decision) -> int:
    """Record it. Raises Conflict where the passages became others between the page and this."""
    asked_id = visit.path["asked_id"]
    if _mark(marks_of(desk, asked_id)) != visit.value(_MADE_ON):
        why, remedy = "its passages were marked anew after you had checked it", "look again at what you prepared"
        raise Conflict("Record the decision", why, remedy)
    return way.work(desk, asked_id, decision)


def _page(visit: Visit, way: Way, decision: Decision, status: int, error: CommandRefused | None = None) -> Response:
    before = visit.do(lambda desk: _look(desk, visit.path["asked_id"], decision))
    hidden = _hidden(visit, before)
    if error is not None and hidden[_MADE_ON] != visit.value(_MADE_ON):
        return visit.see_other(place_of(visit))
    stops = error.stops if isinstance(error, Unlawful) else before.checked.stops
    said = [*_said(error), *(told(each) for each in stops)]
    return visit.page(
        "determining/check.html",
        status,
        **about(visit, way, Prepared(before.file, workings(visit))),
        before=before,
        stops=_by_passage(stops),
        errors=[("#checked", each) for each in said],
        changed=_changed(visit, before.file, error),
        hidden=hidden,
        called={each.name: passage_called(each) for each in before.file.passages},
        found={each.passage: found_words(each.need) for each in before.rulings.passages},
    )


def _look(desk: Desk, asked_id: str, decision: Decision) -> Before:
    rulings = decision.rulings if isinstance(decision, Resolution) else decision
    checked = preview(desk, asked_id, rulings)
    return Before(case_file(desk, asked_id), decision, checked, letter_for(desk, asked_id, rulings))


def _changed(visit: Visit, file: CaseFile, error: CommandRefused | None) -> tuple[Mapping[str, Any], ...]:
    """What was done on the case since the version that the form was opened on, where that is why it was refused."""
    sent = visit.value("version")
    return since(file, int(sent)) if isinstance(error, Conflict) and sent.isdecimal() else ()


def _hidden(visit: Visit, before: Before) -> dict[str, str]:
    """What the form carries: the very decision that is shown, and the version of the case she has before her."""
    said = before.decision.model_dump_json(exclude_defaults=True)
    made_on = _mark({each.name: each.mark for each in before.file.passages})
    return {**visit.hidden, "version": str(before.file.version), "decision": said, _MADE_ON: made_on}


def _mark(marks: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(sorted(marks.items())).encode()).hexdigest()


def _said(error: CommandRefused | None) -> Iterable[str]:
    if error is None or isinstance(error, Unlawful):
        return ()
    why, remedy = error.why.rstrip("."), error.remedy.rstrip(".")
    return (f"{error.what}: {why}. {remedy[:1].upper()}{remedy[1:]}.",)


def _by_passage(stops: Iterable[Stop]) -> Mapping[str, list[Stop]]:
    """What the law stops, by the passage it concerns; of the rulings as a whole under an empty name."""
    found: dict[str, list[Stop]] = {}
    for each in stops:
        found.setdefault(each.passage[1] if each.passage else "", []).append(each)
    return found
