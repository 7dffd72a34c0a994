"""A token goes to the service it is for and nowhere else, and neither a token nor a secret is ever shown."""

from __future__ import annotations

import copy
import json
import pickle
import ssl
import subprocess
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.client import (
    ClientCredentials,
    ClientError,
    Distrusted,
    Garbled,
    Gatekeeper,
    Patience,
    Refused,
    SignInFailed,
    Unreachable,
)
from gatekeeper.client.credentials import ReadyToken
from gatekeeper.client.discovery import Service
from gatekeeper.client.http import MOST_BYTES, Call, web_client
from gatekeeper.client.secret import Secret
from gatekeeper.client.tokens import Proof, Tokens
from tests.client.servers import Heard, Says, Server, scripted

TOKEN = "canary-token-that-nobody-may-see"
SECRET = "canary-secret-that-nobody-may-see"
ONCE = Patience(tries=1, seconds=0)


@pytest.fixture
def server() -> Iterator[Server]:
    with scripted() as found:
        yield found


def client(server: Server, **options: Any) -> Gatekeeper:
    chosen: dict[str, Any] = {"token": TOKEN, "patience": ONCE} | options
    return Gatekeeper(server.address, "northmere", **chosen)


@pytest.mark.parametrize(
    "address",
    [
        "http://gatekeeper.council.example",
        "http://127.0.0.1.council.example",
        "http://localhost.council.example",
        "ftp://gatekeeper.council.example",
        "https://user:word@gatekeeper.council.example",
        "https://gatekeeper.council.example/?x=1",
        "https://gatekeeper.council.example/#part",
        "https://Gatekeeper.council.example",
        "https://gatekeeper.council.example:99999",
        "https://gatekeeper.council.example\n",
        "gatekeeper.council.example",
        "",
    ],
)
def test_an_address_that_is_not_plain_https_is_not_used(address: str) -> None:
    with pytest.raises(Distrusted):
        Gatekeeper(address, "northmere", token=TOKEN)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed_and_no_token_goes_elsewhere(server: Server, status: int) -> None:
    with scripted() as thief:
        thief.says(Says({"alive": True}))
        server.says(Says({}, status, {"Location": f"{thief.address}/councils/northmere/me"}))
        with client(server) as gatekeeper, pytest.raises(Distrusted):
            gatekeeper.me()
        assert not thief.heard


def test_a_certificate_that_nobody_vouches_for_is_refused_and_nothing_is_sent(tmp_path: Path) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    make += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key)]
    subprocess.run([*make, "-out", str(certificate)], check=True, capture_output=True)
    with scripted() as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.says(Says({"person": "p", "posts": [], "acts_for": []}))
        address = f"https://localhost:{server.server_address[1]}"
        gatekeeper = Gatekeeper(address, "northmere", token=TOKEN, patience=ONCE)
        with gatekeeper, pytest.raises(Distrusted, match="certificate"):
            gatekeeper.me()
        assert not server.heard
        with Gatekeeper(address, "northmere", token=TOKEN, patience=ONCE, ca_file=certificate) as gatekeeper:
            assert gatekeeper.me().person == "p"


def test_a_description_of_another_service_is_not_used(server: Server) -> None:
    server.says(Says({"resource": "https://other.council.example", "authorization_servers": [server.address]}))
    credential = ClientCredentials("reporting", SECRET)
    with client(server, token=None, credential=credential) as gatekeeper, pytest.raises(Distrusted):
        gatekeeper.verify()
    assert SECRET not in str(server.heard)


@pytest.mark.parametrize(
    ("resource", "issuer"),
    [
        ({"authorization_servers": []}, {}),
        ({"authorization_servers": "not a list"}, {}),
        ({"authorization_servers": ["http://id.council.example"]}, {}),
        ({"authorization_servers": ["{here}", "https://other.example"]}, {}),
        ({}, {"issuer": "https://another.example"}),
        ({}, {"token_endpoint": None}),
        ({}, {"token_endpoint": "http://id.council.example/token"}),
        ({}, {"token_endpoint": 7}),
    ],
)
def test_a_sign_in_that_is_not_what_it_should_be_gets_no_secret(
    server: Server, resource: dict[str, object], issuer: dict[str, object]
) -> None:
    server.says(described(server, resource, issuer))
    gatekeeper = client(server, token=None, credential=ClientCredentials("reporting", SECRET))
    with gatekeeper, pytest.raises(Distrusted):
        gatekeeper.verify()
    assert not [each for each in server.heard if each.method == "POST"]


def test_a_sign_in_that_was_not_meant_gets_no_secret(server: Server) -> None:
    server.says(described(server, {}, {}))
    options = {"token": None, "credential": ClientCredentials("reporting", SECRET), "issuer": "https://id.example"}
    with client(server, **options) as gatekeeper, pytest.raises(Distrusted):
        gatekeeper.verify()
    assert not [each for each in server.heard if each.method == "POST"]


def test_a_program_gets_one_token_and_uses_it_until_it_ends(server: Server) -> None:
    clock = [1_000.0]
    server.says(described(server, {}, {}))
    credential = ClientCredentials("reporting", SECRET, ["record:verify"], clock=lambda: clock[0])
    with client(server, token=None, credential=credential) as gatekeeper:
        for _ in range(3):
            assert gatekeeper.verify().intact
        clock[0] += 280
        assert gatekeeper.verify().intact
    asked = [each for each in server.heard if each.path == "/token"]
    assert len(asked) == 2
    assert b"grant_type=client_credentials" in asked[0].body
    assert b"scope=record%3Averify" in asked[0].body
    assert SECRET.encode() not in asked[0].body
    assert asked[0].headers["authorization"].startswith("Basic ")


