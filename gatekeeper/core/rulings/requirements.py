"""What must be found before a passage can be determined, and by whom: the officer's task list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.core.decision.passage import CONFIRMATION, STATEMENT
from gatekeeper.core.decision.results import PassageResult
from gatekeeper.core.pack import Pack
from gatekeeper.core.rulings.in_hand import STATUTORY, found_before
from gatekeeper.core.rulings.necessary import QUESTIONS, necessary

DEFAULT_DETERMINER = "director"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that must be found or done first.

    ``fact`` is the fact of the vocabulary, the field of ``Need``, or the name of the act. ``whose`` is a post (or the
    councillor). ``kind`` tells what answers it: a *fact* is found and the case decided again, a *finding* goes into
    ``Need``, a *point* is settled on a route, an *act* is done and recorded.
    """

    fact: str
    question: str
    whose: str
    source: str
    kind: str


def requirements(result: PassageResult, pack: Pack | None) -> tuple[Requirement, ...]:
    """Everything still to be found or done before the passage can be determined; nothing where it is open to her.

    A statute that opens a passage asks nothing of her, so no need is asked there (statement of law 6.5 (1)).
    """
    if result.outcome == "entitled":
        return ()
    determiner = pack.determiner.post if pack and pack.determiner else DEFAULT_DETERMINER
    found = (*_facts(result), *_bar(result), *_points(result), *_duties(result))
    return (*found, *_findings(result, determiner), *_advice(result, pack))


def _facts(result: PassageResult) -> Iterator[Requirement]:
    for ask in result.asks:
        yield Requirement(ask.fact, ask.question, ask.supplier, ask.source, "fact")


def _bar(result: PassageResult) -> Iterator[Requirement]:
    if result.outcome == "barred":
        question = "Does the bar stand, or does the monitoring officer clear it, and why?"
        source = result.prohibition or "Local Government Act 1972 s.100A(2)-(3); SI 2012/2089 reg 20(1)"
        yield Requirement("clearance", question, "monitoring_officer", source, "act")


def _points(result: PassageResult) -> Iterator[Requirement]:
    """Points of a statute that the law leaves to a person, each with the route's owner."""
    for route in result.routes:
        beside = result.outcome == "refer" and route.status == "open"
        if route.kind in STATUTORY and (route.status == "refer" or beside):
            doubts = " ".join(each.sentence for each in route.spoke if each.side == "against")
            question = f"Does {route.source} open it to her? {doubts}".strip()
            yield Requirement(route.route, question, route.owner, route.source, "point")


def _duties(result: PassageResult) -> Iterator[Requirement]:
    """The balance to be confirmed and the statement owed to scrutiny, where it is certain that they are owed."""
    for task in result.tasks:
        source = "; ".join(dict.fromkeys(rule.source for rule in task.rules))
        if task.what == CONFIRMATION[1]:
            question = "Does the public-interest balance still hold for this request, and why?"
            yield Requirement("balance_confirmed", question, task.owner, source, "act")
        if task.what == STATEMENT:
            question = "If it is withheld: has the scrutiny committee the written statement of reasons?"
            yield Requirement("statement_to_scrutiny", question, task.owner, source, "act")


def _findings(result: PassageResult, determiner: str) -> Iterator[Requirement]:
    if result.common_law is None:
        return
    for name in (*necessary(result), "least_form_that_suffices"):
        question = QUESTIONS[name]
        if found_before(result, name) is None:
            whose = determiner if question.whose == "determiner" else question.whose
            yield Requirement(name, question.asks, whose, question.source, "finding")


def _advice(result: PassageResult, pack: Pack | None) -> Iterator[Requirement]:
    """Advice to be taken: where the rules call for it, or the protocol always has it taken."""
    common_law = result.common_law
    always = [each for each in pack.adviser if each.engaged == "always"] if pack else []
    if common_law is None or not (always or common_law.adviser_needed is True):
        return
    sources = [each.source for each in common_law.spoke if each.question == "adviser.engaged"]
    source = f"protocol {always[0].cite}" if always else "; ".join(dict.fromkeys(sources)) or "Statement of law 5.3"
    posts = list(dict.fromkeys(post for each in (pack.adviser if pack else ()) for post in each.posts))
    if "strict" in common_law.could_be:
        posts = list(dict.fromkeys((*posts, "monitoring_officer", "data_protection_officer")))
    for post in posts or ["monitoring_officer"]:
        yield Requirement("advice", "What does the adviser recommend, and why?", post, source, "act")
