"""The register as officers read it: meetings coming and past with their items, bodies, decisions, documents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode

from starlette.responses import Response

from gatekeeper.core.deadlines import local_date
from gatekeeper.services.register_shown import ShownMeeting, bodies, meetings
from gatekeeper.services.registering.dates import meeting_file
from gatekeeper.services.registering.documents import documents_page
from gatekeeper.services.registering.loose import loose
from gatekeeper.services.registering.who import keeps_register, kinds_held
from gatekeeper.web.forms import Choice
from gatekeeper.web.pages import Pages
from gatekeeper.web.register_labels import word_label
from gatekeeper.web.seeking import KINDS
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit
from gatekeeper.web.wording import day, moment

PAGES = Pages()
PAGE: Final = 50
_LONGEST: Final = 200
WHEN: Final = (
    Choice("coming", N_("Coming")),
    Choice("past", N_("Past")),
    Choice("all", N_("Coming and past")),
)
_HEADS: Final = (N_("Meeting"), N_("When"), N_("How it stands"))
_DOCUMENT_HEADS: Final = (N_("Document"), N_("Kind"), N_("Held by"))


@PAGES.get("/in/{slug}/register")
def register(visit: Visit) -> Response:
    """Meetings, the next one first, or those that were, the latest first; of all bodies or of one."""
    found = visit.do(lambda desk: meetings(desk.register))
    of, keeps = visit.do(lambda desk: (bodies(desk.register, desk.tx.now), keeps_register(desk)))
    when = visit.query("when") if visit.query("when") in ("past", "all") else "coming"
    body = next((each.id for each in of if each.id == visit.query("body")), None)
    shown = [each for each in found if body in (None, each.body) and _is_wanted(each, when, visit.now)]
    shown = list(reversed(shown)) if when == "coming" else shown
    start = _start(visit)
    return visit.page(
        "register/meetings.html",
        rows=[_row(visit, each) for each in shown[start : start + PAGE]],
        heads=_HEADS,
        when=when,
        times=WHEN,
        body=body,
        bodies=[Choice(each.id, each.name) for each in of],
        keeps=keeps,
        previous=_address(visit, start - PAGE) if start else None,
        following=_address(visit, start + PAGE) if start + PAGE < len(shown) else None,
    )


@PAGES.get("/in/{slug}/register/bodies")
def listed_bodies(visit: Visit) -> Response:
    """Every body with its seats of today."""
    found, keeps = visit.do(lambda desk: (bodies(desk.register, desk.tx.now), keeps_register(desk)))
    return visit.page("register/bodies.html", bodies=found, keeps=keeps, word_label=word_label)


@PAGES.get("/in/{slug}/register/decisions")
def listed_decisions(visit: Visit) -> Response:
    """Decisions that one person takes, and items of business that stand on no agenda yet."""
    found = visit.do(loose)
    return visit.page("register/decisions.html", found=found, word_label=word_label)


@PAGES.get("/in/{slug}/register/documents")
def listed_documents(visit: Visit) -> Response:
    """The documents of which she may know, by what they are called to her; with a search."""
    sought, start = (visit.query("q") or "")[:_LONGEST].strip(), _start(visit)
    page, keeps = visit.do(lambda desk: (documents_page(desk, sought, start, PAGE), keeps_register(desk)))
    rows = [
        [
            {"text": each.called, "href": f"{visit.home}documents/{each.document_id}", "note": each.code},
            visit.t(KINDS.get(each.kind or "", "")),
            each.holder or "",
        ]
        for each in page.documents
    ]
    return visit.page(
        "register/documents.html",
        rows=rows,
        heads=_DOCUMENT_HEADS,
        sought=sought,
        keeps=keeps,
        previous=_address(visit, start - PAGE) if start else None,
        following=_address(visit, page.following) if page.following else None,
    )


@PAGES.get("/in/{slug}/register/meetings/{meeting_id}")
def meeting(visit: Visit) -> Response:
    """A meeting with its items, their documents as she may know of them, and the dates of its papers."""
    found, reads = visit.do(lambda desk: (meeting_file(desk, visit.path["meeting_id"]), bool(kinds_held(desk))))
    return visit.page("register/meeting.html", found=found, word_label=word_label, reads=reads)


def _row(visit: Visit, each: ShownMeeting) -> list[Any]:
    stands = N_("Ended") if each.ended_at else N_("To come") if _on(each) >= local_date(visit.now) else N_("Past")
    when = moment(each.meeting_at) if each.meeting_at else day(each.meeting_on) if each.meeting_on else ""
    return [
        {"text": each.body_name, "href": f"{visit.home}register/meetings/{each.id}"},
        when,
        visit.t(stands),
    ]


def _is_wanted(each: ShownMeeting, when: str | None, now: datetime) -> bool:
    coming = each.ended_at is None and _on(each) >= local_date(now)
    return when == "all" or coming == (when == "coming")


def _on(each: ShownMeeting) -> date:
    return local_date(each.meeting_at) if each.meeting_at else each.meeting_on or date.min


def _start(visit: Visit) -> int:
    text = visit.query("start") or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def _address(visit: Visit, start: int) -> str:
    """This page with the same filters, from there on."""
    said = {name: visit.query(name) for name in ("when", "body", "q")}
    given: dict[str, object] = {name: each for name, each in said.items() if each}
    given |= {"start": start} if start > 0 else {}
    return f"{visit.at}?{urlencode(given)}" if given else visit.at
