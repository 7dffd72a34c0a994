"""An edition: the law and one council's protocol as in force on one day, in a canonical form with a digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from gatekeeper.core.facts import Fact, Vocabulary
from gatekeeper.core.pack import Pack
from gatekeeper.core.rules import Question, Route, Rule
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.loader import check_rules, parse_when
from gatekeeper.policy.model import check_model

FORMAT = "gatekeeper-edition/1"


@dataclass(frozen=True)
class Edition:
    """Everything that decides: model, vocabulary, questions, routes, the rules in force and the protocol's clauses.

    Never edited once used: end a rule and add another. The rules are kept in the order of their ids, so that the
    order in which files are read decides nothing.
    """

    model: str
    vocabulary: Vocabulary
    questions: tuple[Question, ...]
    routes: tuple[Route, ...]
    rules: tuple[Rule, ...]
    pack: Pack | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", tuple(sorted(self.rules, key=lambda rule: rule.id)))
        check_model("the edition's model", self.model)
        check_rules(self.rules, self.questions, self.vocabulary)

    @cached_property
    def canonical(self) -> str:
        """The one text form of this edition: JSON, sorted keys, no spaces, UTF-8 (in the style of RFC 8785)."""
        content = {
            "format": FORMAT,
            "model": self.model,
            "facts": [asdict(fact) for fact in self.vocabulary],
            "questions": [asdict(question) for question in self.questions],
            "routes": [asdict(route) for route in self.routes],
            "pack": self.pack.model_dump(mode="json") if self.pack else None,
            "rules": [_rule_row(rule) for rule in self.rules],
        }
        return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical text, in hex."""
        return hashlib.sha256(self.canonical.encode("utf-8")).hexdigest()


def _rule_row(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "question": rule.question,
        "when": rule.written,
        "effect": rule.effect,
        "source": rule.source,
        "sentence": rule.sentence,
        "from": rule.from_on.isoformat(),
        "to": rule.to_on.isoformat() if rule.to_on else None,
        "origin": rule.origin,
        "law": list(rule.law_rules),
    }


def read_edition(canonical: str, digest: str) -> Edition:
    """Rebuild an edition from its stored canonical text. Raises PolicyError if it is not the one of that digest."""
    found = hashlib.sha256(canonical.encode("utf-8")).hexdigest()
    if found != digest:
        raise PolicyError("stored edition", f"its digest is {found}, not {digest}", "restore the text that was stored")
    content = json.loads(canonical)
    if content.get("format") != FORMAT:
        raise PolicyError("stored edition", f"unknown format {content.get('format')!r}", "use a release that reads it")
    return Edition(
        model=content["model"],
        vocabulary=Vocabulary(tuple(Fact(**{**fact, "choices": tuple(fact["choices"])}) for fact in content["facts"])),
        questions=tuple(Question(**question) for question in content["questions"]),
        routes=tuple(Route(**route) for route in content["routes"]),
        rules=tuple(_read_rule(row) for row in content["rules"]),
        pack=Pack.model_validate(content["pack"]) if content["pack"] else None,
    )


def _read_rule(row: dict[str, Any]) -> Rule:
    return Rule(
        id=row["id"],
        question=row["question"],
        when=parse_when(f"stored rule {row['id']!r}", row["when"]),
        effect=row["effect"],
        source=row["source"],
        sentence=row["sentence"],
        from_on=date.fromisoformat(row["from"]),
        to_on=date.fromisoformat(row["to"]) if row["to"] else None,
        origin=row["origin"],
        law_rules=tuple(row["law"]),
        place="stored edition",
    )
