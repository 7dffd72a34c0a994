"""The rules as people read them: by source, found by words, and one in full with its worked cases in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.facts import Value
from gatekeeper.core.pack import Pack
from gatekeeper.core.rules import Rule
from gatekeeper.locate import locate
from gatekeeper.policy.cases import RuleCase
from gatekeeper.policy.library import law
from gatekeeper.policy.vocabulary import read_toml
from gatekeeper.services.cases.council import pack_on
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.council_rules import rules_of
from gatekeeper.services.interpretations import Interpretation, beside
from gatekeeper.services.rules import condition_in_words, every_case
from gatekeeper.services.written.sources import LAW, Source, source_of
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine

LAW_ALONE = "law"
_ANSWER = {True: "Yes", False: "No", None: "Not yet known"}
_ORDER = {name: place for place, name in enumerate(LAW)}


@dataclass(frozen=True, slots=True)
class Line:
    """A rule as it is listed. ``speaks_for``: it can only say yes; else it says no, whatever says yes."""

    id: str
    sentence: str
    source: str
    asks: str
    speaks_for: bool
    from_on: date
    to_on: date | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one source of law, or of the council's own protocol (``own``)."""

    source: Source
    own: bool
    rules: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked case in words. ``given``: each fact of its own, as a question with its answer; ``start``: the rest.

    ``outcome`` is the answer to the question ``asks``. ``on`` is the day it is about, where that matters.
    """

    name: str
    asks: str
    given: tuple[tuple[str, str], ...]
    start: str
    outcome: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Whole:
    """One rule in full: its conditions, as questions with the answers that they need, and its worked cases.

    ``inside``: cases in which it speaks. ``outside``: cases that it just misses. ``meant``: rulings on its paragraph.
    """

    line: Line
    source: Source
    own: bool
    conditions: tuple[tuple[str, str], ...]
    inside: tuple[Worked, ...]
    outside: tuple[Worked, ...]
    meant: tuple[Interpretation, ...]


def rules_by_source(engine: Engine, council_id: str, at: datetime, sought: str = "") -> tuple[Group, ...]:
    """The rules of the law and of the council's protocol, by source; those with every word that is sought."""
    words = sought.casefold().split()
    found: dict[str, list[Rule]] = {}
    asks, on = _questions(), local_date(at)
    for rule in rules_of(engine, council_id, at):
        text = f"{rule.id} {rule.sentence} {rule.source} {asks[rule.question]}".casefold()
        if all(word in text for word in words):
            found.setdefault(source_of(rule), []).append(rule)
    pack = _pack(engine, council_id, at)
    ordered = sorted(found, key=lambda name: _ORDER.get(name, -1))
    return tuple(
        Group(_source(name, pack), name not in LAW, tuple(_line(each, on) for each in found[name])) for name in ordered
    )


def whole_rule(engine: Engine, council_id: str, at: datetime, rule_id: str) -> Whole:
    """One of these rules in full. Raises NotThere for any other, one of another council's protocol among them."""
    rule = next((each for each in rules_of(engine, council_id, at) if each.id == rule_id), None)
    if rule is None:
        raise NotThere("The rule")
    pack, name = _pack(engine, council_id, at), source_of(rule)
    cases = (*_cases(LAW_ALONE), *(_cases(pack.id) if pack else ()))
    return Whole(
        line=_line(rule, local_date(at)),
        source=_source(name, pack),
        own=name not in LAW,
        conditions=tuple(condition_in_words(each) for each in rule.when),
        inside=tuple(_worked(each) for each in cases if rule_id in each.rules),
        outside=tuple(_worked(each) for each in cases if rule_id in each.outside),
        meant=beside(engine, council_id, at, [rule.source]) if name not in LAW else (),
    )


def adopted_pack(engine: Engine, council_id: str, at: datetime) -> Pack | None:
    """The protocol that the council has adopted on that day; None where it has none that is installed."""
    return _pack(engine, council_id, at)


def _pack(engine: Engine, council_id: str, at: datetime) -> Pack | None:
    with reading(engine) as session:
        return pack_on(Register(session, council_id), local_date(at))


def _source(name: str, pack: Pack | None) -> Source:
    if name in LAW:
        return LAW[name]
    return Source(name, pack.protocol if pack else name, "The council’s own protocol. It never takes a right away.")


def _line(rule: Rule, on: date) -> Line:
    return Line(
        rule.id,
        rule.sentence,
        rule.source,
        _questions()[rule.question],
        rule.effect == "allow",
        rule.from_on,
        rule.to_on,
        rule.in_force(on),
    )


def _worked(case: RuleCase) -> Worked:
    given = tuple(_told(name, case.facts[name]) for name in case.stated)
    return Worked(case.name, _questions()[case.question], given, _starts()[case.base], _ANSWER[case.answer], case.on)


def _told(name: str, value: Value) -> tuple[str, str]:
    answer = value.replace("_", " ").capitalize() if isinstance(value, str) else _ANSWER[value]
    return law().vocabulary[name].asks, answer


@lru_cache(maxsize=1)
def _questions() -> dict[str, str]:
    return {each.name: each.asks for each in law().questions}


@lru_cache(maxsize=1)
def _starts() -> dict[str, str]:
    entries = read_toml(locate("policies") / "bases.toml")
    return {name: str(entry["says"]) for name, entry in entries.items()}


@lru_cache(maxsize=1)
def _all_cases() -> dict[str, tuple[RuleCase, ...]]:
    return every_case()


def _cases(name: str) -> tuple[RuleCase, ...]:
    """The worked cases beside the law's rules, or beside those of a pack: read once, as the law is."""
    return _all_cases().get(name, ())
