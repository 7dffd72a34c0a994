"""Where the sign-in service takes and answers people: from its own description, fetched seldom and checked."""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import httpx

from gatekeeper.auth.addresses import is_trusted, origin
from gatekeeper.auth.errors import IssuerUnavailable, IssuerUntrusted
from gatekeeper.auth.fetching import fetched_object
from gatekeeper.auth.issuer import IssuerSettings

FRESH_SECONDS: Final = 300
"""How long a description is used without asking."""
WINDOW_SECONDS: Final = 3_600
"""How long the last good one is used although the sign-in service gives none."""
RETRY_SECONDS: Final = 5
"""How long nobody asks again after a failure."""
_QUERY: Final = re.compile(r"[A-Za-z0-9._~%!$&'()*+,;=:@/?-]*")
ClientAuth = Literal["client_secret_basic", "client_secret_post"]


@dataclass(frozen=True, slots=True)
class Provider:
    """What the sign-in service says of itself. ``names_itself``: each answer says whose it is (RFC 9207)."""

    authorization_endpoint: str
    token_endpoint: str
    end_session_endpoint: str | None
    client_auth: ClientAuth
    names_itself: bool


class ProviderSource:
    """The description of one sign-in service, shared by all threads of a process."""

    def __init__(
        self, settings: IssuerSettings, client: httpx.Client, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        """``ticks`` gives seconds that only go forward."""
        self._settings, self._client, self._ticks = settings, client, ticks
        self._turn = threading.Lock()
        self._held: Provider | None = None
        self._fetched = self._failed = -math.inf
        self._problem = IssuerUnavailable("the sign-in service has not been asked yet")

    def get(self) -> Provider:
        """The description. Raises IssuerUntrusted and IssuerUnavailable."""
        held = self._held
        if held is not None and self._ticks() - self._fetched <= FRESH_SECONDS:
            return held
        with self._turn:
            return self._renewed()

    def _renewed(self) -> Provider:
        """The description, fetched anew where nobody has done so meanwhile. The turn is held."""
        now = self._ticks()
        if self._held is not None and now - self._fetched <= FRESH_SECONDS:
            return self._held
        if now - self._failed >= RETRY_SECONDS:
            try:
                self._held, self._fetched = fetched_provider(self._client, self._settings), now
                return self._held
            except IssuerUnavailable as problem:
                self._failed, self._problem = now, problem
        if self._held is None or now - self._fetched > WINDOW_SECONDS or isinstance(self._problem, IssuerUntrusted):
            raise type(self._problem)(self._problem.why)
        return self._held


def fetched_provider(client: httpx.Client, settings: IssuerSettings) -> Provider:
    """The description as it is published now. Raises IssuerUntrusted and IssuerUnavailable."""
    said = fetched_object(client, settings.discovery)
    if said.get("issuer") != settings.issuer:
        raise IssuerUntrusted(f"{settings.discovery} describes another issuer, not {settings.issuer!r} to the letter")
    methods = said.get("code_challenge_methods_supported", ["S256"])
    if not isinstance(methods, list) or "S256" not in methods:
        raise IssuerUntrusted(f"{settings.discovery} does not offer S256 (code_challenge_methods_supported)")
    ends = said.get("end_session_endpoint")
    return Provider(
        authorization_endpoint=_endpoint(said, "authorization_endpoint", settings),
        token_endpoint=_endpoint(said, "token_endpoint", settings),
        end_session_endpoint=_endpoint(said, "end_session_endpoint", settings) if ends is not None else None,
        client_auth=_client_auth(said.get("token_endpoint_auth_methods_supported"), settings),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
    )


def _endpoint(said: Mapping[str, object], name: str, settings: IssuerSettings) -> str:
    """A trusted address; it may have a query of its own (RFC 6749 section 3.1), and never a fragment."""
    address = said.get(name)
    plain, _, query = address.partition("?") if isinstance(address, str) else ("", "", "")
    if not is_trusted(plain, development=settings.development) or not _QUERY.fullmatch(query):
        raise IssuerUntrusted(f"{settings.discovery} gives no plain https address as its {name}")
    return f"{plain}?{query}" if query else plain


def _client_auth(said: object, settings: IssuerSettings) -> ClientAuth:
    """How this service proves who it is; where nothing is said, by Basic (OpenID Connect Discovery section 3)."""
    methods = ["client_secret_basic"] if said is None else said
    if isinstance(methods, list):
        if "client_secret_basic" in methods:
            return "client_secret_basic"
        if "client_secret_post" in methods:
            return "client_secret_post"
    raise IssuerUntrusted(f"{settings.discovery} takes no client secret (token_endpoint_auth_methods_supported)")


def origins(provider: Provider) -> frozenset[str]:
    """The origins to which browsers are sent."""
    addresses = (provider.authorization_endpoint, provider.end_session_endpoint)
    return frozenset(origin(each) for each in addresses if each is not None)
