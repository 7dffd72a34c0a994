"""What the services refuse, as a problem that tells no more than it may: alike for programs and for the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from gatekeeper.core.case import CaseErrors
from gatekeeper.doors.problems import RETRY_SECONDS, Detail, Problem, away, bad_input, not_there
from gatekeeper.services.cases.errors import CommandRefused, Conflict, Forbidden, NotThere, Unlawful
from gatekeeper.services.door import AWAY
from gatekeeper.services.importing import ImportErrors
from gatekeeper.services.record.errors import RecordRefused


class Changed(Conflict):
    """The case has changed since the version that the caller had before her."""


def refusal(error: CommandRefused) -> Problem:
    """What a command answered, as a problem: each kind of refusal has one status."""
    if isinstance(error, NotThere):
        return not_there()
    status, code = _kind(error)
    problems = [_stop(each) for each in error.stops] if isinstance(error, Unlawful) else []
    why, remedy = error.why.rstrip("."), error.remedy.rstrip(".")
    return Problem(status, code, "Not done", what=error.what, why=why, remedy=remedy, problems=problems)


def problem_of(error: Exception) -> Problem | None:
    """The problem that an expected failure is; None for one that nobody expects."""
    if isinstance(error, Problem):
        return error
    return next((make(error) for kind, make in _MAKERS.items() if isinstance(error, kind)), None)


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


def _record(error: Any) -> Problem:
    return Problem(409, "record", "Not done", what=error.what, why=error.why, remedy=error.remedy)


def _database(error: Any) -> Problem:
    del error
    return away("Answer the call", RETRY_SECONDS)


def _import(error: Any) -> Problem:
    """What is wrong with sheets: each place, and what to write instead. It names what the caller herself sent."""
    return bad_input(
        [
            Detail(
                place=".".join(str(part) for part in (each.file, each.line, each.column) if part),
                why=each.why,
                remedy=each.remedy,
            )
            for each in error.errors
        ]
    )


def _case(error: Any) -> Problem:
    return bad_input([Detail(place=each.place, why=each.why, remedy=each.remedy) for each in error.errors])


_MAKERS: Final[dict[type[Exception], Callable[[Any], Problem]]] = {
    CommandRefused: refusal,
    RecordRefused: _record,
    ImportErrors: _import,
    CaseErrors: _case,
    **dict.fromkeys(AWAY, _database),
}
"""How each expected failure of the services becomes a problem."""
