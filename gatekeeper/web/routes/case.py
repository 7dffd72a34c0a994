"""The page of a case: how each document stands, what is next, why, what was said, and what can be done now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from starlette.responses import Response

from gatekeeper.services.cases.view import read_case
from gatekeeper.services.explaining import explained_case
from gatekeeper.services.interpretations import beside
from gatekeeper.services.my_requests import next_dates
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
ADDRESSES: Final[Mapping[str, tuple[str, str]]] = {
    "answer_question": ("answer", N_("Answer the question")),
    "open_document": ("read", N_("Read what is open")),
    "determine": ("", N_("Determine it")),
    "rule": ("rule", N_("Rule on the dispute")),
    "resolve": ("resolve", N_("Enter the resolution")),
    "consult": ("consult", N_("Record a consultation")),
    "advise": ("advise", N_("Give advice")),
    "match": ("match", N_("Say which document is meant")),
    "dispute": ("dispute", N_("Dispute this answer")),
    "appeal": ("appeal", N_("Take it further")),
    "submit_statement": ("statement", N_("Put your side in writing")),
    "narrow": ("narrow", N_("Ask for less")),
    "ask_councillor": ("ask", N_("Ask a question")),
    "ask_advice": ("ask-advice", N_("Ask for advice")),
    "find": ("find", N_("Record findings")),
    "classify": ("classify", N_("Classify a passage")),
    "confirm_balance": ("confirm", N_("Confirm a balance")),
    "record_not_held": ("not-held", N_("Record that it is not held")),
    "transfer": ("transfer", N_("Send it to another post")),
    "note": ("note", N_("Add a note")),
    "declare_interest": ("interest", N_("Declare an interest")),
    "hand_over": ("hand-over", N_("Carry it over to freedom of information")),
    "withdraw": ("withdraw", N_("Withdraw it")),
}
"""Where each thing that may be done is done, and what the link to it says; what is not here is no page's."""
NO_PAGE: Final = frozenset({("find", "councillor")})
"""What a reader may do and needs no page for: a councillor states her need where she asks and where she answers."""
NARROWING_DECLINED: Final = N_("Record that help to narrow brought nothing")
EXECUTIVE_ANSWER: Final = N_("Record the executive’s answer")
FIRST: Final = frozenset(
    {"answer_question", "open_document", "determine", "rule", "resolve", "consult", "match", "advise"}
)
"""What stands foremost where it can be done."""


@PAGES.get("/in/{slug}/requests/{request_id}")
def case(visit: Visit) -> Response:
    """The case as its reader may see it; the reading is entered in the record."""
    view = visit.do(lambda desk: read_case(desk, visit.path["request_id"]))
    gone = view["handed_over_at"] is not None
    documents = [
        {**each, "links": links(visit.home, each, view), "due": next_dates(each, handed_over=gone)}
        for each in view["documents"]
    ]
    meant = beside(visit.place.engine, visit.who.council_id, visit.now, reasons_in(view))
    return visit.page("case/case.html", case=view, documents=documents, question=open_question(view), meant=meant)


@PAGES.get("/in/{slug}/requests/{request_id}/why")
def why(visit: Visit) -> Response:
    """The whole explanation in words, with every route that was tried where she reads as an officer."""
    request_id = visit.path["request_id"]
    text = visit.do(lambda desk: explained_case(desk, request_id))
    return visit.page("case/why.html", text=text, back=f"{visit.home}requests/{request_id}")


def links(home: str, document: Mapping[str, Any], view: Mapping[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """What may be done to an asked document now, as addresses and texts: what comes first, and the rest."""
    found: dict[str, list[tuple[str, str]]] = {"first": [], "more": []}
    asked = any(
        each["action"] == "ask_councillor" and each["asked_id"] == document["asked_id"] for each in view["timeline"]
    )
    if asked and {"note", "determine"} <= set(document["may"]):
        found["more"].append((f"{home}asked/{document['asked_id']}/narrowing-declined", NARROWING_DECLINED))
    if document["stage"] == "executive" and "transfer" in document["may"]:
        found["first"].append((f"{home}asked/{document['asked_id']}/executive-answer", EXECUTIVE_ANSWER))
    for action, (path, text) in ADDRESSES.items():
        if action in document["may"] and not _is_idle(action, document) and (action, view["seen_as"]) not in NO_PAGE:
            found["first" if action in FIRST else "more"].append((f"{home}asked/{document['asked_id']}/{path}", text))
    return found


def reasons_in(view: Mapping[str, Any]) -> list[str]:
    """The reasons that this reader is given, each with its source."""
    return [each for document in view["documents"] for passage in document["passages"] for each in passage["reasons"]]


def open_question(view: Mapping[str, Any]) -> str | None:
    """The last question that was put to her and that waits for her answer, in words."""
    waiting = {each["asked_id"] for each in view["documents"] if each["status"] == "awaiting_councillor"}
    asked: Iterable[Any] = (each for each in reversed(view["timeline"]) if each["action"] == "ask_councillor")
    return next((each["words"] for each in asked if each["asked_id"] in waiting), None)


def _is_idle(action: str, document: Mapping[str, Any]) -> bool:
    """Whether a step is allowed and yet leads to nothing as things stand."""
    if action == "answer_question":
        return bool(document["status"] != "awaiting_councillor")
    if action == "open_document":
        return not any(_is_open(each) for each in document["passages"])
    return action == "hand_over" and bool(document["ruling"] == "granted")


def _is_open(passage: Mapping[str, Any]) -> bool:
    ruling = passage["ruling"]
    granted = ruling is not None and ruling["ruling"] in ("granted", "partly_granted")
    return passage["outcome"] == "Available now" or granted
