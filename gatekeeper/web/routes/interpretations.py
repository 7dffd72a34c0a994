"""What the paragraphs of the protocol mean: the rulings, searched and listed, and the form of a new one."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.responses import Response

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.interpretations import (
    Interpretation,
    Interpreting,
    Paragraph,
    interpret,
    interpretations,
    may_interpret,
    paragraphs,
    require_interpreter,
)
from gatekeeper.web.forms import Choice, Field, Form
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
_TEMPLATE: Final = "oversight/interpret.html"
LONGEST_SOUGHT: Final = 200
PAGE: Final = 25
_LONGEST_LABEL: Final = 90


@PAGES.get("/in/{slug}/interpretations")
def listed(visit: Visit) -> Response:
    """The rulings on the protocol of today, the latest first; those in which every sought word stands."""
    sought, start = (visit.query("sought") or "")[:LONGEST_SOUGHT].strip(), _start(visit)
    may, known = visit.do(lambda desk: (may_interpret(desk), paragraphs(desk.pack)))
    found = interpretations(visit.place.engine, visit.who.council_id, visit.now, sought)
    more = {"sought": sought} if sought else {}
    return visit.page(
        "oversight/interpretations.html",
        found=found[start : start + PAGE],
        number=len(found),
        sought=sought,
        sentences={each.cite: each.sentences for each in known},
        may=may,
        previous=_address(visit, {**more, "start": max(0, start - PAGE)}) if start else None,
        following=_address(visit, {**more, "start": start + PAGE}) if start + PAGE < len(found) else None,
    )


@PAGES.get("/in/{slug}/interpretations/new", fresh=True)
def new(visit: Visit) -> Response:
    """The form of a new ruling; ``replaces`` in the address is the number of one in whose place it is to stand."""
    known = visit.do(_paragraphs)
    earlier = _earlier(visit)
    start = {"paragraph": (visit.query("paragraph") or "",)}
    if earlier is not None:
        start = {"paragraph": (earlier.paragraph,), "replaces": (str(earlier.number),), "question": (earlier.question,)}
    return visit.ask(_form(known), _TEMPLATE, start=start, **_around(visit, earlier))


@PAGES.post("/in/{slug}/interpretations/new", fresh=True)
def record(visit: Visit) -> Response:
    """Record it: one entry of the record, however often the form is sent."""
    known = visit.do(_paragraphs)
    given = visit.read(_form(known), Interpreting, _TEMPLATE, **_around(visit, _earlier(visit)))
    visit.do(lambda desk: interpret(desk, given), key=visit.key("interpret", given, returns=int))
    visit.forget_draft()
    return visit.see_other(f"{visit.home}interpretations", said="interpret")


def _form(known: tuple[Paragraph, ...]) -> Form:
    choices = tuple(Choice(each.cite, _label(each)) for each in known)
    return Form(
        N_("Say what a paragraph of the protocol means"),
        (
            Field("paragraph", N_("Which paragraph"), "select", choices=choices, missing=N_("Choose the paragraph")),
            Field("question", N_("What is the question"), "area", _QUESTION, missing=N_("Write the question")),
            Field("ruling", N_("What the paragraph means"), "area", _RULING, missing=N_("Write what it means")),
            Field("authority", N_("On what that rests"), "area", _AUTHORITY, rows=3, many=True, missing=_NO_AUTHORITY),
            Field("replaces", N_("In the place of entry"), "hidden", optional=True),
        ),
        N_("Record it"),
        warning=N_("It is entered in the council’s record and cannot be edited. A later one can stand in its place."),
    )


_QUESTION: Final = N_("As a councillor or an officer would put it. Name nobody.")
_RULING: Final = N_("In words that anyone can follow. It changes no rule: it tells how the paragraph is read.")
_AUTHORITY: Final = N_("One to a line: a case, an Act, a paragraph of the protocol, a minute of the council.")
_NO_AUTHORITY: Final = N_("Write at least one authority")


def _label(paragraph: Paragraph) -> str:
    """The paragraph and the beginning of what the pack says of it, cut at a word."""
    sentence = paragraph.sentences[0]
    short = sentence if len(sentence) <= _LONGEST_LABEL else f"{sentence[:_LONGEST_LABEL].rpartition(' ')[0]} …"
    return f"{paragraph.cite} – {short}"


def _paragraphs(desk: Desk) -> tuple[Paragraph, ...]:
    require_interpreter(desk)
    return paragraphs(desk.pack)


def _earlier(visit: Visit) -> Interpretation | None:
    """The ruling that the address or the form names as the one to be replaced. Raises NotThere for none that stands."""
    text = visit.value("replaces") or visit.query("replaces")
    if not text:
        return None
    every = interpretations(visit.place.engine, visit.who.council_id, visit.now)
    found = next((each for each in every if str(each.number) == text), None)
    if found is None or found.erased:
        raise NotThere("The ruling on the paragraph")
    return found


def _around(visit: Visit, earlier: Interpretation | None) -> dict[str, Any]:
    back = (f"{visit.home}interpretations", N_("Rulings on the protocol"))
    return {"earlier": earlier, "back": back, "draft_href": f"{visit.home}draft?page={quote(visit.at, safe='/')}"}


def _start(visit: Visit) -> int:
    text = visit.query("start") or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def _address(visit: Visit, asked: dict[str, object]) -> str:
    return f"{visit.at}?{urlencode(asked)}"
