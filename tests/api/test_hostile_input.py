"""Input that is not of the right form is refused before anything reads it, and never becomes a fault of the service."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from gatekeeper.doors.bodies import MOST_BYTES
from tests.api.calling import COUNCIL, Service
from tests.api.test_nobody_without_a_token import bearer

ASKING = {"descriptions": ["The lease of the mill"]}


def body(**said: object) -> bytes:
    return json.dumps(ASKING | said).encode()


def with_text(text: str) -> bytes:
    """An asking whose description is this text as it stands between the quotes of JSON."""
    return b'{"descriptions": ["' + text.encode("utf-8", "surrogatepass") + b'"]}'


@pytest.mark.parametrize(
    "sent",
    [
        with_text(r"a\u0000b"),
        with_text(r"\ud800"),
        with_text(r"\udc00\ud800"),
        with_text("\ud800"),
        b'{"descriptions": ["\xff\xfe"]}',
        b'{"descriptions": ["\xc0\xaf"]}',
        b"\xef\xbb\xbf" + body(),
        body().decode().encode("utf-16"),
        with_text(r"turn \u202e around"),
        with_text(r"bell \u0007"),
    ],
    ids=["NUL", "half", "halves turned", "raw half", "no UTF-8", "overlong", "BOM", "UTF-16", "turning", "control"],
)
def test_r168_text_that_no_later_step_could_hold_is_refused(steady: Service, sent: bytes) -> None:
    assert steady.raw("/requests", sent).status_code == 422


def test_r168_every_lawful_character_is_taken_and_given_back(service: Service) -> None:
    said = "Über \u2028 the mill 🏭 \ufeff e\u0301"
    made = service.post("/requests", given={"descriptions": [said], "purpose": said})
    assert made.status_code == 201
    assert "🏭" in service.get(f"/requests/{made.json()['request_id']}").text


@pytest.mark.parametrize("name", ["Acting-As", "Idempotency-Key", "If-Match", "On-Behalf-Of"])
@pytest.mark.parametrize("value", [b"\x00", b"\xff\xfe", b"\xe2\x80\xa8", b"a\tb", b"x" * 300], ids=repr)
def test_r168_headers_of_hostile_bytes_are_refused(steady: Service, name: str, value: bytes) -> None:
    right = {"Idempotency-Key": "a-key", "If-Match": '"1"', "Content-Type": "application/json", "Acting-As": "0" * 32}
    headers = [(each.encode(), said.encode()) for each, said in right.items() if each != name]
    headers += [(name.encode(), value), (b"Authorization", f"Bearer {steady.token()}".encode())]
    address = f"{COUNCIL}/asked/{'0' * 32}/withdraw"
    assert 400 <= steady.send("POST", address, headers=headers, content=b"{}").status_code < 500


@pytest.mark.parametrize(
    "path", ["/requests/%00", "/requests/%ff%fe", "/rules/%00", "/documents/%0d%0aX: y", "/%00/me"]
)
def test_r168_addresses_of_hostile_bytes_answer_as_what_is_not_there(steady: Service, path: str) -> None:
    signed = bearer(steady.token())
    address = f"/councils{path}" if path.endswith("/me") else f"{COUNCIL}{path}"
    assert steady.send("GET", address, headers=signed).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        b'{"descriptions": ["x"], "duty_stated": NaN}',
        b'{"descriptions": ["x"], "duty_stated": Infinity}',
        b'{"descriptions": ["x"], "duty_stated": 1e400}',
        b'{"descriptions": ["x"], "duty_stated": ' + b"9" * 5_000 + b"}",
        b'{"descriptions": ["x"], "kind": "document", "kind": "advice"}',
        b'{"descriptions": ["x"], "kind": "document", "k\\u0069nd": "advice"}',
        b'{"descriptions": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"descriptions": ["x"]} trailing',
        b'["descriptions"]',
        b"",
        b'{"descriptions": ["x"',
    ],
    ids=["NaN", "Infinity", "1e400", "digits", "twice", "twice escaped", "depth", "trailing", "list", "none", "cut"],
)
def test_r169_json_that_two_readers_could_take_differently_is_refused(steady: Service, sent: bytes) -> None:
    assert steady.raw("/requests", sent).status_code == 422


def test_r169_a_body_beyond_the_bound_is_refused_whatever_it_says_of_its_length(steady: Service) -> None:
    assert steady.raw("/requests", b" " * (MOST_BYTES + 1)).status_code == 413
    assert sent_in_parts(steady, [b" " * MOST_BYTES, b"  "]) == 413


def sent_in_parts(service: Service, parts: list[bytes]) -> int:
    """The status of a command that comes in parts, without a word of its length."""
    waiting = [{"type": "http.request", "body": each, "more_body": True} for each in parts]
    sent: list[Any] = []
    headers = [(b"authorization", f"Bearer {service.token()}".encode()), (b"content-type", b"application/json")]
    path = f"{COUNCIL}/requests"
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(service.app({**scope, "headers": headers, "scheme": "https", "root_path": ""}, receive, send))
    return int(sent[0]["status"])


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-7", "application/xml", ""],
)
def test_r169_only_json_in_utf_8_is_taken(steady: Service, kind: str) -> None:
    assert steady.raw("/requests", body(), kind=kind).status_code == 415


@pytest.mark.parametrize("number", ["9223372036854775808", "-1", "-0", "1e0", '"1 "', '"1"', "true", "1.0", "0", "8"])
def test_r170_what_is_no_whole_number_in_its_bounds_is_refused(steady: Service, number: str) -> None:
    sent = f'{{"passage": "{"0" * 32}", "claims": [{{"number": {number}}}]}}'.encode()
    assert steady.raw(f"/asked/{'0' * 32}/classify", sent, "proper").status_code == 422


@pytest.mark.parametrize("answer", ["1", "0", '"true"', '"yes"', "[]"])
def test_r170_yes_or_no_is_true_or_false_and_nothing_else(steady: Service, answer: str) -> None:
    sent = f'{{"words": "So.", "duty_stated": {answer}}}'.encode()
    assert steady.raw(f"/asked/{'0' * 32}/answer", sent).status_code == 422


@pytest.mark.parametrize(
    "field",
    [
        "id",
        "request_id",
        "council_id",
        "requester_id",
        "stage",
        "status",
        "ruling",
        "reference",
        "received_at",
        "entry",
    ],
)
def test_r021_no_field_but_a_commands_own_is_taken(steady: Service, field: str) -> None:
    assert steady.raw("/requests", body(**{field: "x"})).status_code == 422
    said = json.dumps({"words": "So.", field: "x"}).encode()
    assert steady.raw(f"/asked/{'0' * 32}/dispute", said).status_code == 422


@pytest.mark.parametrize("index", [-1, 2**31, 2**63, 10**30])
def test_r170_a_version_beyond_all_bounds_is_refused(steady: Service, index: int) -> None:
    answer = steady.post(f"/asked/{'0' * 32}/withdraw", given={}, headers={"If-Match": f'"{index}"'})
    assert answer.status_code == 422


def test_a_word_that_no_post_has_is_refused_as_a_word_and_not_as_a_fault(service: Service) -> None:
    case = service.asked()
    answer = service.step("d1", case, "transfer", {"to_stage": "emperor", "words": "To him."})
    assert 400 <= answer.status_code < 500
    found = {"level": "document", "subject": case[0], "fact": "no_such_fact", "value": "true"}
    assert 400 <= service.step("d1", case, "find", found).status_code < 500
