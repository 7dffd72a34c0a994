"""The page of a problem: what could not be done, why, and what to do; alike for all that must look alike."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response

from gatekeeper.doors.problems import Problem
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.web.look import Look
from gatekeeper.web.visit import Visit


def problem_page(visit: Visit, problem: Problem) -> Response:
    """The page of a problem within a visit. Unknown and forbidden councils, cases and documents look alike."""
    correlation = str(visit.http_request.state.correlation_id)
    values = {"problem": problem, "correlation_id": correlation}
    try:
        answer = visit.page("problem.html", problem.status, **values)
    except CommandRefused:
        return bare_page(visit.place.look, problem, correlation)
    answer.headers.update(problem.headers)
    return answer


def bare_page(look: Look, problem: Problem, correlation: str) -> Response:
    """The same where it is not known who reads it."""
    text = look.render("problem.html", problem=problem, correlation_id=correlation)
    return HTMLResponse(text, problem.status, headers=problem.headers)
