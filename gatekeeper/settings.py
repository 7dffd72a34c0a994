"""Where things lie on this machine, and how the API is served: database, folders, keys; issuer, address, secret."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HOME: Final = "GATEKEEPER_HOME"
DATABASE: Final = ("GATEKEEPER_DATABASE_URL", "DATABASE_URL")
FOLDERS: Final = {"files": "GATEKEEPER_FILES", "keys": "GATEKEEPER_KEYS", "checkpoints": "GATEKEEPER_CHECKPOINTS"}
DEFAULT_HOME: Final = "gatekeeper-data"
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
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_LAST_PORT: Final = 65_535
_YES: Final = {"yes": True, "no": False}
_SQLITE: Final = "sqlite:///"
_POSTGRESQL: Final = "postgresql+psycopg://"
_OTHER_NAMES: Final = ("postgresql://", "postgres://")


class SettingsError(ValueError):
    """Settings that cannot be meant. ``problems`` holds one sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation. Nothing is made or opened by reading them."""

    home: Path
    database_url: str
    files: Path
    keys: Path
    checkpoints: Path

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Settings:
        """The settings that environment variables say; a variable that is empty counts as not set.

        The folder GATEKEEPER_HOME holds what no other variable puts elsewhere; it is ./gatekeeper-data where it is not
        set. Raises SettingsError with everything that is wrong.
        """
        said = {name: value.strip() for name, value in environ.items() if value.strip()}
        home = Path(said.get(HOME, DEFAULT_HOME)).expanduser()
        folders = {
            name: Path(said[variable]).expanduser() if variable in said else home / name
            for name, variable in FOLDERS.items()
        }
        url, problems = _database(said, home)
        places = {HOME: home, **{FOLDERS[name]: path for name, path in folders.items()}}
        problems += [_no_folder(name, path) for name, path in places.items() if path.exists() and not path.is_dir()]
        if problems:
            raise SettingsError(tuple(problems))
        return cls(home=home, database_url=url, **folders)


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """How the API is served. ``secret`` signs cursors; ``programs`` are clients that act as themselves.

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

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> ApiSettings:
        """The settings that environment variables say. Raises SettingsError with everything wrong or unsafe."""
        said = {name: value.strip() for name, value in environ.items() if value.strip()}
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
            programs=_listed(said.get(PROGRAMS, "")),
            key_origins=_listed(said.get(KEY_ORIGINS, "")),
            person_claim=said.get(PERSON_CLAIM, "sub"),
            host=host,
            port=int(port),
            development=bool(development),
        )


def _api_problems(
    said: Mapping[str, str], listen: tuple[str, str], secret: str, *, development: bool | None
) -> Iterator[str]:
    host, port = listen
    for name, what in (
        (ISSUER, "the address of the council's sign-in service, such as https://id.council.example"),
        (PUBLIC_ADDRESS, "the address of this service as clients write it, such as https://gatekeeper.council.example"),
    ):
        if name not in said:
            yield f"{name} is not set; write {what}."
        elif not said[name].startswith("https://") and not development:
            yield f"{name} must begin with https://; plain http is for {DEVELOPMENT}=yes on this machine alone."
    if len(secret) < LEAST_SECRET or len(set(secret)) == 1:
        yield f"{SECRET} is missing or too weak; write {LEAST_SECRET} random characters or more, and tell nobody."
    if not port.isdecimal() or not 0 < int(port) <= _LAST_PORT or not host:
        yield f"{LISTEN} names no address to listen at; write one such as 127.0.0.1:8000."
    if development is None:
        yield f"{DEVELOPMENT} is neither yes nor no; leave it out where people's requests are kept."
    if development and host not in _LOOPBACK:
        yield f"{DEVELOPMENT}=yes is unsafe where others can reach the service; listen at 127.0.0.1, or leave it out."


def _listed(said: str) -> frozenset[str]:
    return frozenset(each.strip() for each in said.split(",") if each.strip())


def _database(said: Mapping[str, str], home: Path) -> tuple[str, list[str]]:
    """The address of the database, and what is wrong with it. An address may hold a password, so none is repeated."""
    given = {name: _driver(said[name]) for name in DATABASE if name in said}
    if len(set(given.values())) > 1:
        both = " and ".join(given)
        return "", [f"{both} name two different databases; set one of them."]
    if not given:
        return f"{_SQLITE}{home / 'gatekeeper.db'}", []
    (name, url), *_ = given.items()
    if url.startswith((_SQLITE, _POSTGRESQL)):
        return url, []
    wanted = f"write {_SQLITE}path/to/file.db or {_POSTGRESQL}user@host/name"
    return url, [f"{name} is not the address of a database kept here; {wanted}."]


def _driver(url: str) -> str:
    """The address with the driver that is used; others write PostgreSQL's addresses without one."""
    for other in _OTHER_NAMES:
        if url.startswith(other):
            return _POSTGRESQL + url.removeprefix(other)
    return url


def _no_folder(name: str, path: Path) -> str:
    return f"{name} names {path}, which is there and is no folder; name a folder, or move that file away."
