"""What the pages need for files: who reads them, what is said where one cannot be worked on, and a file on its way."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from starlette.responses import Response

from gatekeeper.doors.problems import Problem, away
from gatekeeper.doors.sending import PdfAnswer
from gatekeeper.services.files import FilesAway, NoRoom, TooBusy
from gatekeeper.services.files.doors import Door
from gatekeeper.services.files.images import PageImage, Reader, Reading
from gatekeeper.services.files.release import blocks, release
from gatekeeper.services.files.watching import Watch
from gatekeeper.web.visit import Visit

_BUSY_SECONDS: Final = 10
_log = logging.getLogger("gatekeeper.web")


def reader_of_files(visit: Visit) -> Reader:
    """She who visits, as one who reads files. From now on the call may take as long as files take."""
    visit.http_request.state.unhurried = True
    place, who = visit.place, visit.who
    return Reader(place.engine, who.council_id, who.actor, place.clock, place.files)


@contextmanager
def told(visit: Visit) -> Iterator[None]:
    """Say what is wrong with files in the words of problems. Raises Problem (503, 507)."""
    try:
        yield
    except TooBusy:
        raise away("Work on the file", _BUSY_SECONDS) from None
    except NoRoom as error:
        _failed(visit, error, 507, "no-room", "there is no room for it now, or it cannot be written")
    except FilesAway as error:
        _failed(visit, error, 503, "file-damaged", "what is kept of it is missing or has been changed")


def picture(image: PageImage) -> Response:
    """A page as a picture."""
    return Response(image.png, media_type="image/png", headers={"Content-Disposition": "inline"})


def number(visit: Visit) -> int | None:
    """The number of a page in the address or in what it asks, None where it is none."""
    text = visit.path.get("page") or visit.query("page") or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else None


def around(at: str, reading: Reading, page: int) -> dict[str, Any]:
    """The addresses of the pages before and after, and which of the open pages it is."""
    place = reading.pages.index(page)
    before = reading.pages[place - 1] if place else None
    after = reading.pages[place + 1] if place + 1 < len(reading.pages) else None
    addresses = {"previous": before and f"{at}?page={before}", "following": after and f"{at}?page={after}"}
    return {**addresses, "place": place + 1, "of": len(reading.pages)}


def sent(visit: Visit, door: Door) -> Response:
    """What may leave through that door as a file, entered in the record and on its way."""
    reader = reader_of_files(visit)
    watch = Watch.begun(reader.engine, reader.council_id, reader.clock)
    with told(visit):
        released = release(reader.at_desk, door, reader.files)
    watch.after(released.entry)
    return PdfAnswer(released, blocks(reader.at_desk, door, released, watch.changed, reader.in_no_post))


def _failed(visit: Visit, error: Exception, status: int, code: str, why: str) -> NoReturn:
    """Tell whoever runs the service, and the reader that it is none of her doing."""
    correlation = str(visit.http_request.state.correlation_id)
    _log.error("%s (%s)", error, correlation, extra={"correlation_id": correlation, "kind": type(error).__name__})
    remedy = "tell whoever runs this service the number below"
    raise Problem(status, code, "Not able to do this now", why=f"{why}; nothing was given or kept", remedy=remedy)
