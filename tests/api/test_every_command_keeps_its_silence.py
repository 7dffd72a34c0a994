"""No command, whatever is given with it, tells somebody without a part in a case that there is such a case."""

from __future__ import annotations

from typing import Any

import pytest

from gatekeeper.api.routes.asked import STEPS
from tests.api.calling import Service, alike

NOBODYS = "0" * 32
SAID = {"words": "For the record."}
PASSAGE = {"passage": "working_paper-whole", "ruling": "refused", "reasons": "None is needed."}
RULINGS: dict[str, Any] = {"passages": [PASSAGE]}
FOUND = {"level": "document", "subject": NOBODYS, "fact": "no_such_fact", "value": "true"}
GIVEN: dict[str, dict[str, Any]] = {
    "match": {"document": NOBODYS},
    "not-held": SAID | {"searches": [{"where": "The archive", "how": "by name"}]},
    "classify": {"passage": NOBODYS},
    "confirm": {"paragraph": NOBODYS, "confirmed": "true", "reasons": "It still holds."},
    "find": FOUND,
    "determine": RULINGS,
    "rule": RULINGS,
    "resolve": {"rulings": RULINGS, "minute": "12", "members": [NOBODYS, "1" * 32]},
    "executive-answer": {},
    "transfer": SAID | {"to_stage": "director"},
    "consult": SAID | {"post": "group_leader"},
}


@pytest.fixture(scope="module")
def case(steady: Service) -> tuple[str, str]:
    """A case of another."""
    return steady.asked("c1")


@pytest.mark.parametrize("name", [*(step.name for step in STEPS), "preview"])
@pytest.mark.parametrize("who", ["c2", "d2", "auditor"])
def test_r001_r002_a_command_on_anothers_case_answers_as_on_one_that_never_was(
    steady: Service, case: tuple[str, str], name: str, who: str
) -> None:
    given = RULINGS if name == "preview" else GIVEN.get(name, SAID)
    said = [steady.post(f"/asked/{each}/{name}", who, given, {"If-Match": '"1"'}) for each in (case[1], NOBODYS)]
    assert said[1].status_code == 404, said[1].text
    assert alike(said), (said[0].status_code, said[0].text)


def test_every_command_of_the_services_has_an_address() -> None:
    assert GIVEN.keys() <= {step.name for step in STEPS}
    assert len(STEPS) == 24
