"""Tests that a token counts in one spelling and one envelope alone, and brings neither keys nor rules of its own."""

from __future__ import annotations

import json
import time
import tracemalloc
import zlib

import pytest

from gatekeeper.auth import Reason
from gatekeeper.auth.envelope import LONGEST
from tests.auth.signers import b64, curve_signer, packed, token
from tests.auth.world import World


def test_r058_a_payload_or_header_that_is_no_strict_object_is_refused(steady: World) -> None:
    right = json.dumps(steady.claims()).encode()
    shapes = [
        *(b"null", b"[]", b'"text"', b"1", b"NaN", b"{", b"\xff\xfe", b"\xef\xbb\xbf" + right, right + b"x"),
        *(right.decode().encode("utf-16"), b"[" * 4_000, b'{"a":' * 900 + b"1" + b"}" * 900, b'{"a":1e999}'),
        *(b'{"a":-Infinity}', b'{"a":' + b"9" * 5_000 + b"}", b'{"a":"\\ud800"}', b'{"\\ud800":1}'),
        right[:-1] + b', "deep": ' + b"[" * 20 + b"]" * 20 + b"}",
    ]
    for shape in shapes:
        assert steady.refuses(token(curve_signer(), shape)) is Reason.MALFORMED
        assert steady.refuses(token(curve_signer(), steady.claims(), shape)) is Reason.MALFORMED


@pytest.mark.parametrize(
    "twice", [b'"sub": "councillor-18"', rb'"s\u0075b": "councillor-18"', rb'"\u0073\u0075\u0062": 1']
)
def test_r057_a_claim_written_twice_is_refused_also_under_an_escaped_name(steady: World, twice: bytes) -> None:
    payload = json.dumps(steady.claims()).encode()[:-1] + b", " + twice + b"}"
    assert steady.refuses(token(curve_signer(), payload)) is Reason.MALFORMED


def test_r057_a_member_of_the_header_written_twice_is_refused(steady: World) -> None:
    header = b'{"typ": "at+jwt", "alg": "none", "\\u0061lg": "ES256", "kid": "curve"}'
    assert steady.refuses(token(curve_signer(), steady.claims(), header)) is Reason.MALFORMED


@pytest.mark.parametrize("name", ["jwk", "jku", "x5u", "x5c", "crit", "b64", "zip", "enc", "cty"])
def test_r047_a_header_that_brings_a_key_or_rules_of_its_own_is_refused(world: World, name: str) -> None:
    canary = f"{world.issuer.origin}/canary"
    values = {"jwk": curve_signer().jwk(), "x5c": ["MIIB"], "crit": ["exp"], "b64": False}
    assert world.refuses(world.signed(**{name: values.get(name, canary)})) is Reason.HEADER
    assert not world.issuer.hits


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1@evil.example", "evil.example#127.0.0.1", "169.254.169.254"]
)
def test_r047_the_issuer_that_a_token_names_is_never_called(world: World, host: str) -> None:
    canary = f"{world.issuer.origin}/canary"
    assert world.refuses(world.token(iss=f"http://{host}/")) is Reason.ISSUER
    assert world.refuses(world.token(iss=canary)) is Reason.ISSUER
    assert not [path for path in world.issuer.hits if "canary" in path]


def envelopes(text: str) -> dict[str, str]:
    header, payload, signature = text.split(".")
    return {
        "empty": "",
        "padded": f"{header}=.{payload}==.{signature}==",
        "space": f"{header}. {payload}.{signature}",
        "line break": f"{text}\n",
        "standard alphabet": f"{header}.{payload}.{signature[:-2]}+/",
        "one part": header,
        "two parts": f"{header}.{payload}",
        "four parts": f"{text}.{signature}",
        "five parts": f"{text}.{signature}.{signature}",
        "six parts": f"{text}.{text}",
        "two tokens": f"{text},{text}",
        "empty payload": f"{header}..{signature}",
        "JSON": json.dumps({"payload": payload, "signatures": [{"protected": header, "signature": signature}]}),
        "quoted": f'"{text}"',
        "impossible length": f"{header}.{payload}.{signature[:85]}",
        "lookalike letters": text.replace("e", "е"),
        "too long": f"{header}.{payload}.{signature}{'A' * LONGEST}",
        "a million": "a" * 1_000_000,
        "full stops": "." * 1_000_000,
        "half a character": f"{header}.{payload}.\ud800",
    }


@pytest.mark.parametrize("name", envelopes("AAAA.AAAA.AAAA"))
def test_r059_a_token_in_another_envelope_is_refused(steady: World, name: str) -> None:
    assert steady.refuses(envelopes(steady.token())[name]) is Reason.MALFORMED


def test_r059_a_second_spelling_of_the_same_bytes_is_refused(steady: World) -> None:
    text = steady.token()
    assert text[-1] in "AQgw"
    assert steady.refuses(text[:-1] + chr(ord(text[-1]) + 1)) is Reason.MALFORMED


@pytest.mark.parametrize("alg", ["dir", "RSA-OAEP", "PBES2-HS256+A128KW"])
def test_r061_an_encrypted_token_is_refused_before_anything_is_unpacked(steady: World, alg: str) -> None:
    said = {"alg": alg, "enc": "A128GCM", "zip": "DEF", "kid": "rsa", "p2c": 2**31, "p2s": "AA", "typ": "at+jwt"}
    header = packed(said)
    bomb = b64(zlib.compress(b"0" * 5_000_000)[2:-4])
    texts = [f"{header}.AA.AA.{bomb}.AA", f"{header}.{bomb}.AA"]
    tracemalloc.start()
    before = time.process_time()
    assert {steady.refuses(text) for text in texts} <= {Reason.MALFORMED, Reason.HEADER}
    took, most = time.process_time() - before, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < 0.2
    assert most < 32 * 1024 * 1024
