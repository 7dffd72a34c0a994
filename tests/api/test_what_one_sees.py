"""The version of a case counts what its reader may see; nothing in a list, a page or a tag tells of what is hidden."""

from __future__ import annotations

import base64

from tests.api.calling import Service
from tests.services.cases.walking import ruled

SAID = {"words": "Between officers."}


def tag(service: Service, case: tuple[str, str], who: str) -> str:
    return str(service.get(f"/requests/{case[0]}", who).headers["etag"])


def test_r001_what_officers_do_among_themselves_changes_nothing_for_the_councillor(service_on_each: Service) -> None:
    api = service_on_each
    case = api.asked("c1")
    before, officers = tag(api, case, "c1"), tag(api, case, "d1")
    assert api.step("d1", case, "note", SAID).status_code == 200
    assert api.step("mo", case, "advise", SAID).status_code == 200
    assert tag(api, case, "c1") == before
    assert api.get(f"/requests/{case[0]}").json()["version"] == int(before.strip('"'))
    assert tag(api, case, "d1") != officers
    withdrawn = api.post(f"/asked/{case[1]}/withdraw", "c1", {}, {"If-Match": before})
    assert withdrawn.status_code == 200
    assert withdrawn.headers["etag"] == tag(api, case, "c1")


def test_r115_what_she_may_see_makes_her_form_stale(service: Service) -> None:
    case = service.asked("c1")
    before = tag(service, case, "c1")
    rulings = ruled("refused").model_dump(mode="json", exclude_unset=True)
    assert service.step("d1", case, "determine", rulings).status_code == 200
    assert service.post(f"/asked/{case[1]}/withdraw", "c1", {}, {"If-Match": before}).status_code == 412
    assert tag(service, case, "c1") != before


def test_r001_an_officer_of_one_document_learns_nothing_of_another_of_the_same_request(service: Service) -> None:
    made = service.post("/requests", "c1", {"documents": [service.world.id("document", each) for each in BOTH]}).json()
    paper, care = ((made["request_id"], each) for each in made["asked"])
    before = tag(service, paper, "d1")
    assert service.step("d2", care, "note", SAID).status_code == 200
    assert tag(service, paper, "d1") == before
    assert [each["asked_id"] for each in service.get(f"/requests/{made['request_id']}", "d1").json()["documents"]] == [
        paper[1]
    ]


BOTH = ("working_paper", "care_file")


def test_r004_a_list_of_requests_counts_nothing_that_she_may_not_see(service: Service) -> None:
    case = service.asked("c1")
    before = service.get("/requests").text
    service.step("d1", case, "note", SAID)
    assert service.get("/requests").text == before


def test_r004_a_queue_has_a_next_page_only_where_there_is_something_on_it_to_see(service: Service) -> None:
    service.asked("c1")
    hidden = [service.asked(who, "care_file")[1] for who in ("c1", "c2", "c3")]
    page = service.get("/queue?stage=director&limit=1", "d1").json()
    assert len(page["waiting"]) == 1
    assert page["next"] is None
    assert not [each for each in hidden if each in service.get("/queue?stage=director", "d1").text]


def test_r004_a_cursor_tells_nothing_by_its_text_or_its_length(service: Service) -> None:
    for who in ("c1", "c2", "c3"):
        service.asked(who)
    cursors = [service.get("/queue?limit=1", "d1").json()["next"], service.get("/queue?limit=2", "d1").json()["next"]]
    assert len({len(each) for each in cursors}) == 1
    for each in cursors:
        raw = base64.urlsafe_b64decode(each + "=" * (-len(each) % 4))
        assert not [place for place in (b"1", b"2") if raw.rstrip(b"\0").endswith(place + b"\x01")]
    edited = ("A" if cursors[0][0] != "A" else "B") + cursors[0][1:]
    assert service.get("/queue", "d1", params={"cursor": edited}).status_code == 422
