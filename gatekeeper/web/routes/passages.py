"""Marking the passages of a document on its own pages: by their numbers, or by ticking the small pictures of them."""

from __future__ import annotations

from typing import Any, Final

from starlette.responses import Response

from gatekeeper.doors.problems import not_there
from gatekeeper.services.files.errors import NotReleased
from gatekeeper.services.files.filing_door import FilingDoor
from gatekeeper.services.files.images import Reading, look_at, page_image
from gatekeeper.services.passages import Marked, MarkedPassage, Marking, mark, numbers_of, passages_of, written
from gatekeeper.web.file_work import around, number, picture, reader_of_files, told
from gatekeeper.web.forms import Field, Form, Incomplete
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes.uploads import unfit
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
MOST_SHOWN: Final = 24
"""How many small pictures stand on one page."""
_AT: Final = "/in/{slug}/documents/{document_id}"
_FIELDS: Final = (
    Field(
        "pages",
        N_("Its pages"),
        hint=N_("Such as 3-5, 7. Or tick them below. Write “whole” where it is the whole document."),
        width="20",
        missing=N_("Write the pages of the passage, or tick them"),
    ),
    Field(
        "title",
        N_("What it is called"),
        hint=N_("A few words that tell nothing that is withheld: councillors may read them."),
        optional=True,
    ),
    Field("position", N_("Its place in the order"), "number", hint=N_("0 comes first."), optional=True),
)
NEW: Final = Form(N_("Mark the passages"), _FIELDS, N_("Add this passage"))
CHANGED: Final = Form(N_("Change a passage"), _FIELDS, N_("Save this passage"))
_TWO_SAYINGS: Final = N_("You wrote some pages and ticked others. Write them or tick them, not both")


@PAGES.get(f"{_AT}/passages")
def show_passages(visit: Visit) -> Response:
    """The passages of a document beside its pages; that she looks at them is entered in the record."""
    asked = _asked(visit, visit.query("passage"))
    chosen: MarkedPassage | None = asked["chosen"]
    start, ticked = ({}, frozenset()) if chosen is None else (_start(chosen), _ticked_by(chosen, asked["document"]))
    return visit.ask(**asked, start=start, ticked=ticked, before=(start.get("pages", ("",))[0], ticked))


@PAGES.post(f"{_AT}/passages")
def mark_passage(visit: Visit) -> Response:
    """Mark a passage anew, or another one."""
    document_id = visit.path["document_id"]
    asked = _asked(visit, visit.value("passage") or None)
    asked["before"] = (visit.value("pages_before"), _on(visit, "on_before"))
    visit.expect(**asked, ticked=_on(visit, "on"))
    pages = _pages(visit, asked["document"])
    visit.form = {**visit.form, "pages": (pages,)}
    known = {"passage": asked["chosen"].passage_id if asked["chosen"] else None}
    given = visit.read(known=known, model=Marking, **asked, ticked=_named(pages, asked["document"]))
    key = visit.key("mark-passage", document_id, given, returns=int)
    visit.do(lambda desk: mark(desk, document_id, given), expects=_version(visit), key=key)
    visit.forget_draft()
    return visit.see_other(visit.at, "saved")


@PAGES.get(f"{_AT}/look")
def look(visit: Visit) -> Response:
    """One page of what is kept, large enough to be read, with its words."""
    document_id, wanted = visit.path["document_id"], number(visit)
    door, reader = FilingDoor(document_id), reader_of_files(visit)
    reading = look_at(reader, door)
    if wanted is None or wanted not in reading.pages:
        raise not_there()
    with told(visit):
        image = page_image(reader, door, wanted)
    at = f"{visit.home}documents/{document_id}"
    return visit.page(
        "reading/page.html",
        reading=reading,
        image=image,
        page=wanted,
        **around(visit.at, reading, wanted),
        source=f"{at}/page/{wanted}.png",
        copy_href=None,
        hidden=visit.hidden,
        back=(f"{at}/passages", N_("The passages")),
    )


