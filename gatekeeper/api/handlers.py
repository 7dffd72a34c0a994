"""Turns everything that is raised while a call is answered into a problem that tells no more than it may."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from gatekeeper.api.problems import (
    MEDIA_TYPE,
    RETRY_SECONDS,
    Detail,
    Problem,
    away,
    bad_input,
    fault,
    not_there,
    refused_token,
)
from gatekeeper.auth import IssuerUnavailable, TokenRefused, challenge
from gatekeeper.core.case import CaseErrors
from gatekeeper.services.cases.errors import CommandRefused, Conflict, Forbidden, NotThere, Unlawful
from gatekeeper.services.door import AWAY
from gatekeeper.services.importing import ImportErrors
from gatekeeper.services.record.errors import RecordRefused

log: Final = logging.getLogger("gatekeeper.api")


class Changed(Conflict):
    """The case has changed since the version that the caller named with If-Match."""


def correlation_id(http_request: Request) -> str:
    """The random name of this call in the server's log."""
    return str(http_request.state.correlation_id)


def answer(problem: Problem, correlation: str) -> Response:
    """The answer to a call that meets a problem."""
    body = problem.document(correlation)
    return JSONResponse(body, problem.status, headers=problem.headers, media_type=MEDIA_TYPE)


def refusal(error: CommandRefused) -> Problem:
    """What a command answered, as a problem: each kind of refusal has one status."""
    if isinstance(error, NotThere):
        return not_there()
    status, code = _kind(error)
    problems = [_stop(each) for each in error.stops] if isinstance(error, Unlawful) else []
    why, remedy = error.why.rstrip("."), error.remedy.rstrip(".")
    return Problem(status, code, "Not done", what=error.what, why=why, remedy=remedy, problems=problems)


def _kind(error: CommandRefused) -> tuple[int, str]:
    if isinstance(error, Forbidden):
        return 403, "not-yours-to-do"
    if isinstance(error, Changed):
        return 412, "changed"
    if isinstance(error, Unlawful):
        return 422, "unlawful"
    return 409, error.code.replace("_", "-")


def _stop(stop: Any) -> Detail:
    place = stop.passage[1] if stop.passage else "the rulings as a whole"
    return Detail(place=place, why=f"{stop.what} {stop.why}", remedy=stop.remedy, source=stop.source)


def _command(http_request: Request, error: Any) -> Response:
    return answer(refusal(error), correlation_id(http_request))


def _problem(http_request: Request, error: Any) -> Response:
    return answer(error, correlation_id(http_request))


def _record(http_request: Request, error: Any) -> Response:
    problem = Problem(409, "record", "Not done", what=error.what, why=error.why, remedy=error.remedy)
    return answer(problem, correlation_id(http_request))


def _token(http_request: Request, error: Any) -> Response:
    told = challenge(error, http_request.app.state.place.metadata_address)
    return answer(refused_token(told, error.description), correlation_id(http_request))


def _issuer(http_request: Request, error: Any) -> Response:
    log.error("the issuer's keys cannot be had: %s", error.why, extra={"correlation_id": correlation_id(http_request)})
    return answer(away("Check the token", error.retry_after), correlation_id(http_request))


def _database(http_request: Request, error: Any) -> Response:
    told = {"correlation_id": correlation_id(http_request), "kind": type(error).__name__}
    log.error("the database does not answer", extra=told)
    return answer(away("Answer the call", RETRY_SECONDS), correlation_id(http_request))


def _input(http_request: Request, error: Any) -> Response:
    found = [Detail(place=".".join(map(str, each["loc"])), why=_why(each)) for each in error.errors()]
    return answer(bad_input(found), correlation_id(http_request))


def _why(problem: Any) -> str:
    """The reason in our own or the form's words, which repeat nothing of what was sent."""
    said = "it is not a field of this command" if problem["type"] == "extra_forbidden" else str(problem["msg"])
    return said.removeprefix("Value error, ").rstrip(".")


def _framework(http_request: Request, error: Any) -> Response:
    if error.status_code == 404:
        return answer(not_there(), correlation_id(http_request))
    if error.status_code == 405:
        why, remedy = "this address does not take that method", "use a method that the description of the API names"
        found = Problem(405, "method", "Not this method", why=why, remedy=remedy, headers=error.headers)
        return answer(found, correlation_id(http_request))
    known = error.status_code < 500
    found = bad_input([Detail(place="body", why="it cannot be read")]) if known else fault()
    return answer(found, correlation_id(http_request))


def _import(http_request: Request, error: Any) -> Response:
    """What is wrong with sheets: each place, and what to write instead. It names what the caller herself sent."""
    found = [
        Detail(
            place=".".join(str(part) for part in (each.file, each.line, each.column) if part),
            why=each.why,
            remedy=each.remedy,
        )
        for each in error.errors
    ]
    return answer(bad_input(found), correlation_id(http_request))


def _case(http_request: Request, error: Any) -> Response:
    found = [Detail(place=each.place, why=each.why, remedy=each.remedy) for each in error.errors]
    return answer(bad_input(found), correlation_id(http_request))


HANDLERS: Final[dict[type[Exception], Callable[[Request, Any], Response]]] = {
    CaseErrors: _case,
    CommandRefused: _command,
    HTTPException: _framework,
    ImportErrors: _import,
    IssuerUnavailable: _issuer,
    Problem: _problem,
    RecordRefused: _record,
    RequestValidationError: _input,
    TokenRefused: _token,
    **dict.fromkeys(AWAY, _database),
}


def handle_problems(app: FastAPI) -> None:
    """Answer every failure that is expected as a problem; what is not expected is answered at the doorway."""
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
