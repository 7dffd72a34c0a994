"""What waits for officers: the asked documents a person has a part in, by when each is due, and whose turn each is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from heapq import merge
from typing import Final

from gatekeeper.core.lifecycle import MATCHING, PENDING, STAGES, Status
from gatekeeper.services.cases.desk import Desk, can_see, state_of
from gatekeeper.services.cases.queue import LONGEST_PAGE, Waiting, queue
from gatekeeper.services.cases.situating import BODIES
from gatekeeper.services.officers.balances import balance_waits, unconfirmed
from gatekeeper.services.officers.reach import Reach, reach_of
from gatekeeper.storage import tables

MOST_LOOKED_AT: Final = 2 * LONGEST_PAGE
"""How many lines are looked at for one page, at most; of more, she chooses a stage."""
_EVERYWHERE: Final = frozenset({"monitoring_officer", "deputy_monitoring_officer", "proper_officer"})
"""Posts with a part in cases at every stage: they advise, find and confirm."""
_PREPARING: Final = frozenset({"officer", "senior_officer"})
_PENDING: Final = frozenset(each.value for each in PENDING)
_FAR: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wish:
    """What she wants to see: of one stage (None: all of hers), only what is late, only what waits for herself."""

    stage: str | None = None
    late: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of what waits. ``hers``: it waits for the person at the desk, and not for somebody else's step.

    ``balance``: what she is to do is to say whether a balance holds for it, whoever decides it then.
    """

    line: Waiting
    hers: bool
    balance: bool = False


@dataclass(frozen=True, slots=True)
class Turns:
    """A page of them, the earliest due first. ``following``: the next page starts after this one; None at the end.

    ``cut``: there may be more than was looked at, and nothing on this page to start after.
    """

    turns: tuple[Turn, ...]
    following: str | None
    cut: bool = False


def stages_of(desk: Desk, kinds: Collection[str]) -> frozenset[str]:
    """The stages at which somebody with posts of these kinds can have a part; without any, those that consult."""
    held, pack = set(kinds), desk.pack
    if not held:
        return frozenset(each.post for each in desk.ladder.rungs if each.consults)
    advisers = {post for each in (pack.adviser if pack else ()) for post in each.posts}
    if held & (_EVERYWHERE | advisers):
        return frozenset(STAGES)
    found = {MATCHING} | (held & set(STAGES))
    found |= {"director", "head_of_service"} if held & _PREPARING else set()
    return frozenset(found | (BODIES if "clerk" in held else set()))


def turns(desk: Desk, stages: Collection[str], wish: Wish, after: str | None, limit: int) -> Turns:
    """A page of what is pending at these stages, she may see and she wishes to see; the undated last.

    ``after`` is the asked document with which the page before ended.
    """
    start = _place(desk, after)
    found: list[Turn] = []
    lines = _from(desk, _wished(stages, wish), start, reach_of(desk) if wish.mine else None)
    for looked, line in enumerate(lines):
        if (wish.late and not line.late) or looked == MOST_LOOKED_AT:
            cut = looked == MOST_LOOKED_AT
            return Turns(tuple(found), found[-1].line.asked_id if cut and found else None, cut and not found)
        turn = _turn(desk, line)
        if turn is None or (wish.mine and not turn.hers):
            continue
        if len(found) == limit:
            return Turns(tuple(found), found[-1].line.asked_id)
        found.append(turn)
    return Turns(tuple(found), None)


def heard_on(desk: Desk, limit: int) -> tuple[Turn, ...]:
    """The disputes on which the person at the desk is to be heard as leader of a group; none for anybody else."""
    if desk.actor.person is None or not desk.register.all(
        tables.PoliticalPost, person_id=desk.actor.person, post="group_leader"
    ):
        return ()
    return turns(desk, stages_of(desk, ()), Wish(mine=True), None, limit).turns


def is_hers(roles: Collection[str], asked: tables.AskedDocument) -> bool:
    """Whether the next step on it is for somebody with these roles: to match, to advise, to be heard, or to decide."""
    if asked.status == Status.UNMATCHED:
        return "proper_officer" in roles
    if asked.status == Status.AWAITING_ADVICE:
        return "adviser" in roles
    if asked.status != Status.OPEN:
        return False
    if asked.rung:
        return bool({"arbiter", "clerk", "consultee"} & set(roles))
    return "decider" in roles or asked.stage in roles


def _wished(stages: Collection[str], wish: Wish) -> list[str]:
    return sorted(set(stages) & ({wish.stage} if wish.stage else set(stages)))


_Key = tuple[datetime, str]


def _place(desk: Desk, after: str | None) -> _Key | None:
    """Where in the order that asked document stands, also if nothing is pending on it any more."""
    asked = desk.cases.asked(after) if after else None
    return _order(asked.due_at, asked.id) if asked else None


def _order(due_at: datetime | None, asked_id: str) -> _Key:
    return (due_at.replace(tzinfo=due_at.tzinfo or UTC) if due_at else _FAR, asked_id)


def _key(line: Waiting) -> _Key:
    return _order(line.due_at, line.asked_id)


def _from(desk: Desk, stages: Collection[str], start: _Key | None, reach: Reach | None) -> Iterator[Waiting]:
    """The pending lines of these stages after a place, in one order; only those within her reach, where it is given."""
    for line in merge(*(_pending(desk, stage, reach) for stage in stages), key=_key):
        if start is None or _key(line) > start:
            yield line


def _pending(desk: Desk, stage: str, reach: Reach | None) -> Iterator[Waiting]:
    statuses, offset = _PENDING if reach is None else reach.statuses(stage), 0
    of = partial(queue, desk.session, desk.tx.council_id, desk.tx.now, stage=stage, statuses=statuses)
    while statuses and (page := of(limit=LONGEST_PAGE, offset=offset)):
        confirms = reach is not None and reach.confirms
        balances = _balances(desk, stage, statuses, offset) if confirms else frozenset()
        offset += len(page)
        yield from (each for each in page if reach is None or reach.covers(each) or each.asked_id in balances)


def _balances(desk: Desk, stage: str, statuses: Collection[str], offset: int) -> frozenset[str]:
    """Of which lines (ids of asked documents) of that page a balance may wait to be confirmed."""
    rows = desk.cases.pending(statuses, stage=stage, holder_post=None, limit=LONGEST_PAGE, offset=offset)
    return unconfirmed(desk, [asked for asked, _ in rows])


def _turn(desk: Desk, line: Waiting) -> Turn | None:
    """The line with whose turn it is; None where the person at the desk may not see the case."""
    asked, request = desk.cases.asked(line.asked_id), desk.cases.request(line.request_id)
    if asked is None or request is None:
        return None
    roles = desk.roles(request, asked)
    if not can_see(roles, state_of(asked)):
        return None
    hers = is_hers(roles, asked)
    balance = not hers and balance_waits(desk, request, asked, roles)
    return Turn(line, hers or balance, balance)
