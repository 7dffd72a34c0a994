"""What must hold of a council's database at every moment, whatever was done, refused, interrupted or killed in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any, Final

from sqlmodel import Session, select

from gatekeeper.core.case import parse_case
from gatekeeper.core.lifecycle import AFTER_WITHDRAWAL, Action
from gatekeeper.policy.edition import read_edition
from gatekeeper.policy.rulebook import EditionRulebook
from gatekeeper.services.assess import case_calendars, decide_case
from gatekeeper.services.cases.desk import READINGS
from gatekeeper.services.records import decision_as_data
from gatekeeper.storage import tables
from gatekeeper.storage.record import edition, stored_entries, words_of
from gatekeeper.storage.record_checks import wrong_nodes, wrongly_indexed
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine
from tests.storage.record_support import verified

_ACTS: Final = frozenset(f"request:{each.value}" for each in Action)
_RULED: Final = frozenset({Action.DETERMINE.value, Action.RULE.value, Action.RESOLVE.value})
_LEFT: Final = frozenset(each.value for each in AFTER_WITHDRAWAL)
_READ: Final = frozenset(each.value for each in READINGS)
_ALONE: Final = frozenset({"access:refused", "request:answer_repeated"})
"""Entries that go with no row of any table but the record's."""


@dataclass(frozen=True)
class Stored:
    """Everything of one council that the checks compare."""

    session: Session
    council_id: str

    def all(self, table: Any) -> Sequence[Any]:
        """Every row of the council in a table."""
        return self.session.exec(select(table).where(table.council_id == self.council_id)).all()

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """The bodies of the entries, in order."""
        return [json.loads(each.body) for each in stored_entries(self.session, self.council_id)]

    @cached_property
    def acts(self) -> list[tables.Act]:
        """Every act, in the order of the entries."""
        return sorted(self.all(tables.Act), key=lambda act: act.entry)

    @cached_property
    def asked(self) -> dict[str, tables.AskedDocument]:
        """Every asked document by its id."""
        return {each.id: each for each in self.all(tables.AskedDocument)}


def faults(engine: Engine, council_id: str, *, replayed: int = 1) -> list[str]:
    """Everything that is wrong with a council's requests and record, one sentence each; so many decisions replayed."""
    report = verified(engine, council_id)
    found = [] if report.intact else [f"The record does not verify: {report}."]
    with reading(engine) as session:
        stored = Stored(session, council_id)
        found += [f"Entry {number} is wrongly indexed." for number in wrongly_indexed(session, council_id)]
        found += [f"The hash of subtree {node} is wrong." for node in wrong_nodes(session, council_id)]
        for check in _CHECKS:
            found += check(stored)
        found += _replayed(stored, replayed)
    return found


def _every_act_has_its_entry(stored: Stored) -> Iterator[str]:
    entered = {n: each["kind"] for n, each in enumerate(stored.entries) if each["kind"] in _ACTS}
    noted = {act.entry: f"request:{act.action}" for act in stored.acts}
    if entered != noted or len(stored.acts) != len(noted):
        yield f"Acts and entries are not one to one: {sorted(entered.items() ^ noted.items())}."
    for act in stored.acts:
        entry = stored.entries[act.entry] if act.entry < len(stored.entries) else {"subjects": [], "person": None}
        about = {f"request:{act.request_id}"} | ({f"asked:{act.asked_id}"} if act.asked_id else set())
        person = f"person:{act.person_id}" if act.person_id else None
        if not about <= set(entry["subjects"]) or entry["person"] != person:
            yield f"The entry {act.entry} does not tell of its act {act.action}."


def _every_other_entry_has_its_rows(stored: Stored) -> Iterator[str]:
    decided = {each.entry: "request:decided" for each in stored.all(tables.StoredDecision)}
    entered = {n: each["kind"] for n, each in enumerate(stored.entries) if each["kind"] == "request:decided"}
    if decided != entered:
        yield f"Decisions and entries are not one to one: {sorted(decided.items() ^ entered.items())}."
    rows = [row for table in tables.Recorded.__subclasses__() for row in stored.all(table)]
    told = {row.entry for row in rows} | {row.replaced_by for row in rows}
    for number, each in enumerate(stored.entries):
        if each["kind"] not in _ACTS | _ALONE | {"request:decided"} and number not in told:
            yield f"Entry {number} ({each['kind']}) says that the register changed, and no row is of it."
    later = [row.entry for row in rows if row.entry >= len(stored.entries)]
    yield from (f"A row of the entry {number} stands without it." for number in later)


