"""Acts in the life of a request, each done through the pages and through the API, for comparing what is entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from gatekeeper.services.interpretations import Interpreting, interpret
from tests.api.calling import Service
from tests.services.cases.walking import AUTHORITY, appealed_paper, disputed_paper, refused_paper
from tests.web.asking_walk import answered, choose, seen, sent
from tests.web.deciding import FOUND, GRANTED, NEEDED, REFUSED, at, decided, find_need
from tests.web.doing import (
    PASSAGE,
    Act,
    Case,
    advised_on,
    by,
    call,
    described,
    form,
    granted_copy,
    in_her_post,
    nothing,
    ok,
    questioned,
    refused_again,
    unsettled,
    waiting,
)
from tests.web.visiting import HOME, Given, Shown, Site

WORDS: Final = "I cannot judge the matter without it."


def _submit_on_the_pages(site: Site, _case: Case) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper")
    last, _ = answered(browser, seen(browser))
    assert sent(browser, last).heading == "Your request is made"


def _submit_by_the_api(service: Service, _: Case) -> None:
    purpose = "What you need it for: To judge how the service is run\nWhy now: The budget is set next month"
    said = {"kind": "document", "capacity": "council_member", "duty_stated": True, "why_now_stated": True}
    service.asked("c1", "working_paper", purpose=purpose, **said)


def _decide(
    who: str, found: Mapping[str, Given], ruling: Mapping[str, Given], way: str
) -> Callable[[Site, Case], Shown]:
    def decide(site: Site, case: Case) -> Shown:
        browser = site.sign_in(who)
        find_need(browser, case[1], found=found)
        done = browser.submit(decided(browser, case[1], ruling, way=way), to="check")
        assert "is recorded." in done.words
        return done

    return decide


def _rulings(found: Mapping[str, Given], ruling: Mapping[str, Given], **more: Any) -> dict[str, Any]:
    need = {name: {"true": True, "false": False}.get(str(value), value) for name, value in found.items()}
    many = {name: [ruling[name]] for name in ("grounds", "alternatives_considered") if name in ruling}
    return {"passages": [{"passage": PASSAGE, **ruling, **many, "need": need, **more}]}


def _find_on_the_pages(site: Site, case: Case) -> None:
    director = site.sign_in("d1")
    where = next(href for href, _ in director.get(at(case[1], "find")).links if "/fact/council_document/" in href)
    page = director.get(where)
    done = director.submit(page, to=where, value="true", reasons="I have looked into the file.")
    assert "The finding is recorded." in done.words


def _transfer(site: Site, case: Case) -> None:
    to = f"monitoring_officer {site.world.id('post', 'monitoring-officer')}"
    form("d1", "transfer", {"to": to, "words": "It is hers."})(site, case)


def _transfer_by_the_api(service: Service, case: Case) -> None:
    to = {"to_stage": "monitoring_officer", "to_post": service.world.id("post", "monitoring-officer")}
    call("d1", "transfer", {**to, "words": "It is hers."})(service, case)


def _consult(site: Site, case: Case) -> None:
    leader = site.world.id("person", "red-leader")
    form("chief", "consult", {"post": "group_leader", "person": leader, "words": "She would show it."})(site, case)


def _consult_by_the_api(service: Service, case: Case) -> None:
    said = {"post": "group_leader", "person": service.world.id("person", "red-leader"), "words": "She would show it."}
    call("chief", "consult", said)(service, case)


def _copy(site: Site, case: Case) -> None:
    browser = site.sign_in("c1")
    page = browser.get(at(case[1], "read"))
    copy = page.form("/copy")
    browser.post(at(case[1], "copy"), copy.filled({}))


def _evidence(site: Site, case: Case) -> None:
    browser = site.sign_in("auditor")
    page = browser.get(f"{HOME}requests/{case[0]}/evidence")
    assert browser.submit(page, to="/evidence").status == 409, "no checkpoint counts it yet, and it is entered"


def _interpret(site: Site, _: Case) -> None:
    browser = site.sign_in("mo")
    said = {**INTERPRETING, "authority": "\n".join(INTERPRETING["authority"])}
    assert browser.submit(browser.get(f"{HOME}interpretations/new"), **said).status == 200


def _interpret_by_the_service(service: Service, _: Case) -> None:
    given = Interpreting.model_validate(INTERPRETING)
    service.world.do("mo", lambda desk: interpret(desk, given))


INTERPRETING: Final[Mapping[str, Any]] = {
    "paragraph": "4.5",
    "question": "Is a list of invoices factual information?",
    "ruling": "Yes, whoever drew it up.",
    "authority": ["Birmingham City Council v O [1983] 1 AC 578", "The council’s minute 12/2024"],
}
_ADVICE: Final = "She needs it for the budget."
_SEARCHED: Final = {"searches": [{"where": "Archive", "how": "by its date"}], "words": "There is none."}
_SEARCHED_HERE: Final = {"cannot_be_found": "false", "searched": "Archive: by its date", "words": "There is none."}
_FACT: Final = {"fact": "council_document", "value": "true", "reasons": "I have looked into the file."}
_CITING: Final = {"authority": AUTHORITY[0]}


def _find_by_the_api(service: Service, case: Case) -> None:
    document = service.world.id("document", "unsettled")
    call("d1", "find", {"level": "document", "subject": document, **_FACT})(service, case)


ACTS: Final = (
    Act("submit", nothing, _submit_on_the_pages, _submit_by_the_api),
    Act(
        "ask the councillor",
        by(waiting),
        form("d1", "ask", {"words": "For which duty?", "offers_narrowing": "true"}),
        call("d1", "ask", {"words": "For which duty?", "offers_narrowing": True}),
    ),
    Act(
        "answer a question with the purpose",
        by(questioned),
        form("c1", "answer", {"words": "For planning.", "duty_stated": "true", "why_now_stated": "false"}),
        call("c1", "answer", {"words": "For planning.", "duty_stated": True, "why_now_stated": False}),
    ),
    Act(
        "answer a question in words alone",
        by(questioned),
        form("c1", "answer", {"words": "For planning."}),
        call("c1", "answer", {"words": "For planning."}),
    ),
    Act("withdraw", by(waiting), form("c1", "withdraw", {"words": ""}), call("c1", "withdraw", {})),
    Act(
        "ask for less",
        by(described),
        form("c1", "narrow", {"words": "The note of 3 March.", "identified": "true"}),
        call("c1", "narrow", {"words": "The note of 3 March.", "identified": True}),
    ),
    Act(
        "note",
        by(waiting),
        form("d1", "note", {"words": "Looked for it.", "shared": "false"}),
        call("d1", "note", {"words": "Looked for it.", "shared": False}),
    ),
    Act(
        "declare an interest",
        by(waiting),
        form("d1", "interest", {"words": "My sister made the offer."}),
        call("d1", "interest", {"words": "My sister made the offer."}),
    ),
    Act("dispute", by(refused_paper), form("c1", "dispute", {"words": WORDS}), call("c1", "dispute", {"words": WORDS})),
    Act("escalate", by(refused_again), form("c1", "appeal", {"words": WORDS}), call("c1", "appeal", {"words": WORDS})),
    Act(
        "put a side in writing",
        by(disputed_paper),
        form("c1", "statement", {"words": WORDS}),
        call("c1", "statement", {"words": WORDS}),
    ),
    Act(
        "determine, refused",
        by(waiting),
        _decide("d1", FOUND, REFUSED, "determine"),
        call("d1", "determine", _rulings(FOUND, REFUSED)),
    ),
    Act(
        "determine, granted",
        by(waiting),
        _decide("d1", NEEDED, GRANTED, "determine"),
        call("d1", "determine", _rulings(NEEDED, GRANTED)),
    ),
    Act(
        "rule at a rung",
        by(disputed_paper),
        _decide("mo", FOUND, {**REFUSED, **_CITING}, "rule"),
        call("mo", "rule", _rulings(FOUND, REFUSED, authority=[AUTHORITY[0]])),
    ),
    Act(
        "ask for advice",
        by(waiting),
        form("d1", "ask-advice", {"words": "May I withhold it?"}),
        call("d1", "ask-advice", {"words": "May I withhold it?"}),
    ),
    Act(
        "advise",
        by(advised_on),
        form("mo", "advise", {"recommends-1": "granted", "form-1": "inspection", "words": _ADVICE, "shared": "true"}),
        call(
            "mo",
            "advise",
            {
                "words": _ADVICE,
                "shared": True,
                "recommends": [{"passage": PASSAGE, "recommends": "granted", "form": "inspection"}],
            },
        ),
    ),
    Act("transfer", by(waiting), _transfer, _transfer_by_the_api),
    Act(
        "not held",
        by(described),
        form("proper", "not-held", _SEARCHED_HERE),
        call("proper", "not-held", _SEARCHED),
    ),
    Act("record a consultation", by(appealed_paper), _consult, _consult_by_the_api),
    Act(
        "hand over to freedom of information",
        by(refused_paper),
        form("c1", "hand-over", {"to": "freedom_of_information", "words": ""}),
        call("c1", "hand-over", {"to": "freedom_of_information"}),
    ),
    Act("record a finding", by(unsettled), _find_on_the_pages, _find_by_the_api),
    Act("rule on what a paragraph means", nothing, _interpret, _interpret_by_the_service),
    Act(
        "read a case",
        by(waiting),
        lambda site, case: site.sign_in("c1").get(f"{HOME}requests/{case[0]}"),
        lambda service, case: ok(service.get(f"/requests/{case[0]}")),
        reads=True,
    ),
    Act(
        "read the explanation of a case",
        by(waiting),
        lambda site, case: site.sign_in("d1").get(f"{HOME}requests/{case[0]}/why"),
        lambda service, case: ok(service.get(f"/requests/{case[0]}/explanation", "d1", in_her_post(service, "d1"))),
        reads=True,
    ),
    Act(
        "take a copy",
        granted_copy,
        _copy,
        lambda service, case: ok(service.get(f"/asked/{case[1]}/file?copies=true")),
    ),
    Act(
        "read the documents that are open",
        nothing,
        lambda site, _: site.sign_in("c1").get(f"{HOME}library"),
        lambda service, _: ok(service.get("/library")),
    ),
    Act(
        "read the record",
        nothing,
        lambda site, _: site.sign_in("auditor").get(f"{HOME}record"),
        lambda service, _: ok(service.get("/record/entries", "auditor", in_her_post(service, "auditor"))),
    ),
    Act(
        "take the evidence of a case",
        by(waiting),
        _evidence,
        lambda service, case: service.get(f"/requests/{case[0]}/evidence", "auditor", in_her_post(service, "auditor")),
    ),
)