def described(server: Server, resource: dict[str, object], issuer: dict[str, object]) -> Any:
    """A service and a sign-in at one address, with changes to what each says of itself."""
    here = server.address

    def answer(heard: Heard) -> Says:
        if heard.path == "/.well-known/oauth-protected-resource":
            said = {"resource": here, "authorization_servers": [here]} | resource
            return Says(json.loads(json.dumps(said).replace("{here}", here)))
        if heard.path == "/.well-known/openid-configuration":
            return Says({"issuer": here, "token_endpoint": f"{here}/token"} | issuer)
        if heard.path == "/token":
            return Says({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 300})
        return Says({"intact": True, "checked": 1, "since": 0, "root": "00", "problem": None})

    return answer


HOSTILE = [
    Says(b"<html>", headers={"Content-Type": "text/html"}),
    Says(b"not json"),
    Says([1, 2]),
    Says({"person": 7, "posts": [], "acts_for": []}),
    Says({"posts": []}),
    Says(b"[" * 100_000),
    Says(b'{"person": "\xff"}'),
    Says(b"x" * 100, headers={"Content-Encoding": "gzip"}),
]


@pytest.mark.parametrize("answer", HOSTILE, ids=[str(number) for number in range(len(HOSTILE))])
def test_an_answer_that_is_not_of_the_form_is_refused(server: Server, answer: Says) -> None:
    server.says(answer)
    with client(server) as gatekeeper, pytest.raises(Garbled) as garbled:
        gatekeeper.me()
    shown(garbled.value, gatekeeper)


def test_an_answer_without_end_is_left_off(server: Server) -> None:
    server.says(Says(b" " * (MOST_BYTES + 1)))
    with client(server) as gatekeeper, pytest.raises(Garbled, match="larger than"):
        gatekeeper.me()


def test_a_problem_cannot_trick_the_terminal(server: Server) -> None:
    said = {
        "what": "Not\x1b[2Jdone\u202e",
        "why": "w\r\n" * 5_000,
        "remedy": ["none"],
        "problems": [{"place": "\x07"}, 3],
    }
    server.says(Says(said, 422, {"Content-Type": "application/problem+json"}))
    with client(server) as gatekeeper, pytest.raises(Refused) as told:
        gatekeeper.me()
    assert all(each.isprintable() or each == "\n" for each in str(told.value))
    assert len(str(told.value)) < 5_000


def test_no_error_no_listing_and_no_trace_shows_a_token(server: Server) -> None:
    for answer in (Says({}, 500), Says({}, 302, {"Location": "/"}), Says({}, breaks=0), Says(b"{")):
        server.says(answer)
        with client(server) as gatekeeper, pytest.raises(ClientError) as error:
            gatekeeper.me()
        shown(error.value, gatekeeper)


def test_no_refusal_of_the_sign_in_shows_a_secret(server: Server) -> None:
    def refusing(heard: Heard) -> Says:
        echo = f"{heard.headers.get('authorization')} {SECRET}"
        found = described(server, {}, {})(heard)
        return Says({"error": echo, "error_description": echo}, 400) if heard.path == "/token" else found

    server.says(refusing)
    credential = ClientCredentials("reporting", SECRET)
    with client(server, token=None, credential=credential) as gatekeeper, pytest.raises(SignInFailed) as error:
        gatekeeper.verify()
    shown(error.value, gatekeeper, credential)


def shown(error: BaseException, *things: object) -> None:
    """Nothing that can be shown of these holds a token or a secret."""
    every = [repr(error), str(error), *map(repr, things), *traceback.format_exception(error)]
    while error.__context__ is not None:
        error = error.__context__
        every += [repr(error), str(error), *traceback.format_exception(error)]
    assert not [each for each in every if TOKEN in each or SECRET in each]


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret(SECRET)
    told = [repr(secret), str(secret), f"{secret}", repr(ReadyToken(TOKEN)), repr(Proof("me", secret))]
    told += [repr(Tokens(access=secret, ends_at=0)), repr(Call("GET", "x", {"Authorization": TOKEN}))]
    assert not [each for each in told if SECRET in each or TOKEN in each]
    for away in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError):
            away(secret)


def test_a_secret_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n")
    environ = {"GATEKEEPER_CLIENT_ID": "reporting", "GATEKEEPER_CLIENT_SECRET_FILE": str(file)}
    file.chmod(0o644)
    with pytest.raises(SignInFailed, match="others on this machine"):
        ClientCredentials.from_environment(environ)
    file.chmod(0o600)
    assert SECRET not in repr(ClientCredentials.from_environment(environ))
    for wrong in ({}, {"GATEKEEPER_CLIENT_ID": "reporting"}, {"GATEKEEPER_CLIENT_SECRET": SECRET}):
        with pytest.raises(SignInFailed):
            ClientCredentials.from_environment(wrong)


def test_nothing_that_is_away_at_the_sign_in_is_taken_for_a_refusal(server: Server) -> None:
    server.says(Says({}, 503))
    with web_client(server.address) as http_client, pytest.raises((Refused, Unreachable)):
        assert Service(server.address, http_client).issuer.name
