"""The command `gatekeeper serve` as a process of its own over a little council, with an issuer that the test holds."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.api.calling import COUNCIL, EVERY, signing_in
from tests.auth.signers import AUDIENCE
from tests.auth.world import World as Issuer
from tests.run.programs import Running, answered, free_port, started
from tests.services.worlds import World


@dataclass
class Served:
    """The service as it runs: its address, its log, the council that it serves and whose tokens it takes."""

    address: str
    log: Path
    running: Running
    world: World
    issuer: Issuer

    def token(self, who: str = "c1", **claims: object) -> str:
        """A person's token by this machine's own clock."""
        now = int(time.time())
        said: dict[str, object] = {"sub": f"subject-{who}", "scope": EVERY, "jti": uuid.uuid4().hex}
        return self.issuer.token(**({"iat": now, "exp": now + 600, "auth_time": now} | said | claims))

    def headers(self, who: str = "c1") -> dict[str, str]:
        """What a person's command bears."""
        return {"Authorization": f"Bearer {self.token(who)}", "Idempotency-Key": uuid.uuid4().hex}

    def get(self, path: str, who: str = "c1", seconds: float = 20) -> httpx.Response:
        """A reading, by a person of the council."""
        return httpx.get(f"{self.address}{COUNCIL}{path}", headers=self.headers(who), timeout=seconds)

    def ask(self, who: str = "c1", seconds: float = 20, **asking: Any) -> httpx.Response:
        """A request for the working paper."""
        given = {"documents": [self.world.id("document", "working_paper")]} | asking
        return httpx.post(
            f"{self.address}{COUNCIL}/requests", json=given, headers=self.headers(who), timeout=seconds
        )

    def ready(self, seconds: float = 20) -> tuple[int, dict[str, Any]]:
        """What the service says of itself."""
        answer = httpx.get(f"{self.address}/ready", timeout=seconds)
        return answer.status_code, dict(answer.json())

    def becomes(self, *, ready: bool, by: str | None = None, within: float = 30) -> dict[str, Any]:
        """What the service says of itself once it is, or is not, ready (``by``: its database being so)."""
        end = time.monotonic() + within
        while (found := self.ready())[1]["ready"] != ready or by not in (None, found[1]["database"]):
            assert time.monotonic() < end, f"after {within} seconds it says {found}"
            time.sleep(0.2)
        return found[1]


@contextmanager
def served(
    world: World, issuer: Issuer, folder: Path, *, apart: Sequence[str] = (), **says: str
) -> Iterator[Served]:
    """The service over that council. `says` are further settings; `apart` is what it is started by."""
    signing_in(world)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = {
        "GATEKEEPER_HOME": str(folder / "home"),
        "GATEKEEPER_DATABASE_URL": world.engine.url.render_as_string(hide_password=False),
        "GATEKEEPER_ISSUER": issuer.issuer.issuer,
        "GATEKEEPER_PUBLIC_ADDRESS": address,
        "GATEKEEPER_AUDIENCE": AUDIENCE,
        "GATEKEEPER_LISTEN": f"127.0.0.1:{port}",
        "GATEKEEPER_DEVELOPMENT": "yes",
    }
    log = folder / "log.jsonl"
    with started("serve", says=settings | says, errors=log, apart=apart) as running:
        try:
            answered(f"{address}/health")
        except httpx.TransportError:
            raise AssertionError(f"it did not start: {log.read_text(encoding='utf-8')}") from None
        yield Served(address, log, running, world, issuer)
