"""Signing in and out: the browser goes to the council's sign-in service and back; no token ever reaches it."""

from __future__ import annotations

import logging
import re
import secrets
from typing import Final
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from gatekeeper.auth.own_path import own_path
from gatekeeper.auth.sign_in import Identity, SignInFault, SignInRefused, Started
from gatekeeper.services.sessions import begin, end, find
from gatekeeper.services.sign_ins import OF_USE, Returning, keep_attempt, take_attempt
from gatekeeper.web.pages import Pages
from gatekeeper.web.sign_in_words import FAULTS, STATUS
from gatekeeper.web.visit import Visit

PAGES = Pages()
_BROWSER: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_ANSWER: Final = ("code", "state", "iss", "error")
_HERE: Final = frozenset({None, "none", "same-origin"})
_SILENT: Final = {"Referrer-Policy": "no-referrer"}
_WHY: Final = frozenset({"away", "again", "lost"})
_log = logging.getLogger("gatekeeper.sign_in")


@PAGES.get("/sign-in", open_to_all=True)
def sign_in(visit: Visit) -> Response:
    """The page from which somebody signs in: at first, after she was signed out, or again before a grave step."""
    back, why = own_path(visit.query("return_to")), visit.query("why") or ""
    if visit.session is not None and why == "away" and visit.session.nearly_over(visit.now):
        end(visit.place.engine, visit.now, _cookie(visit))  # her browser has counted down: she is away
        return visit.see_other(f"/sign-in?{urlencode({'return_to': back, 'why': why})}")
    if visit.session is not None and why != "again":
        return visit.see_other(back)
    known = why if why in _WHY else ""
    return visit.page("sign_in/sign_in.html", why=known, begin=_begin(back, why))


@PAGES.get("/sign-in/begin", open_to_all=True, counted=True)
def go(visit: Visit) -> Response:
    """To the sign-in service. What its answer is checked against is kept here, and bound to this very browser."""
    back, why = own_path(visit.query("return_to")), visit.query("why") or ""
    if visit.http_request.headers.get("sec-fetch-site") not in _HERE:
        return visit.see_other(f"/sign-in?{urlencode({'return_to': back})}")
    age = visit.place.sessions.fresh_seconds // 2 if why == "again" else None  # so that it stays recent for a while
    other = visit.query("as") == "other"
    try:
        started = visit.place.relying.start(max_age=age, prompt="select_account" if other else None)
    except SignInRefused as refused:
        return _failed(refused, back)
    return _sent_there(visit, started, back)


def _sent_there(visit: Visit, started: Started, back: str) -> Response:
    name = _browser_cookie(visit)
    held = visit.http_request.cookies.get(name, "")
    browser = held if _BROWSER.fullmatch(held) else secrets.token_urlsafe(32)
    keep_attempt(visit.place.engine, visit.now, started, browser, back)
    answer = RedirectResponse(started.url, 303, _SILENT)
    _keep_cookie(visit, answer, name, browser, int(OF_USE.total_seconds()))
    return answer


@PAGES.get("/sign-in/done", open_to_all=True)
def done(visit: Visit) -> Response:
    """The answer of the sign-in service. It counts once, in the browser in which the sign-in was begun."""
    asked = visit.http_request.query_params
    if any(len(asked.getlist(name)) > 1 for name in _ANSWER):
        return _failed(SignInRefused(SignInFault.UNKNOWN, "the answer holds something twice"), "/")
    state, browser = asked.get("state", ""), visit.http_request.cookies.get(_browser_cookie(visit))
    found = take_attempt(visit.place.engine, visit.now, state, browser)
    if found is None:
        return _failed(SignInRefused(SignInFault.UNKNOWN, "no such sign-in is under way in this browser"), "/")
    try:
        who = _who(visit, state, found)
    except SignInRefused as refused:
        return _failed(refused, found.return_to)
    return _signed_in(visit, who, found.return_to)


def _who(visit: Visit, state: str, found: Returning) -> Identity:
    asked = visit.http_request.query_params
    code, iss, error = (asked.get(name) for name in ("code", "iss", "error"))
    return visit.place.relying.finish(state=state, attempt=found.attempt, code=code, iss=iss, error=error)


