"""Keeps a person's sign-in on her own machine, in files that nobody else can read, and renews it when it ends."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from gatekeeper.client.discovery import Service
from gatekeeper.client.errors import Distrusted, SignInFailed
from gatekeeper.client.secret import Secret
from gatekeeper.client.tokens import Proof, Tokens, granted, revoked

if sys.platform != "win32":
    import fcntl

FOLDER: Final = "gatekeeper"
_OTHERS: Final = 0o077
_NOT: Final = "You are not signed in"
_AGAIN: Final = "sign in again: gatekeeper sign-in ADDRESS"


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in that is kept: at which service, by which issuer, as which client, who, and the tokens."""

    address: str
    issuer: str
    client_id: str
    person: str
    tokens: Tokens
    council: str | None = None


def own_folder(environ: Mapping[str, str]) -> Path:
    """The folder for what this user's programs keep: XDG_CONFIG_HOME, on Windows APPDATA, or else ~/.config."""
    said = environ.get("APPDATA" if sys.platform == "win32" else "XDG_CONFIG_HOME", "")
    base = Path(said) if said and Path(said).is_absolute() else Path.home() / ".config"
    return base / FOLDER


class SignIns:
    """The sign-ins that are kept in a folder, one file for each service."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, address: str) -> SignIn | None:
        """The sign-in at that service, None where there is none. Raises SignInFailed for one that others can read."""
        return self._read(self._path(address))

    def every(self) -> tuple[SignIn, ...]:
        """All of them, by address."""
        found = [self._read(path) for path in sorted(self._folder.glob("sign-in-*.json"))]
        return tuple(sorted((each for each in found if each), key=lambda each: each.address))

    def keep(self, sign_in: SignIn) -> None:
        """Write it whole, readable by its owner alone, in place of an earlier one."""
        self._make_folder()
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".new-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(_data(sign_in), file)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path(sign_in.address))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def remove(self, address: str) -> None:
        """Forget the sign-in at that service."""
        self._path(address).unlink(missing_ok=True)

    @contextmanager
    def alone(self, address: str) -> Iterator[None]:
        """While this lasts no other process of this user renews that sign-in: a refresh token is good only once."""
        self._make_folder()
        path = self._path(address).with_suffix(".lock")
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "w") as file:
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _path(self, address: str) -> Path:
        return self._folder / f"sign-in-{hashlib.sha256(address.encode()).hexdigest()[:16]}.json"

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _read(self, path: Path) -> SignIn | None:
        remedy = f"remove {path}, and {_AGAIN}"
        try:
            with path.open(encoding="utf-8") as file:
                found = os.fstat(file.fileno())
                if os.name == "posix" and (stat.S_IMODE(found.st_mode) & _OTHERS or found.st_uid != os.geteuid()):
                    why = "the file of the sign-in belongs to another, or others on this machine can read it"
                    raise SignInFailed(_NOT, why, remedy)
                return _sign_in(json.load(file))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            raise SignInFailed(_NOT, "the file of the sign-in cannot be read", remedy) from None


class KeptSignIn:
    """A credential: the kept sign-in at a service, renewed shortly before its token ends."""

    def __init__(self, sign_ins: SignIns, address: str, clock: Callable[[], float] = time.time) -> None:
        self._sign_ins, self._address, self._clock = sign_ins, address, clock

    def token(self, service: Service) -> Secret:
        """An access token. Raises SignInFailed where she must sign in again."""
        _refuse_elsewhere(service, self._address)
        kept = self._kept()
        if not kept.tokens.last(self._clock()):
            kept = self._renewed(service, kept.tokens.access)
        return kept.tokens.access

    def renew(self, service: Service, refused: Secret) -> bool:
        """Get another token in place of one that was refused. Raises SignInFailed where she must sign in again."""
        return self._renewed(service, refused).tokens.access != refused

    def sign_out(self, service: Service) -> bool:
        """Forget the sign-in; whether the council's sign-in withdrew it too. The file goes first, whatever happens."""
        _refuse_elsewhere(service, self._address)
        kept = self._kept()
        self._sign_ins.remove(self._address)
        _refuse_other_issuer(service, kept)
        proof, tokens = Proof(kept.client_id), kept.tokens
        done = [revoked(service, tokens.refresh, "refresh_token", proof)] if tokens.refresh else []
        return all([*done, revoked(service, tokens.access, "access_token", proof)])

    def _kept(self) -> SignIn:
        if (kept := self._sign_ins.read(self._address)) is None:
            raise SignInFailed(_NOT, f"no sign-in at {self._address} is kept on this machine", _AGAIN)
        return kept

    def _renewed(self, service: Service, old: Secret) -> SignIn:
        with self._sign_ins.alone(self._address):
            kept = self._kept()
            if kept.tokens.access != old:
                return kept
            if kept.tokens.refresh is None:
                raise SignInFailed(_NOT, "the sign-in has ended, and it cannot be renewed", _AGAIN)
            _refuse_other_issuer(service, kept)
            form = {"grant_type": "refresh_token", "refresh_token": kept.tokens.refresh.reveal()}
            form["resource"] = service.resource.name
            tokens = granted(service, form, Proof(kept.client_id), self._clock)
            kept = replace(kept, tokens=replace(tokens, refresh=tokens.refresh or kept.tokens.refresh, identity=None))
            self._sign_ins.keep(kept)
            return kept


def _refuse_elsewhere(service: Service, address: str) -> None:
    if service.address != address:
        why = f"the sign-in is for {address}, and its tokens go nowhere else"
        raise Distrusted("Nothing was sent", why, "sign in at this service too: gatekeeper sign-in ADDRESS")


def _refuse_other_issuer(service: Service, kept: SignIn) -> None:
    if service.issuer.name != kept.issuer:
        why = "the service now names another sign-in than the one at which you signed in; nothing was sent there"
        raise Distrusted(_NOT, why, _AGAIN)


def _data(sign_in: SignIn) -> dict[str, Any]:
    tokens = sign_in.tokens
    return {
        "address": sign_in.address,
        "issuer": sign_in.issuer,
        "client_id": sign_in.client_id,
        "person": sign_in.person,
        "council": sign_in.council,
        "access_token": tokens.access.reveal(),
        "ends_at": tokens.ends_at,
        "refresh_token": tokens.refresh.reveal() if tokens.refresh else None,
        "scopes": tokens.scopes,
    }


def _sign_in(data: Mapping[str, Any]) -> SignIn:
    refresh, scopes = data["refresh_token"], data["scopes"]
    tokens = Tokens(
        access=Secret(str(data["access_token"])),
        ends_at=float(data["ends_at"]),
        refresh=Secret(str(refresh)) if refresh else None,
        scopes=tuple(map(str, scopes)) if scopes is not None else None,
    )
    words = {name: str(data[name]) for name in ("address", "issuer", "client_id", "person")}
    return SignIn(council=data["council"], tokens=tokens, **words)
