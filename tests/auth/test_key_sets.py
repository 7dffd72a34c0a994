"""Tests that of an issuer's key set only sound keys for signing tokens serve, and that the others do no harm."""

from __future__ import annotations

import pytest

from gatekeeper.auth import Algorithm, Reason
from tests.auth.signers import ABSENT, Signer, curve_signer, rsa_signer, token
from tests.auth.world import World

NEW = curve_signer("new")


UNFIT: dict[str, object] = {
    "for encryption": curve_signer().jwk(use="enc"),
    "for other operations": curve_signer().jwk(key_ops=["sign"]),
    "operations that are no list": curve_signer().jwk(key_ops="verify"),
    "for another algorithm": curve_signer().jwk(alg="ES384"),
    "for a shared secret": curve_signer().jwk(alg="HS256"),
    "a shared secret": {"kty": "oct", "kid": "curve", "k": "c2VjcmV0", "alg": "HS256", "use": "sig"},
    "another curve": curve_signer().jwk(crv="P-384"),
    "a point off the curve": curve_signer().jwk(x="A" * 43),
    "a short point": curve_signer().jwk(x="AAAA"),
    "a point that is no text": curve_signer().jwk(x=1),
    "a private key": curve_signer().jwk(d="AAAA"),
    "without a name": curve_signer().jwk(kid=ABSENT),
    "a name that is no text": curve_signer().jwk(kid=1),
    "a kind that is no text": curve_signer().jwk(kty=["EC"]),
    "an Edwards key": {"kty": "OKP", "crv": "Ed25519", "x": "A" * 43, "kid": "curve", "alg": "EdDSA"},
    "null": None,
    "a text": "curve",
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_key_for_another_purpose_is_passed_over_and_the_others_serve(world: World, name: str) -> None:
    world.issuer.publish_entries([UNFIT[name], rsa_signer().jwk()])
    assert world.refuses(world.token()) is Reason.KEY
    assert world.read(rsa_signer()).jti == "token-1"


@pytest.mark.parametrize(
    "entry",
    [
        rsa_signer("weak", 1_024).jwk(),
        rsa_signer("weak").jwk(e="Aw"),
        rsa_signer("weak").jwk(e="AQAA"),
        rsa_signer("weak").jwk(e="AQAAAAE"),
        rsa_signer("weak").jwk(n="_" * 2_000),
        rsa_signer("weak").jwk(n="gA" + "A" * 340),
        rsa_signer("weak").jwk(n=None),
    ],
    ids=["1024 bits", "exponent 3", "even exponent", "long exponent", "12,000 bits", "even", "none"],
)
def test_a_weak_rsa_key_is_passed_over(world: World, entry: dict[str, object]) -> None:
    world.issuer.publish_entries([entry, curve_signer().jwk()])
    assert world.refuses(world.token(rsa_signer("weak"))) is Reason.KEY
    assert world.read().jti == "token-1"


def test_two_keys_of_one_name_and_algorithm_are_both_passed_over(world: World) -> None:
    world.issuer.publish_entries([curve_signer().jwk(), NEW.jwk(kid="curve"), rsa_signer().jwk(kid="curve")])
    assert world.refuses(world.token()) is Reason.KEY
    assert world.read(Signer("curve", rsa_signer().private)).jti == "token-1"


def test_a_key_needs_to_say_neither_its_use_nor_its_algorithm(world: World) -> None:
    world.issuer.publish_entries([signer.jwk(use=ABSENT, alg=ABSENT) for signer in (curve_signer(), rsa_signer())])
    assert world.read().jti == world.read(rsa_signer()).jti


def test_an_algorithm_can_be_left_off_the_list(world: World) -> None:
    world.use(algorithms=frozenset({Algorithm.ES256}))
    assert world.refuses(token(rsa_signer(), world.claims())) is Reason.ALGORITHM
    assert world.read().jti == "token-1"
