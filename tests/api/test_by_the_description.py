"""Everything that the description of the API allows, and much that it does not, is answered as the description says.

Calls are made up from the description alone, by everybody of a little council in turn: its examples, every boundary,
many at random, and one after another as its answers lead on. GATEKEEPER_EXAMPLES asks for more than the usual few.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import pytest
import schemathesis
from schemathesis.engine import events, from_schema

from tests.api.calling import Service, service_of
from tests.api.serving import served
from tests.auth.world import World as Issuer
from tests.services.world_databases import little_world

EXAMPLES: Final = int(os.environ.get("GATEKEEPER_EXAMPLES", "2"))
SECONDS: Final = 40 * EXAMPLES
PEOPLE: Final = ("c1", "d1", "mo", "proper", "auditor", "chief", "c2", "clerk")
REFUSALS: Final = [400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414, 415, 422, 428, 429, 431]
PROBING: Final = frozenset({"probing", "schema_analysis", "auth_bootstrap"})
"""What the generator finds out for itself before it calls anything."""


@schemathesis.serializer("application/pdf")
def pdf(ctx: schemathesis.SerializationContext, value: Any) -> bytes:  # noqa: ARG001
    """What is sent where a PDF is wanted: whatever was made up, as bytes."""
    return value if isinstance(value, bytes) else repr(value).encode()


class Called:
    """What was called, what was answered, and what was not as described."""

    def __init__(self) -> None:
        self.wrong: dict[tuple[str, str], str] = {}
        self.statuses: Counter[int] = Counter()
        self.operations: set[str] = set()
        self.phases: dict[str, str] = {}
        self.errors: list[str] = []

    def count(self, event: Any) -> None:
        if isinstance(event, events.PhaseFinished):
            self.phases[event.phase.name.value] = event.status.value
        elif isinstance(event, events.ScenarioFinished):
            self._scenario(event)
        elif isinstance(event, events.NonFatalError | events.FatalError):
            self.errors.append(str(getattr(event, "info", None) or getattr(event, "exception", event)))

    def _scenario(self, event: Any) -> None:
        for each in event.recorder.interactions.values():
            if each.response is not None:
                self.statuses[each.response.status_code] += 1
        self.operations |= {case.value.operation.label for case in event.recorder.cases.values()}
        for checks in event.recorder.checks.values():
            for failure in (check.failure_info for check in checks if check.failure_info):
                told = failure.failure
                self.wrong[str(event.label), told.title] = f"{told.message}\n{failure.code_sample}"


@pytest.fixture
def service(issuer: Issuer, tmp_path: Path) -> Iterator[Service]:
    """The API over a council with a request that was just made."""
    with little_world("sqlite", tmp_path, "wbc") as world:
        yield service_of(world, issuer, tmp_path)


def names(service: Service) -> dict[str, list[str]]:
    """What stands in addresses, by its name there: made-up ids lead nowhere."""
    world, case = service.world, service.asked("c1")
    return {
        "asked_id": [case[1]],
        "request_id": [case[0]],
        "document_id": [world.id("document", each) for each in ("open_report", "working_paper")],
        "person_id": [world.id("person", "c1")],
        "body_id": [world.id("body", "planning")],
        "meeting_id": [world.id("meeting", "planning-next")],
        "rule_id": ["law.s100b_public_papers"],
    }


def described(service: Service, address: str) -> Any:
    """The description, from which calls are made that are signed by one person after the other."""
    said = {
        "max-time": SECONDS,
        "seed": 20261122,
        "base-url": address,
        "generation": {"max-examples": EXAMPLES, "no-shrink": True, "database": "none"},
        "phases": {"stateful": {"max-steps": 3}},
        "checks": {
            "positive_data_acceptance": {"enabled": False},
            "missing_required_header": {"expected-statuses": REFUSALS},
            "negative_data_rejection": {"expected-statuses": REFUSALS},
        },
    }
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json", config=schemathesis.Config.from_dict(said))
    real, people, turn = names(service), cycle(PEOPLE), cycle(range(4))

    @schema.hook("map_path_parameters")
    def lead_somewhere(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ARG001
        """Three in four addresses name what is there."""
        path_parameters = path_parameters or {}
        there = {name: found[0] for name, found in real.items() if name in path_parameters and next(turn)}
        return path_parameters | {"slug": "northmere"} | there if "slug" in path_parameters else path_parameters

    @schema.auth(refresh_interval=None)
    class Signed:
        def get(self, case: Any, ctx: Any) -> str:  # noqa: ARG002
            return service.token(next(people))

        def set(self, case: Any, data: str, ctx: Any) -> None:  # noqa: ARG002
            case.headers = dict(case.headers or {}) | {"Authorization": f"Bearer {data}"}

    return schema


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_r119_every_operation_answers_what_its_description_says_and_nothing_is_a_fault(service: Service) -> None:
    called = Called()
    with served(service.app) as (host, port):
        for event in from_schema(described(service, f"http://{host}:{port}")).execute():
            called.count(event)
    assert not called.errors
    assert not called.wrong, "\n\n".join(f"{place}\n{why}" for place, why in called.wrong.items())
    assert not [status for status in called.statuses if status >= 500]
    assert {"examples", "coverage", "fuzzing", "stateful"} <= called.phases.keys() - PROBING
    paths = service.app.openapi()["paths"]
    assert called.operations == {f"{method.upper()} {path}" for path, each in paths.items() for method in each}
    assert called.statuses[200] > 50
