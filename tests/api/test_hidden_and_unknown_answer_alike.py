"""What somebody may not know of answers exactly as what never was: by address, in lists, in errors, anywhere."""

from __future__ import annotations

import pytest

from gatekeeper.services.record.councils import add_council
from tests.api.calling import COUNCIL, Service, alike
from tests.api.test_nobody_without_a_token import bearer, operations

NOBODYS = "0" * 32
RULINGS = {"passages": [{"passage": "working_paper-whole", "ruling": "refused", "reasons": "CANARY-REASONS"}]}
SAID = {"words": "For the record."}


def test_r001_a_case_of_another_answers_as_one_that_never_was(service: Service) -> None:
    case = service.asked("c1")
    for who in ("c2", "d2", "auditor", "administrator"):
        assert alike(service.get(f"/requests/{each}", who) for each in (case[0], NOBODYS, "nonsense"))
        assert alike(service.get(f"/requests/{each}/receipt", who) for each in (case[0], NOBODYS, "nonsense"))
        assert alike(service.post(f"/asked/{each}/open", who) for each in (case[1], NOBODYS, case[0]))


def test_r001_a_document_that_may_not_be_known_answers_as_one_that_never_was(service: Service) -> None:
    hidden = service.world.id("document", "hidden")
    assert alike(service.get(f"/documents/{each}") for each in (hidden, NOBODYS, "nonsense"))
    ask = [service.post("/requests", given={"documents": [each]}) for each in (hidden, NOBODYS)]
    assert alike(ask)
    assert ask[0].status_code == 404
    assert alike(service.post("/pre-check", given={"documents": [each]}) for each in (hidden, NOBODYS))
    assert service.get(f"/documents/{hidden}", "proper").status_code == 200


def test_r002_commands_on_anothers_case_change_nothing_and_tell_nothing(service: Service) -> None:
    case = service.asked("c1")
    before = service.get(f"/requests/{case[0]}", "d1").json()["version"]
    for name, given in (("determine", RULINGS), ("withdraw", {}), ("note", SAID), ("dispute", SAID)):
        for tag in ('"1"', '"999"'):
            said = [
                service.post(f"/asked/{each}/{name}", "c2", given, {"If-Match": tag}) for each in (case[1], NOBODYS)
            ]
            assert alike(said)
            assert said[0].status_code == 404
    assert service.get(f"/requests/{case[0]}", "d1").json()["version"] == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_r002_other_methods_answer_alike_for_what_is_there_and_what_is_not(service: Service, method: str) -> None:
    case = service.asked("c1")
    addresses = [f"{COUNCIL}/requests/{each}" for each in (case[0], NOBODYS)]
    answers = [service.send(method, each, headers=bearer(service.token("c1"))) for each in addresses]
    assert alike(answers)
    assert answers[0].status_code == 405


def test_r002_overrides_of_the_method_and_other_spellings_of_an_address_do_nothing(service: Service) -> None:
    case = service.asked("c1")
    signed = bearer(service.token("c1"))
    override = {**signed, "X-HTTP-Method-Override": "DELETE", "X-Method-Override": "POST"}
    assert service.send("GET", f"{COUNCIL}/requests/{case[0]}", headers=override).status_code == 200
    others = [f"/requests/{case[0]}/", f"//requests/{case[0]}", f"/Requests/{case[0]}", f"/requests/{case[0]};x=1"]
    assert {service.send("GET", f"{COUNCIL}{each}", headers=signed).status_code for each in others} == {404}
    assert service.get(f"/requests/{case[0].upper()}").status_code == 404


def test_head_is_answered_as_get_without_the_body(service: Service) -> None:
    case = service.asked("c1")
    address, signed = f"{COUNCIL}/requests/{case[0]}", bearer(service.token("c1"))
    head, get = (service.send(method, address, headers=signed) for method in ("HEAD", "GET"))
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers == get.headers


def test_r004_a_list_gives_only_ones_own_page_by_page_and_no_others_cursor(service: Service) -> None:
    own = [service.asked("c1", "open_report")[0] for _ in range(3)]
    service.asked("c2")
    page = service.get("/requests?limit=2").json()
    assert [each["request_id"] for each in page["requests"]] == [own[2], own[1]]
    rest = service.get("/requests", params={"cursor": page["next"]}).json()
    assert [each["request_id"] for each in rest["requests"]] == [own[0]]
    assert rest["next"] is None
    edited = page["next"][:-2] + ("AA" if page["next"][-2:] != "AA" else "BB")
    foreign = service.get("/requests", "c2", params={"cursor": page["next"]})
    assert {foreign.status_code, service.get("/requests", params={"cursor": edited}).status_code} == {422}
    assert service.get("/queue", params={"cursor": page["next"]}).status_code == 422


def test_r004_a_queue_goes_on_where_its_page_ended_and_ends(service: Service) -> None:
    cases = {service.asked(who)[1] for who in ("c1", "c2", "c3")}
    first = service.get("/queue?limit=2", "d1").json()
    rest = service.get("/queue", "d1", params={"cursor": first["next"]}).json()
    found = [each["asked_id"] for page in (first, rest) for each in page["waiting"]]
    assert len(found) == 3
    assert set(found) == cases
    assert rest["next"] is None
    assert service.get("/queue?stage=no_such_stage", "d1").json()["waiting"] == []


