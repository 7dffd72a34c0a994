"""A sign-in at an issuer that runs, step by step: begun, answered with whatever a test wants, and ended or refused."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import pytest

from gatekeeper.auth.sign_in import (
    Attempt,
    Identity,
    Registration,
    RelyingParty,
    SignInFault,
    SignInRefused,
    Started,
    hashed,
)
from tests.auth.issuers import TOKEN, Answer, as_json
from tests.auth.signers import ABSENT, Signer, curve_signer, seconds, token
from tests.auth.world import World

CLIENT: Final = "gatekeeper-web"
SECRET: Final = "s3cret of+the tests"
BACK: Final = "https://gatekeeper.council.example/sign-in/done"
CODE: Final = "a-code-of-use-once"
ACCESS: Final = "an-access-token"


def half_hash(text: str) -> str:
    """The left half of the text's SHA-256, as ID tokens hold it."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:16]).rstrip(b"=").decode()


class SignIn:
    """One sign-in of a councillor. ``started`` is what was sent to the issuer, ``attempt`` what was kept of it."""

    def __init__(self, world: World, **options: Any) -> None:
        self.world = world
        me = Registration(CLIENT, SECRET, BACK)
        self.party = RelyingParty(world.settings, world.keys, me, world.client, world.clocks.day, world.clocks.forward)
        self.started = self.party.start(**options)
        self.attempt = kept(self.started)
        self.gives()

    @property
    def asked(self) -> dict[str, str]:
        """What the browser carries to the issuer."""
        return dict(parse_qsl(urlsplit(self.started.url).query))

    def claims(self, **changes: object) -> dict[str, object]:
        """The claims of a right ID token for this sign-in; a change to ABSENT leaves one out."""
        now = self.world.clocks.now
        right: dict[str, object] = {
            "iss": self.world.issuer.issuer,
            "sub": "councillor-17",
            "aud": CLIENT,
            "iat": seconds(now),
            "exp": seconds(now + timedelta(minutes=60)),
            "nonce": self.started.nonce,
            "auth_time": seconds(now - timedelta(minutes=3)),
            "at_hash": half_hash(ACCESS),
            "name": "Councillor Seventeen",
        }
        return {name: value for name, value in (right | changes).items() if value is not ABSENT}

    def gives(
        self, signer: Signer | None = None, header: Mapping[str, object] | None = None, /, **changes: object
    ) -> None:
        """Let the issuer give an ID token with these changes to its header and claims for the code."""
        signed = token(signer or curve_signer(), self.claims(**changes), **({"typ": "JWT"} | dict(header or {})))
        self.answers({"access_token": ACCESS, "token_type": "Bearer", "id_token": signed})

    def answers(self, said: object, status: int = 200) -> None:
        """Let the issuer answer just this to the exchange of the code."""
        found = as_json(said)
        self.world.issuer.answers[TOKEN] = Answer(found.body, status, found.headers)

    def finish(self, **changes: Any) -> Identity:
        """The answer of the issuer as the browser brings it, with these changes."""
        right: dict[str, Any] = {"state": self.started.state, "attempt": self.attempt}
        return self.party.finish(**(right | {"code": CODE, "iss": self.world.issuer.issuer} | changes))

    def refused(self, **changes: Any) -> SignInFault:
        """Why the answer is refused, which it must be."""
        with pytest.raises(SignInRefused) as refused:
            self.finish(**changes)
        return refused.value.fault


def kept(started: Started) -> Attempt:
    """What is kept of a sign-in that was begun."""
    return Attempt(hashed(started.state), started.nonce, started.verifier, started.max_age)
