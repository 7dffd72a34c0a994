"""The first pages of asking: what is wanted, and which documents of the register; nothing is filed by them."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from starlette.responses import Response

from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.finding import agenda_for, bodies_to_choose, find_known, meetings_page, named
from gatekeeper.services.my_requests import Councillor, councillor_at
from gatekeeper.services.register_reading import ShownDocument, document_for
from gatekeeper.web.asking_answers import MOST, Answers, answers_of, drop_answers, keep_answers
from gatekeeper.web.asking_commands import Wanted
from gatekeeper.web.asking_questions import WHAT
from gatekeeper.web.asking_words import WHAT as KINDS_OF_REQUEST
from gatekeeper.web.pages import Pages
from gatekeeper.web.seeking import fields_of, seeking_of
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
FOUND_ON_A_PAGE: Final = 20
MEETINGS_ON_A_PAGE: Final = 30
OF_PAPERS: Final = frozenset({"look", "copy", "constituent"})
"""What is wanted of documents, so that they are looked for first."""
_NOTHING: Final = "nothing"


def asker(visit: Visit) -> Councillor | None:
    """The councillor who asks, or for whom it is asked; None: this person cannot ask here."""
    return visit.do(councillor_at)


def nobody(visit: Visit) -> Response:
    """The page for whoever cannot ask here: why, and what she can do instead."""
    return visit.page("asking/nobody.html", 403, several=bool(visit.who.acts_for))


@PAGES.get("/in/{slug}/ask")
def begin(visit: Visit) -> Response:
    """Where asking begins. Whatever was begun before is kept, and can be carried on or dropped."""
    if asker(visit) is None:
        return nobody(visit)
    answers = answers_of(visit)
    if not answers.count:
        return visit.see_other(f"{visit.home}ask/what")
    return visit.page("asking/begun.html", on=f"{visit.home}ask/find", **_chosen(visit, answers))


@PAGES.get("/in/{slug}/ask/what")
def what(visit: Visit) -> Response:
    """What is wanted."""
    if asker(visit) is None:
        return nobody(visit)
    answers = answers_of(visit)
    start = {"what": (answers.one("what"),)} if answers.given("what") else {}
    return visit.ask(WHAT, "asking/question.html", start=start, back=visit.home, later=False)


@PAGES.post("/in/{slug}/ask/what")
def say_what(visit: Visit) -> Response:
    """On to where such a thing is found or described."""
    if asker(visit) is None:
        return nobody(visit)
    given = visit.read(WHAT, Wanted, "asking/question.html", back=visit.home, later=False)
    if given.what == "elsewhere":
        return visit.see_other(f"{visit.home}ask/elsewhere")
    answers = answers_of(visit).having(what=given.what)
    keep_answers(visit, answers)
    visit.forget_draft()
    return visit.see_other(f"{visit.home}ask/{next_page(answers)}")


@PAGES.post("/in/{slug}/ask/drop")
def start_again(visit: Visit) -> Response:
    """Forget what was begun."""
    drop_answers(visit)
    return visit.see_other(f"{visit.home}ask/what", "dropped")


@PAGES.get("/in/{slug}/ask/drop")
@PAGES.get("/in/{slug}/ask/choose")
@PAGES.get("/in/{slug}/ask/remove")
def no_page(visit: Visit) -> Response:
    """Whoever comes back to where only a form is sent, such as after signing in again, goes on with asking."""
    return visit.see_other(f"{visit.home}ask/find")


@PAGES.get("/in/{slug}/ask/elsewhere")
def elsewhere(visit: Visit) -> Response:
    """Where service requests, complaints, complaints about a councillor and freedom of information go."""
    return visit.page("asking/elsewhere.html", back=f"{visit.home}ask/what")


@PAGES.get("/in/{slug}/ask/find")
def find(visit: Visit) -> Response:
    """Find documents of the register: only those of which she may know."""
    councillor = asker(visit)
    if councillor is None:
        return nobody(visit)
    answers = answers_of(visit)
    bodies = visit.do(bodies_to_choose)
    seeking = seeking_of(visit, bodies, kinds=False)
    found = None
    if seeking.is_narrowed or seeking.after:
        who, place = visit.who, visit.place
        wish = seeking.wish(FOUND_ON_A_PAGE)
        found = find_known(place.engine, who.council_id, who.actor, wish, clock=place.clock)
    values = fields_of(visit, seeking, bodies, kinds=False) | _chosen(visit, answers)
    following = seeking.following(visit.at, found.following) if found else None
    values["errors"] += nothing_ticked(visit) if found else ()
    at = seeking.address(visit.at)
    return visit.page("asking/find.html", councillor=councillor, found=found, following=following, at=at, **values)


@PAGES.get("/in/{slug}/ask/meetings")
def meetings(visit: Visit) -> Response:
    """The council's meetings, the latest first, of all bodies or of one."""
    if asker(visit) is None:
        return nobody(visit)
    bodies = visit.do(bodies_to_choose)
    body = next((each for each, _ in bodies if each == visit.query("body")), None)
    start = _number(visit.query("start"))
    page = visit.do(lambda desk: meetings_page(desk, body, start, MEETINGS_ON_A_PAGE))
    narrowed = f"body={body}&" if body else ""
    following = None if page.following is None else f"{visit.at}?{narrowed}start={page.following}"
    back = f"{visit.home}ask/find"
    return visit.page(
        "asking/meetings.html", meetings=page.meetings, bodies=bodies, body=body, following=following, back=back
    )


