"""Entering the register by hand: a new thing, one put right with the reason, and one withdrawn that was wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import Response

from gatekeeper.doors.refusals import Changed
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Conflict, NotThere
from gatekeeper.services.importing import ImportErrors
from gatekeeper.services.register_writing import Entered
from gatekeeper.services.registering.entering import Entry, correct, enter_new
from gatekeeper.services.registering.who import require_keeper
from gatekeeper.services.registering.withdrawing import Withdrawing, withdraw
from gatekeeper.services.registering.written import Written, choices, home_of, sheet_named, written
from gatekeeper.web.forms import Field, Form, read
from gatekeeper.web.pages import Pages
from gatekeeper.web.register_forms import asked_columns, cells, correction_form, new_form, start, told, why
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
_ABOUT: Final[Mapping[str, str]] = {
    "meetings": "meeting",
    "items": "item",
    "decisions": "decision",
    "documents": "document",
}
"""What a new thing can belong to, by its sheet, and the column that names it."""
_WITH: Final = ("item", "decision")
"""What a new document is tied to at once."""
_WITHDRAW: Final = Form(
    N_("Withdraw it from the register"),
    (Field("reasons", N_("Why it is withdrawn"), "area", rows=3, missing=N_("Say why it is withdrawn")),),
    N_("Withdraw it"),
    warning=N_("It stands no longer, and requests that it touches are decided again. What it said is kept."),
)


@PAGES.get("/in/{slug}/register/new/{sheet}/{of}")
@PAGES.get("/in/{slug}/register/new/{sheet}")
def ask_new(visit: Visit) -> Response:
    """The form of a new thing; the address may say what it belongs to (register id)."""
    sheet, of = visit.path["sheet"], _belongs(visit)
    visit.do(lambda desk: _require(desk, sheet))
    form = new_form(sheet, lambda kind: visit.do(lambda desk: choices(desk, kind)))
    begin = start(form, {**_defaults(sheet), **_of_cells(sheet, of)})
    return visit.ask(form, "register/enter.html", start=begin, **_around_new(visit, of))


@PAGES.post("/in/{slug}/register/new/{sheet}/{of}")
@PAGES.post("/in/{slug}/register/new/{sheet}")
def take_new(visit: Visit) -> Response:
    """Enter it, and what ties a new document to its business, together or not at all."""
    sheet, of = visit.path["sheet"], _belongs(visit)
    visit.do(lambda desk: _require(desk, sheet))
    form = new_form(sheet, lambda kind: visit.do(lambda desk: choices(desk, kind)))
    visit.expect(form, "register/enter.html", **_around_new(visit, of))
    code = visit.value("code").strip() or f"{sheet_named(sheet).kind}-{visit.value('once')[:10]}"
    entries = [Entry(sheet, code, cells(form, sheet, visit.form))]
    tie = next((each for each in _WITH if each in of), None) if sheet == "documents" else None
    if tie is not None:
        entries.append(Entry("links", f"{code}-{of[tie].code}"[:200], {"document": code, tie: of[tie].code}))
    key = visit.key("enter-thing", json.dumps([[e.sheet, e.code, dict(e.cells)] for e in entries]), returns=Entered)
    who, place = visit.who, visit.place
    try:
        enter_new(place.engine, who.council_id, who.actor, tuple(entries), clock=place.clock, once=key)
    except ImportErrors as errors:
        raise told(form, errors) from None
    visit.forget_draft()
    return visit.see_other(home(visit, sheet, code), "entered")


@PAGES.get("/in/{slug}/register/correct/{thing_id}")
def ask_correction(visit: Visit) -> Response:
    """The form with what is said of the thing now."""
    thing = visit.do(lambda desk: written(desk, visit.path["thing_id"]))
    form = _correction(visit, thing)
    return visit.ask(form, "register/enter.html", start=start(form, thing.cells), **_around(visit, thing))


@PAGES.post("/in/{slug}/register/correct/{thing_id}")
def take_correction(visit: Visit) -> Response:
    """Put what was written in the place of what stands; what is not asked here stays as it is."""
    thing = visit.do(lambda desk: written(desk, visit.path["thing_id"]))
    form = _correction(visit, thing)
    visit.expect(form, "register/enter.html", **_around(visit, thing))
    put_right(visit, form, thing, {**thing.cells, **cells(form, thing.sheet, visit.form)})
    return visit.see_other(home(visit, thing.sheet, thing.code), "corrected")


@PAGES.get("/in/{slug}/register/withdraw/{thing_id}")
def ask_withdrawal(visit: Visit) -> Response:
    """The form by which a thing is withdrawn."""
    thing = visit.do(lambda desk: written(desk, visit.path["thing_id"]))
    return visit.ask(_WITHDRAW, "register/enter.html", **_around(visit, thing))


@PAGES.post("/in/{slug}/register/withdraw/{thing_id}")
def take_withdrawal(visit: Visit) -> Response:
    """Withdraw it: what something else names, or a councillor asked for, stays."""
    thing_id = visit.path["thing_id"]
    thing = visit.do(lambda desk: written(desk, thing_id))
    back = _back(visit, thing)
    visit.expect(_WITHDRAW, "register/enter.html", **_around(visit, thing))
    given = read(_WITHDRAW, visit.form, Withdrawing, version=version_of(visit))
    key = visit.key("withdraw-thing", thing_id, given, returns=int)
    visit.do(lambda desk: withdraw(desk, thing_id, given), key=key)
    visit.forget_draft()
    gone = {"documents": "register/documents", "meetings": "register"}.get(thing.sheet)
    return visit.see_other(f"{visit.home}{gone}" if gone else back, "taken_out")


def put_right(visit: Visit, form: Form, thing: Written, row: Mapping[str, str]) -> None:
    """Correct a thing as the form says. Raises Incomplete, Changed and CommandRefused."""
    reasons, version = why(form, visit.form), version_of(visit)
    said = json.dumps([thing.sheet, thing.code, dict(row), version])
    key = visit.key("correct-thing", said, reasons, returns=Entered)
    who, place = visit.who, visit.place
    entry = Entry(thing.sheet, thing.code, row)
    how: dict[str, Any] = {"version": version, "reasons": reasons, "clock": place.clock, "once": key}
    try:
        correct(place.engine, who.council_id, who.actor, entry, **how)
    except Conflict as error:
        raise Changed(error.what, error.why, error.remedy) from None
    except ImportErrors as errors:
        raise told(form, errors) from None
    visit.forget_draft()


def version_of(visit: Visit) -> int:
    """The version of the thing that she had before her; what is no number is one that never was."""
    text = visit.value("version")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else -1


def home(visit: Visit, sheet: str, code: str) -> str:
    """The address of the page on which a thing is read."""
    kind, of = visit.do(lambda desk: home_of(desk, sheet, code))
    paths = {"document": f"documents/{of}", "meeting": f"register/meetings/{of}", "bodies": "register/bodies"}
    return f"{visit.home}{paths.get(kind, 'register/decisions')}"


def _require(desk: Desk, sheet: str) -> None:
    """Raises Forbidden for whoever does not keep the register, and NotThere for a sheet that there is not."""
    require_keeper(desk)
    sheet_named(sheet)


def _belongs(visit: Visit) -> dict[str, Written]:
    """What the new thing belongs to, as the address says. Raises NotThere and Forbidden."""
    given = visit.path.get("of")
    if given is None:
        return {}
    thing = visit.do(lambda desk: written(desk, given))
    if thing.sheet not in _ABOUT:
        raise NotThere("What it belongs to")
    return {_ABOUT[thing.sheet]: thing}


def _of_cells(sheet: str, of: Mapping[str, Written]) -> dict[str, str]:
    """The cells that follow from what it belongs to."""
    names = {each.name for each in asked_columns(sheet, new=True)}
    said = {name: thing.code for name, thing in of.items() if name in names}
    meeting = of.get("meeting")
    return {**({"body": meeting.cells["body"]} if meeting and "body" in names else {}), **said}


def _defaults(sheet: str) -> dict[str, str]:
    columns = asked_columns(sheet, new=True)
    return {each.name: str(each.default).lower() for each in columns if each.default is not None}


def _correction(visit: Visit, thing: Written) -> Form:
    return correction_form(thing.sheet, lambda kind: visit.do(lambda desk: choices(desk, kind)))


def _around_new(visit: Visit, of: Mapping[str, Written]) -> dict[str, Any]:
    back = next((_back(visit, each) for each in of.values()), f"{visit.home}register")
    return {"back": (back, N_("Back")), "of": of, "thing": None}


def _around(visit: Visit, thing: Written) -> dict[str, Any]:
    return {
        "back": (_back(visit, thing), N_("Back")),
        "of": {},
        "thing": thing,
        "action": visit.at,
        "version": thing.version,
    }


def _back(visit: Visit, thing: Written) -> str:
    return home(visit, thing.sheet, thing.code)
