"""By what the client calls: a ready token, the secret of a program, or a person's sign-in on this machine."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, Protocol

from gatekeeper.client.discovery import Service
from gatekeeper.client.errors import SignInFailed
from gatekeeper.client.secret import Secret
from gatekeeper.client.tokens import Proof, Tokens, granted

CLIENT_ID: Final = "GATEKEEPER_CLIENT_ID"
CLIENT_SECRET: Final = "GATEKEEPER_CLIENT_SECRET"
SECRET_FILE: Final = "GATEKEEPER_CLIENT_SECRET_FILE"
_MOST_SECRET: Final = 4_096


class Credential(Protocol):
    """Something that gives access tokens."""

    def token(self, service: Service) -> Secret:
        """An access token for that service. Raises SignInFailed."""

    def renew(self, service: Service, refused: Secret) -> bool:
        """Whether another token can be had in place of one that was refused."""


class ReadyToken:
    """A token that was got elsewhere; it cannot be renewed."""

    def __init__(self, token: str) -> None:
        self._token = Secret(token)

    def token(self, service: Service) -> Secret:  # noqa: ARG002
        """That token."""
        return self._token

    def renew(self, service: Service, refused: Secret) -> bool:  # noqa: ARG002
        """Never."""
        return False


class ClientCredentials:
    """A program's own name and secret at the council's sign-in. A program acts as itself and never as a person.

    ``scopes`` are those it asks for; left out, what the sign-in gives it. ``in_form`` sends the secret in the form and
    not in a header, for a sign-in that takes it only so.
    """

    def __init__(
        self,
        client_id: str,
        secret: str,
        scopes: Iterable[str] = (),
        *,
        in_form: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._proof = Proof(client_id, Secret(secret), basic=not in_form)
        self._scopes, self._clock = tuple(scopes), clock
        self._lock, self._kept = threading.Lock(), dict[str, Tokens]()

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str], scopes: Iterable[str] = (), *, in_form: bool = False
    ) -> ClientCredentials:
        """The program named by GATEKEEPER_CLIENT_ID, its secret in GATEKEEPER_CLIENT_SECRET or in the file that
        GATEKEEPER_CLIENT_SECRET_FILE names. Raises SignInFailed.
        """
        name, file = environ.get(CLIENT_ID, "").strip(), environ.get(SECRET_FILE, "").strip()
        secret = secret_in(Path(file)) if file else environ.get(CLIENT_SECRET, "").strip()
        if not name or not secret:
            why = f"{CLIENT_ID} and {CLIENT_SECRET} (or {SECRET_FILE}) are not both set"
            raise SignInFailed("The program cannot sign in", why, "set them as the council's sign-in gave them")
        return cls(name, secret, scopes, in_form=in_form)

    def token(self, service: Service) -> Secret:
        """The token of the program, got anew shortly before it ends."""
        with self._lock:
            kept = self._kept.get(service.address)
            if kept is None or not kept.last(self._clock()):
                kept = self._kept[service.address] = granted(service, self._form(service), self._proof, self._clock)
            return kept.access

    def renew(self, service: Service, refused: Secret) -> bool:
        """Forget the token that was refused; the next one is a new one."""
        with self._lock:
            kept = self._kept.get(service.address)
            if kept is not None and kept.access == refused:
                del self._kept[service.address]
        return True

    def _form(self, service: Service) -> dict[str, str]:
        form = {"grant_type": "client_credentials", "resource": service.resource.name}
        return form | ({"scope": " ".join(self._scopes)} if self._scopes else {})


def secret_in(path: Path) -> str:
    """The secret in a file that only its owner can read. Raises SignInFailed."""
    what, remedy = "The program cannot sign in", f"keep the secret in one line of {path}, readable by its owner alone"
    try:
        open_to_others = os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077
        text = path.read_text(encoding="utf-8") if not open_to_others else ""
    except (OSError, UnicodeDecodeError):
        raise SignInFailed(what, "the file of its secret cannot be read", remedy) from None
    if open_to_others:
        raise SignInFailed(what, "others on this machine can read the file of its secret", remedy)
    if not text.strip() or len(text) > _MOST_SECRET:
        raise SignInFailed(what, "the file of its secret holds no secret", remedy)
    return text.strip()
