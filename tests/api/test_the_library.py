"""Tests of the library over HTTP: only what is open, page by page, its search, and that nothing hidden shows in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import entries
from gatekeeper.storage.transaction import reading
from tests.api.calling import Service, alike, told


def listed(service: Service, who: str = "c1", **asked: Any) -> list[dict[str, Any]]:
    answer = service.get("/library", who, params=asked)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found
