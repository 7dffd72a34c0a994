"""A document of the register for its officers: all that is said of it, and who may know of it."""

from __future__ import annotations

from typing import Any, Final

from starlette.responses import Response

from gatekeeper.services.cases.errors import Forbidden
from gatekeeper.services.register_reading import document_for
from gatekeeper.services.registering.documents import DocumentFile, document_file
from gatekeeper.services.registering.written import written
from gatekeeper.web.pages import Pages
from gatekeeper.web.register_forms import cells, knowing_form, start
from gatekeeper.web.register_labels import column_label, word_label
from gatekeeper.web.routes.register_entering import put_right
from gatekeeper.web.seeking import KINDS
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
_TEMPLATE: Final = "documents/knowing.html"


@PAGES.get("/in/{slug}/documents/{document_id}")
def document(visit: Visit) -> Response:
    """All of it for whoever keeps or holds it; others who may know of it read what it is called, and whom to ask."""
    document_id = visit.path["document_id"]
    try:
        found = visit.do(lambda desk: document_file(desk, document_id))
    except Forbidden:
        shown = visit.do(lambda desk: document_for(desk, document_id))
        return visit.page("documents/called.html", document=shown)
    return visit.page(
        "documents/document.html",
        document=found,
        kinds=KINDS,
        word_label=word_label,
        column_label=column_label,
        kind_label=visit.t(KINDS.get(found.row.kind or "", "")),
    )


@PAGES.get("/in/{slug}/documents/{document_id}/knowing")
def ask_knowing(visit: Visit) -> Response:
    """The three decisions of the proper officer on who may know of it, as they stand."""
    thing = visit.do(lambda desk: written(desk, visit.path["document_id"]))
    form = knowing_form()
    return visit.ask(form, _TEMPLATE, start=start(form, thing.cells), **_around(visit, thing.version))


@PAGES.post("/in/{slug}/documents/{document_id}/knowing", fresh=True)
def decide_knowing(visit: Visit) -> Response:
    """Record them; searches, lists and counts follow at once."""
    thing = visit.do(lambda desk: written(desk, visit.path["document_id"]))
    form = knowing_form()
    visit.expect(form, _TEMPLATE, **_around(visit, thing.version))
    put_right(visit, form, thing, {**thing.cells, **cells(form, thing.sheet, visit.form)})
    return visit.see_other(_at(visit), "corrected")


def _around(visit: Visit, version: int) -> dict[str, Any]:
    found: DocumentFile = visit.do(lambda desk: document_file(desk, visit.path["document_id"]))
    return {"document": found, "version": version, "back": (_at(visit), N_("Back to the document"))}


def _at(visit: Visit) -> str:
    return f"{visit.home}documents/{visit.path['document_id']}"
