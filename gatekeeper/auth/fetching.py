"""Fetches one small JSON document from the issuer, and takes nothing else: no redirect, no packing, no large body."""

from __future__ import annotations

import time
from typing import Final

import httpx

from gatekeeper.auth.errors import IssuerUnavailable
from gatekeeper.auth.strict import NotStrict, json_object

MOST_BYTES: Final = 262_144
MOST_SECONDS: Final = 5.0
"""How long one document may take from its first byte to its last; each step before that is bounded by STEP_SECONDS."""
STEP_SECONDS: Final = 2.0
_OK: Final = 200
_HEADERS: Final = {"Accept": "application/json", "Accept-Encoding": "identity"}
_TYPES: Final = frozenset({"application/json", "application/jwk-set+json"})


def issuer_client() -> httpx.Client:
    """A client for an issuer: proxies and passwords of the surroundings are not used. The caller closes it."""
    return httpx.Client(trust_env=False, follow_redirects=False, timeout=STEP_SECONDS)


def fetched_object(client: httpx.Client, address: str, most_seconds: float = MOST_SECONDS) -> dict[str, object]:
    """The JSON object at that address. Raises IssuerUnavailable, with why, for the operator."""
    try:
        with client.stream(
            "GET", address, headers=_HEADERS, follow_redirects=False, timeout=STEP_SECONDS
        ) as http_response:
            return answered_object(http_response, address, frozenset({_OK}), most_seconds)
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        kind = type(problem).__name__
        raise IssuerUnavailable(f"{address} cannot be fetched ({kind}); see that the issuer runs") from None


def answered_object(
    http_response: httpx.Response, address: str, statuses: frozenset[int], most_seconds: float = MOST_SECONDS
) -> dict[str, object]:
    """The JSON object of an answer that is still to be read. Raises IssuerUnavailable, and what httpx raises."""
    _refuse_other_answers(http_response, address, statuses)
    try:
        return json_object(_body(http_response, address, most_seconds))
    except NotStrict as problem:
        raise IssuerUnavailable(f"{address} gave {problem}; look at what the issuer serves there") from None


def _refuse_other_answers(http_response: httpx.Response, address: str, statuses: frozenset[int]) -> None:
    if http_response.status_code not in statuses:
        raise IssuerUnavailable(f"{address} answered {http_response.status_code}, not 200; redirects are not followed")
    packing = http_response.headers.get("content-encoding", "identity").strip().lower()
    if packing != "identity":
        raise IssuerUnavailable(f"{address} came packed although it was asked for plain; nothing was unpacked")
    kind = http_response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _TYPES:
        raise IssuerUnavailable(f"{address} is not JSON by its content type; look at what the issuer serves there")


def _body(http_response: httpx.Response, address: str, most_seconds: float) -> bytes:
    """The body as it comes, in full. It is left off as soon as it is too large or takes too long."""
    ends = time.monotonic() + most_seconds
    body = bytearray()
    for chunk in http_response.iter_raw():
        body += chunk
        if len(body) > MOST_BYTES:
            raise IssuerUnavailable(f"{address} is larger than {MOST_BYTES:,} bytes; no issuer needs so many keys")
        if time.monotonic() > ends:
            raise IssuerUnavailable(f"{address} took longer than {most_seconds:g} seconds")
    return bytes(body)