def _every_state_is_the_one_entered_last(stored: Stored) -> Iterator[str]:
    at: dict[str, Mapping[str, Any]] = {}
    for act in stored.acts:
        entry = stored.entries[act.entry]
        if act.action == Action.SUBMIT.value:
            at |= {each[len("asked:") :]: entry["after"] for each in entry["subjects"] if each.startswith("asked:")}
            continue
        if at[str(act.asked_id)] != entry["before"]:
            yield f"Entry {act.entry} begins where its document did not stand."
        if entry["before"]["status"] == "withdrawn" and act.action not in _LEFT:
            yield f"Entry {act.entry} does something to what was withdrawn: {act.action}."
        at[str(act.asked_id)] = entry["after"]
    for asked_id, asked in stored.asked.items():
        stands = {name: getattr(asked, name) for name in ("stage", "rung", "status", "ruling")}
        if stands != at.get(asked_id):
            yield f"An asked document stands at {stands}, and its last entry says {at.get(asked_id)}."


def _determinations_are_those_entered(stored: Stored) -> Iterator[str]:
    rows: Sequence[tables.Determination] = stored.all(tables.Determination)
    live = Counter((row.asked_id, row.passage) for row in rows if row.replaced_at is None)
    yield from (f"Passage {passage} has {n} live determinations." for (_, passage), n in live.items() if n != 1)
    ruled = {act.entry: act for act in stored.acts if act.action in _RULED}
    for row in rows:
        act = ruled.get(row.entry)
        if act is None or (act.asked_id, act.person_id, act.rung) != (row.asked_id, row.person_id, row.rung):
            yield f"The determination of entry {row.entry} is not that of its act."
    if missing := set(ruled) - {row.entry for row in rows}:
        yield f"The rulings of the entries {sorted(missing)} determined nothing."


def _requests_are_numbered_without_gaps(stored: Stored) -> Iterator[str]:
    requests: Sequence[tables.AccessRequest] = stored.all(tables.AccessRequest)
    for year, last in ((each.year, each.last) for each in stored.all(tables.ReferenceCounter)):
        given = sorted(each.reference for each in requests if each.reference.startswith(f"MR-{year}-"))
        if given != [f"MR-{year}-{number:05d}" for number in range(1, last + 1)]:
            yield f"The references of {year} have a gap or a double: {given}, and {last} were given."
    changes = Counter(act.request_id for act in stored.acts if act.action not in _READ | {Action.SUBMIT.value})
    for request in requests:
        if request.version != 1 + changes[request.id]:
            yield f"{request.reference} is version {request.version} after {changes[request.id]} changes."


def _answers_are_those_of_a_decision(stored: Stored) -> Iterator[str]:
    decided = {each.entry: each.request_id for each in stored.all(tables.StoredDecision)}
    for answer in stored.all(tables.Answer):
        if decided.get(answer.entry) != answer.request_id:
            yield f"An answer on {answer.passage} names entry {answer.entry}, which is no decision on its request."


_CHECKS: Final[tuple[Callable[[Stored], Iterator[str]], ...]] = (
    _every_act_has_its_entry,
    _every_other_entry_has_its_rows,
    _every_state_is_the_one_entered_last,
    _determinations_are_those_entered,
    _requests_are_numbered_without_gaps,
    _answers_are_those_of_a_decision,
)


def _replayed(stored: Stored, most: int) -> Iterator[str]:
    """The latest decisions, decided again from what was stored of them alone."""
    numbers = sorted((each.entry for each in stored.all(tables.StoredDecision)), reverse=True)[:most]
    for number, kept in words_of(stored.session, stored.council_id, numbers).items():
        told = json.loads(kept.text)
        digest = told["edition"]["digest"]
        case, before = parse_case(told["case"]), told["decision"]
        book = _book(str(edition(stored.session, digest)), digest)
        again = decide_case(case, datetime.fromisoformat(before["as_at"]), book, case_calendars(case))
        if decision_as_data(again) != before:
            yield f"The decision of entry {number} comes out otherwise when it is replayed."


@cache
def _book(canonical: str, digest: str) -> EditionRulebook:
    return EditionRulebook(read_edition(canonical, digest))
