"""Finds out where the council's sign-in is: from the service's own description, and the sign-in's (RFC 9728, 8414)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx

from gatekeeper.client.addresses import is_loopback, origin, trusted
from gatekeeper.client.errors import Distrusted, Garbled
from gatekeeper.client.http import Call, exchange, whole
from gatekeeper.client.problems import refusal

RESOURCE: Final = "/.well-known/oauth-protected-resource"
_OPENID: Final = "/.well-known/openid-configuration"
_OAUTH: Final = "/.well-known/oauth-authorization-server"
_MOST_BYTES: Final = 262_144
_OK: Final = 200
_MISSING: Final = 404
_NO_TRUST: Final = "The council's sign-in is not used"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The council's sign-in service: its name, and where its parts lie. What it does not offer is None."""

    name: str
    token_endpoint: str
    authorization_endpoint: str | None
    revocation_endpoint: str | None
    challenge_methods: tuple[str, ...]
    scopes: tuple[str, ...]
    names_itself: bool
    """Whether it says its name in each answer to an authorization request (RFC 9207)."""


@dataclass(frozen=True, slots=True)
class Resource:
    """What the service says of itself: its name for tokens, and the sign-in services whose tokens it takes."""

    name: str
    issuers: tuple[str, ...]
    scopes: tuple[str, ...]


class Service:
    """The service at an address, and the council's sign-in that stands behind it; each is looked up once, when needed.

    ``address`` is the service's own; ``client`` makes every call. ``issuer`` is the one that must be behind it; left
    out, the only one that the service names.
    """

    def __init__(self, address: str, client: httpx.Client, issuer: str | None = None) -> None:
        self.address = trusted(address, "the service").rstrip("/")
        self.client, self._wanted = client, issuer
        self._resource: Resource | None = None
        self._issuer: Issuer | None = None

    @property
    def resource(self) -> Resource:
        """What the service says of itself. Raises Distrusted where it speaks of another service (RFC 9728 3.3)."""
        if self._resource is None:
            here = origin(self.address)
            said = fetched(self.client, f"{here}{RESOURCE}{self.address.removeprefix(here)}", "the service")
            self._resource = _resource(said, self.address)
        return self._resource

    @property
    def issuer(self) -> Issuer:
        """The council's sign-in. Raises Distrusted where it is not the one that is expected."""
        if self._issuer is None:
            name = _chosen(self.resource.issuers, self._wanted)
            if is_loopback(name) and not is_loopback(self.address):
                raise Distrusted(_NO_TRUST, "a service elsewhere names one on this machine", "tell its operator")
            self._issuer = _issuer(_description(self.client, name), name)
        return self._issuer


def fetched(client: httpx.Client, address: str, whose: str) -> Mapping[str, Any]:
    """The JSON object at that address. Raises Refused, Garbled, Distrusted and Unreachable."""
    call = Call("GET", trusted(address, whose), {"Accept": "application/json"})
    with exchange(client, call) as http_response:
        body = whole(http_response, _MOST_BYTES)
        if http_response.status_code != _OK:
            raise refusal(http_response, body)
        return json_object(body, whose)


def json_object(body: bytes, whose: str) -> Mapping[str, Any]:
    """The JSON object in a body. Raises Garbled."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Garbled(f"What {whose} says cannot be read", "it is no JSON object", "see that the address is right")
    return found


def _resource(said: Mapping[str, Any], address: str) -> Resource:
    name, issuers = said.get("resource"), _texts(said.get("authorization_servers"))
    if not isinstance(name, str) or name.rstrip("/") != address:
        why = "what lies there describes another service, to which a token could be passed on"
        raise Distrusted("The service is not used", why, "use the very address that its operator gives")
    if not issuers:
        raise Distrusted("The service is not used", "it names no sign-in", "tell whoever runs it")
    return Resource(name, issuers, _texts(said.get("scopes_supported")))


def _chosen(issuers: tuple[str, ...], wanted: str | None) -> str:
    if wanted is not None and wanted not in issuers:
        why = "the service takes no tokens of the sign-in that was named"
        raise Distrusted(_NO_TRUST, why, "ask whoever runs the service which one it takes")
    if wanted is None and len(issuers) > 1:
        raise Distrusted(_NO_TRUST, "the service names several", "name the one that is meant")
    return trusted(wanted or issuers[0], "the council's sign-in")


def _description(client: httpx.Client, name: str) -> Mapping[str, Any]:
    """The issuer's description: by OpenID Connect Discovery, or else by RFC 8414."""
    with exchange(client, Call("GET", f"{name.rstrip('/')}{_OPENID}", {"Accept": "application/json"})) as http_response:
        body = whole(http_response, _MOST_BYTES)
        if http_response.status_code == _OK:
            return json_object(body, "the council's sign-in")
        if http_response.status_code != _MISSING:
            raise refusal(http_response, body)
    here = origin(name)
    return fetched(client, f"{here}{_OAUTH}{name.removeprefix(here).rstrip('/')}", "the council's sign-in")


def _issuer(said: Mapping[str, Any], name: str) -> Issuer:
    if said.get("issuer") != name:
        why = "it calls itself by another name than the service calls it"
        raise Distrusted(_NO_TRUST, why, "tell whoever runs the service")
    return Issuer(
        name=name,
        token_endpoint=_endpoint(said, "token_endpoint", name) or _lacking(),
        authorization_endpoint=_endpoint(said, "authorization_endpoint", name),
        revocation_endpoint=_endpoint(said, "revocation_endpoint", name),
        challenge_methods=_texts(said.get("code_challenge_methods_supported")),
        scopes=_texts(said.get("scopes_supported")),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
    )


def _endpoint(said: Mapping[str, Any], member: str, name: str) -> str | None:
    """The address, None where there is none. Raises Distrusted for one on this machine of an issuer elsewhere."""
    if (address := said.get(member)) is None:
        return None
    found = trusted(address, "a part of the council's sign-in")
    if is_loopback(found) and not is_loopback(name):
        raise Distrusted(_NO_TRUST, "a part of it lies on this machine and not there", "tell whoever runs it")
    return found


def _lacking() -> str:
    raise Distrusted(_NO_TRUST, "it does not say where it gives tokens", "tell whoever runs it")


def _texts(said: object) -> tuple[str, ...]:
    return tuple(each for each in said if isinstance(each, str)) if isinstance(said, list) else ()
