"""One sentence for each passage and document, in words a councillor would use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gatekeeper.core.decision.results import CommonLaw, Outcome, PassageResult, RouteResult

if TYPE_CHECKING:
    from gatekeeper.core.decision.passage import Posts

POSITIONS: dict[str, str] = {
    "unsettled": "whether the councillor has standing at common law is itself unsettled",
    "excluded": "a rule says it should be withheld; the one who determines confirms that or departs from it",
    "strict": "strict need must be shown, with the monitoring officer and the data protection officer",
    "presumed": "her need to know is presumed; it is for the council to displace that",
    "need_shown": "the recorded findings show a need to know",
    "must_justify_in_specific_terms": "she must justify in specific terms why she needs it",
    "must_justify": "she must show why she needs it",
    "depends": "her position at common law depends on facts not yet known",
}

OUTCOMES: dict[str, str] = {
    "barred": "barred by law",
    "entitled": "open",
    "undetermined": "not yet determined",
    "refer": "for a person to decide",
    "not_entitled": "not entitled",
}


def passage_summary(
    outcome: Outcome,
    possible: tuple[Outcome, ...],
    routes: tuple[RouteResult, ...],
    position: CommonLaw | None,
    after_redaction: bool,
    posts: Posts,
) -> str:
    """The outcome of a passage in a sentence or two."""
    if outcome == "entitled":
        return _entitled(routes, after_redaction)
    if outcome == "barred":
        return _barred(routes)
    if outcome == "undetermined":
        options = " or ".join(OUTCOMES[each] for each in possible)
        return f"Not yet determined: facts not yet known would tell whether it is {options}. Nothing is released yet."
    if outcome == "refer":
        return _refer(routes, position, posts)
    return "Not entitled as of right. That is not a prohibition: public rights and freedom of information remain."


def _entitled(routes: tuple[RouteResult, ...], after_redaction: bool) -> str:
    opening = [route for route in routes if route.status == "open"]
    how = " after redaction of what is withheld beside it (owed by the proper officer)" if after_redaction else ""
    ways = "; and under ".join(f"{route.source}: {route.form}" for route in opening)
    return f"Open to her now{how} under {ways}."


def _barred(routes: tuple[RouteResult, ...]) -> str:
    others = [route.title for route in routes if route.status == "open" and route.kind != "common_law"]
    beside = f" The bar does not reach: {', '.join(others)}; the monitoring officer decides on that." if others else ""
    return f"Barred by law: held for the monitoring officer, whatever the need.{beside}"


def _refer(routes: tuple[RouteResult, ...], position: CommonLaw | None, posts: Posts) -> str:
    taken = "".join(f"{route.source} does not reach it. " for route in routes if _taken(route))
    doubts = [route for route in routes if route.status == "refer" and route.kind != "common_law"]
    if doubts:
        owner = (
            "the proper officer with the monitoring officer" if doubts[0].owner == "proper_officer" else doubts[0].owner
        )
        said = f"A point under {doubts[0].source} is for {owner.replace('_', ' ')} to decide."
        return taken + (f"{said} At common law {POSITIONS[position.position]}." if position else said)
    if position is None:
        return "For the monitoring officer to decide."
    said = POSITIONS[position.position]
    decider = f"For {posts.determined_by} to decide on need to know, with {posts.advised_by}: {said}."
    return " ".join([taken + decider, *(each.sentence for each in position.spoke if each.question in _MUST_BE_SAID)])


_MUST_BE_SAID = ("ground.unlawful", "condition.undertaking_refused", "need.hear_first")


def _taken(route: RouteResult) -> bool:
    return route.kind == "member" and route.status in ("blocked", "barred")


def document_summary(passages: tuple[PassageResult, ...]) -> str:
    """The widest lawful disclosure of a document, counted by passage."""
    counts: dict[str, int] = {}
    for passage in passages:
        counts[OUTCOMES[passage.outcome]] = counts.get(OUTCOMES[passage.outcome], 0) + 1
    parts = [f"{number} of {len(passages)} {words}" for words, number in counts.items()]
    return "Passages: " + ", ".join(parts) + "."
