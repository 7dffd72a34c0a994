"""Tests with invented tokens and answers that nothing but a refusal, or word of an outage, ever comes out."""

from __future__ import annotations

import json

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gatekeeper.auth import (
    AccessToken,
    Algorithm,
    ClaimMapping,
    IssuerUnavailable,
    Reason,
    TokenRefused,
    bearer_token,
    challenge,
)
from gatekeeper.auth.key_set import usable_keys
from gatekeeper.auth.strict import NotStrict, base64url_bytes, json_object
from tests.auth.issuers import KEYS, Answer
from tests.auth.signers import Signer, b64, curve_signer, rsa_signer, token
from tests.auth.world import World

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
CLAIM_NAMES = [
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "nbf",
    "client_id",
    "jti",
    "scope",
    "auth_time",
    "typ",
    "realm_access",
]
HEADER_NAMES = ["typ", "alg", "kid", "crit", "jwk", "zip", "b64", "x5c"]
KEY_PARTS = ["kty", "kid", "use", "alg", "crv", "x", "y", "n", "e", "key_ops", "d"]
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
MAPPING = ClaimMapping.parse({"groups": ["groups"], "roles": ["realm_access.roles"], "role_names": {"a": "b"}})


def outcome(world: World, text: str) -> AccessToken | Reason:
    try:
        return world.reader.read(text)
    except TokenRefused as refused:
        value = challenge(refused, "https://a.example/m").value
        assert value.isascii()
        assert value.isprintable()
        return refused.reason


@given(st.text() | st.text("AQ.-_e"))
@example("..")
@example("\ud800.a.b")
def test_no_text_at_all_is_a_token(steady: World, text: str) -> None:
    assert isinstance(outcome(steady, text), Reason)


@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=70))
def test_no_three_parts_at_all_are_a_token(steady: World, header: bytes, payload: bytes, signature: bytes) -> None:
    assert isinstance(outcome(steady, ".".join(map(b64, (header, payload, signature)))), Reason)


@given(st.dictionaries(st.sampled_from(HEADER_NAMES) | st.text(max_size=5), ANY_JSON, max_size=4))
def test_a_header_of_any_content_is_read_or_refused(steady: World, changes: dict[str, object]) -> None:
    text = steady.signed(**changes)
    accepted = isinstance(outcome(steady, text), AccessToken)
    assert accepted is False or {"typ", "alg", "kid"}.isdisjoint(changes)


@given(st.dictionaries(st.sampled_from(CLAIM_NAMES) | st.text(max_size=5), ANY_JSON, max_size=4))
def test_claims_of_any_content_are_read_or_refused(steady: World, changes: dict[str, object]) -> None:
    steady.use(claims=MAPPING)
    found = outcome(steady, token(curve_signer(), steady.claims() | changes))
    assert isinstance(found, Reason) or (found.issuer, found.expires_at > found.issued_at) == (
        steady.issuer.issuer,
        True,
    )


@given(st.binary(max_size=200))
def test_a_signed_payload_of_any_bytes_is_refused(steady: World, payload: bytes) -> None:
    assert isinstance(outcome(steady, token(curve_signer(), payload or b"\0")), Reason)


@given(st.data())
def test_a_right_token_with_any_one_character_changed_is_refused(steady: World, data: st.DataObject) -> None:
    text = steady.token()
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters().filter(lambda character: character != text[place]))
    assert isinstance(outcome(steady, text[:place] + other + text[place + 1 :]), Reason)


@given(st.lists(st.tuples(st.sampled_from(["authorization", "Authorization", "cookie"]), st.text()), max_size=3))
def test_headers_of_any_content_give_a_token_or_a_refusal(headers: list[tuple[str, str]]) -> None:
    values = [value for name, value in headers if name != "cookie"]
    try:
        found = bearer_token(headers)
    except TokenRefused:
        found = None
    assert found is None or [f"bearer {found}"] == [value.replace("B", "b", 1) for value in values]


@given(st.lists(ANY_JSON | st.dictionaries(st.sampled_from(KEY_PARTS), ANY_JSON), max_size=4))
def test_a_key_set_of_any_content_is_read_or_told_to_be_unusable(entries: list[object]) -> None:
    right = curve_signer().jwk()
    keys = usable_keys({"keys": [*entries, right]}, frozenset(Algorithm))
    assert list(keys) == [("curve", Algorithm.ES256)]


@given(st.sampled_from(KEY_PARTS), ANY_JSON, st.sampled_from([curve_signer(), rsa_signer()]))
def test_a_key_with_any_one_part_changed_is_read_or_passed_over(part: str, value: object, signer: Signer) -> None:
    entry = signer.jwk()
    document = {"keys": [entry | {part: value}, rsa_signer("other").jwk()]}
    assert ("other", Algorithm.RS256) in usable_keys(document, frozenset(Algorithm))


@settings(SHARED, max_examples=25)
@given(
    st.binary(max_size=100) | ANY_JSON.map(lambda value: json.dumps({"keys": value}).encode()), st.integers(200, 599)
)
def test_an_issuer_that_answers_anything_is_an_outage(world: World, body: bytes, status: int) -> None:
    world.issuer.answers[KEYS] = Answer(body, status=status)
    world.keys.flush()
    with pytest.raises(IssuerUnavailable):
        world.read()


@given(ANY_JSON)
@example(-1000000000000000)
def test_strict_json_reads_back_what_it_accepts(value: object) -> None:
    data = json.dumps({"value": value}).encode()
    try:
        assert json.loads(data) == json_object(data)
    except NotStrict:
        assert not _is_plain(value)


@given(st.binary(min_size=1))
def test_base64url_has_one_spelling(data: bytes) -> None:
    assert base64url_bytes(b64(data)) == data
    with pytest.raises(NotStrict):
        base64url_bytes(b64(data) + "=")


SIGNS = "-0123456789"
"""What a whole number is written with; its length counts the sign."""


def _is_plain(value: object) -> bool:
    text = json.dumps(value)
    unusual = ("NaN", "Infinity", "\\ud8", "\\ud9", "\\uda", "\\udb", "\\udc", "\\udd", "\\ude", "\\udf")
    return not any(mark in text for mark in unusual) and not any(
        len(digits) > 16 for digits in "".join(each if each in SIGNS else " " for each in text).split()
    )


def test_the_client_follows_nothing_and_uses_no_proxy_of_the_surroundings(client: httpx.Client) -> None:
    assert client.follow_redirects is False
    assert client.trust_env is False
