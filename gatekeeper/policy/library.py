"""The policy library on disk: finds and reads the whole written law once, and builds rulebooks from it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from gatekeeper.core.facts import Vocabulary
from gatekeeper.core.pack import Pack
from gatekeeper.core.rules import Question, Route, Rule
from gatekeeper.locate import locate
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.loader import check_rules, load_questions, load_routes, load_rules
from gatekeeper.policy.model import read_model
from gatekeeper.policy.rulebook import EditionRulebook
from gatekeeper.policy.vocabulary import load_vocabulary

LAW_FOLDERS = ("england", "common_law")
FIRST_EDITION = date(2018, 5, 25)
"""The first day whose whole law is encoded (the Data Protection Act 2018 is the latest instrument relied on)."""


@dataclass(frozen=True)
class Law:
    """The written law without any council's protocol: every rule, whenever it is in force."""

    model: str
    vocabulary: Vocabulary
    questions: tuple[Question, ...]
    routes: tuple[Route, ...]
    rules: tuple[Rule, ...]

    def edition(self, on: date, added: tuple[Rule, ...] = (), pack: Pack | None = None) -> Edition:
        """The edition of one day, with a council's own rules added. Only rules in force on that day are in it.

        Raises PolicyError for a day before the law that is encoded here began.
        """
        if on < FIRST_EDITION:
            place, why = f"the edition of {on}", f"the law before {FIRST_EDITION} is not encoded"
            raise PolicyError(place, why, "decide as at a later day, or ask the monitoring officer")
        rules = tuple(rule for rule in (*self.rules, *added) if rule.in_force(on))
        return Edition(self.model, self.vocabulary, self.questions, self.routes, rules, pack)


def read_law(policies: Path, models: Path) -> Law:
    """Read and check the law in these folders. Raises PolicyError on anything unclear."""
    vocabulary = load_vocabulary(policies / "facts")
    questions = load_questions(policies / "questions.toml")
    rules = tuple(rule for folder in LAW_FOLDERS for rule in load_rules(policies / folder, folder))
    check_rules(rules, questions, vocabulary)
    routes = load_routes(policies / "routes.toml", questions)
    return Law(read_model(models / "legal_question.conf"), vocabulary, questions, routes, rules)


@lru_cache(maxsize=1)
def law() -> Law:
    """The law that is shipped, read once a process."""
    return read_law(locate("policies"), locate("models"))


class Rulebooks:
    """One rulebook for each edition in use, built once, however many councils and threads ask for it."""

    def __init__(self) -> None:
        self._by_digest: dict[str, EditionRulebook] = {}
        self._building = threading.Lock()

    def of(self, edition: Edition) -> EditionRulebook:
        """The rulebook of an edition; the same object for the same content."""
        with self._building:
            if edition.digest not in self._by_digest:
                self._by_digest[edition.digest] = EditionRulebook(edition)
            return self._by_digest[edition.digest]


_rulebooks = Rulebooks()


def rulebook(edition: Edition) -> EditionRulebook:
    """The shared rulebook of an edition."""
    return _rulebooks.of(edition)
