"""Decides what of each shape is open to a reader: each situation once, for all readers of whom the same is known."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from gatekeeper.core.case import Case, CaseErrors, parse_case
from gatekeeper.core.deadlines import ENGLAND, DeadlineError
from gatekeeper.core.decision import DocumentResult, Matter, decide
from gatekeeper.core.decision.outcome import Standing, standing_of, standings
from gatekeeper.core.derive import derive
from gatekeeper.core.facts import Facts
from gatekeeper.policy.rulebook import EditionRulebook
from gatekeeper.services.assess import report_incident, subjects
from gatekeeper.services.library.shape import Shape, document_of
from gatekeeper.services.library.situation import Situation, situation_of
from gatekeeper.services.library.whose import Reader
from gatekeeper.storage.library import shapes_of

T = TypeVar("T")
_MOST_KEPT: Final = 200_000
_TOGETHER: Final = 50
"""How many situations are read as one case: fewer than a case may hold."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What of a document is open: the places of its open passages, of those that open later, and how many it has."""

    opened: tuple[int, ...]
    later: tuple[int, ...]
    passages: int

    @property
    def whole(self) -> bool:
        """Whether all of it is open."""
        return len(self.opened) == self.passages


CLOSED: Final = Opening((), (), 1)


class Memory:
    """Remembers what was worked out, by all that it rests on; so it is never wrong. Forgets all when it is full.

    What is ``passing`` rests on something more, an error within, and is not remembered.
    """

    def __init__(self, most: int = _MOST_KEPT, passing: Callable[[Any], bool] = lambda _value: False) -> None:
        self._most, self._passing = most, passing
        self._known, self._writing = dict[Hashable, Any](), threading.Lock()

    def get(self, key: Hashable) -> Any:
        """What is known under the key; None where nothing is."""
        return self._known.get(key)

    def keep(self, found: Mapping[Any, Any]) -> None:
        """Remember these, but for what is passing."""
        lasting = {key: value for key, value in found.items() if not self._passing(value)}
        with self._writing:
            if len(self._known) + len(lasting) > self._most:
                self._known = {}
            self._known.update(lasting)


def is_passing(result: DocumentResult | None) -> bool:
    """Whether an internal error decided it, or the evaluators disagreed: another time it may come out otherwise."""
    return result is not None and any(each.incident for each in result.passages)


_SITUATIONS: Final = Memory()
_OPENINGS: Final = Memory()
_STANDINGS: Final = Memory()
_RESULTS: Final = Memory(20_000, lambda kept: is_passing(kept[0]))


def situations(reader: Reader, shapes: Collection[str]) -> dict[str, str]:
    """The situation of each shape (by its digest) now."""
    named = reader.moment.named
    kept = {digest: _SITUATIONS.get((digest, named)) for digest in shapes}
    known = {digest: each.text for digest, each in kept.items() if each is not None and each.holds(reader.moment.at)}
    missing = [digest for digest in kept if digest not in known]
    new: dict[str, Situation] = {}
    for row in shapes_of(reader.register.session, reader.register.council_id, missing):
        new[row.digest] = situation_of(Shape(row.links, row.rest), reader.moment)
    _SITUATIONS.keep({(digest, named): each for digest, each in new.items()})
    return known | {digest: each.text for digest, each in new.items()}


def openings(reader: Reader, shapes: Collection[str]) -> dict[str, Opening]:
    """What of each shape (by its digest) is open to the reader now, by the compiled evaluator."""
    found = situations(reader, shapes)
    told = _each_once(reader, set(found.values()), _OPENINGS, _opened, CLOSED)
    return {digest: told[situation] for digest, situation in found.items()}


def results(reader: Reader, shapes: Collection[str]) -> dict[str, DocumentResult | None]:
    """The decision on each shape, on which stock Casbin has agreed, without dates; None where it cannot be decided."""
    found = situations(reader, shapes)
    told = _each_once(reader, set(found.values()), _RESULTS, _decided, None)
    return {digest: told[situation] for digest, situation in found.items()}


def _each_once(
    reader: Reader, wanted: Collection[str], memory: Memory, work: Callable[[Reader, Case], Sequence[T]], fails: T
) -> dict[str, T]:
    """Do the work for each situation that it was not done for, for readers of whom the same is known."""
    kept = {each: memory.get((reader.like, each)) for each in wanted}
    known = {each: value[0] for each, value in kept.items() if value is not None}
    missing = sorted(each for each in kept if each not in known)
    new: dict[str, T] = {}
    for start in range(0, len(missing), _TOGETHER):
        some = missing[start : start + _TOGETHER]
        new |= dict(zip(some, _together(reader, some, work, fails), strict=True))
    memory.keep({(reader.like, each): (value,) for each, value in new.items()})
    return known | new


def _together(
    reader: Reader, some: Sequence[str], work: Callable[[Reader, Case], Sequence[T]], fails: T
) -> Sequence[T]:
    """The work on several as one case; where that cannot be decided on, on each by itself."""
    try:
        return work(reader, case_of(reader, [tuple(json.loads(each)) for each in some]))
    except (CaseErrors, DeadlineError):
        if len(some) == 1:
            return [fails]
        return [each for one in some for each in _together(reader, [one], work, fails)]


def case_of(reader: Reader, written: Iterable[tuple[Any, Any]]) -> Case:
    """The reader's case about documents, each written as its links and the rest. Raises CaseErrors."""
    return parse_case(reader.case_of([document_of(*each, ref=f"d{n}") for n, each in enumerate(written)]))


def _opened(reader: Reader, case: Case) -> list[Opening]:
    by_document: dict[str, list[Facts]] = {document.ref: [] for document in case.documents}
    for each in derive(case, reader.book.vocabulary, reader.calendars[ENGLAND], reader.moment.at):
        by_document[each.document.ref].append(each.facts)
    return [_opening(standings(facts, lambda found: _stands(reader.book, found))) for facts in by_document.values()]


def _opening(passages: Sequence[Standing]) -> Opening:
    opened = tuple(n for n, each in enumerate(passages) if each.open)
    later = tuple(n for n, each in enumerate(passages) if not each.open and each.later)
    return Opening(opened, later, len(passages))


def _stands(book: EditionRulebook, facts: Facts) -> Standing:
    vector = book.compiled.encode(facts)
    key = (book.digest, vector)
    known: Standing | None = _STANDINGS.get(key)
    if known is None:
        known = standing_of(book.compiled.answers(vector), book.routes)
        _STANDINGS.keep({key: known})
    return known


def _decided(reader: Reader, case: Case) -> Sequence[DocumentResult]:
    matter = Matter(
        case=case.title,
        council=case.council.name,
        pack=reader.book.edition.pack.id if reader.book.edition.pack else None,
        as_at=reader.moment.at.isoformat(),
        calendars=(),
        determined_by="",
        advised_by="",
        clocks=lambda _clock, _subject: (),
        incident=report_incident,
    )
    return decide(subjects(case, reader.moment.at, reader.book, reader.calendars), matter, reader.book).documents
