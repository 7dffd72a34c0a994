"""Visits the pages in tests as a browser without script does: through the real service, with real sessions and forms.

``site = site_of(world, issuer, folder)``; ``browser = site.sign_in("c1")``; ``page = browser.get("/in/northmere/")``;
``page = browser.submit(page, words="Because")`` sends the form that stands on the page, with all that it holds unseen,
and goes where it is sent. ``tests/web/conftest.py`` has the fixture ``site``.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urljoin, urlsplit

import httpx
from starlette.applications import Starlette

from gatekeeper.auth.sign_in import Registration, RelyingParty
from gatekeeper.services.files import Files
from gatekeeper.services.sessions import begin
from gatekeeper.web.app import create_pages
from gatekeeper.web.look import Look
from gatekeeper.web.place import WebPlace
from tests.api.calling import signing_in
from tests.auth.world import World as Issuer
from tests.services.worlds import World
from tests.web.reading import Form, Shown, read

ADDRESS: Final = "https://gatekeeper.test"
HOME: Final = "/in/northmere/"
Given = str | Sequence[str]


@dataclass
class Site:
    """The pages over one little council."""

    app: Starlette
    place: WebPlace
    world: World

    def sign_in(self, who: str = "c1", **changes: Any) -> Browser:
        """A browser in which that person has signed in now; ``changes`` are those of ``services.sessions.begin``."""
        now = self.world.now
        said = {"issuer": self.place.relying.issuer, "subject": f"subject-{who}", "name": who}
        usual: dict[str, Any] = {"authenticated_at": now, "before": None}
        cookie, _ = begin(self.place.engine, self.place.sessions, now, **(said | usual | changes))
        return Browser(self, {self.place.cookie: cookie})

    def stranger(self) -> Browser:
        """A browser in which nobody has signed in."""
        return Browser(self)

    def asked(self, who: str = "c1", *documents: str, **asking: Any) -> tuple[str, str]:
        """A request for documents by their codes (the working paper, if none is named), filed without the pages."""
        made = self.world.submit(who, *(documents or ("working_paper",)), **asking)
        return made.request_id, made.asked[0]


@dataclass
class Browser:
    """Somebody's browser: its cookies, and the way to the pages."""

    site: Site
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, *, follow: bool = True) -> Shown:
        """Go to a page, and on where it sends one."""
        return self._on(self.send("GET", path), follow)

    def post(self, path: str, fields: Mapping[str, Given] | None = None, *, follow: bool = True) -> Shown:
        """Send just these fields to a page, as one of our own pages would."""
        headers = {"Origin": ADDRESS, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(dict(fields or {}), doseq=True)
        return self._on(self.send("POST", path, headers=headers, content=body), follow)

    def submit(
        self, page: Shown, *, to: Any = None, follow: Any = True, press: Any = "", **fields: Given
    ) -> Shown:
        """Fill in the form of that page and send it. A field that the form does not have is an error of the test.

        ``to``: how the address of the form ends, where the page has several. ``press``: the text of the button.
        """
        form = page.form(to)
        filled = form.filled(fields, press)
        target = urljoin(page.url, form.action or urlsplit(page.url).path)
        if form.method == "get":
            return self.get(f"{urlsplit(target).path}?{urlencode(filled, doseq=True)}", follow=follow)
        if form.multipart:
            return self._on(self._multipart(target, filled, {}), follow)
        return self.post(target, filled, follow=follow)

    def upload(self, page: Shown, file: tuple[str, str, bytes], *, to: str | None = None, **fields: Given) -> Shown:
        """The same for a form with a file: the field's name, the file's own name, and what it holds."""
        form, (name, called, holds) = page.form(to), file
        target = urljoin(page.url, form.action or urlsplit(page.url).path)
        filled = {key: value for key, value in form.filled(fields, "").items() if key != name}
        return self._on(self._multipart(target, filled, {name: (called, holds, "application/pdf")}), follow=True)

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """A call just as it is given, with this browser's cookies."""

        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(self.site.app)
            async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
                for name, value in self.cookies.items():
                    client.cookies.set(name, value, domain=urlsplit(ADDRESS).netloc)
                answer = await client.request(method, path, **options)
                self.cookies = dict(client.cookies.items())
                return answer

        with _faults() as faults:
            answer = asyncio.run(call())
        assert not faults, f"{method} {path} is a fault of the program:\n" + "\n".join(faults)
        return answer

    def _multipart(self, target: str, fields: Mapping[str, Given], files: Mapping[str, Any]) -> httpx.Response:
        headers = {"Origin": ADDRESS}
        return self.send("POST", target, headers=headers, data=dict(fields), files=files or {"": ("", b"")})

    def _on(self, answer: httpx.Response, follow: bool) -> Shown:
        """What is shown in the end. Raises AssertionError where it leaves our pages or goes in a circle."""
        for _ in range(10):
            if not follow or not answer.is_redirect:
                return read(answer)
            target = urljoin(str(answer.url), answer.headers["location"])
            if not target.startswith(ADDRESS):
                return read(answer)
            answer = self.send("GET", target)
        raise AssertionError(f"it is sent in a circle: {answer.url}")


def site_of(world: World, issuer: Issuer, folder: Path, **changes: Any) -> Site:
    """The pages over that council, whose register knows everybody by her name at the issuer."""
    signing_in(world)
    me = Registration("gatekeeper-web", "a secret of the tests alone", f"{ADDRESS}/sign-in/done")
    place = WebPlace(
        engine=world.engine,
        relying=RelyingParty(issuer.settings, issuer.keys, me, issuer.client, world.clock),
        files=Files.at(folder / "files"),
        look=Look(),
        address=ADDRESS,
        checkpoints=folder,
        clock=world.clock,
    )
    place = replace(place, **changes)
    return Site(create_pages(place), place, world)


class _Faults(logging.Handler):
    """Keeps what the service logs of its own faults, with the error itself, which it does not log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        places = getattr(record, "at", ())
        self.found.append("\n  ".join([record.getMessage(), repr(sys.exc_info()[1]), *places]))


@contextmanager
def _faults() -> Iterator[list[str]]:
    handler, log = _Faults(), logging.getLogger("gatekeeper")
    log.addHandler(handler)
    try:
        yield handler.found
    finally:
        log.removeHandler(handler)


__all__ = ["ADDRESS", "HOME", "Browser", "Form", "Shown", "Site", "site_of"]
