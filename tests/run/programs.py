"""Runs the program itself for tests, as an operator would, and signs people in at the demo's provider by its pages."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from gatekeeper.demo.provider import COMMAND_LINE, LOOPBACK_REDIRECT

PROGRAM = Path(sys.executable).with_name("gatekeeper")
_FIELD = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_OURS = ("GATEKEEPER_", "DATABASE_URL")


def free_port() -> int:
    """A port of this machine at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def environ(says: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process of its own, with these settings of the program and no others."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)} | dict(says)


@dataclass
class Running:
    """A process of the program, and what it has printed on standard output."""

    process: subprocess.Popen[str]
    printed: str = ""

    def until(self, words: str) -> str:
        """Read on until these words were printed; everything printed so far."""
        assert self.process.stdout is not None
        while words not in self.printed:
            line = self.process.stdout.readline()
            if not line:
                raise AssertionError(f"it ended with {self.process.wait()} after printing:\n{self.printed}")
            self.printed += line
        return self.printed

    def stop(self, how: int = signal.SIGTERM, seconds: float = 40) -> int:
        """Tell it to stop, and wait; its exit code."""
        self.process.send_signal(how)
        out, _ = self.process.communicate(timeout=seconds)
        self.printed += out
        return self.process.returncode


@contextmanager
def started(
    *arguments: str, says: Mapping[str, str], errors: Path, apart: Sequence[str] = ()
) -> Iterator[Running]:
    """The program with these arguments and settings, ended with the context; `apart` is what it is started by."""
    command = [*apart, str(PROGRAM), *arguments]
    with errors.open("w") as err, subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=err, text=True, env=environ(says)
    ) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


def answered(address: str, seconds: float = 120) -> httpx.Response:
    """The answer of an address, once there is one."""
    end = time.monotonic() + seconds
    while True:
        try:
            return httpx.get(address, timeout=5)
        except httpx.TransportError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def access_token(issuer: str, name: str, password: str, scopes: str) -> str:
    """An access token for a person: authorization code with PKCE, through the pages on which she signs in."""
    verifier, redirect = secrets.token_urlsafe(40), LOOPBACK_REDIRECT.replace("127.0.0.1", "127.0.0.1:45123")
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": COMMAND_LINE,
        "redirect_uri": redirect,
        "scope": scopes,
        "state": "state",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    with httpx.Client(base_url=issuer, timeout=20) as browser:
        sent = browser.get("/oauth/authorize", params=asked)
        sent = _filled(browser, sent, {"login": name})
        sent = _filled(browser, sent, {"password": password})
        sent = browser.get(sent.headers["location"])
        code = parse_qs(urlsplit(sent.headers["location"]).query)["code"][0]
        given = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
        got = browser.post("/oauth/token", data=given | {"client_id": COMMAND_LINE, "code_verifier": verifier})
    token: dict[str, Any] = got.raise_for_status().json()
    return str(token["access_token"])


def _filled(browser: httpx.Client, sent: httpx.Response, fields: dict[str, str]) -> httpx.Response:
    """Follow to the next page and send its form, filled in."""
    page = browser.get(sent.headers["location"])
    found = _FIELD.search(page.text)
    assert found is not None
    return browser.post(page.url, data={"csrf_token": found[1], **fields})
