"""Authority is read from the register at each call: what ends there has ended at the next, whatever the token says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gatekeeper.storage import tables
from gatekeeper.storage.register import content
from tests.api.calling import Service
from tests.services.world_making import Making

NEED = {"existence_known": False, "title_known": False}


def change(api: Service, table: Any, kind: str, code: str, **says: Any) -> None:
    """Say something else of a thing that is recorded."""
    thing = api.world.id(kind, code)
    (row,) = api.world.read(lambda register: [content(each) for each in register.all(table, thing_id=thing)])
    kept = {name: value for name, value in row.items() if name not in ("council_id", "thing_id")}
    api.world.make(lambda making: making.changes.put(table, thing, **kept | says))


def yesterday(api: Service) -> date:
    return api.world.now.date() - timedelta(days=1)


def test_r037_when_her_office_ends_she_reads_how_her_case_stands_and_is_given_nothing(service_on_each: Service) -> None:
    api = service_on_each
    case = api.asked("c1", "part_exempt")
    document = api.world.id("document", "part_exempt")
    assert api.post(f"/asked/{case[1]}/open").status_code == 200
    change(api, tables.Office, "office", "c1", ended_on=yesterday(api))
    assert api.get(f"/requests/{case[0]}").status_code == 200
    assert api.post(f"/asked/{case[1]}/open").status_code == 403
    assert api.get("/library").json()["items"] == []
    assert api.get(f"/documents/{document}").status_code == 404
    assert api.post("/pre-check", given={"documents": [document]}).status_code == 403
    assert api.post("/requests", given={"documents": [document]}).status_code == 403


def test_r038_when_her_post_ends_an_officer_has_no_part_in_any_case(service_on_each: Service) -> None:
    api = service_on_each
    case = api.asked("c1", "working_paper")
    assert api.get(f"/requests/{case[0]}", "d1").status_code == 200
    before = api.world.now - timedelta(minutes=1)
    change(api, tables.Appointment, "appointment", "d1-director-places-substantive", to_at=before)
    assert api.get(f"/requests/{case[0]}", "d1").status_code == 404
    assert api.post(f"/asked/{case[1]}/open", "d1").status_code == 404
    assert api.get("/queue", "d1").json()["waiting"] == []
    assert api.get("/me", "d1").json()["posts"] == []


def test_r030_when_her_authority_ends_an_assistant_has_nothing_of_her_councillor(service_on_each: Service) -> None:
    api = service_on_each
    case = api.asked("c1", "part_exempt")
    hers = {"On-Behalf-Of": api.world.id("person", "c1")}
    assert api.get(f"/requests/{case[0]}", "assistant", hers).status_code == 200
    change(api, tables.AssistantAuthority, "assistant", "assistant-c1", to_on=yesterday(api))
    for headers in (hers, None):
        assert api.get(f"/requests/{case[0]}", "assistant", headers).status_code == 404
        assert api.post(f"/asked/{case[1]}/open", "assistant", headers=headers).status_code == 404
    assert api.get("/library", "assistant", hers).status_code == 404


@pytest.mark.parametrize("code", ["open_report", "working_paper"])
def test_when_the_proper_officer_hides_a_document_it_is_hidden_from_whom_no_law_opens_it(
    service_on_each: Service, code: str
) -> None:
    api = service_on_each
    document = api.world.id("document", code)
    assert api.get(f"/documents/{document}").status_code == 200
    change(api, tables.Document, "document", code, **NEED)
    found = api.get(f"/documents/{document}").status_code
    assert found == (200 if code == "open_report" else 404)


def test_when_a_passage_is_found_exempt_it_is_open_no_more_although_it_was(service_on_each: Service) -> None:
    api = service_on_each
    case = api.asked("c1", "part_exempt")
    bidder = {"part_exempt-bidder"}
    assert bidder <= opened(api, case[1])

    def also_personal(making: Making) -> None:
        making.paragraph("part_exempt-bidder", 1, 1)

    api.world.make(also_personal)
    assert opened(api, case[1]) & bidder == set()
    listed = api.get("/library").json()["items"]
    assert {each["passage"] for item in listed for each in item["passages"]} & bidder == set()


def opened(api: Service, asked: str) -> set[str]:
    """The passages that the councillor may read now, by their codes."""
    codes = {
        api.world.id("passage", f"part_exempt-{each}"): f"part_exempt-{each}" for each in ("open", "terms", "bidder")
    }
    found = api.post(f"/asked/{asked}/open").json().get("passages", ())
    return {codes.get(each["passage"], each["passage"]) for each in found}
