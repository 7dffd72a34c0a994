"""Once somebody is signed in: the councils that know her, in which post she acts, and where else she is signed in."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from gatekeeper.services.identity import SignedIn, councils_knowing
from gatekeeper.services.sessions import choose, end_everywhere, end_one, signed_in_at
from gatekeeper.web.forms import Choice, Field, Form, Incomplete
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes.sign_in import signed_out_answer
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
_POST: Final = "post"
_FOR: Final = "for"
_SELF: Final = "self"
_NAME: Final = "acting_as"
_TITLE: Final = N_("Change how you act")
_ASKED: Final = N_("In which post, or for whom, do you act?")
_LEAD: Final = N_("What you do is entered in the record under your own name, with the post or councillor chosen here.")
_MISSING: Final = N_("Choose one of them")


@PAGES.get("/", open_to_all=True)
def start(visit: Visit) -> Response:
    """The first page: straight to the one council that knows her, or a choice of several, or who can help."""
    if visit.session is None:
        return visit.see_other("/sign-in")
    known = councils_knowing(visit.place.engine, visit.session.subject)
    if len(known) == 1:
        return visit.see_other(f"/in/{known[0].slug}/")
    return visit.page("sign_in/start.html", councils=known, subject=visit.session.subject)


@PAGES.get("/sessions")
def sessions(visit: Visit) -> Response:
    """Where she is signed in."""
    place, known = visit.place, visit.known
    found = signed_in_at(place.engine, place.sessions, visit.now, known.issuer, known.subject)
    return visit.page("sign_in/sessions.html", places=found, here=known.id, hidden=visit.hidden)


@PAGES.post("/sessions")
def end_sessions(visit: Visit) -> Response:
    """Ends one session that is named, or every one with this one."""
    place, known, named = visit.place, visit.known, visit.value("session")
    if named and named != known.id:
        end_one(place.engine, visit.now, known.issuer, known.subject, named)
        return visit.see_other("/sessions", said="ended_there")
    end_everywhere(place.engine, visit.now, known.issuer, known.subject)
    return signed_out_answer(visit, "/signed-out")


@PAGES.get("/in/{slug}/acting")
def acting(visit: Visit) -> Response:
    """Asks in which post she acts, or for which councillor."""
    several = len(councils_knowing(visit.place.engine, visit.known.subject)) > 1
    back = ("/", N_("Change to another council")) if several else None
    return visit.ask(_form(visit.who), start={_NAME: (_now(visit.who),)}, back=back)


@PAGES.post("/in/{slug}/acting")
def change(visit: Visit) -> Response:
    """Keeps what she has chosen, for this council and this session."""
    form = _form(visit.who)
    if not form.fields:
        return visit.see_other(visit.home)
    visit.expect(form)
    chosen = visit.value(_NAME)
    if chosen not in {each.value for each in form.fields[0].choices}:
        raise Incomplete({_NAME: _MISSING})
    kind, _, name = chosen.partition(":")
    post, behalf_of = name if kind == _POST else None, name if kind == _FOR else None
    choose(visit.place.engine, visit.known.id, visit.slug, post, behalf_of)
    visit.forget_draft()
    return visit.see_other(visit.home, said="acting")


def _form(who: SignedIn) -> Form:
    posts = tuple(Choice(f"{_POST}:{each.id}", each.title) for each in who.posts)
    others = tuple(
        Choice(f"{_FOR}:{each}", name, N_("You act for this councillor.")) for each, name in _councillors(who)
    )
    herself = (Choice(_SELF, N_("As yourself, in your own office")),) if who.in_office else ()
    choices = (*herself, *posts, *others) if posts or others else ()
    if not choices:
        lead = N_("You hold no post here and act for nobody else, so there is nothing to choose: you act as yourself.")
        return Form(_TITLE, (), N_("Go on"), lead)
    return Form(_TITLE, (Field(_NAME, _ASKED, "radios", choices=choices, missing=_MISSING),), N_("Change"), _LEAD)


def _councillors(who: SignedIn) -> tuple[tuple[str, str], ...]:
    return tuple(zip(who.acts_for, who.names, strict=True))


def _now(who: SignedIn) -> str:
    actor = who.actor
    if not actor.behalf_of and not actor.post:
        return _SELF
    return f"{_FOR}:{actor.behalf_of}" if actor.behalf_of else f"{_POST}:{actor.post}"
