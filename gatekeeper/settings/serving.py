"""How the API is served: whose tokens it takes, by which address it is known, its secret, and where it listens."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from gatekeeper.settings.calling import CALLS, PROXIES, USUAL_CALLS, calling_problems, listed, program_councils
from gatekeeper.settings.errors import SettingsError
from gatekeeper.settings.file import with_file

ISSUER: Final = "GATEKEEPER_ISSUER"
PUBLIC_ADDRESS: Final = "GATEKEEPER_PUBLIC_ADDRESS"
AUDIENCE: Final = "GATEKEEPER_AUDIENCE"
SECRET: Final = "GATEKEEPER_SECRET"
PROGRAMS: Final = "GATEKEEPER_PROGRAMS"
KEY_ORIGINS: Final = "GATEKEEPER_KEY_ORIGINS"
PERSON_CLAIM: Final = "GATEKEEPER_PERSON_CLAIM"
LISTEN: Final = "GATEKEEPER_LISTEN"
DEVELOPMENT: Final = "GATEKEEPER_DEVELOPMENT"
LEAST_SECRET: Final = 32
_LEAST_DIFFERENT: Final = 10
_USUAL_WORDS: Final = ("change", "default", "example", "gatekeeper", "password", "secret")
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_LAST_PORT: Final = 65_535
_YES: Final = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """How the API is served. ``secret`` signs cursors; ``programs`` are clients that act as themselves.

    ``program_councils`` are those in which a program may write; ``proxies`` are believed about who calls.
    ``development`` allows plain http on this machine, and a secret made anew at each start; nothing else.
    """

    issuer: str
    public_address: str
    audience: str
    secret: str
    programs: frozenset[str]
    key_origins: frozenset[str]
    person_claim: str
    host: str
    port: int
    development: bool
    calls_a_second: int = USUAL_CALLS
    proxies: frozenset[str] = frozenset()
    program_councils: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> ApiSettings:
        """The settings that environment variables say. Raises SettingsError with everything wrong or unsafe."""
        said = with_file(environ)
        host, _, port = said.get(LISTEN, "127.0.0.1:8000").rpartition(":")
        host, development = host.strip("[]"), _YES.get(said.get(DEVELOPMENT, "no"))
        secret = said.get(SECRET) or (secrets.token_hex(LEAST_SECRET) if development else "")
        if problems := tuple(_api_problems(said, (host, port), secret, development=development)):
            raise SettingsError(problems)
        return cls(
            issuer=said[ISSUER],
            public_address=said[PUBLIC_ADDRESS],
            audience=said.get(AUDIENCE, said[PUBLIC_ADDRESS]),
            secret=secret,
            programs=listed(said.get(PROGRAMS, "")),
            key_origins=listed(said.get(KEY_ORIGINS, "")),
            person_claim=said.get(PERSON_CLAIM, "sub"),
            host=host,
            port=int(port),
            development=bool(development),
            calls_a_second=int(said.get(CALLS, USUAL_CALLS)),
            proxies=listed(said.get(PROXIES, "")),
            program_councils=program_councils(said),
        )


def _api_problems(
    said: Mapping[str, str], listen: tuple[str, str], secret: str, *, development: bool | None
) -> Iterator[str]:
    host, port = listen
    yield from _address_problems(said, development=bool(development))
    if is_weak(secret):
        yield f"{SECRET} is missing or too weak; write {LEAST_SECRET} random characters or more, and tell nobody."
    if not port.isdecimal() or not 0 < int(port) <= _LAST_PORT or not host:
        yield f"{LISTEN} names no address to listen at; write one such as 127.0.0.1:8000."
    yield from calling_problems(said, listed(said.get(PROGRAMS, "")))
    if development is None:
        yield f"{DEVELOPMENT} is neither yes nor no; leave it out where people's requests are kept."
    if development and host not in _LOOPBACK:
        yield f"{DEVELOPMENT}=yes is unsafe where others can reach the service; listen at 127.0.0.1, or leave it out."


def _address_problems(said: Mapping[str, str], *, development: bool) -> Iterator[str]:
    for name, what in (
        (ISSUER, "the address of the council's sign-in service, such as https://id.council.example"),
        (PUBLIC_ADDRESS, "the address of this service as clients write it, such as https://gatekeeper.council.example"),
    ):
        if name not in said:
            yield f"{name} is not set; write {what}."
        elif not said[name].startswith("https://") and not development:
            yield f"{name} must begin with https://; plain http is for {DEVELOPMENT}=yes on this machine alone."
        elif not development and _is_this_machine(said[name]):
            yield f"{name} is an address of this machine alone, as the demo has; write the one that others reach."


def is_weak(secret: str, least: int = LEAST_SECRET) -> bool:
    """Whether a secret is short, repeats a few characters, or is a filled-in example."""
    usual = any(word in secret.lower() for word in _USUAL_WORDS)
    return len(secret) < least or len(set(secret)) < _LEAST_DIFFERENT or usual


def _is_this_machine(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return host in _LOOPBACK or host.startswith("127.") or host.endswith(".localhost")
