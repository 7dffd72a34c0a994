"""Every operation but those of a written list wants a token, a right one, that reaches so far."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from gatekeeper.auth import Scope
from tests.api.calling import COUNCIL, EVERY, Service
from tests.auth.signers import ABSENT, curve_signer, token
from tests.auth.world import World as Issuer

WRITTEN_LIST = {"/health", "/ready", "/.well-known/oauth-protected-resource"}
"""docs/api.md, "Open to all"."""
ME = f"{COUNCIL}/me"


def operations(service: Service) -> list[tuple[str, str, dict[str, Any]]]:
    """Every operation of the description: its method, an address of its form, and what is said of it."""
    paths = service.app.openapi()["paths"]
    filled = {path: re.sub(r"\{\w+\}", "0" * 32, path.replace("{slug}", "northmere")) for path in paths}
    return [(method.upper(), filled[path], said) for path, each in paths.items() for method, said in each.items()]


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def test_no_operation_but_the_written_list_answers_without_a_token(steady: Service) -> None:
    found = operations(steady)
    assert len(found) > 35
    answered = {path for method, path, _ in found if steady.send(method, path).status_code != 401}
    assert answered == WRITTEN_LIST


def test_every_operation_answers_an_untrue_token_alike(steady: Service) -> None:
    untrue = bearer(steady.token(exp=1_000_000))
    guarded = [(method, path) for method, path, _ in operations(steady) if path not in WRITTEN_LIST]
    assert {steady.send(method, path, headers=untrue).status_code for method, path in guarded} == {401}


def test_r067_without_a_token_the_caller_is_told_where_to_get_one(steady: Service) -> None:
    answer = steady.send("GET", ME)
    told = answer.headers["www-authenticate"]
    assert told.startswith("Bearer ")
    assert "error=" not in told
    address = re.search(r'resource_metadata="([^"]+)"', told)
    assert address is not None
    assert httpx.URL(address[1]).path == "/.well-known/oauth-protected-resource/api"
    found = steady.send("GET", httpx.URL(address[1]).path).json()
    assert found["authorization_servers"] == [steady.issuer.settings.issuer]
    assert set(found["scopes_supported"]) == {scope.value for scope in Scope}


def test_r067_every_operation_refuses_a_token_without_its_scope_and_names_it(steady: Service) -> None:
    for method, path, said in operations(steady):
        if path in WRITTEN_LIST:
            continue
        needed = {each["council_sign_in"][0] for each in said["security"]}
        others = " ".join(scope for scope in Scope if scope.value not in needed)
        answer = steady.send(method, path, headers=bearer(steady.token(scope=others)))
        assert answer.status_code == 403, path
        assert 'error="insufficient_scope"' in answer.headers["www-authenticate"]
        assert re.search(r'scope="([^"]+)"', answer.headers["www-authenticate"])[1] in needed  # type: ignore[index]


@pytest.mark.parametrize(
    "header",
    [{"alg": "none"}, {"alg": "HS256"}, {"typ": "JWT"}, {"kid": "../../dev/null"}, {"jwk": {}}, {"crit": ["exp"]}],
    ids=["R044", "R045", "R050", "R048", "R047", "R049"],
)
def test_r044_to_r050_a_token_with_a_false_header_is_refused(steady: Service, header: dict[str, object]) -> None:
    claims = steady.issuer.claims(sub="subject-c1", scope=EVERY)
    answer = steady.send("GET", ME, headers=bearer(token(curve_signer(), claims, **header)))
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": ABSENT},
        {"aud": "https://gatekeeper.council.example"},
        {"iss": "https://id.other.example"},
        {"at_hash": "x"},
        {"cnf": {"jkt": "x"}},
    ],
    ids=["R053", "R055-aud", "R055-iss", "R051", "R064"],
)
def test_r051_to_r064_a_token_with_false_claims_is_refused(steady: Service, claims: dict[str, Any]) -> None:
    assert steady.send("GET", ME, headers=bearer(steady.token(**claims))).status_code == 401


def test_r046_a_token_signed_by_another_key_is_refused(steady: Service) -> None:
    right = steady.token().rsplit(".", 1)
    other = steady.token("c2").rsplit(".", 1)
    assert steady.send("GET", ME, headers=bearer(f"{right[0]}.{other[1]}")).status_code == 401


@pytest.mark.parametrize("place", ["query", "form", "cookie", "proxy"])
def test_r060_a_token_anywhere_but_in_its_header_is_none(steady: Service, place: str) -> None:
    text = steady.token()
    options: dict[str, dict[str, Any]] = {
        "query": {"params": {"access_token": text}},
        "form": {"data": {"access_token": text}},
        "cookie": {"headers": {"Cookie": f"access_token={text}"}},
        "proxy": {"headers": {"X-Forwarded-User": "subject-c1", "X-Forwarded-Access-Token": text}},
    }
    assert steady.send("POST" if place == "form" else "GET", f"{COUNCIL}/requests", **options[place]).status_code == 401


def test_r059_two_headers_or_a_header_and_a_parameter_are_refused(steady: Service) -> None:
    text = steady.token()
    twice = [("Authorization", f"Bearer {text}"), ("Authorization", f"Bearer {steady.token('mo')}")]
    assert steady.send("GET", ME, headers=twice).status_code == 400
    assert steady.send("GET", ME, headers=bearer(text), params={"access_token": text}).status_code == 400


def test_r063_roles_and_groups_in_a_token_open_nothing(steady: Service) -> None:
    said = steady.token("c2", roles=["monitoring_officer"], groups=["admin"], admin=True)
    answer = steady.send("GET", f"{COUNCIL}/record/entries", headers=bearer(said))
    assert answer.status_code == 403


def test_r066_a_withdrawn_token_is_refused_at_once(steady: Service) -> None:
    text = steady.token("c4", jti="to-be-withdrawn")
    assert steady.send("GET", ME, headers=bearer(text)).status_code == 200
    read = steady.issuer.reader.read(text)
    steady.issuer.deny_list.deny_token(read.issuer, read.jti, read.expires_at)
    assert steady.send("GET", ME, headers=bearer(text)).status_code == 401


def test_a_program_verifies_the_record_and_reads_rules_but_never_acts_as_a_person(
    service: Service, issuer: Issuer
) -> None:
    issuer.use(programs=frozenset({"importer"}))
    service.app.state.place = _with_reader(service, issuer)
    text = issuer.token(sub="subject-c1", client_id="importer", scope=EVERY)
    asked = {path: service.send("GET", f"{COUNCIL}{path}", headers=bearer(text)).status_code for path in READS}
    issuer.use()
    assert asked == READS


READS = {
    "/rules": 200,
    "/record/verification": 200,
    "/me": 403,
    "/requests": 403,
    "/queue": 403,
    "/record/entries": 403,
}


def _with_reader(service: Service, issuer: Issuer) -> Any:
    place = service.app.state.place
    return type(place)(
        **{name: getattr(place, name) for name in place.__slots__ if name not in ("reader", "issuer")},
        reader=issuer.reader,
        issuer=issuer.settings,
    )


def test_where_the_issuer_cannot_be_reached_nothing_is_answered_but_when_to_try_again(
    service: Service, issuer: Issuer
) -> None:
    issuer.use()
    service.app.state.place = _with_reader(service, issuer)
    issuer.issuer.answers.clear()
    answer = service.get("/me")
    ready = service.send("GET", "/ready")
    issuer.issuer.describe()
    issuer.__post_init__()
    assert (answer.status_code, ready.status_code) == (503, 503)
    assert int(answer.headers["retry-after"]) > 0
    assert service.send("GET", "/health").status_code == 200
