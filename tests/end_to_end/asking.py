"""Asks the real provider by hand, step by step, so that a test can spoil any one of them."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from gatekeeper.client.signing_in import CLIENT_ID
from tests.end_to_end.town import Town

BACK = "http://127.0.0.1:50505/callback"


@dataclass
class Asking:
    """One sign-in by hand: its own verifier, state and nonce."""

    town: Town
    name: str = "harkaway"
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def question(self, **changes: str) -> str:
        """The address at which the person is asked; a change replaces a parameter."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        said = {
            "response_type": "code",
            "client_id": CLIENT_ID,
            "redirect_uri": BACK,
            "scope": "openid requests:read requests:submit",
            "state": "the-state",
            "nonce": secrets.token_urlsafe(16),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self.town.provider.issuer}/oauth/authorize?{urlencode(said | changes)}"

    def code(self) -> str:
        """The code that the provider gives once the person has signed in."""
        back = self.town.browser(self.name).sent_to(self.question(), BACK)
        return parse_qs(urlsplit(back).query)["code"][0]

    def exchange(self, **changes: str) -> httpx.Response:
        """What the provider answers to the code (a fresh one, where none is given)."""
        said = {"grant_type": "authorization_code", "redirect_uri": BACK, "code_verifier": self.verifier}
        code = {} if "code" in changes else {"code": self.code()}
        return self.posted("token", **(said | code | changes))

    def posted(self, where: str, **said: str) -> httpx.Response:
        """What the provider answers to a form of the command line's."""
        form = {"client_id": CLIENT_ID} | said
        return httpx.post(f"{self.town.provider.issuer}/oauth/{where}", data=form, trust_env=False)

    def tokens(self) -> dict[str, Any]:
        """What the provider gives for a right code."""
        answer = self.exchange()
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


def header(token: str) -> dict[str, Any]:
    """What the head of a token says."""
    return _part(token, 0)


def claims(token: str) -> dict[str, Any]:
    """What a token says."""
    return _part(token, 1)


def _part(token: str, which: int) -> dict[str, Any]:
    part = token.split(".")[which]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found