@pytest.mark.parametrize("limit", ["0", "-1", "1000000000", "101", "1e3", "1 ", "+1", "true", "１"])
def test_r004_r170_a_limit_that_is_no_plain_number_in_its_bounds_is_refused(steady: Service, limit: str) -> None:
    assert steady.get("/requests", params={"limit": limit}).status_code == 422


def test_r007_nothing_that_is_answered_may_be_kept_by_a_cache(steady: Service) -> None:
    for path in (f"{COUNCIL}/me", "/health", "/nothing", "/openapi.json"):
        answer = steady.send("GET", path, headers=bearer(steady.token()))
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_r009_an_error_holds_no_words_of_others_and_nothing_of_the_program(service: Service) -> None:
    case = service.asked("c1", purpose="CANARY-PURPOSE")
    tag = {"If-Match": '"1"'}
    answers = [
        service.post(f"/asked/{case[1]}/determine", "d1", {"passages": [{"CANARY-FIELD": "CANARY-VALUE"}]}, tag),
        service.post(f"/asked/{case[1]}/determine", "c1", RULINGS, tag),
        service.post(f"/asked/{case[1]}/transfer", "d1", {"to_stage": "CANARY-STAGE", "words": "CANARY"}, tag),
        service.raw("/requests", b'{"documents": "CANARY"'),
    ]
    for each in answers:
        assert 400 <= each.status_code < 500
        assert each.headers["content-type"] == "application/problem+json"
        assert len(each.json()["correlation_id"]) == 32
        assert not [word for word in ("CANARY-P", "CANARY-V", "Traceback", "sqlalchemy", ".py") if word in each.text]


def test_r010_a_councillor_reads_none_of_what_officers_wrote_to_each_other(service: Service) -> None:
    case = service.asked("c1")
    service.step("mo", case, "advise", {"words": "CANARY-ADVICE"})
    service.step("d1", case, "note", {"words": "CANARY-NOTE"})
    officer, councillor = (service.get(f"/requests/{case[0]}", who) for who in ("d1", "c1"))
    assert "CANARY-ADVICE" in officer.text
    assert "CANARY" not in councillor.text
    document = councillor.json()["documents"][0]
    assert not {"provenance", "problem", "would_change"} & document.keys()
    assert not {"label", "prohibition", "machine", "position", "would_change"} & document["passages"][0].keys()
    assert all(set(each) == {"entry", "at", "action", "asked_id", "words"} for each in councillor.json()["timeline"])


@pytest.mark.parametrize("query", ["include=documents", "expand=all", "council=other", "limit=1&limit=2"])
def test_r012_r022_parameters_that_are_not_read_or_come_twice_are_refused(steady: Service, query: str) -> None:
    assert steady.get(f"/requests?{query}").status_code == 422


def test_r022_another_council_named_in_a_header_changes_nothing(steady: Service) -> None:
    said = {"X-Council": "southmere", "X-Tenant": "southmere", "Host": "southmere.test"}
    assert steady.get("/me", headers=said).json() == steady.get("/me").json()


def test_r023_a_council_that_does_not_know_her_answers_as_one_that_is_not_there(service: Service) -> None:
    add_council(service.world.engine, "southmere", clock=service.world.clock)
    signed = bearer(service.token("c1"))
    paths = ["/me", "/requests", f"/documents/{NOBODYS}", "/rules", "/queue", "/record/entries"]
    for path in paths:
        both = [service.send("GET", f"/councils/{each}{path}", headers=signed) for each in ("southmere", "nowhere")]
        assert alike(both)
        assert both[0].status_code == 404
    unknown = service.send("GET", f"{COUNCIL}/me", headers=bearer(service.token("nobody-of-this-council")))
    assert alike([unknown, service.send("GET", "/councils/nowhere/me", headers=signed)])


def test_r001_whatever_is_not_there_is_answered_in_the_same_words(steady: Service) -> None:
    signed = bearer(steady.token())
    paths = (f"/requests/{NOBODYS}", f"/documents/{NOBODYS}", "/rules/none", "/no-such-address")
    answers = [steady.send("GET", f"{COUNCIL}{path}", headers=signed) for path in paths]
    unknown = {"documents": [NOBODYS]}
    assert alike([*answers, steady.post("/pre-check", given=unknown), steady.post("/requests", given=unknown)])


def test_r001_no_operation_answers_a_stranger_anything_but_that_it_is_not_there(steady: Service) -> None:
    for method, path, _ in operations(steady):
        if not path.startswith("/councils"):
            continue
        answer = steady.send(method, path, headers=bearer(steady.token("stranger")))
        assert answer.status_code in {404, 415}, (path, answer.text)


def test_only_an_auditor_reads_the_log_and_the_reading_is_entered(service: Service) -> None:
    assert service.get("/record/entries", "mo").status_code == 403
    first = service.get("/record/entries?limit=1", "auditor").json()
    assert [each["number"] for each in first["entries"]] == [0]
    following = service.get("/record/entries", "auditor", params={"cursor": first["next"], "limit": "100"}).json()
    assert [each["kind"] for each in following["entries"]][-1] == "record:read"
