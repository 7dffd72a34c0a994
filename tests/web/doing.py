"""Doing an act in tests on the pages and through the API, in councils that are brought to where it begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx

from gatekeeper.services.cases.conversation import Said, ask_advice, ask_councillor
from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.cases.disputes import rule
from gatekeeper.services.cases.submit import Asking, submit
from gatekeeper.services.files import Files
from tests.api.calling import Service
from tests.documents.papers import paper
from tests.services.cases.walking import disputed_paper, disputed_ruling, granting, state
from tests.services.files.putting import put
from tests.services.world_making import Making
from tests.services.worlds import World
from tests.web.deciding import at
from tests.web.visiting import Given, Shown, Site

Case = tuple[str, str]
"""The ids of a request and of the first document that it asks for."""
PASSAGE: Final = "working_paper-whole"


@dataclass(frozen=True)
class Act:
    """One act: how a council is brought to where it begins, and how it is done through the pages and the API."""

    name: str
    before: Callable[[World, Files], Case]
    pages: Callable[[Site, Case], Any]
    api: Callable[[Service, Case], Any]
    reads: bool = False
    """It is itself a reading of a case, so its readings are compared."""


def by(prepared: Callable[[World], str]) -> Callable[[World, Files], Case]:
    """Brought there by what gives the id of an asked document."""

    def before(world: World, _: Files) -> Case:
        asked = prepared(world)
        return state(world, asked).request_id, asked

    return before


def waiting(world: World) -> str:
    """The working paper asked for, and before its director."""
    return world.submit("c1", "working_paper").asked[0]


def questioned(world: World) -> str:
    """The same, with a question put to the councillor."""
    asked = waiting(world)
    world.do("d1", lambda desk: ask_councillor(desk, asked, Said(words="For which duty?")))
    return asked


def advised_on(world: World) -> str:
    """The same, with advice asked for."""
    asked = waiting(world)
    world.do("d1", lambda desk: ask_advice(desk, asked, Said(words="May I withhold it?")))
    return asked


def described(world: World) -> str:
    """Something described, of which no document is named."""
    return world.do("c1", lambda desk: submit(desk, Asking(descriptions=("The note of the visit",)))).asked[0]


def unsettled(world: World) -> str:
    """Asked for a document of which a fact is not known that is the director's to find."""
    world.make(_unknown)
    return world.submit("c1", "unsettled").asked[0]


def _unknown(making: Making) -> None:
    making.document("unsettled", findings={"council_document": None}, body="employment", kind="other")


def refused_again(world: World) -> str:
    """A refusal that the first rung has left as it was."""
    asked = disputed_paper(world)
    world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    return asked


def nothing(_: World, __: Files) -> Case:
    """Nothing asked for at all."""
    return "", ""


def granted_copy(world: World, files: Files) -> Case:
    """A copy of the working paper granted; its file of two pages is kept."""
    put(world, files, "working_paper", paper(2))
    made = world.submit("c1", "working_paper")
    given = Rulings(passages=(granting(PASSAGE, form="whole_copy"),))
    world.do("d1", lambda desk: determine(desk, made.asked[0], given))
    return made.request_id, made.asked[0]


def form(who: str, step: str, fields: Mapping[str, Given]) -> Callable[[Site, Case], Shown]:
    """Fill in the form of that step and send it."""

    def fill(site: Site, case: Case) -> Shown:
        browser = site.sign_in(who)
        page = browser.get(at(case[1], step))
        done = browser.post(at(case[1], step), page.form(step).filled(fields))
        assert done.status == 200, done.words
        return done

    return fill


def call(who: str, step: str, given: Mapping[str, Any]) -> Callable[[Service, Case], Any]:
    """Send that command, in the post in which the pages let her act."""
    return lambda service, case: ok(service.step(who, case, step, dict(given), **in_her_post(service, who)))


def in_her_post(service: Service, who: str) -> dict[str, str]:
    """Which post is named where she holds one: her first, as on the pages."""
    posts = ok(service.get("/me", who)).json()["posts"]
    return {"Acting-As": posts[0]["id"]} if posts else {}


def ok(answer: httpx.Response) -> httpx.Response:
    assert answer.status_code in (200, 201), answer.text
    return answer
