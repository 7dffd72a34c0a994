"""The client tries again where that is safe, waits as it is asked, has one effect, and gives up in bounded time."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from gatekeeper.client import Away, Gatekeeper, NotThere, Patience, Refused, TooMany, Unreachable
from gatekeeper.client.calling import Asked
from gatekeeper.client.commands import Asking, Rulings, Said
from gatekeeper.client.patience import retry_after
from tests.client.servers import Heard, Says, Server, scripted

ASKING = Asking(descriptions=("The paper on the budget",))
FILED = Says({"request_id": "r", "reference": "MR-2026-00001", "asked": []}, 201)
ASKED = Asked("a", "r", '"the-tag"')
PREVIEW = Rulings(passages=())


def problem(status: int, **headers: str) -> Says:
    said = {"type": "urn:gatekeeper:problem:away", "title": "Away", "what": "W", "why": "y", "remedy": "z"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Says(said, status, {"Content-Type": "application/problem+json"} | named)


@pytest.fixture
def server() -> Iterator[Server]:
    with scripted() as found:
        yield found


class Slept(list[float]):
    """What was waited, without waiting."""

    def patience(self, tries: int = 4, seconds: float = 30) -> Patience:
        return Patience(tries=tries, seconds=seconds, sleep=self.append)


def client(server: Server, slept: Slept | None = None, **options: Any) -> Gatekeeper:
    patience = (slept if slept is not None else Slept()).patience(**options)
    return Gatekeeper(server.address, "northmere", token="a-token", patience=patience)


def keys(server: Server) -> set[str]:
    return {each.headers["idempotency-key"] for each in server.heard}


def test_a_command_that_finds_the_service_away_is_sent_again_under_the_same_key(server: Server) -> None:
    slept = Slept()
    server.says(problem(503, Retry_After="7"), problem(429, Retry_After="3"), FILED)
    with client(server, slept) as gatekeeper:
        assert gatekeeper.submit(ASKING).reference == "MR-2026-00001"
    assert slept == [7, 3]
    assert len(server.heard) == 3
    assert len(keys(server)) == 1
    assert {each.body for each in server.heard} == {b'{"descriptions":["The paper on the budget"]}'}


def test_two_commands_have_two_keys(server: Server) -> None:
    server.says(FILED)
    with client(server) as gatekeeper:
        gatekeeper.submit(ASKING)
        gatekeeper.submit(ASKING)
    assert len(keys(server)) == 2


def test_a_connection_that_breaks_off_is_tried_again_for_what_has_one_effect(server: Server) -> None:
    for breaks in (0, 5):
        server.heard.clear()
        server.says(Says(FILED.body, 201, breaks=breaks), FILED)
        with client(server) as gatekeeper:
            assert gatekeeper.submit(ASKING).reference
        assert len(keys(server)) == 1
        assert len(server.heard) == 2


def test_a_connection_that_breaks_off_is_told_for_what_could_have_had_another_effect(server: Server) -> None:
    server.says(Says({}, breaks=0))
    with client(server) as gatekeeper, pytest.raises(Unreachable) as broken:
        gatekeeper.open(ASKED)
    assert len(server.heard) == 1
    assert "look whether it was done" in str(broken.value)


def test_where_nothing_listens_it_gives_up_in_the_time_that_it_was_given() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    slept = Slept()
    gatekeeper = Gatekeeper(address, "northmere", token="t", patience=slept.patience(tries=4))
    with gatekeeper, pytest.raises(Unreachable):
        gatekeeper.submit(ASKING)
    assert len(slept) == 3
    assert sum(slept) <= 30
    assert slept == sorted(slept)


@pytest.mark.parametrize(("status", "kind"), [(503, Away), (429, TooMany)])
def test_a_wait_longer_than_its_patience_is_told_at_once(server: Server, status: int, kind: type[Refused]) -> None:
    slept = Slept()
    server.says(problem(status, Retry_After="31"))
    with client(server, slept) as gatekeeper, pytest.raises(kind) as told:
        gatekeeper.submit(ASKING)
    assert not slept
    assert len(server.heard) == 1
    assert told.value.told.retry_after == 31


@pytest.mark.parametrize("status", [400, 404, 409, 412, 422, 500])
def test_what_is_no_passing_trouble_is_not_tried_again(server: Server, status: int) -> None:
    server.says(problem(status))
    with client(server) as gatekeeper, pytest.raises(Refused) as told:
        gatekeeper.submit(ASKING)
    assert len(server.heard) == 1
    assert told.value.told.status == status


def test_a_command_on_a_case_names_the_version_that_was_read(server: Server) -> None:
    server.says(Says({"entry": 4, "version": 2}, headers={"ETag": '"the-next"'}))
    with client(server) as gatekeeper:
        carried = gatekeeper.note(ASKED, Said(words="Found it."))
    assert server.heard[0].headers["if-match"] == '"the-tag"'
    assert carried.asked.etag == '"the-next"'


def test_the_post_and_the_councillor_for_whom_she_acts_go_with_every_call(server: Server) -> None:
    server.says(Says({"person": "p", "posts": [], "acts_for": []}))
    with Gatekeeper(server.address, "northmere", token="t", acting_as="a-post", on_behalf_of="hers") as gatekeeper:
        gatekeeper.me()
    headers = server.heard[0].headers
    assert (headers["acting-as"], headers["on-behalf-of"]) == ("a-post", "hers")


def test_a_list_is_read_page_by_page_as_it_is_needed(server: Server) -> None:
    line = {
        "request_id": "r",
        "reference": "MR-1",
        "received_at": "2026-11-22T10:00:00Z",
        "version": 1,
        "documents": [],
    }

    def page(heard: Heard) -> Says:
        last = "cursor=second" in heard.path
        return Says({"requests": [line], "next": None if last else "second"})

    server.says(page)
    with client(server) as gatekeeper:
        requests = gatekeeper.my_requests(limit=1)
        next(requests)
        assert len(server.heard) == 1
        assert len(list(requests)) == 1
    assert [each.path.partition("?")[2] for each in server.heard] == ["limit=1", "limit=1&cursor=second"]


def test_what_a_newer_service_adds_is_passed_over(server: Server) -> None:
    server.says(Says({"alive": True, "added_since": {"more": 1}}))
    with client(server) as gatekeeper:
        assert gatekeeper.health().alive


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("12", 12),
        ("0", 0),
        ("-1", None),
        ("soon", None),
        ("99999999999", None),
        ("Sun, 22 Nov 2026 10:00:30 GMT", 30),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 0),
    ],
)
def test_a_retry_after_is_read_as_seconds_or_as_an_instant(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, datetime(2026, 11, 22, 10, tzinfo=UTC)) == seconds


@pytest.mark.parametrize("wrong", ["", ".", "..", "a\x00b"])
def test_an_id_that_would_lead_to_another_address_is_not_sent(server: Server, wrong: str) -> None:
    with client(server) as gatekeeper, pytest.raises(ValueError, match="names nothing"):
        gatekeeper.document(wrong)
    assert not server.heard


def test_an_id_cannot_reach_another_operation(server: Server) -> None:
    server.says(problem(404))
    with client(server) as gatekeeper, pytest.raises(NotThere):
        gatekeeper.document("../queue?x=1#y")
    assert server.heard[0].path == "/councils/northmere/documents/..%2Fqueue%3Fx%3D1%23y"
