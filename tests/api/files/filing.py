"""Puts files to documents and fetches them over HTTP in tests, as the people of a little council do."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from typing import Any

import httpx

from gatekeeper.storage.record import entries_about
from gatekeeper.storage.transaction import reading
from tests.api.calling import COUNCIL, Service

PDF = "application/pdf"


def put(  # noqa: PLR0913, PLR0917
    api: Service,
    code: str,
    data: bytes,
    who: str = "proper",
    version: int = 0,
    headers: dict[str, str] | None = None,
    query: str = "",
) -> httpx.Response:
    """Put a file to the document of that code; ``version`` is what the caller believes to be kept."""
    usual = {"Content-Type": PDF, "Idempotency-Key": uuid.uuid4().hex, "If-Match": f'"{version}"'}
    path = f"{COUNCIL}/documents/{api.world.id('document', code)}/file{query}"
    signed = {"Authorization": f"Bearer {api.token(who)}"}
    return api.send("PUT", path, headers=signed | usual | (headers or {}), content=data)


def kept(api: Service, code: str, data: bytes) -> dict[str, Any]:
    """The same, by the proper officer, for a file that is kept."""
    answer = put(api, code, data)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def from_library(api: Service, code: str, who: str = "c1", query: str = "", **headers: str) -> httpx.Response:
    """The pages of a document that the law opens to somebody now."""
    return api.get(f"/library/{api.world.id('document', code)}/file{query}", who, headers)


def from_case(api: Service, asked_id: str, who: str = "c1", query: str = "", **headers: str) -> httpx.Response:
    """The pages of an asked document that are open to somebody now."""
    return api.get(f"/asked/{asked_id}/file{query}", who, headers)


def given(answer: httpx.Response) -> bytes:
    """The file of an answer, which is what its headers say."""
    assert answer.status_code == 200, answer.text
    data = answer.content
    assert answer.headers["content-type"] == PDF
    assert int(answer.headers["content-length"]) == len(data)
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    assert answer.headers["repr-digest"] == f"sha-256=:{digest}:"
    return data


def entries(api: Service, subject: str) -> list[dict[str, Any]]:
    """The entries of the record about something, in order."""
    with reading(api.world.engine) as session:
        return [json.loads(each.body) for each in entries_about(session, api.world.council_id, subject)]


def about(api: Service, code: str, kind: str) -> list[dict[str, Any]]:
    """The entries of one kind about a document."""
    return [each for each in entries(api, f"thing:{api.world.id('document', code)}") if each["kind"] == kind]