def _signed_in(visit: Visit, who: Identity, back: str) -> Response:
    """A session with a new cookie; the one from before is ended. What was another person's is not gone back to."""
    place, before = visit.place, _cookie(visit)
    earlier = find(place.engine, place.sessions, visit.now, before)
    mine = earlier is None or (earlier[1].issuer, earlier[1].subject) == (who.issuer, who.subject)
    cookie, _ = begin(
        place.engine,
        place.sessions,
        visit.now,
        issuer=who.issuer,
        subject=who.subject,
        name=who.name,
        authenticated_at=who.authenticated_at,
        before=before,
        sub=who.sub,
    )
    _log.info("somebody signed in")
    answer = RedirectResponse(back if mine else "/", 303, _SILENT)
    _keep_cookie(visit, answer, place.cookie, cookie)
    return answer


@PAGES.get("/sign-in/failed", open_to_all=True)
def failed(visit: Visit) -> Response:
    """Why a sign-in did not succeed, and the way on. Nothing goes there by itself again, so nothing goes in circles."""
    said = visit.query("fault") or ""
    fault = SignInFault(said) if said in set(SignInFault) else SignInFault.UNKNOWN
    sentence, remedy = FAULTS[fault]
    again = "again" if fault is SignInFault.OLD else ""
    values = {"fault": fault.value, "sentence": sentence, "remedy": remedy, "why": again}
    values |= {"begin": _begin(own_path(visit.query("return_to")), again)}
    values |= {"correlation_id": str(visit.http_request.state.correlation_id)}
    return visit.page("sign_in/failed.html", STATUS.get(fault, 400), **values)


def _failed(refused: SignInRefused, back: str) -> Response:
    """To the page that says why; the address with the code in it stays in no history."""
    _log.warning(f"a sign-in was refused: {refused.why}", extra={"kind": refused.fault.value})
    query = urlencode({"fault": refused.fault.value, "return_to": back})
    return RedirectResponse(f"/sign-in/failed?{query}", 303, _SILENT)


@PAGES.get("/sign-out", open_to_all=True)
def leaving(visit: Visit) -> Response:
    """Asks whoever came by the address whether she means it."""
    if visit.session is None:
        return visit.see_other("/signed-out")
    return visit.page("sign_in/sign_out.html", hidden=visit.hidden)


@PAGES.post("/sign-out", open_to_all=True)
def sign_out(visit: Visit) -> Response:
    """Ends the session here, and goes on to the sign-in service so that she can end it there too."""
    place = visit.place
    end(place.engine, visit.now, _cookie(visit))
    there = place.relying.sign_out(f"{place.address}/signed-out") if visit.session is not None else None
    return signed_out_answer(visit, there or "/signed-out")


@PAGES.get("/signed-out", open_to_all=True)
def signed_out(visit: Visit) -> Response:
    """She is signed out."""
    if visit.session is not None:
        return visit.see_other("/")
    return visit.page("sign_in/signed_out.html")


def signed_out_answer(visit: Visit, where: str) -> Response:
    """An answer that lets the browser forget the session and whatever it had kept of the pages."""
    answer = RedirectResponse(where, 303, {**_SILENT, "Clear-Site-Data": '"cache", "storage"'})
    answer.delete_cookie(visit.place.cookie, path="/", secure=visit.place.secure, httponly=True, samesite="lax")
    return answer


def _keep_cookie(visit: Visit, answer: Response, name: str, value: str, seconds: int | None = None) -> None:
    """A cookie of this very host, which no script reads, and which no form of another site brings along."""
    secure = visit.place.secure
    answer.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")


def _cookie(visit: Visit) -> str | None:
    return visit.http_request.cookies.get(visit.place.cookie)


def _browser_cookie(visit: Visit) -> str:
    return f"{visit.place.cookie}-signin"


def _begin(back: str, why: str) -> str:
    asked = {"return_to": back, **({"why": why} if why == "again" else {})}
    return f"/sign-in/begin?{urlencode(asked)}"
