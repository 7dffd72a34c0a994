"""What somebody answered while asking, put together: as the request that is filed, and as the rows she checks first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from gatekeeper.services.cases.submit import Asking
from gatekeeper.services.forecast import Need
from gatekeeper.web.asking_answers import Answers
from gatekeeper.web.asking_questions import steps
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

KIND: Final[Mapping[str, str]] = {
    "look": "document",
    "copy": "document",
    "constituent": "document",
    "facts": "factual_information",
    "advice": "advice",
    "briefing": "briefing",
    "attend": "attend_meeting",
}
WHAT: Final[Mapping[str, str]] = {
    "look": N_("To look at it"),
    "copy": N_("A copy"),
    "constituent": N_("A document for somebody I represent"),
    "facts": N_("Facts or figures, in writing"),
    "advice": N_("Advice from an officer"),
    "briefing": N_("A confidential briefing from an officer"),
    "attend": N_("To attend a meeting that is closed to the public"),
}
CAPACITY: Final[Mapping[str, str]] = {
    "council_member": N_("For the council's own work"),
    "ward_casework": N_("For my ward, or for somebody in it"),
    "party": N_("For my party or group"),
    "private": N_("For a private reason"),
}
_MATTER: Final[Mapping[str, str]] = {
    "ward": N_("For the ward, or many people in it."),
    "person": N_("For a person who has asked me to act."),
}
_CONSENT: Final[Mapping[str, str]] = {
    "asked_me": N_("It is about the person who asked me to act."),
    "agrees": N_("It is about somebody else, who agrees."),
    "not_asked": N_("It is about somebody else, whom I have not asked."),
    "cannot": N_("It is about somebody else, who cannot be asked."),
}
_SCRUTINY: Final[Mapping[str, str]] = {
    "called_in": N_("It is for a decision that I have called in."),
    "may_call_in": N_("It is for a decision that I may call in."),
    "programme": N_("It is for a review in my scrutiny committee's programme of work."),
    "no": N_("It is not for scrutiny."),
}
_CHANGES: Final[Mapping[str, tuple[str, str]]] = {
    "capacity": (N_("In what capacity"), N_("in what capacity you need it")),
    "call-in": (N_("Scrutiny"), N_("whether you need it for scrutiny")),
    "duty": (N_("What you need it for"), N_("what you need it for")),
    "ward": (N_("What you need it for"), N_("what you need it for")),
    "constituent": (N_("Whether the person agrees"), N_("whether the person agrees")),
    "people": (N_("Why you need what it says about people"), N_("why you need what it says about people")),
    "now": (N_("Why now"), N_("why you need it now")),
}
LEFT: Final = N_("Left for now")


def asking_of(visit: Visit, answers: Answers, need: Need) -> Asking:
    """The request as it would be filed now. Only what had to be asked is said. Raises ValidationError."""
    asked = steps(answers, need)
    duty = any(each in asked and answers.one("duty") for each in ("duty", "ward"))
    return Asking(
        documents=answers.documents,
        descriptions=answers.descriptions,
        kind=KIND[answers.what],  # type: ignore[arg-type]
        capacity=_capacity(answers, asked),  # type: ignore[arg-type]
        purpose="\n".join(_purpose(visit, answers, asked)) or None,
        duty_stated=True if duty else None,
        why_now_stated=True if "now" in asked and answers.one("now") else None,
    )


def draft_of(answers: Answers) -> Asking:
    """The request without a reason: by what it comes to, it is known what has to be asked. Raises ValidationError."""
    return Asking(
        documents=answers.documents, descriptions=answers.descriptions, kind=KIND[answers.what]  # type: ignore[arg-type]
    )  # fmt: skip


def rows(visit: Visit, answers: Answers, need: Need) -> list[tuple[str, str, str, str]]:
    """What she checks: what was asked, what she said, where she can change it, and what she changes there."""
    at = f"{visit.home}ask"
    found = [(N_("What you need"), visit.t(WHAT[answers.what]), at, N_("what you need"))]
    for step in steps(answers, need):
        label, changes = _CHANGES[step]
        said = "\n".join(_said(visit, answers, step)) or visit.t(LEFT)
        found.append((label, said, f"{at}/why/{step}", changes))
    return found


def _capacity(answers: Answers, asked: tuple[str, ...]) -> str | None:
    if answers.what == "constituent":
        return "ward_casework"
    return answers.one("capacity") or None if "capacity" in asked else None


def _purpose(visit: Visit, answers: Answers, asked: tuple[str, ...]) -> Iterator[str]:
    if answers.what == "copy":
        yield visit.t(N_("I would like a copy."))
    for step in asked:
        if step != "capacity":
            label, _ = _CHANGES[step]
            said = " ".join(_said(visit, answers, step))
            if said:
                yield f"{visit.t(label)}: {said}"


def _said(visit: Visit, answers: Answers, step: str) -> Iterator[str]:
    """What she said to one question, in words."""
    one = answers.one
    told: dict[str, list[Any]] = {
        "capacity": [CAPACITY.get(one("capacity"))],
        "call-in": [_SCRUTINY.get(one("scrutiny")), one("which")],
        "duty": [visit.t(N_("For %(body)s."), body=one("body")) if one("body") else None, one("duty")],
        "ward": [_MATTER.get(one("matter")), one("duty")],
        "constituent": [_CONSENT.get(one("consent"))],
        "people": [one("people")],
        "now": [one("now")],
    }
    yield from (visit.t(each) for each in told[step] if each)
