"""Why a person must stand aside on this case, whatever her post: her own request, a relationship, an earlier ruling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from gatekeeper.core.actors.choice import Bar, BarCode
from gatekeeper.core.actors.situation import Function, Need
from gatekeeper.core.actors.standing import GROUP_LEADER, Standing
from gatekeeper.core.actors.target import Target, stage_of
from gatekeeper.core.pack import Pack

LAW = "Statement of law 5.3; the ordinary law on bias"
NO_VETO = "Statement of law 5.3: a group leader is consulted, and a veto is an irrelevant factor"
ABSENCE = "The council's record of absences"

_EVERY: frozenset[Function] = frozenset({"determine", "advise", "rule", "confirm", "clerk", "consult"})
_DECIDES: frozenset[Function] = _EVERY - {"consult"}
_IN_THE_MATTER: frozenset[BarCode] = frozenset(
    {"own_request", "assistant_on_request", "subject_of_document", "relationship"}
)
"""What keeps a person from any part in the matter; the other grounds keep her from one act after another."""


class _Ground(NamedTuple):
    code: BarCode
    functions: frozenset[Function]
    stands: Callable[[str, Standing], bool]
    why: str


_GROUNDS: tuple[_Ground, ...] = (
    _Ground(
        "own_request",
        _EVERY,
        lambda person, standing: person == standing.situation.requester,
        "This person made the request, and nobody acts on her own.",
    ),
    _Ground(
        "assistant_on_request",
        _EVERY,
        lambda person, standing: (
            person != standing.situation.requester
            and (person == standing.situation.assistant or standing.did(person, "asked"))
        ),
        "This person asked on the councillor's behalf, and nobody acts on a request she put.",
    ),
    _Ground(
        "subject_of_document",
        _EVERY,
        lambda person, standing: person in standing.subjects,
        "The document is about this person.",
    ),
    _Ground(
        "relationship",
        _DECIDES,
        lambda person, standing: person in standing.related,
        "A declared relationship stands.",
    ),
    _Ground(
        "relationship",
        frozenset({"consult"}),
        lambda person, standing: person in standing.related_otherwise,
        "A declared relationship stands.",
    ),
    # Whoever holds the document is the first decider: she can neither advise herself nor review her own decision.
    _Ground(
        "holds_document",
        frozenset({"advise", "rule"}),
        lambda person, standing: person in standing.holders or standing.did(person, "held"),
        "This person holds the document or held it on this case, so another advises and another rules.",
    ),
    _Ground(
        "ruled_before",
        frozenset({"determine", "advise", "rule", "clerk"}),
        lambda person, standing: standing.did(person, "ruled"),
        "This person has ruled on this case, and nobody rules on it twice.",
    ),
    _Ground(
        "determined_before",
        frozenset({"advise", "rule", "clerk"}),
        lambda person, standing: standing.did(person, "determined"),
        "This person determined the request, and nobody sits on her own decision.",
    ),
)


def bars_on(person: str, need: Need, target: Target, standing: Standing, pack: Pack | None) -> tuple[Bar, ...]:
    """Every reason for which this person may not do this act, however she is appointed."""
    found = _grounds(person, need.function, standing, pack)
    return (*found, *_as_leader(person, need, target, standing, pack), *_away(person, standing))


def aside(person: str, function: Function, standing: Standing, pack: Pack | None) -> tuple[Bar, ...]:
    """Every reason for which this person has no part in the matter at all, whatever she has done on it."""
    return tuple(bar for bar in _grounds(person, function, standing, pack) if bar.code in _IN_THE_MATTER)


def _grounds(person: str, function: Function, standing: Standing, pack: Pack | None) -> tuple[Bar, ...]:
    return tuple(
        Bar(person=person, why=ground.why, code=ground.code, source=_source(ground.code, pack))
        for ground in _GROUNDS
        if function in ground.functions and ground.stands(person, standing)
    )


def conflicts(bars: tuple[Bar, ...]) -> bool:
    """Whether something besides absence keeps the person from acting."""
    return any(bar.code != "absent" for bar in bars)


def _as_leader(person: str, need: Need, target: Target, standing: Standing, pack: Pack | None) -> Iterator[Bar]:
    """A group leader decides nothing as such. On a body she votes as a member, unless it is to consult her."""
    if need.function == "consult" or person not in standing.leaders:
        return
    stage = stage_of(need, pack)
    if target.is_body and (stage is None or GROUP_LEADER not in stage.consults):
        return
    why = "This person is a group leader: group leaders are consulted and do not decide."
    yield Bar(person=person, why=why, code="not_appointed", source=NO_VETO)


def _away(person: str, standing: Standing) -> Iterator[Bar]:
    if person in standing.away:
        yield Bar(person=person, why="This person is recorded as absent.", code="absent", source=ABSENCE)


def _source(code: BarCode, pack: Pack | None) -> str:
    if code != "relationship" or pack is None or not pack.conflict:
        return LAW
    return f"{LAW}; {pack.protocol}, {'; '.join(clause.cite for clause in pack.conflict)}"
