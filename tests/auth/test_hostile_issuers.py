"""Tests that an issuer that turns hostile, or is another than it says, gets nothing but its own failure."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc

import pytest

from gatekeeper.auth import IssuerUnavailable, IssuerUntrusted, Reason
from gatekeeper.auth.fetching import MOST_BYTES, fetched_object
from tests.auth.issuers import DISCOVERY, KEYS, Answer, running_issuer
from tests.auth.signers import curve_signer
from tests.auth.world import World

MOST_MEMORY = 32 * 1024 * 1024


def huge_sets() -> dict[str, Answer]:
    entry = curve_signer().jwk()
    keys = json.dumps({"keys": [entry | {"kid": f"k{number}"} for number in range(20_000)]}).encode()
    bomb = gzip.compress(b" " * 50_000_000, 1)
    packed = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    return {
        "20,000 keys": Answer(keys),
        "20,000 empty keys": Answer(b'{"keys": [' + b"0," * 20_000 + b"0]}"),
        "ten megabytes": Answer(b'{"keys": [' + b" " * 10_000_000 + b"]}"),
        "gzip bomb": Answer(bomb, headers=packed),
        "gzip bomb in disguise": Answer(bomb),
        "deep": Answer(b"[" * 100_000),
        "deep in an object": Answer(b'{"keys":' + b"[" * 100_000),
        "a long number": Answer(b'{"keys": ' + b"9" * 200_000 + b"}"),
    }


HUGE = huge_sets()


@pytest.mark.parametrize("path", [DISCOVERY, KEYS])
@pytest.mark.parametrize("name", HUGE)
def test_r072_a_huge_answer_is_left_off_and_the_known_keys_serve(world: World, path: str, name: str) -> None:
    world.read()
    world.issuer.answers[path] = HUGE[name]
    world.clocks.ticks += 301
    tracemalloc.start()
    started = time.process_time()
    assert world.read().jti == "token-1"
    took, most = time.process_time() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert world.keys.health().problem is not None
    assert took < 2
    assert most < MOST_MEMORY


def test_a_body_of_just_the_size_allowed_is_read(world: World) -> None:
    body = json.dumps({"keys": [curve_signer().jwk()]}).encode()
    world.issuer.answers[KEYS] = Answer(body + b" " * (MOST_BYTES - len(body)))
    assert world.read().jti == "token-1"
    world.keys.flush()
    world.issuer.answers[KEYS] = Answer(body + b" " * (MOST_BYTES - len(body) + 1))
    with pytest.raises(IssuerUnavailable, match="larger than"):
        world.read()


def test_r072_a_hundred_keys_are_read_and_one_more_is_too_many(world: World) -> None:
    others = [curve_signer().jwk(kid=f"k{number}") for number in range(100)]
    world.issuer.publish_entries([*others[1:], curve_signer().jwk()])
    assert world.read().jti == "token-1"
    world.keys.flush()
    world.issuer.publish_entries([*others, curve_signer().jwk()])
    with pytest.raises(IssuerUnavailable, match="more than 100 keys"):
        world.read()


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Content-Type": "application/json", "Content-Encoding": "gzip"}, "came packed"),
        ({"Content-Type": "application/json", "Content-Encoding": "br"}, "came packed"),
        ({"Content-Type": "text/html"}, "not JSON by its content type"),
        ({}, "not JSON by its content type"),
    ],
    ids=str,
)
@pytest.mark.parametrize("path", [DISCOVERY, KEYS])
def test_a_right_body_under_wrong_headers_is_refused(
    world: World, path: str, headers: dict[str, str], why: str
) -> None:
    right = world.issuer.answers[path]
    assert isinstance(right, Answer)
    world.issuer.answers[path] = Answer(right.body, headers=headers)
    with pytest.raises(IssuerUnavailable, match=why):
        world.read()


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "application/jwk-set+json", "Application/JSON"])
def test_a_key_set_may_say_that_it_is_one(world: World, kind: str) -> None:
    right = world.issuer.answers[KEYS]
    assert isinstance(right, Answer)
    world.issuer.answers[KEYS] = Answer(right.body, headers={"Content-Type": kind})
    assert world.read().jti == "token-1"


@pytest.mark.parametrize("path", [DISCOVERY, KEYS])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_r073_no_redirect_is_followed(world: World, path: str, status: int) -> None:
    with running_issuer() as other:
        other.publish(curve_signer())
        world.issuer.answers[path] = Answer(status=status, headers={"Location": f"{other.origin}{path}"})
        with pytest.raises(IssuerUnavailable, match="redirects are not followed"):
            world.read()
        assert not other.hits


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/keys",
        "https://id.council.example/keys",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://127.0.0.1:1/keys",
        "http://127.0.0.1@evil.example/keys",
        "//evil.example/keys",
        "keys",
        "",
        None,
        ["http://127.0.0.1/keys"],
    ],
    ids=str,
)
def test_r073_keys_that_lie_elsewhere_are_not_fetched(world: World, address: object) -> None:
    world.issuer.describe(jwks_uri=address)
    with pytest.raises(IssuerUntrusted, match=r"jwks_uri|another origin"):
        world.keys.check()
    assert not world.issuer.hits[KEYS]


def test_r073_keys_may_lie_at_another_origin_that_the_settings_name(world: World) -> None:
    with running_issuer() as other:
        other.publish(curve_signer())
        world.issuer.describe(jwks_uri=f"{other.origin}{KEYS}")
        world.use(key_origins=frozenset({other.origin}))
        assert world.read().jti == "token-1"


def test_r075_an_issuer_that_says_it_is_another_is_not_trusted(world: World) -> None:
    right = world.issuer.issuer
    for said in (
        f"{right}/",
        right.replace("http", "https"),
        right.upper(),
        right[:-1],
        "https://evil.example",
        None,
        [right],
    ):
        world.issuer.describe(issuer=said)
        with pytest.raises(IssuerUntrusted, match="letter for letter"):
            world.keys.check()
    assert not world.issuer.hits[KEYS]
    with pytest.raises(IssuerUnavailable):
        world.read()


def test_r075_the_message_about_another_issuer_cannot_forge_a_line(world: World) -> None:
    world.issuer.describe(issuer="x\r\nall is well " + "y" * 10_000)
    with pytest.raises(IssuerUntrusted) as untrusted:
        world.keys.check()
    assert untrusted.value.why.isprintable()
    assert len(untrusted.value.why) < 500


def test_an_issuer_that_stops_in_the_middle_of_its_answer_is_an_outage(world: World) -> None:
    world.issuer.answers[KEYS] = Answer(b'{"keys": [', headers={"Content-Type": "application/json"}, length=9_999)
    with pytest.raises(IssuerUnavailable, match="cannot be fetched"):
        world.read()


def test_an_issuer_that_gives_its_answer_by_drops_is_left(world: World) -> None:
    world.issuer.answers[KEYS] = Answer(b'{"keys": []}', pause=0.03)
    with pytest.raises(IssuerUnavailable, match=r"took longer than 0\.1 seconds"):
        fetched_object(world.client, f"{world.issuer.origin}{KEYS}", most_seconds=0.1)
    assert fetched_object(world.client, f"{world.issuer.origin}{KEYS}", most_seconds=2) == {"keys": []}


def test_known_keys_serve_and_unknown_ones_are_told_apart_once_the_issuer_is_itself_again(world: World) -> None:
    world.read()
    world.issuer.describe(issuer="https://evil.example")
    world.clocks.ticks += 301
    assert world.read().jti == "token-1"
    world.issuer.describe()
    world.clocks.ticks += 15
    assert world.refuses(world.token(curve_signer("unknown"))) is Reason.KEY
