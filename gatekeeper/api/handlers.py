"""Turns everything that is raised while a call is answered into a problem that tells no more than it may."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from gatekeeper.auth import IssuerUnavailable, TokenRefused, challenge
from gatekeeper.core.case import CaseErrors
from gatekeeper.doors.problems import (
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
from gatekeeper.doors.refusals import problem_of
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.door import AWAY
from gatekeeper.services.importing import ImportErrors
from gatekeeper.services.record.errors import RecordRefused

log: Final = logging.getLogger("gatekeeper.api")


def correlation_id(http_request: Request) -> str:
    """The random name of this call in the server's log."""
    return str(http_request.state.correlation_id)


def answer(problem: Problem, correlation: str) -> Response:
    """The answer to a call that meets a problem."""
    body = problem.document(correlation)
    return JSONResponse(body, problem.status, headers=problem.headers, media_type=MEDIA_TYPE)


def _expected(http_request: Request, error: Any) -> Response:
    return answer(problem_of(error) or fault(), correlation_id(http_request))


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


HANDLERS: Final[dict[type[Exception], Callable[[Request, Any], Response]]] = {
    CaseErrors: _expected,
    CommandRefused: _expected,
    HTTPException: _framework,
    ImportErrors: _expected,
    IssuerUnavailable: _issuer,
    Problem: _expected,
    RecordRefused: _expected,
    RequestValidationError: _input,
    TokenRefused: _token,
    **dict.fromkeys(AWAY, _database),
}


def handle_problems(app: FastAPI) -> None:
    """Answer every failure that is expected as a problem; what is not expected is answered at the doorway."""
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
