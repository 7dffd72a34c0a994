"""Reading a document in the browser: what is open is offered, opened under one entry, and read page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from starlette.responses import Response

from gatekeeper.doors.problems import not_there
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.files.doors import AskedDoor, Door, LibraryDoor
from gatekeeper.services.files.images import open_reading, page_image, reading_of
from gatekeeper.services.files.offer import Offer, offer_of_asked, offer_of_library
from gatekeeper.web.file_work import around, number, picture, reader_of_files, sent, told
from gatekeeper.web.forms import Choice, Field, Form, Incomplete
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
CONDITIONS: Final[Mapping[str, str]] = {
    "purpose_limit": N_("You use it only for the purpose you gave."),
    "undertaking": N_("You sign an undertaking to keep it confidential."),
    "no_onward": N_("You pass it on to nobody."),
    "return": N_("You return it, or destroy it, once you need it no more."),
    "inspection_only": N_("You read it, and take no copy."),
    "named_copy": N_("A copy of it bears your name; an officer makes that copy for you."),
}
"""What somebody promises who accepts a condition."""
_ASKED: Final = "/in/{slug}/asked/{asked_id}"
_LIBRARY: Final = "/in/{slug}/library/{document_id}"
_ACCEPTS: Final = Field(
    "accepts",
    N_("Do you accept these conditions?"),
    "checkboxes",
    choices=(Choice("yes", N_("I accept these conditions")),),
    optional=True,
)
_OPEN: Final = Form(N_("Read the document"), (), N_("Open it"))
_OPEN_ON_CONDITIONS: Final = Form(N_("Read the document"), (_ACCEPTS,), N_("Open it"))
_ALL_WAIT: Final = N_("Accept the conditions to open it. If you do not accept them, ask the officer who set them.")


@PAGES.get(f"{_ASKED}/read")
def read_asked(visit: Visit) -> Response:
    """What of an asked document is open to her; with ``page``, that page of what she has opened."""
    asked_id = visit.path["asked_id"]
    if visit.query("page") is not None:
        return _page(visit, AskedDoor(asked_id), lambda desk: offer_of_asked(desk, asked_id))
    offer = visit.do(lambda desk: offer_of_asked(desk, asked_id))
    return visit.ask(**_offered(visit, offer, AskedDoor(asked_id)))


@PAGES.post(f"{_ASKED}/read")
def open_asked(visit: Visit) -> Response:
    """Open it. Where conditions wait and are not accepted, only what needs none is opened."""
    asked_id, accepts = visit.path["asked_id"], visit.value("accepts") == "yes"
    offer = visit.do(lambda desk: offer_of_asked(desk, asked_id))
    if offer.all_waiting and not accepts:
        visit.expect(**_offered(visit, offer, AskedDoor(asked_id)))
        raise Incomplete({"accepts": _ALL_WAIT})
    return _opened(visit, AskedDoor(asked_id, accepts_conditions=accepts), AskedDoor(asked_id), offer)


@PAGES.get(f"{_ASKED}/page/{{page}}.png")
def picture_of_asked(visit: Visit) -> Response:
    """One page of what she has opened, as a picture."""
    return _picture(visit, AskedDoor(visit.path["asked_id"]))


@PAGES.post(f"{_ASKED}/copy", sends=True)
def copy_of_asked(visit: Visit) -> Response:
    """The pages of which a copy is hers, as a PDF made anew, under an entry of its own."""
    return sent(visit, AskedDoor(visit.path["asked_id"], copies_only=True))


@PAGES.get(f"{_LIBRARY}/read")
def read_library(visit: Visit) -> Response:
    """What the law opens to her of a document of the register, whether or not she has asked for it."""
    document_id = visit.path["document_id"]
    if visit.query("page") is not None:
        return _page(visit, LibraryDoor(document_id), lambda desk: offer_of_library(desk, document_id))
    offer = visit.do(lambda desk: offer_of_library(desk, document_id))
    return visit.ask(**_offered(visit, offer, LibraryDoor(document_id)))


@PAGES.post(f"{_LIBRARY}/read")
def open_library(visit: Visit) -> Response:
    """Open it."""
    document_id = visit.path["document_id"]
    door = LibraryDoor(document_id)
    return _opened(visit, door, door, visit.do(lambda desk: offer_of_library(desk, document_id)))


@PAGES.get(f"{_LIBRARY}/page/{{page}}.png")
def picture_of_library(visit: Visit) -> Response:
    """One page of what she has opened, as a picture."""
    return _picture(visit, LibraryDoor(visit.path["document_id"]))


@PAGES.post(f"{_LIBRARY}/copy", sends=True)
def copy_of_library(visit: Visit) -> Response:
    """The open pages as a PDF made anew, under an entry of its own."""
    return sent(visit, LibraryDoor(visit.path["document_id"], copies_only=True))


def _offered(visit: Visit, offer: Offer, door: Door) -> dict[str, Any]:
    """The form by which it is opened, with what is told of it."""
    reading = reading_of(reader_of_files(visit), door) if offer.pages and not offer.waiting else None
    return {
        "form": _OPEN_ON_CONDITIONS if offer.waiting else _OPEN,
        "template": "reading/offer.html",
        "offer": offer,
        "conditions": [CONDITIONS.get(each, each.replace("_", " ")) for each in offer.conditions],
        "goes_on": f"{visit.at}?page={reading.pages[0]}" if reading else None,
        "copy_href": _beside(visit, "copy") if offer.copy_now else None,
        "back": _back(visit, offer),
    }


def _opened(visit: Visit, door: Door, again: Door, offer: Offer) -> Response:
    """To the first page. What is open already and changes by nothing that she accepts now is not opened twice."""
    reader = reader_of_files(visit)
    with told(visit):
        reading = reading_of(reader, again) if not offer.waiting else None
        reading = reading or open_reading(reader, door, again)
    return visit.see_other(f"{visit.at}?page={reading.pages[0]}")


def _page(visit: Visit, door: Door, offered: Callable[[Desk], Offer]) -> Response:
    """One page with its words. Where nothing is open (any more), back to what is offered."""
    reader, wanted = reader_of_files(visit), number(visit)
    reading = reading_of(reader, door)
    if reading is None:
        return visit.see_other(visit.at)
    if wanted is None or wanted not in reading.pages:
        raise not_there()
    offer = visit.do(offered)
    with told(visit):
        image = page_image(reader, door, wanted)
    return visit.page(
        "reading/page.html",
        reading=reading,
        image=image,
        page=wanted,
        **around(visit.at, reading, wanted),
        source=_beside(visit, f"page/{wanted}.png"),
        copy_href=_beside(visit, "copy") if offer.copy_now else None,
        hidden=visit.hidden,
        back=_back(visit, offer),
    )


def _picture(visit: Visit, door: Door) -> Response:
    wanted = number(visit)
    if wanted is None:
        raise not_there()
    with told(visit):
        return picture(page_image(reader_of_files(visit), door, wanted))


def _back(visit: Visit, offer: Offer) -> tuple[str, str]:
    """Where she came from: the case, or the documents that are open to her."""
    if offer.request_id is None:
        return f"{visit.home}library", N_("Documents open to me")
    return f"{visit.home}requests/{offer.request_id}", N_("The request")


def _beside(visit: Visit, name: str) -> str:
    return f"{visit.at.removesuffix('/read')}/{name}"
