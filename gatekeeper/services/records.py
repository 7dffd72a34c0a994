"""A decision as it is stored, and its replay under its own edition: the answer must be identical."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from gatekeeper.core.case import parse_case
from gatekeeper.core.decision import Decision
from gatekeeper.policy.edition import read_edition
from gatekeeper.policy.rulebook import EditionRulebook
from gatekeeper.services.assess import Assessment, case_calendars, decide_case

FORMAT = "gatekeeper-record/1"
_DECISION = TypeAdapter(Decision)


class RecordError(ValueError):
    """A stored record that cannot be replayed. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay came to: the places at which the new decision differs from the stored one."""

    differences: tuple[str, ...]
    calendars_changed: bool

    @property
    def identical(self) -> bool:
        return not self.differences


def decision_as_data(decision: Decision) -> dict[str, Any]:
    """The decision as JSON's types."""
    data: dict[str, Any] = _DECISION.dump_python(decision, mode="json")
    return data


def decision_as_json(decision: Decision) -> str:
    """The same as JSON text, without blanks."""
    return _DECISION.dump_json(decision).decode("utf-8")


def decision_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a printed decision."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_DECISION.json_schema()}


def record(assessment: Assessment) -> dict[str, Any]:
    """Everything needed to replay a decision: the case, the decision and the edition's canonical text."""
    return {
        "format": FORMAT,
        "case": assessment.case.model_dump(mode="json", by_alias=True, exclude_unset=True),
        "decision": decision_as_data(assessment.decision),
        "edition": {"digest": assessment.rulebook.digest, "canonical": assessment.rulebook.edition.canonical},
    }


def replay(stored: dict[str, Any]) -> Replay:
    """Decide the stored case again under its own stored edition. Raises RecordError, PolicyError or CaseErrors.

    Deadlines may differ only where a proclaimed holiday has since been added: ``calendars_changed`` then says so.
    """
    if stored.get("format") != FORMAT:
        raise RecordError(f"this is no {FORMAT} record; write one with `gatekeeper assess CASE --record FILE`")
    before = stored["decision"]
    edition = read_edition(stored["edition"]["canonical"], stored["edition"]["digest"])
    case = parse_case(stored["case"])
    again = decide_case(case, datetime.fromisoformat(before["as_at"]), EditionRulebook(edition), case_calendars(case))
    after = decision_as_data(again)
    return Replay(tuple(_differences("decision", before, after)), before["calendars"] != after["calendars"])


def _differences(place: str, before: Any, after: Any) -> list[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        keys = sorted(set(before) | set(after))
        return [found for key in keys for found in _differences(f"{place}.{key}", before.get(key), after.get(key))]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [found for n, (one, two) in pairs for found in _differences(f"{place}[{n}]", one, two)]
    return [] if before == after else [place]
