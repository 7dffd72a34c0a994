"""Classifying passages, on a case and on a document: paragraphs with their balance, and what is confidential by law."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel
from starlette.responses import Response

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.found import Claim, Confirmation, confirm_balance
from gatekeeper.services.officers.claims import ClaimsFile, claims_file, classify_whole
from gatekeeper.services.registering.classifying import (
    Classifying,
    Confidentiality,
    claim_confidential,
    classify_passage,
    passage_version,
)
from gatekeeper.services.registering.documents import passage_of
from gatekeeper.services.registering.who import require_keeper
from gatekeeper.web.claim_forms import (
    CHOOSING,
    CLAIMED,
    CONFIDENTIAL,
    NONE,
    Around,
    balance_form,
    begun,
    choose,
    claims,
    numbers_of,
)
from gatekeeper.web.forms import Choice, Field, Form, Incomplete, read
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes.register_entering import version_of
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
_BALANCE: Final = "classifying/balance.html"
_CASE: Final = "/in/{slug}/asked/{asked_id}"
_DOCUMENT: Final = "/in/{slug}/documents/{document_id}"
_CONFIRM: Final = Form(
    N_("Does the balance hold for this request?"),
    (
        Field(
            "confirmed",
            N_("Does it hold today, for this councillor and this request?"),
            "radios",
            N_("Exempt only so long as the balance holds. What she would do with it is part of the circumstances."),
            (
                Choice("true", N_("Yes, it holds")),
                Choice("false", N_("No, it does not")),
                Choice("unknown", N_("It is not yet known")),
            ),
            missing=N_("Say whether the balance holds"),
        ),
        Field("reasons", N_("Reasons"), "area", rows=4, missing=N_("Give the reasons")),
    ),
    N_("Record it"),
)


class Claims(BaseModel):
    """What a form classifies on a case: the passage (register id) and every paragraph that is claimed for it."""

    passage: str
    claims: tuple[Claim, ...]


_NAMED_IN: Final = {"enactment": "enactment", "government_terms": "terms", "court_order": "terms"}
"""In which field what forbids disclosure is named."""
_UNNAMED: Final = {"enactment": N_("Choose the enactment"), "terms": N_("Name the order or the terms")}


@PAGES.get(f"{_CASE}/classify")
def passages_to_classify(visit: Visit) -> Response:
    """The passages of an asked document with what is claimed of each."""
    file = _case(visit, Action.CLASSIFY)
    return visit.page("classifying/passages.html", file=file, back=_to_case(visit, file), step="classify")


@PAGES.get(f"{_CASE}/classify/{{passage_id}}")
def choose_claims(visit: Visit) -> Response:
    """Which paragraphs are claimed for a passage on a case."""
    return _chosen(visit, _on_case(visit, _case(visit, Action.CLASSIFY)))


@PAGES.get(f"{_CASE}/classify/{{passage_id}}/{{claimed}}")
def ask_claims(visit: Visit) -> Response:
    """The balance of each paragraph that is claimed."""
    file = _case(visit, Action.CLASSIFY)
    return _asked(visit, _on_case(visit, file), file.version)


@PAGES.post(f"{_CASE}/classify/{{passage_id}}/{{claimed}}", fresh=True)
def take_claims(visit: Visit) -> Response:
    """Record the classification on the case; what it changes is decided again at once."""
    file = _case(visit, Action.CLASSIFY)
    around, numbers = _on_case(visit, file), _numbers(visit)
    visit.expect(balance_form(numbers), _BALANCE, **_balance(around, file.version, numbers))
    found = claims(numbers, visit.form, local_date(visit.now))
    asked_id, passage_id = visit.path["asked_id"], visit.path["passage_id"]
    given = Claims(passage=passage_id, claims=found)
    visit.command("classify", asked_id, given, lambda desk: classify_whole(desk, asked_id, passage_id, found))
    return visit.see_other(f"{visit.home}asked/{asked_id}/classify", "classified")


@PAGES.get(f"{_CASE}/confirm")
def balances_to_confirm(visit: Visit) -> Response:
    """The balances of an asked document, and what was said of each for this request."""
    file = _case(visit, Action.CONFIRM_BALANCE)
    return visit.page("classifying/passages.html", file=file, back=_to_case(visit, file), step="confirm")


@PAGES.get(f"{_CASE}/confirm/{{paragraph_id}}")
def ask_confirmation(visit: Visit) -> Response:
    """The balance, and whether it holds for this request."""
    return visit.ask(_CONFIRM, "classifying/confirm.html", **_confirming(visit))


@PAGES.post(f"{_CASE}/confirm/{{paragraph_id}}", fresh=True)
def take_confirmation(visit: Visit) -> Response:
    """Record it."""
    values, asked_id = _confirming(visit), visit.path["asked_id"]
    known = {"paragraph": visit.path["paragraph_id"]}
    given = visit.read(_CONFIRM, Confirmation, "classifying/confirm.html", known=known, **values)
    visit.command("confirm", asked_id, given, lambda desk: confirm_balance(desk, asked_id, given))
    return visit.see_other(f"{visit.home}asked/{asked_id}/confirm", "confirm_balance")


@PAGES.get(f"{_DOCUMENT}/classify/{{passage_id}}")
def choose_classification(visit: Visit) -> Response:
    """Which paragraphs are claimed for a passage, outside any case."""
    return _chosen(visit, _on_document(visit)[0])


@PAGES.get(f"{_DOCUMENT}/classify/{{passage_id}}/{{claimed}}")
def ask_classification(visit: Visit) -> Response:
    """The balance of each paragraph that is claimed."""
    around, version = _on_document(visit)
    return _asked(visit, around, version)


@PAGES.post(f"{_DOCUMENT}/classify/{{passage_id}}/{{claimed}}", fresh=True)
def take_classification(visit: Visit) -> Response:
    """Record the classification; every request for the document is decided again."""
    around, version = _on_document(visit)
    numbers = _numbers(visit)
    visit.expect(balance_form(numbers), _BALANCE, **_balance(around, version, numbers))
    given = Classifying(claims=claims(numbers, visit.form, local_date(visit.now)), version=version_of(visit))
    document, passage = visit.path["document_id"], visit.path["passage_id"]
    key = visit.key("classify-passage", document, passage, given, returns=int)
    visit.do(lambda desk: classify_passage(desk, document, passage, given), key=key)
    visit.forget_draft()
    return visit.see_other(f"{visit.home}documents/{document}", "classified")


@PAGES.get(f"{_DOCUMENT}/confidential/{{passage_id}}")
def ask_confidential(visit: Visit) -> Response:
    """What makes a passage confidential by law, as it is recorded now."""
    around, version = _on_document(visit)
    one = around.passage
    reaches = "" if one.reaches_every_route is None else str(one.reaches_every_route).lower()
    enacted = one.basis == "enactment"
    start = {
        "basis": (one.basis or "",),
        "enactment": (one.citation or "" if enacted else "",),
        "terms": ("" if enacted else one.citation or "",),
        "reaches_every_route": (reaches,),
    }
    return visit.ask(CONFIDENTIAL, "classifying/confidential.html", start=start, **_values(around, version))


@PAGES.post(f"{_DOCUMENT}/confidential/{{passage_id}}", fresh=True)
def take_confidential(visit: Visit) -> Response:
    """Record it, with the enactment from the closed list, or the order or terms."""
    around, version = _on_document(visit)
    visit.expect(CONFIDENTIAL, "classifying/confidential.html", **_values(around, version))
    basis = visit.value("basis")
    name = _NAMED_IN.get(basis)
    if name is not None and not visit.value(name).strip():
        raise Incomplete({name: _UNNAMED[name]})
    known: dict[str, Any] = {"citation": visit.value(name).strip() if name else None, "version": version_of(visit)}
    given = read(CONFIDENTIAL, visit.form, Confidentiality, **known)
    document, passage = visit.path["document_id"], visit.path["passage_id"]
    key = visit.key("confidential", document, passage, given, returns=int)
    visit.do(lambda desk: claim_confidential(desk, document, passage, given), key=key)
    visit.forget_draft()
    return visit.see_other(f"{visit.home}documents/{document}", "confidential")


def _chosen(visit: Visit, around: Around) -> Response:
    """The paragraphs to choose from; once they are chosen, the page of their balance."""
    given = visit.http_request.query_params.getlist(CLAIMED)
    numbers = numbers_of(given)
    if numbers is not None:
        return visit.see_other(f"{visit.at}/{'-'.join(map(str, numbers)) or NONE}")
    chose = given or "continue" in visit.http_request.query_params
    return choose(visit, around, {CLAIMED: str(CHOOSING.fields[0].missing)} if chose else {})


def _asked(visit: Visit, around: Around, version: int) -> Response:
    """The form of the balance of each paragraph."""
    numbers = _numbers(visit)
    values = _balance(around, version, numbers)
    return visit.ask(balance_form(numbers), _BALANCE, start=begun(around.passage, numbers), **values)


def _numbers(visit: Visit) -> tuple[int, ...]:
    """The paragraphs that the address names. Raises NotThere where it names none, nor that none is claimed."""
    found = numbers_of(visit.path["claimed"].split("-"))
    if found is None:
        raise NotThere("The form")
    return found


def _balance(around: Around, version: int, numbers: tuple[int, ...]) -> dict[str, Any]:
    """What the page of the balance shows beside its form."""
    return {**_values(around, version), "numbers": numbers, "choose": around.at}


def _values(around: Around, version: int) -> dict[str, Any]:
    return {**around.values, "passage": around.passage, "version": version}


def _case(visit: Visit, action: Action) -> ClaimsFile:
    return visit.do(lambda desk: claims_file(desk, visit.path["asked_id"], action))


def _to_case(visit: Visit, file: ClaimsFile) -> tuple[str, str]:
    return f"{visit.home}requests/{file.case['request_id']}", N_("Back to the request")


def _on_case(visit: Visit, file: ClaimsFile) -> Around:
    at = f"{visit.home}asked/{visit.path['asked_id']}/classify"
    back = (at, N_("The passages"))
    passage = file.passage(visit.path["passage_id"])
    return Around(passage, f"{at}/{passage.passage_id}", {"back": back, "called": file.document["called"]})


def _on_document(visit: Visit) -> tuple[Around, int]:
    document, passage_id = visit.path["document_id"], visit.path["passage_id"]

    def work(desk: Any) -> tuple[Any, int]:
        require_keeper(desk, "classify")
        return passage_of(desk, document, passage_id), passage_version(desk, document, passage_id)

    passage, version = visit.do(work)
    values = {"back": (f"{visit.home}documents/{document}", N_("Back to the document")), "called": None}
    return Around(passage, f"{visit.home}documents/{document}/classify/{passage_id}", values), version


def _confirming(visit: Visit) -> dict[str, Any]:
    file = _case(visit, Action.CONFIRM_BALANCE)
    passage, claim = file.claim(visit.path["paragraph_id"])
    back = (f"{visit.home}asked/{visit.path['asked_id']}/confirm", N_("The balances"))
    called = file.document["called"]
    return {"version": file.version, "passage": passage, "claimed": claim, "back": back, "called": called}
