"""Starts the demo's provider as a process of its own on this machine, and stops it with whoever started it."""

from __future__ import annotations

import hmac
import json
import os
import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from gatekeeper.demo.councils import DemoError
from gatekeeper.demo.provider.clients import DemoClient, demo_clients
from gatekeeper.demo.provider.people import DemoPerson, demo_people

LOOPBACK: Final = "127.0.0.1"
TOKEN_SECONDS: Final = 300
"""How long an access token is of use."""
_SCRIPT: Final = Path(__file__).resolve().with_name("served.py")
_CHECKOUT: Final = Path(__file__).resolve().parents[3]
_PYTHON: Final = Path("bin") / "python"
_STOP_SECONDS: Final = 5
_LAST_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class DemoProvider:
    """A provider that is running: its address, our name in its tokens, and who can sign in.

    Everybody has the same ``password``, made at random for each folder. ``secrets`` are the clients' secrets by the
    client's id; a public client has none.
    """

    issuer: str
    audience: str
    password: str
    people: tuple[DemoPerson, ...]
    clients: tuple[DemoClient, ...]
    secrets: dict[str, str]
    kept: str = field(repr=False, default="")

    @property
    def programs(self) -> frozenset[str]:
        """The ids of the clients that are programs."""
        return frozenset(each.client_id for each in self.clients if each.is_program)

    def derived(self, purpose: str) -> str:
        """A secret for that purpose, the same at each start from this folder."""
        return _derived(self.kept, purpose)

    def person(self, council: str, post: str) -> DemoPerson:
        """Somebody of that council who holds a post of that kind, such as ``director``. Raises DemoError."""
        for each in self.people:
            if each.council == council and post in each.posts:
                return each
        raise DemoError(f"nobody of the demo's {council!r} is a {post!r}; write a kind of post that is in its register")


def provider_python(environment: Path | None = None) -> Path:
    """The Python of the provider's own environment, as set up beside a checkout. Raises DemoError."""
    found = (environment or _CHECKOUT / ".venv-provider") / _PYTHON
    if not found.exists():
        raise DemoError(f"the demo's sign-in service is not installed at {found}; run `python3 dev.py setup`")
    return found


@contextmanager
def demo_provider(
    folder: Path,
    *,
    audience: str,
    port: int = 0,
    python: Path | None = None,
    token_seconds: int = TOKEN_SECONDS,
) -> Iterator[DemoProvider]:
    """Run the provider at this machine alone while the context lasts; what it must remember is kept in ``folder``.

    ``audience`` is the public address of the API. Port 0 takes any free one. Raises DemoError where it does not start,
    OSError where the port is in use.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept, clients = _kept(folder / "secrets.json"), demo_clients(audience)
    own = [each.client_id for each in clients if not each.public]
    passed = {client_id: _derived(kept["session"], f"client {client_id}") for client_id in own}
    with socket.create_server((LOOPBACK, port)) as listening:
        issuer = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
        found = DemoProvider(issuer, audience, kept["password"], demo_people(), clients, passed, kept["session"])
        said = _said(found, folder, kept["session"], token_seconds) | {"listen_fd": listening.fileno()}
        with _process(python or provider_python(), said, folder / "provider.log"):
            yield found


@contextmanager
def _process(python: Path, said: dict[str, Any], log: Path) -> Iterator[None]:
    command = [str(python), "-P", "-W", "ignore", str(_SCRIPT)]
    environment = {name: os.environ[name] for name in ("PATH", "TZ", "LANG", "TMPDIR") if name in os.environ}
    with log.open("wb") as errors, subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        env=environment,
        cwd=log.parent,
        pass_fds=[said["listen_fd"]],
    ) as process:
        try:
            _tell(process, said, log)
            yield
        finally:
            _stop(process)


def _tell(process: subprocess.Popen[str], said: dict[str, Any], log: Path) -> None:
    if process.stdin is None or process.stdout is None:
        raise DemoError("the demo's sign-in service cannot be spoken to; start it again")
    try:
        process.stdin.write(json.dumps(said) + "\n")
        process.stdin.flush()
        ready = process.stdout.readline().strip() == "ready"
    except BrokenPipeError:
        ready = False
    if not ready:
        last = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:])
        raise DemoError(f"the demo's sign-in service did not start; its last words in {log}:\n{last}")


def _stop(process: subprocess.Popen[str]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _said(provider: DemoProvider, folder: Path, session_secret: str, token_seconds: int) -> dict[str, Any]:
    clients = [asdict(each) | {"secret": provider.secrets.get(each.client_id)} for each in provider.clients]
    people = [asdict(each) | {"groups": each.groups} for each in provider.people]
    return {
        "issuer": provider.issuer,
        "audience": provider.audience,
        "folder": str(folder.resolve()),
        "password": provider.password,
        "session_secret": session_secret,
        "token_seconds": token_seconds,
        "people": people,
        "clients": clients,
    }


def _kept(path: Path) -> dict[str, str]:
    """The secrets of this folder, made at its first use: one password for everybody, and what sessions rest on."""
    if not path.exists():
        made = {"password": secrets.token_urlsafe(9), "session": secrets.token_urlsafe(32)}
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(made, file)
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _derived(kept: str, purpose: str) -> str:
    return hmac.new(kept.encode(), purpose.encode(), "sha256").hexdigest()
