"""The log of a real run: a line of JSON for each event, and nothing of what people wrote (R017, R018, R174)."""

from __future__ import annotations

import io
import json
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from gatekeeper import logs
from gatekeeper.logs import FIELDS, JsonLines
from tests.api.calling import COUNCIL
from tests.run.serving import Served

CANARY = "zanzibarkestrel"
ODD = "zanzibar\r\nkestrel\u2028\u001b[31m\u0085\"}{"
KNOWN = {"instant", "level", "source", "event", *FIELDS}


def lines(path: Path) -> list[dict[str, Any]]:
    """The events of a log. Each line is one."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def everywhere(service: Served) -> Iterator[httpx.Response]:
    """Calls with the canary in every place into which a caller can write."""
    at, council = service.address, f"{service.address}{COUNCIL}"
    signed = service.headers()
    yield service.ask(purpose=f"I need it for {CANARY}", descriptions=[CANARY])
    yield httpx.post(f"{council}/requests", json={CANARY: CANARY}, headers=signed)
    yield httpx.post(f"{council}/requests", content=CANARY, headers=signed | {"Content-Type": f"text/{CANARY}"})
    yield httpx.get(f"{council}/requests?cursor={CANARY}&{CANARY}=1", headers=signed)
    yield httpx.get(f"{council}/requests/{CANARY}", headers=signed)
    yield httpx.get(f"{at}/councils/{CANARY}/requests", headers=signed)
    yield httpx.get(f"{at}/{CANARY}", headers=signed)
    yield httpx.get(f"{council}/requests", headers=signed | {"Authorization": f"Bearer {CANARY}"})
    yield httpx.get(f"{council}/requests", headers={"Authorization": f"Bearer {service.token(sub=CANARY)}"})
    yield httpx.get(f"{council}/requests", headers={"Authorization": f"Bearer {service.token(jti=CANARY, aud=CANARY)}"})
    yield httpx.get(f"{council}/requests", headers=signed | {"Acting-As": CANARY, "On-Behalf-Of": CANARY})
    yield httpx.get(f"{at}/health", headers={"User-Agent": CANARY, "X-Forwarded-For": CANARY, "Host": CANARY})
    yield httpx.request(CANARY.upper(), f"{at}/health")


def raw(service: Served, text: str) -> bytes:
    """What is answered to bytes sent just so."""
    place = urlsplit(service.address)
    with socket.create_connection((str(place.hostname), int(place.port or 0)), timeout=10) as line:
        line.sendall(text.encode())
        return line.recv(4096)


@pytest.mark.slow
def test_r018_no_word_that_a_caller_wrote_anywhere_is_in_the_log(service: Served) -> None:
    statuses = [answer.status_code for answer in everywhere(service)]
    raw(service, f"GET /{CANARY} HTTP/1.1\r\nHost: {CANARY}\r\n {CANARY}\r\n\r\n")
    raw(service, f"{CANARY} {CANARY} {CANARY}\r\n\r\n")
    assert service.running.stop() == 0
    assert len(set(statuses)) > 5, statuses
    text = service.log.read_text(encoding="utf-8")
    assert CANARY not in text.lower()
    for name in ("subject-c1", "eyJ", "Paper working_paper", service.world.id("document", "working_paper")):
        assert name not in text, name


@pytest.mark.slow
def test_each_call_has_one_line_with_its_operation_and_the_name_that_its_problem_quotes(service: Served) -> None:
    made = service.ask()
    refused = service.get("/requests/0000")
    assert service.running.stop() == 0
    calls = [line for line in lines(service.log) if line["event"] == "call" and "councils" in line["route"]]
    assert [(each["method"], each["status"]) for each in calls] == [("POST", made.status_code), ("GET", 404)]
    assert [each["route"] for each in calls] == ["/councils/{slug}/requests", "/councils/{slug}/requests/{request_id}"]
    assert [each.get("council") for each in calls] == ["northmere", None], "where there is nothing, nothing is named"
    assert calls[1]["correlation_id"] == refused.json()["correlation_id"]
    assert all(each["milliseconds"] > 0 for each in calls)
    assert all(line.keys() <= KNOWN for line in lines(service.log))


def record(
    message: object, *args: object, name: str = "gatekeeper.test", fields: dict[str, object] | None = None
) -> logging.LogRecord:
    """A record of the log."""
    made = logging.LogRecord(name, logging.WARNING, "somewhere.py", 7, message, args, None)
    made.__dict__.update(fields or {})
    return made


@pytest.mark.parametrize("field", FIELDS)
def test_r174_whatever_stands_in_a_field_a_record_is_one_line_of_plain_characters(field: str) -> None:
    line = JsonLines().format(record("an event of %s", ODD, fields={field: [ODD] if field == "at" else ODD}))
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["event"] == f"an event of {ODD}"


def test_what_another_part_of_the_program_says_is_not_written_down() -> None:
    line = JsonLines().format(record(f"GET {CANARY}", name="some.library"))
    told = line + JsonLines().format(record("GET %s", CANARY, name="some.library"))
    assert CANARY not in told
    assert json.loads(line)["event"] == "said at somewhere:7"


def test_of_a_failure_the_kind_and_the_places_are_written_and_not_its_words() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    log = logging.Logger("gatekeeper.test")
    log.addHandler(handler)
    try:
        raise ValueError(CANARY)
    except ValueError:
        log.exception("a fault")
    told = json.loads(stream.getvalue())
    assert told["kind"] == "ValueError"
    assert told["at"][0].endswith("not_its_words")
    assert CANARY not in stream.getvalue()


def test_a_field_that_is_not_listed_is_not_written() -> None:
    assert CANARY not in JsonLines().format(record("an event", fields={"purpose": CANARY, "title": CANARY}))
    assert logs.FIELDS
