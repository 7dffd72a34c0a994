"""What waits for officers: the queue by due date with its filters, and what stands first on an officer's home page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from starlette.responses import Response

from gatekeeper.core.lifecycle import STAGES
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.officers.waiting import Turn, Turns, Wish, stages_of, turns
from gatekeeper.web.forms import Choice
from gatekeeper.web.officer_words import due_words
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_, STAGE
from gatekeeper.web.visit import Visit
from gatekeeper.web.wording import stage_words

PAGES = Pages()
PAGE: Final = 50
AT_HOME: Final = 10
WAITS_FOR: Final[Mapping[str, str]] = {
    "unmatched": N_("Somebody to find the document"),
    "awaiting_councillor": N_("The councillor’s answer"),
    "awaiting_advice": N_("Advice"),
    "open": N_("A decision"),
    "disputed": N_("A ruling on the dispute"),
}
BALANCE: Final = N_("Your word on the balance of the public interest")
HEADS: Final = (N_("Request"), N_("What it waits for"), N_("Who has it"), N_("Due"))


@PAGES.get("/in/{slug}/queue")
def queue(visit: Visit) -> Response:
    """What is pending and she may see, the earliest due first; filters stand in the address."""
    wish = _wish(visit)
    found, stages = visit.do(lambda desk: _found(desk, visit, wish, visit.query("after"), PAGE))
    following = _address(visit, after=found.following) if found.following else None
    return visit.page(
        "queue/queue.html",
        rows=[row(visit, each) for each in found.turns],
        late=[n for n, each in enumerate(found.turns) if each.line.late],
        heads=HEADS,
        cut=found.cut,
        following=following,
        first=_address(visit) if visit.query("after") else None,
        wish=wish,
        stages=[Choice(each, stage_words(each, visit.words)) for each in STAGES if each in stages],
    )


def officer_home(visit: Visit) -> Response:
    """An officer's home page: what waits for her now, the overdue first."""
    wish = Wish(mine=True)
    found, _ = visit.do(lambda desk: _found(desk, visit, wish, None, AT_HOME))
    late = [each for each in found.turns if each.line.late]
    soon = [each for each in found.turns if not each.line.late]
    return visit.page(
        "queue/home.html",
        late=[row(visit, each) for each in late],
        soon=[row(visit, each) for each in soon],
        heads=HEADS,
        more=found.following is not None,
        queue=f"{visit.home}queue",
    )


def row(visit: Visit, turn: Turn) -> list[Any]:
    """The cells of a line: the reference, what it waits for, who has it, and by when."""
    line = turn.line
    due = due_words(line.due_at) if line.due_at else visit.t(N_("No date is set"))
    waits = visit.t(BALANCE if turn.balance else WAITS_FOR[_state(turn)])
    hers = visit.t(N_("It is for you")) if turn.hers else None
    step = "confirm" if turn.balance else ""
    return [
        {"text": line.reference, "href": f"{visit.home}asked/{line.asked_id}/{step}", "note": None},
        {"text": waits, "note": hers},
        stage_words(line.stage, visit.words) if line.stage in STAGE else line.stage,
        {"text": visit.t(N_("Late")), "tag": "govuk-tag--red", "note": due} if line.late else due,
    ]


def _state(turn: Turn) -> str:
    return "disputed" if turn.line.rung and turn.line.status == "open" else turn.line.status


def _found(desk: Desk, visit: Visit, wish: Wish, after: str | None, limit: int) -> tuple[Turns, frozenset[str]]:
    stages = stages_of(desk, {each.kind for each in visit.who.posts})
    return turns(desk, stages, wish, after, limit), stages


def _wish(visit: Visit) -> Wish:
    stage = visit.query("stage")
    return Wish(
        stage if stage in STAGES else None, late=visit.query("late") == "yes", mine=visit.query("whose") != "all"
    )


def _address(visit: Visit, **more: str) -> str:
    """This page with the same filters."""
    said = {name: visit.query(name) for name in ("stage", "late", "whose")}
    given = {name: each for name, each in {**said, **more}.items() if each}
    return f"{visit.at}?{urlencode(given)}" if given else visit.at
