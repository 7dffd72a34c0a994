"""One passage: every route tried, the outcome, the position at common law, and what is owed besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from gatekeeper.core.answers import Answers, Rulebook
from gatekeeper.core.decision.changes import what_would_open
from gatekeeper.core.decision.outcome import BESIDE, possible_outcomes
from gatekeeper.core.decision.position import common_law
from gatekeeper.core.decision.results import CommonLaw, Outcome, PassageResult, RouteResult, Spoke, Status, Task
from gatekeeper.core.decision.status import possible_statuses, settled
from gatekeeper.core.decision.summary import passage_summary
from gatekeeper.core.decision.trace import silent_on, spoke_itself, spoke_on, unmet
from gatekeeper.core.decision.unknowns import questions_to_ask
from gatekeeper.core.facts import Facts
from gatekeeper.core.rules import Route

STATEMENT = "give the scrutiny committee a written statement of reasons"
STATEMENTS = (
    ("duty.reg17_statement", STATEMENT, "executive", "reg17"),
    ("duty.art10_statement", STATEMENT, "combined_authority", "art10"),
)
CONFIRMATION = (
    "duty.confirm_balance",
    "confirm the public-interest balance for this request",
    "proper_officer",
    "at_once",
)
CARE = (
    ("need.hear_first", "put the evidence to the councillor and hear her", "determiner"),
    ("need.narrow", "help her to narrow it, or stage it, or brief instead", "determiner"),
    ("notice.copying", "see to the protocol's rule on copying first", "determiner"),
    ("adviser.engaged", "take advice before it is determined", "adviser"),
)
_CLOCK = "clock"
_HasClocks = TypeVar("_HasClocks", RouteResult, Task)
CLOCKED: tuple[Status, ...] = ("open", "not_yet", "refer", "undetermined")


@dataclass(frozen=True)
class Subject:
    """One passage to decide: where it is, and every finding about it. ``prohibition`` cites what may forbid it."""

    document: str
    title: str
    passage: str
    pages: str
    facts: Facts
    label: str = ""
    prohibition: str = ""

    @cached_property
    def told(self) -> tuple[tuple[str, Any], ...]:
        """The findings in one order, by which like passages are known."""
        return tuple(sorted(self.facts.items()))


@dataclass(frozen=True, slots=True)
class Posts:
    """Who determines need to know in this council, and who advises, in words."""

    determined_by: str
    advised_by: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What the passages of a case have in common. ``clocks`` computes the deadlines of a named clock for a passage."""

    case: str
    council: str
    pack: str | None
    as_at: str
    calendars: tuple[str, ...]
    determined_by: str
    advised_by: str
    clocks: Callable[[str, Subject], tuple[dict[str, Any], ...]]
    incident: Callable[[Exception], str]


def decide_passage(subject: Subject, matter: Matter, rulebook: Rulebook, beside_withheld: bool) -> PassageResult:
    """Try every route on one passage. ``beside_withheld``: the document holds another passage she may not see.

    What follows from the findings alone is worked out once for each edition; the dates are this passage's own.
    """
    posts = Posts(matter.determined_by, matter.advised_by)
    undated = rulebook.recall(
        ("passage", subject.told, beside_withheld, posts),
        lambda: _undated({**subject.facts, BESIDE: beside_withheld}, posts, rulebook),
    )
    barred = undated.outcome == "barred" or "barred" in undated.could_be
    return replace(
        undated,
        passage=subject.passage,
        label=subject.label,
        pages=subject.pages,
        prohibition=subject.prohibition if barred else "",
        routes=tuple(_dated(each, subject, matter) for each in undated.routes),
        tasks=tuple(_dated(each, subject, matter) for each in undated.tasks),
        fallback=tuple(_dated(each, subject, matter) for each in undated.fallback),
    )


def _dated(found: _HasClocks, subject: Subject, matter: Matter) -> _HasClocks:
    """The same with the deadlines of the clock that it names."""
    if not found.clocks:
        return found
    clocks = tuple(each for named in found.clocks for each in matter.clocks(named[_CLOCK], subject))
    return replace(found, clocks=clocks)


