"""What remains where nobody on the list may act, in words: it is never silently nobody."""

from __future__ import annotations

from gatekeeper.core.actors.choice import Candidate
from gatekeeper.core.actors.situation import Function, Need
from gatekeeper.core.actors.target import MONITORING_OFFICER, Target, stage_of
from gatekeeper.core.pack import Pack

_REMAINS: dict[Function, str] = {
    "determine": "The chief executive, or where she is concerned herself the council, names another director or "
    "officer who has no part in the matter (Local Government Act 1972 s.101).",
    "advise": "The council takes advice from an outside adviser, such as counsel, who has no part in the matter.",
    "rule": "The council names an alternate under Local Government Act 1972 s.101: a committee, or an officer who took "
    "no part. If it names none the route within the council ends here, and judicial review remains.",
    "confirm": "The council appoints another proper officer for this purpose (Local Government Act 1972 s.270(3)).",
    "clerk": "The proper officer names another officer of democratic services who took no part.",
    "consult": "Record that the group leader could not be heard, and hear whoever speaks for the group instead. The "
    "decision does not depend on her agreement.",
}
_BY_MONITORING_OFFICER = (
    "The monitoring officer nominates another deputy who took no part (Local Government and Housing Act 1989 s.5(7)), "
    "or the council authorises another officer or an outside adviser's recommendation is put to it (Local Government "
    "Act 1972 s.101)."
)
_BY_BODY = (
    "Nobody on this body is free to sit. The council appoints other members to it; where too few could sit at all, "
    "members ask for dispensation (Localism Act 2011 s.33)."
)
_BY_LEADER = "A group leader is consulted and never decides: name the post the protocol gives the decision to."
_NOT_HOLDER = "Another post holds the document: pass the request to it, for only the holder determines."


def what_remains(candidates: list[Candidate], need: Need, target: Target, pack: Pack | None) -> str | None:
    """What is to be done where nobody may act; None where somebody may."""
    if candidates:
        return None
    return _first_words(need, target) + _next_rung(need, pack)


def _first_words(need: Need, target: Target) -> str:
    if not target.posts:
        return _NOT_HOLDER
    if target.kind == "group_leader" and need.function != "consult":
        return _BY_LEADER
    if target.is_body:
        return _BY_BODY
    if target.kind == MONITORING_OFFICER and need.function == "rule":
        return _BY_MONITORING_OFFICER
    return _REMAINS[need.function]


def _next_rung(need: Need, pack: Pack | None) -> str:
    """A dispute nobody may rule on need not wait: the protocol's next rung is there."""
    stage = stage_of(need, pack)
    if need.function != "rule" or pack is None or stage is None or stage.final:
        return ""
    following = pack.ladder[need.rung]
    return f" Failing that it goes on to {following.title} ({pack.protocol}, {following.cite})."
