"""Tests that a right token says who calls, and that no forged, mislabelled or misshapen token is ever accepted."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from gatekeeper.auth import Reason, Scope
from tests.auth.signers import ABSENT, NOW, Signer, b64, curve_signer, packed, rsa_signer, seconds, token
from tests.auth.world import World

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def resigned(text: str, signature: bytes) -> str:
    return f"{text.rpartition('.')[0]}.{b64(signature)}"


def signature_of(text: str) -> bytes:
    last = text.rpartition(".")[2]
    return bytes.fromhex(format(int.from_bytes(_decoded(last)), "0128x"))


def _decoded(part: str) -> bytes:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    bits = "".join(format(alphabet.index(each), "06b") for each in part)
    return int(bits[: len(bits) // 8 * 8], 2).to_bytes(len(bits) // 8)


@pytest.mark.parametrize("signer", [curve_signer(), rsa_signer()], ids=["ES256", "RS256"])
def test_a_right_token_says_who_calls_and_by_which_client(steady: World, signer: Signer) -> None:
    found = steady.reader.read(token(signer, steady.claims(auth_time=seconds(NOW) - 60)))
    assert (found.issuer, found.subject, found.person) == (steady.issuer.issuer, "councillor-17", "councillor-17")
    assert (found.client_id, found.kind, found.jti) == ("member-app", "person", "token-1")
    assert found.scopes == {Scope.REQUESTS_SUBMIT, Scope.REQUESTS_READ}
    assert (found.issued_at, found.expires_at) == (NOW, NOW + timedelta(minutes=5))
    assert found.authenticated_at == NOW - timedelta(minutes=1)
    assert found.issued_at.tzinfo is UTC


def test_the_longer_name_of_the_type_is_the_same_type(steady: World) -> None:
    assert steady.reader.read(steady.signed(typ="application/at+jwt")).kind == "person"


@pytest.mark.parametrize("said", ["none", "None", "NONE", "nOnE", "none ", "", ABSENT, None, 0, [], ["ES256"], True])
def test_r044_a_token_without_an_algorithm_is_refused(steady: World, said: object) -> None:
    unsigned = steady.signed(alg=said).rpartition(".")[0]
    assert steady.refuses(steady.signed(alg=said)) is Reason.ALGORITHM
    assert steady.refuses(f"{unsigned}.") is Reason.MALFORMED
    assert steady.refuses(f"{unsigned}.AA") is Reason.ALGORITHM


@pytest.mark.parametrize("said", ["ES384", "ES512", "RS384", "PS256", "EdDSA", "es256", "ES256K", "dir", "RSA1_5"])
def test_an_algorithm_that_is_not_on_the_list_is_refused(steady: World, said: str) -> None:
    assert steady.refuses(steady.signed(alg=said)) is Reason.ALGORITHM


def secrets_from_public_keys() -> list[bytes]:
    found = [b"", b"secret", b"password", b"\0" * 32]
    for signer in (curve_signer(), rsa_signer()):
        public = signer.private.public_key()
        pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        der = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        found += [pem, pem.strip(), pem.replace(b"\n", b"\r\n"), der, b64(der).encode()]
        found.append(json.dumps(signer.jwk()).encode())
    return found


@pytest.mark.parametrize(("said", "digest"), [("HS256", "sha256"), ("HS384", "sha384"), ("HS512", "sha512")])
@pytest.mark.parametrize("kid", ["curve", "rsa"])
def test_r045_a_shared_secret_never_signs_not_even_the_public_key(
    steady: World, said: str, digest: str, kid: str
) -> None:
    start = f"{packed({'typ': 'at+jwt', 'alg': said, 'kid': kid})}.{packed(steady.claims())}"
    for secret in secrets_from_public_keys():
        forged = f"{start}.{b64(hmac.new(secret, start.encode(), getattr(hashlib, digest)).digest())}"
        assert steady.refuses(forged) is Reason.ALGORITHM
        assert steady.refuses(forged.replace(said, "ES256")) is not None


def wrong_signatures(right: bytes) -> dict[str, bytes]:
    flipped = bytes([right[0] ^ 1]) + right[1:]
    return {
        "zero": bytes(64),
        "ff": b"\xff" * 64,
        "one byte": b"\0",
        "flipped": flipped,
        "truncated": right[:-1],
        "half": right[:32],
        "extended": right + b"\0",
        "r is the order": ORDER.to_bytes(32) + ORDER.to_bytes(32),
        "r is zero": bytes(32) + right[32:],
        "s is zero": right[:32] + bytes(32),
        "r is one": (1).to_bytes(32) + (1).to_bytes(32),
    }


@pytest.mark.parametrize("name", wrong_signatures(bytes(64)))
def test_r046_a_wrong_signature_is_refused(steady: World, name: str) -> None:
    text = steady.token()
    wrong = wrong_signatures(signature_of(text))[name]
    assert steady.refuses(resigned(text, wrong)) is Reason.SIGNATURE


def test_r046_a_signature_in_another_form_or_of_another_key_is_refused(steady: World) -> None:
    text = steady.token()
    private = curve_signer().private
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    der = private.sign(text.rpartition(".")[0].encode(), ec.ECDSA(SHA256()))
    assert steady.refuses(resigned(text, der)) is Reason.SIGNATURE
    assert steady.refuses(token(curve_signer("other"), steady.claims(), kid="curve")) is Reason.SIGNATURE
    assert steady.refuses(token(rsa_signer("other"), steady.claims(), kid="rsa")) is Reason.SIGNATURE


def test_r046_parts_of_two_tokens_do_not_make_a_third(steady: World) -> None:
    header, payload, signature = steady.token().split(".")
    other_header, other_payload, _ = token(rsa_signer(), steady.claims(sub="councillor-18")).split(".")
    assert steady.refuses(f"{header}.{other_payload}.{signature}") is Reason.SIGNATURE
    assert steady.refuses(f"{other_header}.{payload}.{signature}") is Reason.SIGNATURE


@pytest.mark.parametrize("signer", [rsa_signer(), curve_signer()], ids=["RS256 under a curve key", "ES256 under RSA"])
def test_a_key_checks_signatures_of_its_own_algorithm_alone(steady: World, signer: Signer) -> None:
    other = "curve" if signer is rsa_signer() else "rsa"
    assert steady.refuses(token(signer, steady.claims(), kid=other)) is Reason.KEY


@pytest.mark.parametrize(
    "kid",
    [
        "../../keys/public.pem",
        "x' UNION SELECT 'secret' --",
        "x'; SELECT pg_sleep(10) --",
        "| sleep 10",
        "$(sleep 10)",
        "{{7*7}}",
        "https://evil.example/keys",
        "unknown",
        "CURVE",
    ],
)
def test_r048_a_key_that_the_issuer_has_not_is_refused_whatever_its_name_tries(steady: World, kid: str) -> None:
    assert steady.refuses(steady.signed(kid=kid)) is Reason.KEY


@pytest.mark.parametrize(
    "kid",
    ["", "\0", "curve\0", "curve\r\nforged log line", " curve", "kéy", "k" * 4_096, 7, None, ABSENT, [], {}, True],
)
def test_r048_a_name_of_a_key_that_is_no_name_is_refused_and_nobody_asked(world: World, kid: object) -> None:
    assert world.refuses(world.signed(kid=kid)) is Reason.KEY
    assert not world.issuer.hits


@pytest.mark.parametrize(
    "said",
    [
        "JWT",
        "jwt",
        "",
        "id",
        "logout+jwt",
        "dpop+jwt",
        "secevent+jwt",
        "refresh",
        "AT+JWT",
        "at+jwt ",
        ABSENT,
        None,
        ["at+jwt"],
        {"at+jwt": 1},
        1,
    ],
)
def test_r050_a_token_of_another_type_is_refused(steady: World, said: object) -> None:
    assert steady.refuses(steady.signed(typ=said)) is Reason.TYPE


@pytest.mark.parametrize(
    ("header", "changes"),
    [
        ("JWT", {"aud": "member-app", "nonce": "n", "at_hash": "h", "client_id": ABSENT}),
        ("JWT", {"typ": "Refresh", "scope": "offline_access"}),
        ("logout+jwt", {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}, "sid": "s"}),
        ("JWT", {"iss": "member-app", "sub": "member-app"}),
    ],
    ids=["ID token", "refresh token", "logout token", "client assertion"],
)
def test_r051_another_kind_of_token_is_no_access_token(steady: World, header: str, changes: dict[str, object]) -> None:
    assert steady.refuses(token(curve_signer(), steady.claims(**changes), typ=header)) is Reason.TYPE


@pytest.mark.parametrize(
    "changes",
    [
        {"typ": "ID"},
        {"typ": "Refresh"},
        {"typ": "Logout"},
        {"typ": "Serialized-ID"},
        {"typ": None},
        {"at_hash": "h"},
        {"c_hash": "h"},
        {"events": {}},
        {"token_use": "id"},
    ],
    ids=str,
)
def test_r052_another_kind_of_token_is_refused_though_it_names_us(steady: World, changes: dict[str, object]) -> None:
    assert steady.refuses(steady.token(**changes)) is Reason.TYPE
    assert steady.read(typ="Bearer", token_use="access").kind == "person"


def test_no_refusal_repeats_what_the_caller_wrote(steady: World) -> None:
    for text in (steady.signed(kid="canary"), steady.signed(typ="canary"), steady.signed(alg="canary"), "canary"):
        with pytest.raises(Exception, match=r"^(?!.*canary)"):
            steady.reader.read(text)


def test_a_token_is_read_at_the_instant_of_the_clock(world: World) -> None:
    text = world.token()
    assert world.reader.read(text).jti == "token-1"
    world.clocks.now = datetime(2027, 1, 1, tzinfo=UTC)
    assert world.refuses(text) is Reason.EXPIRED