def _undated(facts: Facts, posts: Posts, rulebook: Rulebook) -> PassageResult:
    """The result of any passage with these findings. In the place of each deadline stands the name of its clock."""
    work = _Work(posts, rulebook, rulebook.answer(facts), facts)
    possible = possible_outcomes(work.answers, rulebook.routes)
    outcome: Outcome = possible[0] if len(possible) == 1 else "undetermined"
    routes = tuple(work.route(route) for route in rulebook.routes)
    position = work.common_law(outcome, routes)
    after_redaction = outcome == "entitled" and work.only_by_practice(routes)
    return PassageResult(
        passage="",
        label="",
        pages="",
        outcome=outcome,
        could_be=possible,
        summary=passage_summary(outcome, possible, routes, position, after_redaction, posts),
        reasons=work.reasons(outcome, routes, position),
        routes=routes,
        opened_by=tuple(route.route for route in routes if route.status == "open"),
        opens_later_by=tuple(route.route for route in routes if route.status == "not_yet"),
        after_redaction=after_redaction,
        common_law=position,
        asks=work.asks(possible, routes),
        tasks=work.tasks(outcome, position),
        fallback=work.fallback(outcome),
        notices=work.yes("notice.use"),
        warnings=work.yes("warn.offence"),
        facts=tuple(sorted(facts.items())),
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """One passage in hand: its findings and the answers to them."""

    posts: Posts
    rulebook: Rulebook
    answers: Answers
    facts: Facts

    def value(self, question: str) -> bool | None:
        return self.answers[question].value

    def yes(self, question: str) -> tuple[Spoke, ...]:
        """The rules behind a question that is answered yes; none otherwise."""
        return spoke_itself(question, self.rulebook, self.answers) if self.value(question) is True else ()

    def route(self, route: Route) -> RouteResult:
        """The result of one route with every rule that spoke, what failed, and what would open it."""
        possible = possible_statuses(route, self.answers)
        status = settled(possible)
        failed = status in ("not_applicable", "not_yet", "blocked", "barred", "refer")
        provisional = status == "blocked" and self.value("duty.confirm_balance") is True
        tries = failed and not route.refers_always
        return RouteResult(
            route=route.name,
            title=route.title,
            kind=route.kind,
            source=route.source,
            status=status,
            could_be=possible,
            owner=self.posts.determined_by if route.kind in ("local", "common_law") else route.owner,
            form=route.form,
            charge=route.charge,
            spoke=self._spoke(route, status),
            silent=silent_on(route.right, self.rulebook, self.answers, self.facts) if status == "undetermined" else (),
            unmet=self._unmet(route, status),
            changes=what_would_open(route, self.rulebook, self.answers, self.facts) if tries else (),
            clocks=_clock(route.clock) if status in CLOCKED else (),
            reasons_to=route.reasons_to,
            provisional=provisional,
        )

    def only_by_practice(self, routes: tuple[RouteResult, ...]) -> bool:
        """Whether it is open only because the rest is redacted: every route that opens it speaks of the document."""
        whole = {route.name: route.whole_document for route in self.rulebook.routes}
        opening = [route.route for route in routes if route.status == "open"]
        return self.value("redact.practice") is True and all(whole[name] for name in opening)

    def _spoke(self, route: Route, status: Status) -> tuple[Spoke, ...]:
        spoke = {each.rule: each for each in spoke_on(route.right, self.rulebook, self.answers)}
        for name in (route.bar, route.block, route.doubt):
            found = spoke_on(name, self.rulebook, self.answers, helps=False) if name is not None else ()
            spoke.update({each.rule: each for each in found if each.rule not in spoke})
        if route.later is not None and status == "not_yet":
            spoke.update({each.rule: each for each in spoke_on(route.later, self.rulebook, self.answers)})
        return tuple(spoke.values())

    def _unmet(self, route: Route, status: Status) -> tuple[Any, ...]:
        failing = status in ("not_applicable", "not_yet")
        return unmet(route.right, self.rulebook, self.answers, self.facts) if failing else ()

    def common_law(self, outcome: Outcome, routes: tuple[RouteResult, ...]) -> CommonLaw | None:
        """The common-law position, where the passage is not open and the councillor has standing to ask."""
        standing = next(route for route in routes if route.kind == "common_law").status
        if outcome in ("entitled", "barred") or standing == "not_applicable":
            return None
        return common_law(self.rulebook, self.answers, self.facts, self.posts.determined_by, self.posts.advised_by)

    def reasons(
        self, outcome: Outcome, routes: tuple[RouteResult, ...], position: CommonLaw | None
    ) -> tuple[Spoke, ...]:
        """The rules that made the outcome; an outcome never stands without one."""
        if outcome == "barred":
            return self.yes("bar.passage")
        if outcome == "not_entitled":
            return (*self.yes("why.not_entitled"), *_against(routes, ("blocked",)))
        if outcome == "entitled":
            found = [each for route in routes if route.status == "open" for each in route.spoke if each.side == "for"]
            return _once((*found, *(self.yes("redact.practice") if self.only_by_practice(routes) else ())))
        if outcome == "refer":
            found = [
                *self.yes("refer.other_law"),
                *self.yes("redact.inseparable"),
                *_against(routes, ("refer", "blocked")),
            ]
            return _once((*found, *(position.spoke if position else ())))
        return _once(tuple(each for route in routes for each in route.silent))

    def asks(self, possible: tuple[Outcome, ...], routes: tuple[RouteResult, ...]) -> tuple[Any, ...]:
        """The questions whose answers would settle the passage, if it is not settled."""
        if len(possible) == 1:
            return ()
        waiting = {route.route for route in routes if route.status == "undetermined"}
        live = [route for route in self.rulebook.routes if route.name in waiting]
        return questions_to_ask(live, self.rulebook, self.answers, self.facts)

    def tasks(self, outcome: Outcome, position: CommonLaw | None) -> tuple[Task, ...]:
        """What is owed besides the answer, by whom and by when; statements to scrutiny whatever else opens it."""
        found = [self._task(*statement) for statement in STATEMENTS]
        if outcome != "entitled":
            found.append(self._task(*CONFIRMATION))
        if position is not None:
            owners = {"determiner": position.determined_by, "adviser": position.advised_by}
            found += [self._task(question, what, owners[owner], "local") for question, what, owner in CARE]
        return tuple(task for task in found if task is not None)

    def fallback(self, outcome: Outcome) -> tuple[Task, ...]:
        """The freedom of information or environmental duty for whatever is still withheld."""
        if outcome == "entitled":
            return ()
        foia = self._task("fallback.foia", "answer it as a freedom of information request", "foi_officer", "foia")
        eir = self._task("fallback.eir", "answer it as an environmental information request", "foi_officer", "eir")
        return tuple(task for task in (foia, eir) if task is not None)

    def _task(self, question: str, what: str, owner: str, clock: str) -> Task | None:
        if self.value(question) is False:
            return None
        rules = self.yes(question) or silent_on(question, self.rulebook, self.answers, self.facts)
        sure = self.value(question) is True
        words = what if sure else f"{what}, if it turns out that the rule applies"
        return Task(words, owner, rules, _clock(clock))


def _clock(name: str) -> tuple[dict[str, Any], ...]:
    return ({_CLOCK: name},)


def _against(routes: tuple[RouteResult, ...], statuses: tuple[Status, ...]) -> tuple[Spoke, ...]:
    found = [each for route in routes if route.status in statuses for each in route.spoke if each.side == "against"]
    return _once(tuple(found))


def _once(found: tuple[Spoke, ...]) -> tuple[Spoke, ...]:
    return tuple({each.rule: each for each in found}.values())