@PAGES.get(f"{_AT}/page/{{page}}.png")
def picture_of_kept(visit: Visit) -> Response:
    """One page of what is kept, as a picture."""
    return _picture(visit, small=False)


@PAGES.get(f"{_AT}/thumb/{{page}}.png")
def small_picture_of_kept(visit: Visit) -> Response:
    """The same, small."""
    return _picture(visit, small=True)


def _picture(visit: Visit, *, small: bool) -> Response:
    wanted = number(visit)
    if wanted is None:
        raise not_there()
    with told(visit):
        return picture(page_image(reader_of_files(visit), FilingDoor(visit.path["document_id"]), wanted, small=small))


def _asked(visit: Visit, passage: str | None) -> dict[str, Any]:
    """The form with the passages and pages around it. Raises NotThere for a passage that is none of the document's."""
    document_id = visit.path["document_id"]
    marked = visit.do(lambda desk: passages_of(desk, document_id))
    chosen = next((each for each in marked.passages if each.passage_id == passage), None)
    if passage and (chosen is None or not chosen.hers):
        raise not_there()
    reading, why_none = _looked_at(visit, document_id)
    return {
        "form": CHANGED if chosen else NEW,
        "template": "passages/marking.html",
        "document": marked,
        "chosen": chosen,
        "version": marked.version,
        "unfit": unfit(marked),
        "why_none": why_none,
        "place": f"{visit.home}documents/{document_id}",
        **_shown(visit, reading.pages if reading else (), passage),
    }


def _looked_at(visit: Visit, document_id: str) -> tuple[Reading | None, NotReleased | None]:
    try:
        return look_at(reader_of_files(visit), FilingDoor(document_id)), None
    except NotReleased as none:
        return None, none


def _shown(visit: Visit, pages: tuple[int, ...], passage: str | None) -> dict[str, Any]:
    """The pages whose pictures stand here, and the addresses of those before and after."""
    wanted = visit.value("from") or visit.query("from") or ""
    first = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) <= 4 else 1
    first = first if first in pages else 1
    shown = pages[first - 1 : first - 1 + MOST_SHOWN]
    chosen = f"&passage={passage}" if passage else ""
    before, after = max(1, first - MOST_SHOWN), first + MOST_SHOWN
    return {
        "shown": shown,
        "previous": f"{visit.at}?from={before}{chosen}" if first > 1 else None,
        "following": f"{visit.at}?from={after}{chosen}" if after <= len(pages) else None,
    }


def _start(chosen: MarkedPassage) -> dict[str, tuple[str, ...]]:
    said = {"pages": chosen.pages, "title": chosen.title, "position": str(chosen.position)}
    return {name: (value,) for name, value in said.items() if value}


def _ticked_by(chosen: MarkedPassage, document: Marked) -> frozenset[int]:
    return _named(chosen.pages or "", document)


def _named(pages: str, document: Marked) -> frozenset[int]:
    """The pages that a text names, none where it names none."""
    return frozenset(numbers_of(pages, document.page_count or 0))


def _pages(visit: Visit, document: Marked) -> str:
    """The pages that she wrote or ticked. Raises Incomplete where she wrote some and ticked others.

    Of the small pictures only some stand on the page: pages that were the passage's before and stand elsewhere stay.
    """
    text, text_before = visit.value("pages"), visit.value("pages_before")
    ticked = _on(visit, "on")
    if ticked == _on(visit, "on_before"):
        return text
    found = (_named(text_before, document) - _on(visit, "shown")) | ticked
    if text not in (text_before, "") and _named(text, document) != found:
        raise Incomplete({"pages": _TWO_SAYINGS})
    return written(sorted(found)) if found else ""


def _on(visit: Visit, name: str) -> frozenset[int]:
    """The numbers of pages that were sent under that name."""
    values = visit.form.get(name, ())
    return frozenset(int(each) for each in values if each.isascii() and each.isdecimal() and len(each) <= 4)


def _version(visit: Visit) -> int:
    """The version that she had before her; what is no number is one that never was."""
    text = visit.value("version")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else -1
