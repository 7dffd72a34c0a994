"""Takes the pictures of the guides: signs in to a new demo as its people do, and shows each main page as they see it.

`python3 dev.py pictures` runs it. The demo is dated from today, so the days on the pictures are those of the day.
"""

from __future__ import annotations

import io
import logging
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page

from gatekeeper.cli.say import say
from gatekeeper.demo.loading import load
from gatekeeper.demo.walk_data import walk_of
from gatekeeper.demo.walking import Walking
from gatekeeper.services.record import database
from gatekeeper.settings import Settings
from gatekeeper.storage.engine import open_engine
from tests.web.browser.asking import finds
from tests.web.browser.chromium import Chromium, chromium
from tests.web.browser.person import Person
from tests.web.browser.program import NoChromium
from tests.web.browser.town import Town, town

INTO: Final = Path(__file__).resolve().parents[3] / "docs" / "pictures"
WALK: Final = walk_of("wexbridge")
TITLE: Final = "Lease of the Wharfside Leisure Centre"
WIDE: Final = 1200
MOST_BYTES: Final = 120_000
_COLOURS: Final = (128, 64, 32, 16)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: who looks (her own code or that of her post), how she comes there, and how high it is in pixels."""

    who: str
    goes: Callable[[Person], object]
    high: int = 900


def _case(person: Person) -> None:
    person.goes("requests").follows("MR-")
    person.page.locator("details > summary", has_text=WALK.open_passage).first.click()
    _top(person, "h2", TITLE)


def _asking(person: Person) -> None:
    finds(person, TITLE, TITLE).presses("Continue")


def _tasks(person: Person) -> None:
    person.goes("queue").follows("MR-")


def _determining(person: Person) -> None:
    _tasks(person)
    person.follows(WALK.passage, under="Decide passage by passage")


def _reading(person: Person) -> None:
    person.goes("requests").follows("MR-").presses("Read what is open")
    person.presses("Go on reading" if "Go on reading" in person.words else "Open it").sees_picture()


def _figures(person: Person) -> None:
    person.goes("figures")
    _top(person, "h2", "Owed now")


def _record(person: Person) -> None:
    person.goes("record").follows("Verify that the record holds").presses("Verify it now")


def _to(path: str) -> Callable[[Person], object]:
    return lambda person: person.goes(path)


def _top(person: Person, what: str, words: str) -> None:
    """Bring the first such part of the page with these words to the top of the window."""
    person.page.locator(what, has_text=words).first.evaluate("part => part.scrollIntoView()")


PICTURES: Final[Mapping[str, Picture]] = {
    "home": Picture(WALK.councillor, _to("")),
    "ask": Picture("gilderswick", _asking, 1200),
    "case": Picture(WALK.councillor, _case, 1300),
    "reading": Picture(WALK.councillor, _reading),
    "queue": Picture(WALK.director, _to("queue"), 1000),
    "tasks": Picture(WALK.director, _tasks, 1300),
    "determine": Picture(WALK.director, _determining, 1500),
    "figures": Picture("monitoring-officer", _figures, 1200),
    "rules": Picture("monitoring-officer", _to("rules"), 1100),
    "record": Picture("auditor", _record),
}


def take(names: tuple[str, ...]) -> Iterator[str]:
    """Take these pictures, all if none is named; tell each one's name and size."""
    wanted = names or tuple(PICTURES)
    INTO.mkdir(exist_ok=True)
    with _demo() as place, chromium() as browser:
        for name in wanted:
            png = small(_taken(place, browser, PICTURES[name]))
            (INTO / f"{name}.png").write_bytes(png)
            yield f"docs/pictures/{name}.png  {len(png) // 1000} kB"


def small(png: bytes) -> bytes:
    """The picture in as many colours as keep it small. Raises ValueError where no number of them does."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in _COLOURS:
        into = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(into, "PNG", optimize=True)
        if into.tell() <= MOST_BYTES:
            return into.getvalue()
    raise ValueError(f"the picture is larger than {MOST_BYTES} bytes in any number of colours: make it less high")


def _taken(place: Town, browser: Chromium, picture: Picture) -> bytes:
    with place.somebody(browser, WALK.slug, picture.who, size=(WIDE, picture.high)) as person:
        picture.goes(person)
        return _settled(person.page).screenshot()


def _settled(page: Page) -> Page:
    """The page with everything loaded, and nothing marked as being pressed or typed into."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement?.blur()")
    page.mouse.move(0, 0)
    return page


@contextmanager
def _demo() -> Iterator[Town]:
    """One council of the demo as it is on its first day, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="gatekeeper-pictures-") as folder:
        settings = Settings.read({"GATEKEEPER_HOME": folder})
        engine = open_engine(settings.database_url)
        database.upgrade(engine)
        [council] = load(engine, settings.files, datetime.now(UTC).date(), [WALK.slug])
        walking = Walking(engine, council.id, WALK, _silently)
        walking.go()
        walking.leave_waiting()
        engine.dispose()
        with town(Path(folder)) as place:
            yield place


def _silently(_: str) -> None:
    """The walk is told by `gatekeeper demo walk`."""


def main(names: tuple[str, ...]) -> None:
    """Take the pictures, or say why it cannot be done."""
    unknown = sorted(set(names) - set(PICTURES))
    if unknown:
        sys.exit(f"there is no picture called {', '.join(unknown)}; write some of: {', '.join(PICTURES)}")
    # Casbin warns of every question that it answers with no.
    logging.getLogger("casbin").setLevel(logging.ERROR)
    try:
        for line in take(names):
            say(line)
    except NoChromium as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
