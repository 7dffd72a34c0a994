"""Stands before every page: a session that lives, a form that was sent from our own page, and nothing without them."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeVar
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gatekeeper.auth.own_path import own_path
from gatekeeper.doors.bodies import read_whole
from gatekeeper.doors.gate import Gate
from gatekeeper.doors.problems import RETRY_SECONDS, Problem, away, bad_input
from gatekeeper.doors.refusals import Changed, problem_of
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.door import AWAY
from gatekeeper.services.drafts import keep
from gatekeeper.services.sessions import State, WebSession, find
from gatekeeper.web.forms import Incomplete, Values
from gatekeeper.web.pages import Page
from gatekeeper.web.place import WebPlace
from gatekeeper.web.refused import problem_page
from gatekeeper.web.unseen import draft_key, stands_at, typed, whose
from gatekeeper.web.uploading import MANY, form_with_file, kind_of
from gatekeeper.web.visit import Visit

FORM: Final = "application/x-www-form-urlencoded"
_MOST_FIELDS: Final = 2_000
Endpoint = Callable[[Request], Awaitable[Response]]
T = TypeVar("T")


def guarded(page: Page, place: WebPlace, gate: Gate) -> Endpoint:
    """The page behind its guard."""

    async def answer(http_request: Request) -> Response:
        if place.watch is not None and not place.watch.answers:
            raise away("Show the page", RETRY_SECONDS)
        gate.check_address(http_request.scope)
        state, session = await run_in_threadpool(_session, place, http_request)
        if page.counted:
            gate.count_refused(http_request.scope)
        _check_sent_from_here(page, place, http_request)
        if page.before is not None and kind_of(http_request) == MANY:
            return await _with_file(page, place, gate, http_request, (state, session))
        sent = await _sent(page, http_request)
        if session is not None and state is State.LIVE:
            gate.count((session.issuer, session.subject), http_request.path_params.get("slug", ""))
            if page.sends:
                http_request.state.unhurried = True
                http_request.state.held.enter_context(gate.file((session.issuer, session.subject), "out"))
        async with gate.turn(http_request.path_params.get("slug", "")):
            return await run_in_threadpool(_answered, page, place, http_request, (state, session, sent, {}))

    return answer


_Sent = tuple[State | None, WebSession | None, Values, Mapping[str, UploadFile]]


async def _with_file(
    page: Page, place: WebPlace, gate: Gate, http_request: Request, who: tuple[State | None, WebSession | None]
) -> Response:
    """The page itself, for a form with a file: nothing of it is read before it is known that she may send one."""
    state, session = who
    if session is None or state is not State.LIVE:
        return await run_in_threadpool(_sign_in_first, place, http_request, session, {}, again=False)
    slug, caller = http_request.path_params.get("slug", ""), (session.issuer, session.subject)
    http_request.state.unhurried = True
    gate.count(caller, slug)
    http_request.state.held.enter_context(gate.file(caller, "in"))
    visit = Visit(place, http_request, session)
    async with gate.turn(slug):
        refused = await run_in_threadpool(_done, visit, page.before or page.handler)
    if refused is not None:
        return refused
    try:
        form, files = await form_with_file(http_request, place.files.intake)
    except Problem as problem:
        async with gate.turn(slug):
            answer = await run_in_threadpool(_refused, visit, problem, problem)
        answer.headers.update(problem.headers)
        return answer
    async with gate.turn(slug):
        return await run_in_threadpool(_answered, page, place, http_request, (state, session, form, files))


def _answered(page: Page, place: WebPlace, http_request: Request, sent: _Sent) -> Response:
    """The page itself, in a thread of its own."""
    state, session, form, files = sent
    live = session if state is State.LIVE else None
    if page.method == "POST" and session is not None and not _bears_token(session, form):
        if form.get("whose") == (whose(session),):
            _keep(place, http_request, session, form)
        why = "it was opened in another session than the one you are in now"
        remedy = "open the page again, where what you typed stands if it was yours, and send it from there"
        raise Problem(403, "foreign-form", "Not taken", why=why, remedy=remedy)
    if not page.open_to_all and (live is None or _is_stale(page, place, live)):
        return _sign_in_first(place, http_request, session, form, again=live is not None)
    visit = Visit(place, http_request, live, form, files)

    def handled(visit: Visit) -> Response:
        if page.method == "POST" and live is not None:
            _check_same_post(visit)
        return page.handler(visit)

    return _done(visit, handled)


def _done(visit: Visit, work: Callable[[Visit], T]) -> T | Response:
    """What the work comes to, or the page that says why it comes to nothing."""
    try:
        return work(visit)
    except Incomplete as problem:
        return visit.again(problem.errors)
    except Exception as error:
        found = problem_of(error)
        if found is None or isinstance(error, AWAY):
            raise
        return _refused(visit, error, found)


def _refused(visit: Visit, error: Exception, found: Problem) -> Response:
    """The form again with the reason, where there was one; else a page that says it."""
    if visit.asked is None or found.status in (404, 503):
        return problem_page(visit, found)
    details = [f"{each.place}: {each.why}" + (f" {each.remedy}" if each.remedy else "") for each in found.problems]
    said = f"{found.what}: {found.why}. {found.remedy[:1].upper()}{found.remedy[1:]}."
    errors = {str(n): text for n, text in enumerate([said, *details])}
    return visit.again(errors, found.status, changed=said if isinstance(error, Changed) else None)


def _session(place: WebPlace, http_request: Request) -> tuple[State | None, WebSession | None]:
    cookie = http_request.cookies.get(place.cookie)
    found = find(place.engine, place.sessions, place.clock(), cookie) if cookie else None
    return found or (None, None)


def _check_sent_from_here(page: Page, place: WebPlace, http_request: Request) -> None:
    """Raises Problem (403) for a form that another site sent."""
    if page.method != "POST":
        return
    origin, site = http_request.headers.get("origin"), http_request.headers.get("sec-fetch-site")
    if (origin is None and site is None) or origin not in (None, place.address) or site not in (None, "same-origin"):
        why = "it did not come from a page of this service"
        raise Problem(403, "foreign-form", "Not taken", why=why, remedy="open the page here, and send it from there")


def _bears_token(session: WebSession, form: Values) -> bool:
    """Whether a form carries the mark of her own session."""
    sent = form.get("csrf", ())
    return len(sent) == 1 and hmac.compare_digest(sent[0].encode(), session.csrf.encode())


def _check_same_post(visit: Visit) -> None:
    """Raises Problem (409) where she has gone over to another post since the form was opened."""
    acting = visit.value("acting")
    if "slug" in visit.path and acting and acting != visit.hidden["acting"]:
        why = "you act in another post, or for another councillor, than when you opened this form"
        raise Problem(409, "other-post", "Not taken", why=why, remedy="change back, or open the form again")


def _is_stale(page: Page, place: WebPlace, session: WebSession) -> bool:
    age = (place.clock() - session.authenticated_at).total_seconds()
    return page.fresh and age > place.sessions.fresh_seconds


def _sign_in_first(
    place: WebPlace, http_request: Request, session: WebSession | None, form: Values, *, again: bool
) -> Response:
    """To the sign-in and back to this page; what she had typed is kept as a draft until then."""
    lost = bool(typed(form)) and (session is None or not _keep(place, http_request, session, form))
    at = _form_at(http_request, form)
    query = http_request.url.query if http_request.method == "GET" else ""
    back = quote(at + (f"?{query}" if query else ""), safe="/")
    why = "lost" if lost else "again" if again else "away" if session is not None else ""
    return RedirectResponse(f"/sign-in?return_to={back}" + (f"&why={why}" if why else ""), 303)


def _keep(place: WebPlace, http_request: Request, session: WebSession, form: Values) -> bool:
    """Keep what she typed as a draft of the page on which the form stands; whether it could be kept."""
    if not typed(form):
        return True
    slug = http_request.path_params.get("slug", "")
    key = draft_key(_form_at(http_request, form), next(iter(form.get("acting", ())), ""))
    try:
        keep(place.engine, place.clock(), session.subject, session.issuer, slug, key, typed(form))
    except CommandRefused:
        return False
    return True


def _form_at(http_request: Request, form: Values) -> str:
    """The page on which the form stands: that of the address, or the one whose form was to be kept for later."""
    path, named = http_request.url.path, http_request.query_params.get("page", "")
    ours = path.endswith("/draft") and named.startswith(path.removesuffix("draft"))
    return own_path(named) if ours else stands_at(path, form)


async def _sent(page: Page, http_request: Request) -> Values:
    """What was sent, by field. Raises Problem (408, 413, 415, 422)."""
    if page.method != "POST":
        return {}
    if kind_of(http_request) != FORM:
        why, remedy = "only forms of our own pages are taken", "send it from the page"
        raise Problem(415, "not-a-form", "Not this kind of form", why=why, remedy=remedy)
    body = await (await read_whole(http_request)).body()
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise bad_input([]) from None
    return _gathered(pairs)


def _gathered(pairs: list[tuple[str, str]]) -> Values:
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), value)
    return found
