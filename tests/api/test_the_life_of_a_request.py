"""A request from asking to the ruling on appeal, over HTTP alone: each step by the person whose it is."""

from __future__ import annotations

from typing import Any

from tests.api.calling import Service
from tests.services.cases.walking import disputed_ruling, ruled

WORDS = {"words": "I cannot judge the matter without it."}


def rulings(ruling: Any, *, disputed: bool = False) -> dict[str, Any]:
    made = disputed_ruling(ruling) if disputed else ruled(ruling)
    return made.model_dump(mode="json", exclude_unset=True)


def done(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_a_refusal_is_disputed_ruled_on_and_opened(service_on_each: Service) -> None:
    api = service_on_each
    case = api.asked("c1", purpose="The budget is set next month.")
    assert done(api.step("mo", case, "advise", {"words": "A briefing may do.", "shared": True}))["version"] > 1
    assert done(api.step("d1", case, "preview", rulings("refused")))["lawful"]
    done(api.step("d1", case, "determine", rulings("refused")))
    refused = api.post(f"/asked/{case[1]}/open")
    assert refused.status_code == 403
    done(api.step("c1", case, "dispute", WORDS))
    done(api.step("c1", case, "statement", WORDS))
    done(api.step("mo", case, "rule", rulings("refused", disputed=True)))
    done(api.step("c1", case, "appeal", WORDS))
    done(api.step("chief", case, "consult", {"post": "group_leader", "words": "She would show it."}))
    done(api.step("chief", case, "rule", rulings("granted", disputed=True)))
    opened = done(api.post(f"/asked/{case[1]}/open"))
    assert [each["form"] for each in opened["passages"]] == ["inspection"]
    read = done(api.get(f"/requests/{case[0]}"))
    assert read["documents"][0]["ruling"] == "granted"
    actions = [each["action"] for each in read["timeline"]]
    wanted = ["submit", "advise", "determine", "dispute", "submit_statement", "rule", "appeal", "rule"]
    assert [each for each in actions if each in wanted] == wanted


def test_what_the_law_opens_is_answered_at_once_and_opens(service: Service) -> None:
    case = service.asked("c1", "open_report")
    assert done(service.get(f"/requests/{case[0]}"))["documents"][0]["passages"][0]["outcome"] == "Available now"
    opened = done(service.post(f"/asked/{case[1]}/open"))
    assert opened["whole"]
    assert opened["entry"] > 0


def test_would_i_be_entitled_answers_and_files_nothing(service: Service) -> None:
    wanted = {"documents": [service.world.id("document", "open_report")]}
    found = done(service.post("/pre-check", given=wanted))
    assert found["documents"][0]["passages"][0]["outcome"] == "Available now"
    assert done(service.get("/requests")) == {"requests": [], "next": None}


def test_an_assistant_asks_for_her_councillor_and_for_nobody_else(service: Service) -> None:
    wanted = {"documents": [service.world.id("document", "open_report")]}
    for councillor, status in (("c1", 201), ("c2", 404)):
        headers = {"On-Behalf-Of": service.world.id("person", councillor)}
        assert service.post("/requests", "assistant", wanted, headers).status_code == status
    hers = done(service.get("/requests"))["requests"]
    assert len(hers) == 1
    assert done(service.get(f"/requests/{hers[0]['request_id']}"))["on_behalf"]


def test_a_description_is_matched_to_a_document_by_an_officer(service: Service) -> None:
    made = service.post("/requests", given={"descriptions": ["The paper on the budget"]}).json()
    case = made["request_id"], made["asked"][0]
    document = service.world.id("document", "working_paper")
    done(service.step("proper", case, "match", {"document": document}))
    assert done(service.get(f"/requests/{case[0]}", "proper"))["documents"][0]["status"] == "open"


def test_what_waits_for_a_director_is_in_her_queue_and_not_in_anothers(service: Service) -> None:
    case = service.asked()
    assert [each["asked_id"] for each in done(service.get("/queue", "d1"))["waiting"]] == [case[1]]
    assert done(service.get("/queue", "d2"))["waiting"] == []
    assert done(service.get("/queue?stage=director", "c2"))["waiting"] == []


def test_an_officer_acts_in_a_post_that_she_holds_and_in_no_other(service: Service) -> None:
    case = service.asked()
    posts = done(service.get("/me", "d1"))["posts"]
    assert [each["kind"] for each in posts] == ["director"]
    note = {"words": "Looked for the older version."}
    own = service.step("d1", case, "note", note, **{"Acting-As": posts[0]["id"]})
    other = service.step("d1", case, "note", note, **{"Acting-As": service.world.id("post", "monitoring-officer")})
    assert (own.status_code, other.status_code) == (200, 403)
    by = [each for each in done(service.get(f"/requests/{case[0]}", "d1"))["timeline"] if each["action"] == "note"]
    assert [each["post"] for each in by] == [posts[0]["id"]]


def test_an_unlawful_ruling_is_stopped_with_every_reason_and_its_source(service: Service) -> None:
    case = service.asked()
    bare = {"passages": [{"passage": "working_paper-whole", "ruling": "refused"}]}
    stopped = service.step("d1", case, "determine", bare)
    assert stopped.status_code == 422
    assert stopped.json()["type"].endswith("unlawful")
    assert all(each["source"] for each in stopped.json()["problems"])
    assert done(service.step("d1", case, "preview", bare))["lawful"] is False


def test_r120_a_step_from_where_the_case_does_not_stand_is_refused_with_the_reason(service: Service) -> None:
    case = service.asked()
    said = service.step("c1", case, "dispute", WORDS)
    assert said.status_code in {403, 409}
    assert said.json()["remedy"]
