"""One effect for one key; nobody overwrites what she has not read; keys and versions are wanted where due."""

from __future__ import annotations

from gatekeeper.services.cases.once import LONGEST_KEY
from tests.api.calling import Service
from tests.services.cases.walking import ruled

ASKING = {"descriptions": ["The lease of the mill"]}
KEY = {"Idempotency-Key": "one-click"}
SAID = {"words": "Looked for it."}


def test_r109_a_request_sent_twice_is_one_request_answered_byte_for_byte_alike(service_on_each: Service) -> None:
    answers = [service_on_each.post("/requests", given=ASKING, headers=KEY) for _ in range(3)]
    assert [each.status_code for each in answers] == [201, 201, 201]
    assert len({each.content for each in answers}) == 1
    assert len({each.headers["location"] for each in answers}) == 1
    assert len(service_on_each.get("/requests").json()["requests"]) == 1


def test_r109_a_command_sent_again_after_its_effect_is_answered_as_at_first(service: Service) -> None:
    case = service.asked()
    headers = KEY | {"If-Match": service.get(f"/requests/{case[0]}", "d1").headers["etag"]}
    first, again = (service.post(f"/asked/{case[1]}/note", "d1", SAID, headers) for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert (first.content, first.headers) == (again.content, again.headers)
    notes = [each for each in service.get(f"/requests/{case[0]}", "d1").json()["timeline"] if each["action"] == "note"]
    assert len(notes) == 1


def test_r109_a_key_used_for_another_command_is_refused_and_has_no_effect(service: Service) -> None:
    service.post("/requests", given=ASKING, headers=KEY)
    other = service.post("/requests", given={"descriptions": ["The will"]}, headers=KEY)
    assert other.status_code == 409
    assert len(service.get("/requests").json()["requests"]) == 1


def test_r109_a_key_is_each_persons_own(service: Service) -> None:
    made = [service.post("/requests", who, ASKING, KEY).json()["request_id"] for who in ("c1", "c2")]
    assert made[0] != made[1]


def test_a_command_without_a_key_or_without_a_version_is_told_what_is_missing(service: Service) -> None:
    case = service.asked()
    signed = {"Authorization": f"Bearer {service.token('d1')}"}
    address = f"/councils/northmere/asked/{case[1]}/note"
    keyless = service.send("POST", address, headers=signed | {"If-Match": '"1"'}, json=SAID)
    versionless = service.send("POST", address, headers=signed | KEY, json=SAID)
    assert (keyless.status_code, versionless.status_code) == (400, 428)
    long = service.post(f"/asked/{case[1]}/note", "d1", SAID, {"If-Match": '"1"', "Idempotency-Key": "x" * 201})
    assert long.status_code == 422
    assert LONGEST_KEY == 200


def test_r115_a_stale_version_overwrites_nothing_and_a_fresh_one_does(service_on_each: Service) -> None:
    api = service_on_each
    case = api.asked()
    stale = api.get(f"/requests/{case[0]}", "d1").headers["etag"]
    api.step("mo", case, "advise", {"words": "Think again."})
    rulings = ruled("refused").model_dump(mode="json", exclude_unset=True)
    refused = api.post(f"/asked/{case[1]}/determine", "d1", rulings, {"If-Match": stale})
    assert refused.status_code == 412
    assert api.get(f"/requests/{case[0]}").json()["documents"][0]["status"] == "open"
    done = api.step("d1", case, "determine", rulings)
    assert done.status_code == 200
    assert done.headers["etag"] == api.get(f"/requests/{case[0]}", "d1").headers["etag"]


def test_r115_reading_a_case_makes_nobodys_version_stale(service: Service) -> None:
    case = service.asked()
    tags = {service.get(f"/requests/{case[0]}", who).headers["etag"] for who in ("d1", "c1", "mo", "d1")}
    assert len(tags) == 1


def test_r115_a_tag_that_is_no_single_version_is_refused(service: Service) -> None:
    case = service.asked()
    for tag in ("*", '"1", "2"', 'W/"1"', "1", '"01"', '"x"'):
        assert service.post(f"/asked/{case[1]}/note", "d1", SAID, {"If-Match": tag}).status_code == 422
