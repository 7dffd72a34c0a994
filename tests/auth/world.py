"""What a test of tokens needs together: an issuer that runs, clocks that are set by hand, and a reader of tokens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
import pytest

from gatekeeper.auth import (
    AccessToken,
    IssuerSettings,
    KeySource,
    MemoryDenyList,
    Reason,
    TokenReader,
    TokenRefused,
)
from tests.auth.issuers import FakeIssuer, running_issuer
from tests.auth.signers import AUDIENCE, NOW, Signer, curve_signer, good_claims, rsa_signer, token


@dataclass
class Clocks:
    """The time of day, and seconds that only go forward; both stand until a test moves them."""

    now: datetime = NOW
    ticks: float = 1_000.0

    def day(self) -> datetime:
        return self.now

    def forward(self) -> float:
        return self.ticks


@dataclass
class World:
    """One issuer and the reader of its tokens."""

    issuer: FakeIssuer
    client: httpx.Client
    clocks: Clocks = field(default_factory=Clocks)

    def __post_init__(self) -> None:
        self.issuer.publish(curve_signer(), rsa_signer())
        self.deny_list = MemoryDenyList(self.clocks.day)
        self.use()

    def use(self, **changes: Any) -> None:
        """Read tokens under settings with these changes."""
        said: dict[str, Any] = {"issuer": self.issuer.issuer, "audience": AUDIENCE, "development": True}
        self.settings = IssuerSettings(**(said | changes))
        self.keys = KeySource(self.settings, self.client, self.clocks.forward)
        self.reader = TokenReader(self.settings, self.keys, self.clocks.day, self.deny_list)

    def claims(self, **changes: object) -> dict[str, object]:
        return good_claims(self.issuer.issuer, **changes)

    def token(self, signer: Signer | None = None, /, **changes: object) -> str:
        """A token that is right but for the changes to its claims."""
        return token(signer or curve_signer(), self.claims(**changes))

    def read(self, signer: Signer | None = None, /, **changes: object) -> AccessToken:
        return self.reader.read(self.token(signer, **changes))

    def signed(self, **header: object) -> str:
        """A token of right claims, rightly signed, whose header has these changes."""
        return token(curve_signer(), self.claims(), **header)

    def refuses(self, text: str) -> Reason:
        """Why the text is refused, which it must be."""
        with pytest.raises(TokenRefused) as refused:
            self.reader.read(text)
        return refused.value.reason


@contextmanager
def running_world(client: httpx.Client) -> Iterator[World]:
    with running_issuer() as issuer:
        yield World(issuer, client)
    for thread in threading.enumerate():
        if thread.name == "issuer-keys":
            thread.join(5)
