"""The register over HTTP: what is public of it is read by all whom the council knows; it is entered by who keeps it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import httpx
import pytest

from gatekeeper.storage import tables
from gatekeeper.storage.register import Register
from tests.api.calling import COUNCIL, Service, alike
from tests.api.programs import as_program
from tests.api.test_nobody_without_a_token import bearer
from tests.services.world_district import NOT_IN_ISSUE
from tests.services.world_making import Piece

NOBODYS = "0" * 32
CLOSED = NOT_IN_ISSUE | {"withheld_as_likely_private": True}
NEW = {"sheets": {"people": [{"code": "N1", "name": "A new councillor"}]}}


@pytest.fixture
def program(service: Service) -> Iterator[str]:
    """The token of an importer that may write in this council."""
    with as_program(service, "importer", "northmere") as text:
        yield text


def people(thing: str, register: Register) -> Sequence[tables.Person]:
    return register.all(tables.Person, thing_id=thing)


def entered(service: Service, text: str, given: Any, key: str | None = None) -> httpx.Response:
    headers = bearer(text) | {"Idempotency-Key": key or uuid.uuid4().hex}
    return service.send("POST", f"{COUNCIL}/register/sheets", headers=headers, json=given)


def test_people_are_told_by_office_and_post_and_never_how_they_sign_in(steady: Service) -> None:
    answer = steady.get("/register/people?limit=100")
    people = {each["id"]: each for each in answer.json()["people"]}
    councillor = people[steady.world.id("person", "c1")]
    assert councillor["offices"][0]["kind"] == "councillor"
    assert councillor["groups"] == ["The red group"]
    director = people[steady.world.id("person", "d1")]
    assert [each["kind"] for each in director["posts"]] == ["director"]
    assert not [word for word in ("subject-", "@", "signs_in", "email") if word in answer.text]
    assert steady.get(f"/register/people/{councillor['id']}").json() == councillor


def test_somebody_who_holds_nothing_today_is_answered_as_nobody(service: Service) -> None:
    nobody = service.world.make(lambda making: making.person("formerly"))
    assert nobody
    former = service.world.id("person", "formerly")
    assert alike(service.get(f"/register/people/{each}") for each in (former, NOBODYS, "nonsense"))
    assert former not in service.get("/register/people?limit=100").text


def test_r004_lists_of_the_register_go_on_where_their_page_ended(steady: Service) -> None:
    for name in ("people", "bodies", "meetings"):
        whole = steady.get(f"/register/{name}?limit=100").json()[name]
        found: list[Any] = []
        cursor: str | None = None
        while cursor is not None or not found:
            page = steady.get(
                f"/register/{name}", params={"limit": "4"} | ({"cursor": cursor} if cursor else {})
            ).json()
            found += page[name]
            cursor = page["next"]
            if cursor is None:
                break
        assert found == whole
        assert len(whole) > 4
        assert steady.get("/register/people", params={"cursor": "AAAA"}).status_code == 422


def test_bodies_are_told_with_the_seats_of_today(steady: Service) -> None:
    planning = steady.get(f"/register/bodies/{steady.world.id('body', 'planning')}").json()
    assert {each["person"] for each in planning["seats"]} == {
        steady.world.id("person", each) for each in ("c1", "red-leader")
    }
    assert steady.get(f"/register/bodies/{NOBODYS}").status_code == 404


def test_an_agenda_tells_of_documents_only_what_its_reader_may_know(service: Service) -> None:
    world = service.world

    def hide(making: Any) -> None:
        making.item("staff", "planning", "planning-next", access="private", title="CANARY-ITEM")
        closed = Piece("whole", "whole", (3,), "live", ("commercially_confidential",), CLOSED)
        said = {"existence_known": False, "title_known": False, "title": "CANARY-TITLE"}
        making.document("canary", passages=(closed,), items=("staff",), findings={"marked_exempt": True}, **said)

    world.make(hide)
    meeting = world.id("meeting", "planning-next")
    told = {who: service.get(f"/register/meetings/{meeting}", who) for who in ("c2", "proper")}
    assert "CANARY" not in told["c2"].text
    assert world.id("document", "canary") not in told["c2"].text
    assert "CANARY-TITLE" in told["proper"].text
    documents = [each["document_id"] for item in told["c2"].json()["items"] for each in item["documents"]]
    assert world.id("document", "open_report") in documents
    with as_program(service, "importer", "northmere") as text:
        answer = service.send("GET", f"{COUNCIL}/register/meetings/{meeting}", headers=bearer(text))
        assert answer.status_code == 200
        assert "CANARY" not in answer.text
    assert alike(service.get(f"/register/meetings/{each}") for each in (NOBODYS, "nonsense"))


def test_a_dry_run_tells_what_would_change_and_enters_nothing(service: Service) -> None:
    answer = service.post("/register/sheets", "proper", NEW | {"dry_run": True})
    assert answer.status_code == 200, answer.text
    assert answer.json()["counts"]["added"] == 1
    assert answer.json()["added"] == [{"file": "people", "code": "N1"}]
    assert answer.json()["entries"] == []
    with pytest.raises(LookupError):
        service.world.id("person", "N1")


def test_the_proper_officer_enters_rows_and_nobody_else_of_the_council_does(service: Service) -> None:
    for who in ("c1", "d1", "mo", "administrator"):
        refused = service.post("/register/sheets", who, NEW)
        assert refused.status_code == 403, who
    done = service.post("/register/sheets", "proper", NEW)
    assert done.status_code == 200, done.text
    assert len(done.json()["entries"]) == 1
    assert service.world.id("person", "N1")


def test_a_program_enters_as_itself_and_the_record_names_it(service: Service, program: str) -> None:
    done = entered(service, program, NEW)
    assert done.status_code == 200, done.text
    log = service.get("/record/entries?limit=100", "auditor").json()["entries"]
    entry = next(each for each in log if each["number"] == done.json()["entries"][0])
    assert entry["person"] is None
    assert "program:importer" in entry["subjects"]


def test_r023_a_program_writes_in_no_council_but_those_it_was_let_write_in(service: Service) -> None:
    with as_program(service, "importer", "southmere") as text:
        refused = entered(service, text, NEW)
        read = service.send("GET", f"{COUNCIL}/register/people", headers=bearer(text))
    assert refused.status_code == 404
    assert read.status_code == 200


def test_r109_rows_sent_twice_are_entered_once_and_answered_alike(service: Service, program: str) -> None:
    first, again = (entered(service, program, NEW, "one-key") for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert entered(service, program, {"sheets": {"wards": []}}, "one-key").status_code in {409, 422}
    missing = service.send("POST", f"{COUNCIL}/register/sheets", headers=bearer(program), json=NEW)
    assert missing.status_code == 400


def test_r109_a_key_is_used_up_also_by_rows_that_change_nothing(service: Service, program: str) -> None:
    entered(service, program, NEW)
    same = entered(service, program, NEW, "one-key")
    assert same.json()["counts"]["unchanged"] == 1
    other = {"sheets": {"people": [{"code": "N2", "name": "Another councillor"}]}}
    assert entered(service, program, other, "one-key").status_code == 409
    assert entered(service, program, other).status_code == 200
    assert entered(service, program, NEW, "one-key").content == same.content, "as it was answered then"


@pytest.mark.parametrize(
    ("sheets", "place"),
    [
        ({"people": [{"code": "N1"}]}, "people"),
        ({"people": [{"code": "N1", "name": "A"}, {"code": "N1", "name": "B"}]}, "people.2.code"),
        ({"offices": [{"code": "O1", "person": "nobody", "kind": "councillor"}]}, "offices.1.person"),
        ({"people": [{"code": "N1", "name": "A\nB\nC"}, {"code": "N2", "name": ""}]}, "people.2.name"),
        ({"no_such_sheet": [{"code": "N1"}]}, "sheets"),
        ({"documents": [{"code": "D1", "title": "T", "file": "../../etc/passwd"}]}, "documents.file"),
    ],
    ids=["column missing", "twice", "names nothing", "row after one of several lines", "no sheet", "R159"],
)
def test_r199_everything_wrong_with_rows_is_told_by_its_place_and_nothing_is_entered(
    service: Service, sheets: dict[str, Any], place: str
) -> None:
    size = service.get("/record/entries?limit=100", "auditor").json()["entries"]
    answer = service.post("/register/sheets", "proper", {"sheets": sheets})
    assert answer.status_code == 422, answer.text
    assert any(each["place"].startswith(place) for each in answer.json()["problems"]), answer.json()["problems"]
    assert len(service.get("/record/entries?limit=100", "auditor").json()["entries"]) <= len(size) + 2


def test_r021_a_row_says_nothing_but_the_columns_of_its_sheet(service: Service) -> None:
    for column in ("council_id", "thing_id", "entry", "recorded_at", "row_id"):
        row = {"code": "N1", "name": "A", column: "x"}
        answer = service.post("/register/sheets", "proper", {"sheets": {"people": [row]}})
        assert answer.status_code == 422


def test_r156_r157_cells_are_text_whatever_they_begin_with(service: Service) -> None:
    for n, name in enumerate(("=1+1", "+cmd", "@SUM(A1)", "'; DROP TABLE person; --", '"quoted, and comma"', "100%_x")):
        row = {"code": f"N{n}", "name": name}
        assert service.post("/register/sheets", "proper", {"sheets": {"people": [row]}}).status_code == 200
        thing = service.world.id("person", f"N{n}")
        assert [each.name for each in service.world.read(partial(people, thing))] == [name]


def test_each_scope_opens_to_a_program_exactly_what_the_guide_lists(service: Service) -> None:
    opened: dict[str, set[str]] = {}
    for path, each in service.app.openapi()["paths"].items():
        for method, said in each.items():
            for needed in said.get("security", ()):
                scope = needed["council_sign_in"][0]
                with as_program(service, "importer", "northmere", scope=scope) as text:
                    address = path.replace("{slug}", "northmere").replace("{", "").replace("}", "")
                    answer = service.send(method.upper(), address, headers=bearer(text))
                if answer.status_code != 403:
                    opened.setdefault(scope, set()).add(f"{method.upper()} {path.removeprefix('/councils/{slug}')}")
    assert opened == PROGRAMS


PROGRAMS = {
    "register:read": {
        "GET /register/people",
        "GET /register/people/{person_id}",
        "GET /register/bodies",
        "GET /register/bodies/{body_id}",
        "GET /register/meetings",
        "GET /register/meetings/{meeting_id}",
    },
    "register:write": {"POST /register/sheets"},
    "record:verify": {"GET /record/verification", "GET /record/checkpoints"},
    "rules:read": {"GET /rules", "GET /rules/{rule_id}", "POST /assess"},
    "documents:write": {"GET /documents/{document_id}/file", "PUT /documents/{document_id}/file"},
}
"""docs/api.md, "Programs"."""


def test_a_program_is_never_a_person_whatever_headers_it_sends(service: Service, program: str) -> None:
    person = service.world.id("person", "proper")
    post = service.world.id("post", "proper-officer")
    for headers in ({"Acting-As": post}, {"On-Behalf-Of": person}):
        signed = bearer(program) | headers | {"Idempotency-Key": uuid.uuid4().hex}
        answer = service.send("POST", f"{COUNCIL}/register/sheets", headers=signed, json=NEW)
        assert answer.status_code == 422
