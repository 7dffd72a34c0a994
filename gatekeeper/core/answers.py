"""What the rulebook answers: for each legal question yes, no or not yet known, with every rule that spoke."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from gatekeeper.core.facts import Facts, Vocabulary
from gatekeeper.core.rules import Question, Route, Rule

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: ``value`` True, False or None (not yet known).

    ``speaking_for`` and ``speaking_against`` are ids of rules whose conditions all certainly hold; ``silent_for``
    and ``silent_against`` of rules that only facts not yet known keep silent.
    """

    value: bool | None
    speaking_for: tuple[str, ...] = ()
    speaking_against: tuple[str, ...] = ()
    silent_for: tuple[str, ...] = ()
    silent_against: tuple[str, ...] = ()

    @property
    def applies(self) -> bool | None:
        """Whether the allow rules alone hold, whatever speaks against them."""
        if self.speaking_for:
            return True
        return None if self.silent_for else False


Answers = Mapping[str, Answer]
"""The answer to every question, by question name."""


class Rulebook(Protocol):
    """The written law, at one edition, as the core needs it."""

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of the edition's canonical text."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Every fact a rule may speak of."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in the order in which they are asked."""

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes in the order in which they are shown."""

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id."""

    def rules_on(self, question: str) -> tuple[Rule, ...]:
        """The rules that may speak on a question, in their written order."""

    def sides(self, question: str) -> Mapping[str, bool]:
        """The question and every one it rests on; True where yes helps the question to yes, False where it hinders."""

    def answer(self, facts: Facts) -> Answers:
        """Answer every question from these facts, for the record: two evaluators have agreed."""

    def explore(self, facts: Facts, questions: frozenset[str]) -> Mapping[str, bool | None]:
        """Answer some questions without a trace and not for the record: for *what would change this*."""

    def cone(self, question: str) -> frozenset[str]:
        """Every fact on which the answer to the question may depend."""

    def recall(self, key: Hashable, work: Callable[[], T]) -> T:
        """The result of the work, done once for each key: the key must hold all that the result depends on."""