@PAGES.get("/in/{slug}/ask/meetings/{meeting_id}")
def meeting(visit: Visit) -> Response:
    """The agenda of a meeting, with those of its documents of which she may know. Raises NotThere."""
    if asker(visit) is None:
        return nobody(visit)
    answers, meeting_id = answers_of(visit), visit.path["meeting_id"]
    shown = visit.do(lambda desk: agenda_for(desk, meeting_id))
    back, chosen = f"{visit.home}ask/meetings", frozenset(answers.documents)
    return visit.page(
        "asking/meeting.html",
        agenda=shown,
        chosen=chosen,
        back=back,
        hidden=visit.hidden,
        errors=nothing_ticked(visit),
    )


@PAGES.post("/in/{slug}/ask/choose")
def choose(visit: Visit) -> Response:
    """Add documents to what is asked for. Raises NotThere for one of which she may not know."""
    answers, wanted = answers_of(visit), visit.form.get("document", ())
    if not wanted:
        back = _back_to(visit, "here" if visit.value("here") else "back")
        return visit.see_other(f"{back}{'&' if '?' in back else '?'}{_NOTHING}=yes")
    answers = answers.with_documents((*answers.documents, *wanted))
    require_room(answers)
    visit.do(lambda desk: [document_for(desk, each) for each in wanted])
    keep_answers(visit, answers)
    return visit.see_other(_back_to(visit))


@PAGES.post("/in/{slug}/ask/remove")
def remove(visit: Visit) -> Response:
    """Take a document or a description out of what is asked for."""
    answers, document, place = answers_of(visit), visit.value("document"), visit.value("description")
    left = tuple(each for each in answers.documents if each != document)
    described = tuple(each for n, each in enumerate(answers.descriptions) if str(n) != place)
    keep_answers(visit, answers.with_documents(left).with_descriptions(described))
    return visit.see_other(_back_to(visit))


def _chosen(visit: Visit, answers: Answers) -> dict[str, Any]:
    """What is asked for so far, as a page shows it; what is no longer there is taken out, and she is told."""
    known: tuple[ShownDocument, ...] = visit.do(lambda desk: named(desk, answers.documents))
    answers = answers.left_with(tuple(each.document_id for each in known))
    gone = answers.gone
    if gone:
        keep_answers(visit, answers.told())
    return {
        "chosen": known,
        "descriptions": answers.descriptions,
        "gone": gone,
        "what": KINDS_OF_REQUEST[answers.what],
        "hidden": visit.hidden,
    }


def require_room(answers: Answers) -> None:
    """Raises CommandRefused where one request would name too much."""
    if answers.count > MOST:
        why = f"one request names at most {MOST} documents and descriptions"
        raise CommandRefused("Add it", why, "send this request, and ask for the others in another")


def next_page(answers: Answers) -> str:
    """Where it goes on once it is said what is wanted: documents are looked for, all else is described."""
    return "find" if answers.what in OF_PAPERS or answers.count else "describe"


def nothing_ticked(visit: Visit) -> tuple[tuple[str, str], ...]:
    """What the summary of errors says where a form to choose was sent with nothing chosen."""
    return (("#found-1", N_("Tick at least one document")),) if visit.query(_NOTHING) else ()


def _back_to(visit: Visit, field: str = "back") -> str:
    """The page of finding that a field of the form names, as far as it is one of ours."""
    to, home = visit.value(field), f"{visit.home}ask/"
    parts = urlsplit(to)
    plain = to.isprintable() and to == parts.path + (f"?{parts.query}" if parts.query else "") and ".." not in to
    ours = parts.path in (f"{home}find", f"{home}answer") or parts.path.startswith(f"{home}meetings")
    return to if plain and ours else f"{home}find"


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) <= 6 else 0
