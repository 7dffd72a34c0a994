"""A decision as it is stored, and its replay under its own edition: the answer must be identical."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter

from gatekeeper.core.case import parse_case
from gatekeeper.core.decision import Decision, DocumentResult, PassageResult, RouteResult
from gatekeeper.policy.edition import read_edition
from gatekeeper.policy.rulebook import EditionRulebook
from gatekeeper.services.assess import Assessment, case_calendars, decide_case
from gatekeeper.services.memory import Memory

FORMAT = "gatekeeper-record/1"
_DECISION = TypeAdapter(Decision)
_DOCUMENT, _PASSAGE, _ROUTE = TypeAdapter(DocumentResult), TypeAdapter(PassageResult), TypeAdapter(RouteResult)
_ROUTES: Final = Memory(10_000)
"""Routes as JSON, by the object itself, which is kept with its text so that its identity is nobody else's."""


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
    """The same as JSON text, without blanks. A route on which nothing depends but the findings is written once."""
    documents = ",".join(map(_document_as_json, decision.documents))
    return _with(_DECISION.dump_json(decision, exclude={"documents"}), "documents", documents)


def _document_as_json(document: DocumentResult) -> str:
    passages = ",".join(map(_passage_as_json, document.passages))
    return _with(_DOCUMENT.dump_json(document, exclude={"passages"}), "passages", passages)


def _passage_as_json(passage: PassageResult) -> str:
    routes = ",".join(map(_route_as_json, passage.routes))
    return _with(_PASSAGE.dump_json(passage, exclude={"routes"}), "routes", routes)


def _route_as_json(route: RouteResult) -> str:
    """The route as JSON; one without dates is the same object for every passage with the same findings."""
    if route.clocks:
        return _ROUTE.dump_json(route).decode("utf-8")
    known: tuple[RouteResult, str] | None = _ROUTES.get(id(route))
    if known is None or known[0] is not route:
        known = (route, _ROUTE.dump_json(route).decode("utf-8"))
        _ROUTES.keep({id(route): known})
    return known[1]


def _with(data: bytes, name: str, items: str) -> str:
    """A JSON object with one more member, a list of these items."""
    return f'{data[:-1].decode("utf-8")},"{name}":[{items}]}}'


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
