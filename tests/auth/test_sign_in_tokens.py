"""The ID token of a sign-in: every way in which it can be wrong is refused, and nothing of it is believed unsigned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gatekeeper.auth.sign_in import SignInFault
from tests.auth.issuers import KEYS, Answer
from tests.auth.signers import ABSENT, NOW, Signer, curve_signer, rsa_signer, seconds, token
from tests.auth.signing_in import ACCESS, CLIENT, CODE, SignIn, half_hash
from tests.auth.world import World

HOUR = timedelta(hours=1)
WRONG_CLAIMS: dict[str, dict[str, object]] = {
    "another issuer": {"iss": "https://id.thief.example"},
    "no issuer": {"iss": ABSENT},
    "another service": {"aud": "member-app"},
    "no audience": {"aud": ABSENT},
    "an audience that is no text": {"aud": [CLIENT, 7], "azp": CLIENT},
    "several services, and not whose it is": {"aud": [CLIENT, "member-app"]},
    "several services, and another's": {"aud": [CLIENT, "member-app"], "azp": "member-app"},
    "one service, and another's": {"azp": "member-app"},
    "no name": {"sub": ABSENT},
    "a name that is a number": {"sub": 17},
    "a program's own name": {"sub": CLIENT},
    "no beginning": {"iat": ABSENT},
    "no end": {"exp": ABSENT},
    "an end that is a text": {"exp": "2099"},
    "a year long": {"exp": seconds(NOW + timedelta(days=365))},
    "a logout token": {"events": {}},
    "a refresh token": {"typ": "Refresh"},
    "a bearer token": {"typ": "Bearer"},
    "use of an access token": {"token_use": "access"},
    "another access token": {"at_hash": half_hash("another")},
    "a hash that is a number": {"at_hash": 7},
    "another code": {"c_hash": half_hash("another")},
    "authenticated after it was issued": {"auth_time": seconds(NOW + HOUR)},
    "authenticated at true": {"auth_time": True},
    "another nonce": {"nonce": "n" * 43},
    "a nonce that is a list": {"nonce": ["n"]},
}


@pytest.mark.parametrize("name", WRONG_CLAIMS)
def test_r176_a_token_that_says_anything_else_signs_nobody_in(steady: World, name: str) -> None:
    begun = SignIn(steady)
    begun.gives(**WRONG_CLAIMS[name])
    assert begun.refused() is SignInFault.TOKEN


@pytest.mark.parametrize(
    "changes",
    [
        {"iat": seconds(NOW + timedelta(seconds=61)), "auth_time": ABSENT},
        {"iat": seconds(NOW - timedelta(minutes=6)), "auth_time": ABSENT},
        {"iat": seconds(NOW - 2 * HOUR), "exp": seconds(NOW - HOUR), "auth_time": ABSENT},
        {"nbf": seconds(NOW + HOUR)},
    ],
    ids=["in the future", "minutes ago", "expired", "not yet"],
)
def test_a_token_by_another_clock_is_refused_as_such(steady: World, changes: dict[str, object]) -> None:
    begun = SignIn(steady)
    begun.gives(**changes)
    assert begun.refused() is SignInFault.CLOCK


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": [CLIENT]},
        {"aud": [CLIENT, "member-app"], "azp": CLIENT},
        {"azp": CLIENT},
        {"at_hash": ABSENT},
        {"c_hash": half_hash(CODE)},
        {"typ": "ID"},
        {"name": ABSENT},
        {"iat": seconds(NOW + timedelta(seconds=60))},
        {"groups": ["wexbridge:director"], "email": "c17@council.example"},
    ],
)
def test_what_openid_connect_allows_is_accepted(steady: World, changes: dict[str, object]) -> None:
    begun = SignIn(steady)
    begun.gives(**changes)
    assert begun.finish().subject == "councillor-17"


@pytest.mark.parametrize("typ", [ABSENT, "JWT"])
def test_the_header_may_say_that_it_is_a_jwt_or_nothing(steady: World, typ: object) -> None:
    begun = SignIn(steady)
    begun.gives(None, {"typ": typ})
    assert begun.finish().subject == "councillor-17"


@pytest.mark.parametrize(
    "header",
    [
        {"typ": "at+jwt"},
        {"typ": "logout+jwt"},
        {"typ": None},
        {"typ": ["JWT"]},
        {"alg": "none"},
        {"alg": "HS256"},
        {"kid": ABSENT},
        {"kid": "unknown"},
        {"jwk": curve_signer("thief").jwk()},
        {"jku": "https://thief.example/keys"},
        {"crit": ["exp"]},
    ],
)
def test_r176_another_kind_of_token_or_way_of_checking_is_refused(steady: World, header: dict[str, object]) -> None:
    begun = SignIn(steady)
    begun.gives(None, header)
    assert begun.refused() is SignInFault.TOKEN


def test_an_access_token_signs_nobody_in_and_an_id_token_calls_nothing(steady: World) -> None:
    begun = SignIn(steady)
    begun.answers({"access_token": ACCESS, "id_token": steady.token()})
    assert begun.refused() is SignInFault.TOKEN
    assert steady.refuses(token(curve_signer(), begun.claims(), typ="JWT")) == "type"


@pytest.mark.parametrize("thief", [Signer("curve", curve_signer("thief").private), rsa_signer("rsa", 3072)])
def test_a_token_that_the_issuer_did_not_sign_is_refused(steady: World, thief: Signer) -> None:
    begun = SignIn(steady)
    begun.gives(thief)
    assert begun.refused() is (SignInFault.TOKEN)


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "é.é.é", "." * 9000, 7, None, ["a"]])
def test_what_is_no_token_at_all_is_refused(steady: World, text: object) -> None:
    begun = SignIn(steady)
    begun.answers({"access_token": ACCESS, "id_token": text})
    assert begun.refused() is SignInFault.TOKEN


@pytest.mark.parametrize("name", ["  ", "x" * 201, "two\nlines", 7, {"a": 1}])
def test_a_name_that_cannot_be_shown_is_left_out(steady: World, name: object) -> None:
    begun = SignIn(steady)
    begun.gives(name=name)
    assert begun.finish().name is None


def test_where_the_issuer_s_keys_cannot_be_had_nobody_is_signed_in(world: World) -> None:
    world.issuer.answers[KEYS] = Answer(status=500)
    assert SignIn(world).refused() is SignInFault.AWAY
