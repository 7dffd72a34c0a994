"""What only a raw socket can send: two lengths, odd ends of line, another host, endless heads. One meaning, or 400."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from tests.api.calling import COUNCIL, Service, service_of
from tests.api.serving import served
from tests.auth.world import World as Issuer
from tests.services.world_databases import little_world

EVIL = "attacker.example"


class Line:
    """A line to the service, over which bytes are sent as they are."""

    def __init__(self, place: tuple[str, int], service: Service) -> None:
        self.place, self.service = place, service

    def say(self, *parts: bytes, seconds: float = 30.0) -> bytes:
        """All that is answered until the line is closed or nothing more comes."""
        answer = b""
        with socket.create_connection(self.place, timeout=seconds) as line:
            try:
                for each in parts:
                    line.sendall(each)
                while part := line.recv(65_536):
                    answer += part
            except (ConnectionError, TimeoutError):
                pass
        return answer

    def head(
        self, *more: str, method: str = "GET", path: str = f"{COUNCIL}/me", host: str = "gatekeeper.test"
    ) -> bytes:
        signed = f"Authorization: Bearer {self.service.token('c1')}"
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", signed, "Connection: close", *more, "", ""]
        return "\r\n".join(lines).encode()


@pytest.fixture(scope="module")
def line(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    folder = tmp_path_factory.mktemp("raw")
    with little_world("sqlite", folder, "wbc") as world:
        service = service_of(world, issuer, folder)
        with served(service.app) as place:
            yield Line(place, service)


def status(answer: bytes) -> int:
    """The status of the first answer; 0 where the line was closed without any."""
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0


def answers(answer: bytes) -> int:
    """How many answers there were."""
    return answer.count(b"HTTP/1.1 ")


def test_a_plain_call_is_answered(line: Line) -> None:
    assert status(line.say(line.head())) == 200


@pytest.mark.parametrize(
    "head",
    [
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked, identity",),
        ("Transfer-Encoding: xchunked",),
        ("Transfer-Encoding : chunked",),
        ("Content-Length: +5",),
        ("Content-Length: 0x5",),
        ("Content-Length: 5 5",),
        ("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
    ],
    ids="; ".join,
)
def test_r173_a_call_with_two_meanings_has_one_or_none(line: Line, head: tuple[str, ...]) -> None:
    hidden = f"GET {COUNCIL}/rules HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    answer = line.say(line.head(*head, method="POST", path=f"{COUNCIL}/pre-check") + b"0\r\n\r\n" + hidden)
    assert status(answer) in {0, 400, 408, 411, 413, 415, 422, 501}
    assert answers(answer) <= 1


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /health HTTP/1.1\nHost: x\n\n",
        b"GET /health HTTP/1.1\r\nHost: x\r\nX: a\nb: c\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
    ],
    ids=["bare line feeds", "a bare line feed", "no text"],
)
def test_r173_what_is_no_call_leads_to_no_fault(line: Line, sent: bytes) -> None:
    assert status(line.say(sent, seconds=2)) in {0, 200, 400}
    assert status(line.say(line.head())) == 200


def test_r173_a_folded_header_and_a_space_before_the_colon_are_no_tokens(line: Line) -> None:
    token = line.service.token("c1")
    for written in (f"Authorization : Bearer {token}", f"X: y\r\n Authorization: Bearer {token}"):
        sent = f"GET {COUNCIL}/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{written}\r\n\r\n".encode()
        assert status(line.say(sent)) in {0, 400, 401}


@pytest.mark.parametrize("path", [f"http://{EVIL}{COUNCIL}/me", f"//{EVIL}{COUNCIL}/me", f"{COUNCIL}/me/../me", "*"])
def test_r172_an_address_of_another_form_leads_nowhere_else(line: Line, path: str) -> None:
    answer = line.say(line.head(path=path))
    assert status(answer) in {400, 404}
    assert EVIL.encode() not in answer


def test_r172_links_and_addresses_are_those_of_the_settings_whatever_host_is_named(line: Line) -> None:
    forwarded = ("X-Forwarded-Host: " + EVIL, "X-Forwarded-Proto: http", "Forwarded: host=" + EVIL)
    body = b'{"descriptions": ["The lease of the mill"]}'
    more = ("Content-Type: application/json", f"Content-Length: {len(body)}", "Idempotency-Key: raw", *forwarded)
    made = line.say(line.head(*more, method="POST", path=f"{COUNCIL}/requests", host=EVIL) + body)
    assert status(made) == 201
    assert b"location: https://gatekeeper.council.example/api/councils/northmere/requests/" in made.lower()
    challenge = line.say(f"GET {COUNCIL}/me HTTP/1.1\r\nHost: {EVIL}\r\nConnection: close\r\n\r\n".encode())
    metadata = line.say(line.head(*forwarded, path="/.well-known/oauth-protected-resource", host=EVIL))
    assert EVIL.encode() not in made + challenge + metadata


def test_r171_ten_thousand_headers_or_a_very_long_address_are_refused_and_the_service_goes_on(line: Line) -> None:
    many = tuple(f"X-{n}: {n}" for n in range(10_000))
    assert status(line.say(line.head(*many))) in {400, 431}
    assert status(line.say(line.head(path=f"{COUNCIL}/rules/" + "x" * 65_536))) in {400, 414}
    assert status(line.say(line.head())) == 200


def test_r171_a_caller_who_goes_away_in_the_middle_harms_nobody(line: Line) -> None:
    head = line.head("Content-Type: application/json", "Content-Length: 500", method="POST", path=f"{COUNCIL}/requests")
    for part in (head[:40], head, head + b'{"descr'):
        with socket.create_connection(line.place, timeout=5) as gone:
            gone.sendall(part)
    time.sleep(0.1)
    assert status(line.say(line.head())) == 200


def test_r171_ranges_are_passed_over_and_nothing_is_multiplied(line: Line) -> None:
    ranges = "Range: bytes=" + ",".join(f"{n}-{n}" for n in range(3_000))
    assert status(line.say(line.head(ranges))) in {200, 431}


def test_r174_no_line_of_the_log_is_made_by_a_caller(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    line.say(line.head(path=f"{COUNCIL}/rules/%0d%0aFORGED%1b[31m"), line.head("X-Forged: FORGED"))
    assert "FORGED" not in caplog.text
