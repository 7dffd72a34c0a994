"""What a route comes to on a passage: the certain status, or every status that is still possible."""

from __future__ import annotations

from gatekeeper.core.answers import Answer, Answers
from gatekeeper.core.decision.results import Status
from gatekeeper.core.rules import Route

_NO = Answer(False)


def possible_statuses(route: Route, answers: Answers) -> tuple[Status, ...]:
    """Every status the route may still turn out to have, in the order of law; exactly one when it is settled.

    What is barred or blocked now does not open later either, so it is not shown as *not yet*.
    """
    applies = answers[route.right].applies
    later, bar, block, doubt = (_value(name, answers) for name in (route.later, route.bar, route.block, route.doubt))
    possible: list[Status] = []
    if applies is not True:
        possible += ["not_applicable"] if later is not True else []
        possible += _down(("barred", bar), ("blocked", block), last="not_yet") if later is not False else []
    if applies is not False:
        doubtful = True if route.refers_always else doubt
        possible += _down(("barred", bar), ("blocked", block), ("refer", doubtful), last="open")
    if answers[route.right].value is False and len(possible) > 1:
        possible = [status for status in possible if status != "open"]
    return tuple(dict.fromkeys(possible))


def _down(*ladder: tuple[Status, bool | None], last: Status) -> list[Status]:
    possible: list[Status] = []
    for status, value in ladder:
        if value is not False:
            possible.append(status)
        if value is True:
            return possible
    return [*possible, last]


def settled(possible: tuple[Status, ...]) -> Status:
    """The one status, or ``undetermined`` where facts not yet known would decide between several."""
    return possible[0] if len(possible) == 1 else "undetermined"


def _value(name: str | None, answers: Answers) -> bool | None:
    return _NO.value if name is None else answers[name].value
