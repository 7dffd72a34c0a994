"""The whole demo for tests in the browser: the real provider, the service with its five councils, everybody in them."""

from __future__ import annotations

import csv
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from gatekeeper.demo.councils import COUNCILS, THEMES, council_of
from gatekeeper.demo.provider import WEB_PAGES, DemoProvider, demo_provider
from gatekeeper.demo.walk_data import Walk
from gatekeeper.demo.walking import Walking
from gatekeeper.main import with_pages
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.desk import at_desk
from gatekeeper.services.cases.lookup import Lookup
from gatekeeper.services.cases.submit import Asking, submit
from gatekeeper.services.record.checkpointing import take_checkpoint
from gatekeeper.services.record.councils import list_councils
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from gatekeeper.settings import ApiSettings, PagesSettings, Settings
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine
from tests.client.serving import served
from tests.web.browser.chromium import Chromium
from tests.web.browser.person import Person

CALLS_A_SECOND = 1_000


@dataclass(frozen=True)
class Town:
    """What is running: the pages at an address, the database beneath them, and the provider at which people sign in."""

    address: str
    engine: Engine
    provider: DemoProvider
    settings: Settings
    kept: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)

    @contextmanager
    def page(self, chromium: Chromium, council: str, who: str, *, anew: bool = False, **options: Any) -> Iterator[Page]:
        """Somebody's own browser, in which she has signed in and is at her council's first page.

        She stays signed in from one test to the next, but for one that signs her out and so asks for it ``anew``.
        ``options`` are those of ``Chromium.page``.
        """
        name = (council, self.person(council, who))
        with self.stranger(chromium, **options) as page:
            if anew or name not in self.kept:
                self.sign_in(page, council, who)
            else:
                page.context.add_cookies(self.kept[name])
                page.goto(f"{self.address}/in/{council}/")
                if not page.url.startswith(f"{self.address}/in/"):  # she was away for too long
                    self.sign_in(page, council, who)
            if not anew:
                self.kept[name] = page.context.cookies(self.address)
            yield page

    @contextmanager
    def somebody(self, chromium: Chromium, council: str, who: str, **options: Any) -> Iterator[Person]:
        """The same as a person who reads, fills in and presses."""
        with self.page(chromium, council, who, **options) as page:
            yield Person(page, f"{self.address}/in/{council}/")

    @contextmanager
    def stranger(self, chromium: Chromium, **options: Any) -> Iterator[Page]:
        """A browser in which nobody has signed in.

        The provider's own scripts and styles are left out. It does its work without them, and they would clear the
        password while it is being typed.
        """
        with chromium.page(not_ours=self.provider.issuer, **options) as page:
            page.context.route(f"{self.provider.issuer}/static/**", lambda asked: asked.abort())
            yield page

    def sign_in(self, page: Page, council: str, who: str) -> None:
        """Sign somebody in, as she does it: from our page to the provider's, her name, her password, and back."""
        page.goto(f"{self.address}/sign-in?return_to=/in/{council}/")
        page.get_by_role("button", name="Sign in").click()
        self.tell_provider(page, self.person(council, who))
        page.wait_for_url(f"{self.address}/**", wait_until="commit")

    def tell_provider(self, page: Page, sign_in: str) -> None:
        """Fill in the provider's own pages: the name, then the password."""
        page.locator("input[name=login]").fill(sign_in)
        page.locator("input[name=login]").press("Enter")
        page.locator("input[name=password]").fill(self.provider.password)
        page.locator("input[name=password]").press("Enter")

    def walking(self, walk: Walk) -> Walking:
        """The walk through a council, without any browser."""
        return Walking(self.engine, self.council(walk.slug), walk, lambda _: None)

    def asked(self, walk: Walk) -> tuple[str, str]:
        """A request for the walk's document, filed without any browser: its id, and that of the document asked for."""
        with reading(self.engine) as session:
            document = Lookup(session, self.council(walk.slug)).thing("document", walk.document)
        return self._asks(walk, Asking(documents=(document,)))

    def described(self, walk: Walk, words: str) -> tuple[str, str]:
        """The same for something that the walk's councillor describes in her own words."""
        return self._asks(walk, Asking(descriptions=(words,)))

    def acting(self, slug: str, who: str) -> Actor:
        """Somebody of a council as she acts, by her own code or that of her post."""
        with reading(self.engine) as session:
            return Lookup(session, self.council(slug)).actor(who, datetime.now(UTC))

    def signs(self, slug: str) -> None:
        """Sign a checkpoint of the council's record, and keep it where the pages look for it."""
        outside, keys = Outside(self.settings.checkpoints / slug), KeyFolder(self.settings.keys / slug)
        _ = take_checkpoint(self.engine, self.council(slug), outside, keys)

    def _asks(self, walk: Walk, asking: Asking) -> tuple[str, str]:
        actor = self.acting(walk.slug, walk.councillor)
        done = at_desk(self.engine, self.council(walk.slug), actor, lambda desk: submit(desk, asking))
        return done.request_id, done.asked[0]

    def council(self, slug: str) -> str:
        """The id of a council."""
        return next(each.id for each in list_councils(self.engine) if each.slug == slug)

    def person(self, council: str, who: str) -> str:
        """Somebody's name at the provider: by her own code, that of her post, or a kind of post or office."""
        held = [row["person"] for row in _appointments(council) if row["post"] == who]
        for each in self.provider.people:
            if each.council == council and each.code in (who, *held[:1]):
                return each.sign_in
        return self.provider.person(council, who).sign_in


@contextmanager
def town(home: Path) -> Iterator[Town]:
    """Everything started over that installation, which holds the demo's councils; it stops when the context ends."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        settings = Settings.read({"GATEKEEPER_HOME": str(home)})
        engine = open_engine(settings.database_url)
        with ExitStack() as runs:
            runs.callback(engine.dispose)
            provider = runs.enter_context(demo_provider(home / "provider", audience=address))
            app = runs.enter_context(with_pages(engine, settings, _said(address, provider), _pages(provider)))
            runs.enter_context(served(app, listening))
            yield Town(address, engine, provider, settings)


@cache
def _appointments(council: str) -> tuple[dict[str, str], ...]:
    """Who holds which post: those whose own it is come first."""
    with (council_of(council).data / "appointments.csv").open(encoding="utf-8", newline="") as file:
        return tuple(sorted(csv.DictReader(file), key=lambda row: row["capacity"] != "substantive"))


def _said(address: str, provider: DemoProvider) -> ApiSettings:
    return ApiSettings.read(
        {
            "GATEKEEPER_ISSUER": provider.issuer,
            "GATEKEEPER_PUBLIC_ADDRESS": address,
            "GATEKEEPER_PROGRAMS": ",".join(sorted(provider.programs)),
            "GATEKEEPER_PROGRAM_COUNCILS": ",".join(f"{each}={COUNCILS[0].slug}" for each in sorted(provider.programs)),
            "GATEKEEPER_CALLS_A_SECOND": str(CALLS_A_SECOND),
            "GATEKEEPER_DEVELOPMENT": "yes",
        }
    )


def _pages(provider: DemoProvider) -> PagesSettings:
    return PagesSettings(client_id=WEB_PAGES, client_secret=provider.secrets[WEB_PAGES], themes=THEMES)
