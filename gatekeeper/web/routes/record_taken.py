"""What is taken away of the record: receipts, the evidence of a case, signed checkpoints and the published keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from starlette.responses import Response

from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.record.asked_for import (
    case_reference,
    evidence_offered,
    own_receipt,
    reference_of_own,
    signed_checkpoints,
    whole_evidence,
)
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.published import published
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
PAGE: Final = 25


@PAGES.get("/in/{slug}/requests/{request_id}/receipt")
def offer_receipt(visit: Visit) -> Response:
    """What a receipt is good for, and the button by which she takes it. Raises NotThere for others' requests."""
    reference = visit.do(lambda desk: reference_of_own(desk, visit.path["request_id"]))
    back = (f"{visit.home}requests/{visit.path['request_id']}", N_("Back to the request"))
    return visit.page("record/take.html", kind="receipt", reference=reference, hidden=visit.hidden, back=back)


@PAGES.post("/in/{slug}/requests/{request_id}/receipt", sends=True)
def receipt(visit: Visit) -> Response:
    """The receipt of her own request, to be kept: it shows that the record holds it. Raises NotThere for others'."""
    reference = visit.do(lambda desk: reference_of_own(desk, visit.path["request_id"]))
    return _taken(visit, "receipt", reference, own_receipt)


@PAGES.get("/in/{slug}/requests/{request_id}/evidence")
def offer_evidence(visit: Visit) -> Response:
    """What the evidence of a case is, and the button by which an auditor takes it; nothing is handed out yet."""
    reference = visit.do(lambda desk: evidence_offered(desk, visit.path["request_id"]))
    back = (f"{visit.home}record", N_("The record"))
    return visit.page("record/take.html", kind="evidence", reference=reference, hidden=visit.hidden, back=back)


@PAGES.post("/in/{slug}/requests/{request_id}/evidence", sends=True, fresh=True)
def evidence(visit: Visit) -> Response:
    """Every entry about a request, with words and proofs, for whoever holds the audit right; that is entered."""
    reference = visit.do(lambda desk: case_reference(desk, visit.path["request_id"]))
    return _taken(visit, "evidence", reference, whole_evidence)


@PAGES.get("/in/{slug}/record/checkpoints")
def checkpoints(visit: Visit) -> Response:
    """The signed checkpoints, the latest first, and the keys that sign them: for everyone of the council."""
    start = _start(visit)
    found = published(visit.place.engine, visit.who.council_id, start, PAGE)
    previous = f"{visit.at}?start={max(0, start - PAGE)}" if start else None
    following = f"{visit.at}?start={start + PAGE}" if start + PAGE < found.total else None
    return visit.page("record/checkpoints.html", found=found, previous=previous, following=following)


@PAGES.get("/in/{slug}/record/keys.json")
def keys(visit: Visit) -> Response:
    """The published list of keys. Raises NotThere where nothing was ever signed."""
    found = signed_checkpoints(visit.place.engine, visit.who.council_id).keys
    if found is None:
        raise NotThere("The list of keys")
    return _json(found, f"keys-{visit.slug}.json")


@PAGES.get("/in/{slug}/record/checkpoints/{size}.txt")
def note(visit: Visit) -> Response:
    """A signed checkpoint as it was signed. Raises NotThere where there is none of that size."""
    every, size = signed_checkpoints(visit.place.engine, visit.who.council_id).checkpoints, visit.path["size"]
    found = next((each for each in every if each.split("\n")[1] == size), None)
    if found is None:
        raise NotThere("The checkpoint")
    headers = {"Content-Disposition": f'attachment; filename="checkpoint-{visit.slug}-{size}.txt"'}
    return Response(found, media_type="text/plain", headers=headers)


def _taken(visit: Visit, kind: str, reference: str, take: Callable[..., dict[str, object]]) -> Response:
    """The file; or, where no checkpoint counts the entries yet, a page that says so."""
    try:
        made = take(visit.place.engine, visit.who.council_id, reference)
    except RecordRefused as refused:
        return visit.page("record/not_yet.html", 409, kind=kind, reference=reference, refused=refused)
    return _json(made, f"{kind}-{reference}.json")


def _json(made: dict[str, Any], name: str) -> Response:
    text = json.dumps(made, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8"), media_type="application/json", headers=headers)


def _start(visit: Visit) -> int:
    text = visit.query("start") or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
