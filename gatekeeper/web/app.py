"""Puts the pages together: their list, their guard and door, what draws them, and what is said when it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from gatekeeper.doors.call_log import CallLog, RouteNote
from gatekeeper.doors.doorway import SAFE, Doorway
from gatekeeper.doors.gate import Gate
from gatekeeper.doors.problems import RETRY_SECONDS, Problem, away, fault, not_there
from gatekeeper.services.door import AWAY
from gatekeeper.web.assets import static_file
from gatekeeper.web.guard import guarded
from gatekeeper.web.pages import Page, Pages
from gatekeeper.web.place import WebPlace
from gatekeeper.web.refused import bare_page
from gatekeeper.web.routes import EVERY
from gatekeeper.web.themes import theme_css

OWN: Final = ("/in/", "/static/", "/sign-", "/signed-", "/sessions", "/accessibility", "/privacy", "/cookies")
"""What the addresses of pages begin with, beside the very first one; the rest is the programs' door."""


def pages() -> Iterator[Page]:
    """Every page there is."""
    for every in EVERY:
        yield from every


def create_pages(place: WebPlace, every: tuple[Pages, ...] = EVERY) -> Starlette:
    """The pages over that place. It opens nothing and closes nothing of the place."""
    gate = Gate(place.limits)
    routes = [_route(page, place, gate) for each in every for page in each]
    routes += [
        Route("/static/theme/{slug}.css", _theme, methods=["GET"]),
        Route("/static/{digest}/{name}", _static, methods=["GET"]),
    ]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(CallLog),
            Middleware(Doorway, gate=gate, answer=_answering(place), safe=_safe(place)),
            Middleware(RouteNote),
        ],
        exception_handlers={
            HTTPException: _framework,
            Problem: _problem,
            **dict.fromkeys(AWAY, _away),
        },
    )
    app.router.redirect_slashes = False
    app.state.place = place
    return app


def _route(page: Page, place: WebPlace, gate: Gate) -> Route:
    return Route(page.path, guarded(page, place, gate), methods=[page.method])


def _safe(place: WebPlace) -> tuple[tuple[bytes, bytes], ...]:
    """The headers of every page: no script but our own, no frame, no other site, nothing kept."""
    said = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"connect-src 'self'; form-action 'self' {' '.join(sorted(place.relying.origins))}; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    own = {
        b"content-security-policy": said.encode(),
        b"referrer-policy": b"same-origin",
        b"cross-origin-opener-policy": b"same-origin",
        b"permissions-policy": b"camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    return tuple({**dict(SAFE), **own}.items())


class Front:
    """Stands before both doors: what begins like a page's address goes to the pages, the rest to the programs."""

    def __init__(self, programs: ASGIApp, pages: ASGIApp) -> None:
        self._programs, self._pages = programs, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on."""
        path = scope.get("path", "")
        ours = scope["type"] == "http" and (path == "/" or path.startswith(OWN))
        await (self._pages if ours else self._programs)(scope, receive, send)


def _answering(place: WebPlace) -> Callable[[Problem, str], Response]:
    def answer(problem: Problem, correlation: str) -> Response:
        return bare_page(place.look, problem, correlation)

    return answer


def _correlation(http_request: Request) -> str:
    return str(http_request.state.correlation_id)


def _problem(http_request: Request, error: Exception) -> Response:
    found = error if isinstance(error, Problem) else fault()
    return bare_page(http_request.app.state.place.look, found, _correlation(http_request))


def _away(http_request: Request, error: Exception) -> Response:
    del error
    return _problem(http_request, away("Show the page", RETRY_SECONDS))


def _framework(http_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _problem(http_request, fault() if status >= 500 else not_there())


def _static(http_request: Request) -> Response:
    return static_file(http_request.path_params["digest"], http_request.path_params["name"])


def _theme(http_request: Request) -> Response:
    theme = http_request.app.state.place.themes.get(http_request.path_params["slug"])
    if theme is None:
        raise not_there()
    return Response(theme_css(theme), media_type="text/css", headers={"Cache-Control": "public, max-age=300"})
