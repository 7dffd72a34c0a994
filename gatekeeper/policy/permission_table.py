"""The published page of who may do what with an asked document, written from the moves and the permissions alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gatekeeper.core.lifecycle import (
    Action,
    Ladder,
    OfficeAct,
    Ruling,
    Situation,
    Status,
    may_follow,
    reachable,
    situation,
)
from gatekeeper.policy.permission_loader import ACTIONS, PLACES, ROLES, STATUSES, UNASKED, PermissionRow
from gatekeeper.policy.permissions import Permissions

NOTHING: Final = "–"
NEVER_OCCURS: Final = "does not occur"
_NO_RULING: Final = "none"
_HEAD: Final = """\
# Who may do what with an asked document

This page is written by the program from its own rules; a test compares every cell. A request may name several
documents, and each has a life of its own. A step is possible where both parts of the page allow it: the first says what
can follow from where a document stands, the second who may do it. Under the second part, somebody with several roles
may do what any of them may, unless one of the absolute rules at the end speaks against one of them.
"""
_FOLLOWS: Final = """\
## What can follow

The ruling is the latest one. While the councillor's answer is awaited, no ruling can be given but a grant in full. A
ruling on a dispute waits until everyone whom the rung consults has been heard; a resolution needs its minute.
"""
_WHO: Final = """\
## Who may

What no cell names is not allowed. *Unasked* is before the request is made; what an officer does for the council that
concerns no asked document stands there too. Only what was determined can be disputed, so nothing unasked or unmatched
is ever on the dispute ladder.
"""
_ABSOLUTE: Final = """\
## Absolute rules

| rule | says | roles | at | status | may never | source |
|---|---|---|---|---|---|---|
"""
_Follows = dict[Situation, tuple[Action, ...]]


def published_table(permissions: Permissions, ladders: Iterable[Ladder]) -> str:
    """Return the page in Markdown, for every kind of state that these ladders lead to."""
    follows = follow_by_situation(ladders)
    parts = [_HEAD, _FOLLOWS, *_place_tables(follows), _WHO, *(_role_table(permissions, role) for role in ROLES)]
    denied = "".join(_absolute(row) for row in permissions.rows if row.effect == "deny")
    return "\n".join([*parts, _ABSOLUTE + denied])


def follow_by_situation(ladders: Iterable[Ladder]) -> _Follows:
    """What can follow in every kind of state that these ladders lead to, once everyone consulted was heard."""
    follows: _Follows = {}
    for ladder in ladders:
        everyone = frozenset(post for rung in ladder.rungs for post in rung.consults)
        for state in reachable(ladder):
            kind = situation(state, ladder)
            if kind not in follows:
                follows[kind] = may_follow(state, ladder, consulted=everyone)
    return follows


def _place_tables(follows: _Follows) -> Iterator[str]:
    for place in sorted({kind.place for kind in follows}, key=_by_life):
        rows = "".join(_status_rows(follows, place))
        yield f"### {place[0].upper()}{place[1:]}\n\n| status | ruling | can follow |\n|---|---|---|\n{rows}"


def _by_life(place: str) -> tuple[int, str]:
    order = ("being matched", "first determination", "dispute before an officer", "dispute before a committee")
    return next(number for number, start in enumerate(order) if place.startswith(start)), place


def _status_rows(follows: _Follows, place: str) -> Iterator[str]:
    for status in Status:
        by_cell: dict[tuple[Action, ...], list[str]] = {}
        for ruling in (None, *Ruling):
            cell = follows.get(Situation(place, status, ruling))
            if cell is not None:
                by_cell.setdefault(cell, []).append(_words(ruling) if ruling else _NO_RULING)
        for cell, rulings in by_cell.items():
            yield f"| {_words(status)} | {', '.join(rulings)} | {_listed(cell)} |\n"


def _role_table(permissions: Permissions, role: str) -> str:
    title = "FOI officer" if role == "foi_officer" else _words(role).capitalize()
    head = f"### {title}\n\n| status | first determination | dispute ladder |\n|---|---|---|\n"
    return head + "".join(
        f"| {_words(status)} | {' | '.join(_may(permissions, role, place, status) for place in PLACES)} |\n"
        for status in STATUSES
    )


def _may(permissions: Permissions, role: str, place: str, status: str) -> str:
    if place == "ladder" and status in (UNASKED, Status.UNMATCHED):
        return NEVER_OCCURS
    return _listed(act for act in (*Action, *OfficeAct) if permissions.cell(role, place, status, act))


def _absolute(row: PermissionRow) -> str:
    lists = (_all_or(row.roles, ROLES), _all_or(row.at, PLACES), _all_or(row.statuses, STATUSES))
    actions = _all_or(row.actions, ACTIONS)
    return f"| `{row.id}` | {row.sentence} | {' | '.join(lists)} | {actions} | {row.source} |\n"


def _all_or(words: tuple[str, ...], known: tuple[str, ...]) -> str:
    return "any" if words == known else _listed(words)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(_words(word) for word in words) or NOTHING


def _words(word: str) -> str:
    return word.replace("_", " ")
