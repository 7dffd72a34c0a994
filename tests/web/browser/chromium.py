"""A real Chromium for tests: each person has a browser of her own, and whatever it complains of fails the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    WebError,
    sync_playwright,
)

from tests.web.browser.program import chromium_program

_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS: Final = 45_000
"""How long a page or something on it is waited for: long, since the machine may be busy with other tests."""
DESK: Final = (1280, 900)
PHONE: Final = (320, 640)
"""Width and height in CSS pixels. 320 is a small phone, and a window of 1,280 at 400 % zoom (WCAG 1.4.10)."""
_LOADED_BADLY: Final = "Failed to load resource: the server responded with a status of 4"


@dataclass
class Complaints:
    """What one browser complained of: errors on its console, broken rules of the page's policy, dialogs, strangers.

    What it says of pages whose address begins with ``not_ours`` is no matter of ours.
    """

    not_ours: str | None = None
    found: list[str] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)

    def watch(self, context: BrowserContext) -> None:
        """Listen to everything that happens in this browser."""
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("dialog", self._dialog)
        context.on("request", self._request)

    def _console(self, said: ConsoleMessage) -> None:
        # A page that refuses something answers 4xx and is shown: the console says so, and that is no fault.
        address = said.location["url"]
        refused = said.text.startswith(_LOADED_BADLY) and address in self.pages
        theirs = self.not_ours is not None and address.startswith(self.not_ours)
        if said.type in ("error", "warning") and not refused and not theirs:
            self.found.append(f"console {said.type}: {said.text} ({address})")

    def _error(self, thrown: WebError) -> None:
        stack = thrown.error.stack or thrown.error.message
        if self.not_ours is None or self.not_ours not in stack:
            self.found.append(f"script error: {stack}")

    def _dialog(self, opened: Dialog) -> None:
        self.found.append(f"dialog: {opened.type} {opened.message!r}")
        opened.dismiss()

    def _request(self, asked: Request) -> None:
        if asked.is_navigation_request():
            self.pages.add(asked.url)
        if urlsplit(asked.url).scheme in ("http", "https") and urlsplit(asked.url).hostname != "127.0.0.1":
            self.found.append(f"asks another machine: {asked.url}")


@dataclass(frozen=True)
class Chromium:
    """The browser program, from which each person gets a browser that shares nothing with another's."""

    browser: Browser

    @contextmanager
    def page(
        self, *, script: bool = True, size: tuple[int, int] = DESK, not_ours: str | None = None
    ) -> Iterator[Page]:
        """Somebody's browser with one empty page. At its end it must have had nothing to complain of."""
        complaints = Complaints(not_ours)
        width, height = size
        context = self.browser.new_context(
            java_script_enabled=script, viewport={"width": width, "height": height}, locale="en-GB"
        )
        try:
            context.set_default_timeout(PATIENCE_MS)
            complaints.watch(context)
            yield context.new_page()
            assert not complaints.found, "\n".join(complaints.found)
        finally:
            context.close()


@contextmanager
def chromium() -> Iterator[Chromium]:
    """The browser, running while the context lasts. Raises NoChromium.

    While it runs, nothing else in this thread may use asyncio: it is kept for one module of tests at a time.
    """
    program = chromium_program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        try:
            yield Chromium(browser)
        finally:
            browser.close()
