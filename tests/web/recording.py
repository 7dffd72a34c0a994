"""What the tests of the record's pages share: a checkpoint, a page of the log, and a form that leads to a file."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import httpx

from gatekeeper.services.record.checkpointing import take_checkpoint
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from tests.services.cases.walking import entries
from tests.web.visiting import ADDRESS, HOME, Browser, Shown, Site

PAYLOAD = "<script>alert(1)</script>"
CANARY = "CANARY-PURPOSE"


def checkpoint(site: Site, folder: Path) -> int:
    """Sign a checkpoint and keep it where the pages look for it; how many entries it counts."""
    world, outside = site.world, Outside(site.place.checkpoints / "northmere")
    taken = take_checkpoint(world.engine, world.council_id, outside, KeyFolder(folder / "keys"), clock=world.clock)
    return taken.checkpoint.size


def reads(site: Site, who: str, path: str = "record") -> Shown:
    return site.sign_in(who).get(f"{HOME}{path}")


def sent(browser: Browser, page: Shown, to: str, **fields: str) -> httpx.Response:
    """The answer to a form of the page that leads to a file."""
    headers = {"Origin": ADDRESS, "Content-Type": "application/x-www-form-urlencoded"}
    form = page.form(to)
    return browser.send("POST", form.action, headers=headers, content=urlencode(form.filled(fields), doseq=True))


def kinds(site: Site, who: str) -> list[str]:
    return [each["kind"] for each in entries(site.world, f"person:{site.world.id('person', who)}")]


def numbers(page: Shown) -> list[int]:
    """The numbers of the entries that the page lists."""
    cells = page.text.split('<th scope="row" class="gk-queue__head">')[1:]
    return [int(each.split("<", 1)[0]) for each in cells]
