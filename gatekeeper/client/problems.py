"""Reads the problems that the service answers with (RFC 9457), and nothing of them that could trick a terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import httpx

from gatekeeper.client.errors import REFUSALS, Detail, Refused, Told
from gatekeeper.client.patience import retry_after

_LONGEST: Final = 2_000
_MOST_DETAILS: Final = 100
_MOST_BYTES: Final = 1_000_000
_CODE: Final = "urn:gatekeeper:problem:"


def refusal(http_response: httpx.Response, body: bytes) -> Refused:
    """The exception for an answer that is no success."""
    status = http_response.status_code
    said = _object(http_response, body)
    told = Told(
        status=status,
        code=(_text(said.get("type")) or "").removeprefix(_CODE),
        problems=_details(said.get("problems")),
        correlation_id=_text(said.get("correlation_id")),
        retry_after=retry_after(http_response.headers.get("retry-after")),
    )
    what = _text(said.get("what")) or _text(said.get("title")) or "The service did not do it"
    why = _text(said.get("why")) or f"it answered with the status {status}"
    remedy = _text(said.get("remedy")) or "ask whoever runs the service"
    return REFUSALS.get(status, Refused)(what, why, remedy, told)


def _object(http_response: httpx.Response, body: bytes) -> Mapping[str, Any]:
    kind = http_response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/problem+json" or len(body) > _MOST_BYTES:
        return {}
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _details(said: object) -> tuple[Detail, ...]:
    parts = said[:_MOST_DETAILS] if isinstance(said, list) else []
    return tuple(_detail(each) for each in parts if isinstance(each, dict))


def _detail(said: Mapping[str, Any]) -> Detail:
    place, why = _text(said.get("place")) or "", _text(said.get("why")) or ""
    return Detail(place, why, _text(said.get("remedy")), _text(said.get("source")))


def _text(said: object) -> str | None:
    """The text on one line without anything invisible; None for what is no text."""
    if not isinstance(said, str):
        return None
    return "".join(each if each.isprintable() else " " for each in said[:_LONGEST]).strip().rstrip(".")
