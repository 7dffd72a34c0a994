"""A whole town for tests: the real provider, the service over a demo council, and everybody who can sign in there."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from gatekeeper.api import Api, create_app
from gatekeeper.auth import IssuerSettings, KeySource, MemoryDenyList, TokenReader, issuer_client
from gatekeeper.client import ClientCredentials, Gatekeeper, Patience
from gatekeeper.client.discovery import Service
from gatekeeper.client.http import web_client
from gatekeeper.client.kept import KeptSignIn, SignIn, SignIns
from gatekeeper.client.signing_in import CLIENT_ID, sign_in
from gatekeeper.demo.loading import load
from gatekeeper.demo.provider import DemoProvider, demo_provider
from gatekeeper.main import assembled
from gatekeeper.services.cases.lookup import Lookup
from gatekeeper.settings import ApiSettings, Settings
from gatekeeper.storage import migrations
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine
from tests.client.serving import served
from tests.end_to_end.browser import Browser

T = TypeVar("T")
COUNCIL = "wexbridge"


@dataclass
class Town:
    """What is running. ``folder`` holds what people keep on machines of their own."""

    address: str
    app: Api
    engine: Engine
    provider: DemoProvider
    folder: Path
    running: ExitStack

    def replace_keys(self) -> None:
        """Stop the provider, let it make new keys, and start it at the same address."""
        self.running.close()
        place = self.folder.parent / "provider"
        (place / "keys.json").unlink()
        port = int(self.provider.issuer.rpartition(":")[2])
        self.provider = self.running.enter_context(demo_provider(place, audience=self.address, port=port))

    def browser(self, name: str) -> Browser:
        return Browser(name, self.provider.password)

    def signed_in(self, name: str, **options: Any) -> KeptSignIn:
        """Somebody signs in from the command line, in her browser; her sign-in is kept in a folder of her own."""
        kept = SignIns(self.folder / name)
        with web_client(self.address) as client:
            service = Service(self.address, client)
            tokens, person = sign_in(service, lambda url: self._visits(name, url), seconds=20, **options)
            kept.keep(SignIn(service.address, service.issuer.name, CLIENT_ID, person, tokens))
        return KeptSignIn(kept, self.address)

    def _visits(self, name: str, url: str) -> None:
        assert self.browser(name).visit(url).status_code == 200

    def kept(self, name: str) -> SignIn:
        """What is kept of somebody's sign-in."""
        found = SignIns(self.folder / name).read(self.address)
        assert found is not None
        return found

    def person(self, name: str, **options: Any) -> Gatekeeper:
        """The client of somebody, who has signed in. The caller closes it."""
        there = SignIns(self.folder / name).read(self.address)
        credential = KeptSignIn(SignIns(self.folder / name), self.address) if there else self.signed_in(name)
        return self.client(credential=credential, **options)

    def program(self, client_id: str, *scopes: str) -> Gatekeeper:
        """The client of a program. The caller closes it."""
        return self.client(credential=ClientCredentials(client_id, self.provider.secrets[client_id], scopes))

    def client(self, address: str | None = None, **options: Any) -> Gatekeeper:
        """A client by whatever is given."""
        return Gatekeeper(address or self.address, COUNCIL, patience=Patience(tries=4, seconds=40), **options)

    def names(self, find: Callable[[Lookup], T]) -> T:
        """Look something up by the council's own names."""
        with reading(self.engine) as session:
            council = next(each.id for each in self.councils if each.slug == COUNCIL)
            return find(Lookup(session, council))

    @property
    def councils(self) -> Any:
        return load(self.engine, self.folder, datetime.now(UTC).date(), (COUNCIL,))


@contextmanager
def town(folder: Path) -> Iterator[Town]:
    """Everything started, with the one demo council; all of it stops when the context ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with ExitStack() as runs:
            provider = runs.enter_context(demo_provider(folder / "provider", audience=address))
            engine = _database(folder)
            settings = Settings.read({"GATEKEEPER_HOME": str(folder)})
            with assembled(engine, settings, _said(address, provider)) as app, served(app, listening):
                yield Town(address, app, engine, provider, folder / "people", runs)
            engine.dispose()


def _database(folder: Path) -> Engine:
    engine = open_engine(f"sqlite:///{folder / 'gatekeeper.db'}")
    migrations.upgrade(engine)
    load(engine, folder / "files", datetime.now(UTC).date(), (COUNCIL,))
    return engine


def _said(address: str, provider: DemoProvider) -> ApiSettings:
    return ApiSettings.read(
        {
            "GATEKEEPER_ISSUER": provider.issuer,
            "GATEKEEPER_PUBLIC_ADDRESS": address,
            "GATEKEEPER_PROGRAMS": ",".join(provider.programs),
            "GATEKEEPER_PROGRAM_COUNCILS": ",".join(f"{each}={COUNCIL}" for each in sorted(provider.programs)),
            "GATEKEEPER_CALLS_A_SECOND": "1000",
            "GATEKEEPER_DEVELOPMENT": "yes",
        }
    )


@contextmanager
def beside(
    town: Town, clock: Callable[[], datetime], ticks: Callable[[], float] = time.monotonic, **changes: Any
) -> Iterator[str]:
    """The same service once more at another address: by other clocks, or under other settings of the issuer."""
    place = town.app.state.place
    settings: IssuerSettings = replace(place.issuer, **changes)
    with issuer_client() as client, socket.create_server(("127.0.0.1", 0)) as listening:
        reader = TokenReader(settings, KeySource(settings, client, ticks), clock, MemoryDenyList(clock))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with served(create_app(replace(place, reader=reader, resource=address)), listening):
            yield address
