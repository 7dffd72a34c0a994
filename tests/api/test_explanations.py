"""A decision is explained in words, to each as far as it is hers to know; a case file is assessed and never filed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from gatekeeper.api.examples import OF_REQUESTS, OF_STEPS
from gatekeeper.api.routes.asked import STEPS
from gatekeeper.services.assess import packs
from tests.api.calling import COUNCIL, Service, alike
from tests.api.programs import as_program
from tests.api.test_nobody_without_a_token import bearer
from tests.services.cases.walking import ruled

SAID = {"words": "CANARY-NOTE"}


def example(service: Service) -> dict[str, Any]:
    """The example of a case file in the description."""
    said = service.app.openapi()["components"]["schemas"]["ToAssess"]["examples"][0]
    return deepcopy(dict(said))


def test_a_case_is_explained_to_the_councillor_and_to_the_officer_as_each_may_see_it(service: Service) -> None:
    case = service.asked("c1", purpose="The budget is set next month.")
    service.step("d1", case, "note", SAID)
    service.step("d1", case, "determine", ruled("refused").model_dump(mode="json", exclude_unset=True))
    councillor, officer = (service.get(f"/requests/{case[0]}/explanation", who).json()["text"] for who in ("c1", "d1"))
    assert "refused" in councillor
    assert "CANARY-NOTE" not in councillor
    assert "CANARY-NOTE" in officer
    assert "Edition of the rules" in officer
    assert all(len(line) <= 100 for line in councillor.splitlines())


def test_r001_an_explanation_of_anothers_case_answers_as_one_that_never_was(service: Service) -> None:
    case = service.asked("c1")
    for who in ("c2", "d2", "auditor"):
        assert alike(service.get(f"/requests/{each}/explanation", who) for each in (case[0], "0" * 32, "nonsense"))


def test_r102_reading_an_explanation_is_entered_as_a_reading(service: Service) -> None:
    case = service.asked("c1")
    service.get(f"/requests/{case[0]}/explanation", "d1")
    log = service.get("/record/entries", "auditor", params={"limit": "100"}).json()["entries"]
    assert [each["kind"] for each in log if each["kind"] == "request:read_case"]


def test_the_same_facts_are_assessed_under_every_protocol_and_nothing_is_filed(service: Service) -> None:
    answer = service.post("/assess", "c1", example(service))
    assert answer.status_code == 200, answer.text
    assert set(answer.json()["decisions"]) == set(packs())
    assert "Where a dispute goes" in answer.json()["text"]
    assert service.get("/requests").json()["requests"] == []


@pytest.mark.parametrize("under", ["wbc", None])
def test_a_program_assesses_a_case_file_under_one_protocol_or_the_law_alone(
    service: Service, under: str | None
) -> None:
    with as_program(service, "report") as text:
        given = example(service) | {"under": under}
        answer = service.send("POST", f"{COUNCIL}/assess", headers=bearer(text), json=given)
    assert answer.status_code == 200, answer.text
    assert set(answer.json()["decisions"]) == {under or ""}


def test_everything_that_is_wrong_with_a_case_file_is_told_by_its_place(service: Service) -> None:
    given = example(service)
    given["case"]["requester"]["kind"] = "emperor"
    given["case"]["documents"][0]["draft"] = "perhaps"
    told = service.post("/assess", "c1", given)
    assert told.status_code == 422
    assert {each["place"] for each in told.json()["problems"]} == {"requester.kind", "documents[0].draft"}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"under": "atlantis"}, 409),
        ({"as_at": "9999-12-31T23:59:59+00:00"}, 409),
        ({"as_at": "0001-01-01T00:00:00+00:00"}, 409),
        ({"as_at": "2026-02-30T10:00:00+00:00"}, 422),
        ({"as_at": "2026-11-23T10:00:00"}, 422),
        ({"case": []}, 422),
        ({"case": {}}, 422),
    ],
)
def test_r150_what_cannot_be_assessed_is_refused_and_is_never_a_fault(
    steady: Service, changes: dict[str, Any], status: int
) -> None:
    answer = steady.post("/assess", "c1", example(steady) | changes)
    assert answer.status_code == status, answer.text
    assert answer.json()["remedy"]


def test_every_command_has_an_example_that_it_takes(steady: Service) -> None:
    assert OF_STEPS.keys() == {step.name for step in STEPS} | {"preview"}
    paths = steady.app.openapi()["paths"]
    for name, given in OF_STEPS.items():
        said = paths[f"/councils/{{slug}}/asked/{{asked_id}}/{name}"]["post"]["requestBody"]["content"]
        assert said["application/json"]["example"] == given
        answer = steady.post(f"/asked/{'0' * 32}/{name}", "d1", given, {"If-Match": '"1"'})
        assert answer.status_code == 404, (name, answer.text)
    for name, given in OF_REQUESTS.items():
        assert steady.post(f"/{name}", "c1", given).status_code in {201, 404}
