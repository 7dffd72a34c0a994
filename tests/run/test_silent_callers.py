"""Whoever only holds lines open, and asks nothing, shuts nobody else out, and is sent away after a while."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
import pytest

from gatekeeper.main import HEAD_SECONDS
from tests.run.serving import Served

pytestmark = pytest.mark.slow
LINES = 300


def test_r015_hundreds_of_silent_lines_keep_nobody_out_and_are_closed(service: Served) -> None:
    place = urlsplit(service.address)
    with ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection((str(place.hostname), int(place.port or 0)), timeout=5))
            for _ in range(LINES)
        ]
        lines[0].sendall(b"GET /health HTTP/1.1\r\nHost: ")
        assert httpx.get(f"{service.address}/health").status_code == 200
        assert service.get("/rules").status_code == 200
        for each in (lines[0], lines[-1]):
            each.settimeout(HEAD_SECONDS + 10)
            assert each.recv(1) == b"", "closed without a word"
        assert service.ask().status_code == 201
