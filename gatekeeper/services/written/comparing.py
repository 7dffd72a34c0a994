"""The same facts under several councils' protocols: passage by passage, and where the protocols say something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from gatekeeper.core.case import Case, parse_case
from gatekeeper.core.deadlines import DeadlineError, local_date
from gatekeeper.core.decision import Decision, PassageResult
from gatekeeper.core.decision.results import Spoke
from gatekeeper.core.pack import TOPICS, Pack
from gatekeeper.services.assess import assess, packs
from gatekeeper.services.case_reader import read_case
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.cases.export import export_case
from gatekeeper.services.worked import case_files
from gatekeeper.services.written.protocol import TITLES, Aim, Rung, aims, clauses_on, rungs, silence_on

MOST: Final = 5
"""How many protocols stand side by side at most."""
_WHAT: Final = "Compare the protocols"
_TITLE: Final = re.compile(r"(?m)^title: (.+)$")
_REFERENCE: Final = re.compile(r"[A-Z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case that is shipped: its id, its title, and the pack beside which it stands (None: the law)."""

    id: str
    title: str
    pack: str | None


@dataclass(frozen=True, slots=True)
class Comes:
    """What a passage comes to under one protocol. ``own`` are the protocol's rules that spoke: words and source."""

    outcome: str
    after_redaction: bool
    opened_by: tuple[str, ...]
    position: str | None
    determined_by: str | None
    own: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, with what it comes to by the pack's id; a pack that did not apply on that day is left out."""

    document: str
    label: str
    comes: Mapping[str, Comes]

    @property
    def alike(self) -> bool:
        """Whether it comes to the same under each, the protocols' own rules aside."""
        return len({(each.outcome, each.after_redaction, each.position) for each in self.comes.values()}) < 2


@dataclass(frozen=True, slots=True)
class Council:
    """A protocol of the comparison. ``applies_from`` is set where it did not apply yet on the day of the facts."""

    id: str
    name: str
    protocol: str
    rungs: tuple[Rung, ...]
    aims: tuple[Aim, ...]
    applies_from: date | None


@dataclass(frozen=True, slots=True)
class Apart:
    """A topic on which the protocols say something else: by the pack's id, sentences with their paragraphs."""

    title: str
    said: Mapping[str, tuple[tuple[str, str], ...]]
    silent: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """The same facts under each protocol."""

    title: str
    as_at: datetime
    councils: tuple[Council, ...]
    passages: tuple[Passage, ...]
    apart: tuple[Apart, ...]


def examples() -> tuple[Example, ...]:
    """Every worked case that is shipped, those of the law first."""
    return tuple(sorted((found for found, _ in _files().values()), key=lambda each: (each.pack or "", each.title)))


def choices() -> tuple[Council, ...]:
    """Every protocol that is shipped."""
    return tuple(_council(loaded.pack, None) for _, loaded in sorted(packs().items()))


def compare_example(name: str, under: Sequence[str]) -> Compared:
    """A worked case under these packs (ids). Raises CommandRefused where there is no such case or pack."""
    if name not in _files():
        raise CommandRefused(_WHAT, "there is no such worked case", "choose one of the list")
    case = read_case(_files()[name][1])
    if case.as_at is None:
        raise CommandRefused(_WHAT, "the worked case has no day", "choose another one")
    return _compared(case, case.as_at, under)


def facts_of(desk: Desk, reference: str) -> tuple[Case, datetime]:
    """The facts of a request as they stand now, for an officer on the case; that they were read out is entered.

    Raises NotThere for an unknown reference and for whoever may not see the case, and CommandRefused for its requester.
    """
    request = desk.cases.by_reference(reference) if _REFERENCE.fullmatch(reference) else None
    if request is None:
        raise NotThere
    return parse_case(export_case(desk, request.id)), desk.tx.now


def compare_facts(facts: tuple[Case, datetime], under: Sequence[str]) -> Compared:
    """Those facts under these packs. Nothing is filed. Raises CommandRefused."""
    return _compared(*facts, under)


def checked(under: Iterable[str]) -> tuple[str, ...]:
    """The packs, each once. Raises CommandRefused for none, for too many, and for one that there is not."""
    found = tuple(dict.fromkeys(under))
    if not 1 <= len(found) <= MOST:
        raise CommandRefused(_WHAT, f"{len(found)} protocols are chosen", f"choose one to {MOST}")
    if set(found) - set(packs()):
        raise CommandRefused(_WHAT, "one of the protocols is not here", "choose from the list")
    return found


def _compared(case: Case, as_at: datetime, under: Sequence[str]) -> Compared:
    chosen = [packs()[name].pack for name in checked(under)]
    on = local_date(as_at)
    try:
        found = {each.id: assess(case, as_at, each.id).decision for each in chosen if each.from_on <= on}
    except DeadlineError as error:
        raise CommandRefused(_WHAT, str(error), "correct the dates of the case") from None
    councils = tuple(_council(each, on) for each in chosen)
    return Compared(case.title, as_at, councils, _passages(found), _apart(chosen))


def _council(pack: Pack, on: date | None) -> Council:
    later = pack.from_on if on is not None and on < pack.from_on else None
    return Council(pack.id, pack.council, pack.protocol, rungs(pack), aims(pack), later)


def _passages(found: Mapping[str, Decision]) -> tuple[Passage, ...]:
    first = next(iter(found.values()), None)
    if first is None:
        return ()
    return tuple(
        Passage(
            document.title,
            _label(passage),
            {name: _comes(name, each.documents[place].passages[number]) for name, each in found.items()},
        )
        for place, document in enumerate(first.documents)
        for number, passage in enumerate(document.passages)
    )


def _label(passage: PassageResult) -> str:
    return passage.label or passage.passage


def _comes(pack: str, passage: PassageResult) -> Comes:
    position = passage.common_law
    titles = {each.route: each.title for each in passage.routes}
    return Comes(
        passage.outcome,
        passage.after_redaction,
        tuple(titles[each] for each in passage.opened_by),
        position.position if position else None,
        position.determined_by if position else None,
        tuple(
            dict.fromkeys((each.sentence, each.source) for each in _spoke(passage) if each.rule.startswith(f"{pack}_"))
        ),
    )


def _spoke(passage: PassageResult) -> Iterator[Spoke]:
    yield from passage.reasons
    yield from passage.notices
    for route in passage.routes:
        yield from route.spoke
    yield from passage.common_law.spoke if passage.common_law else ()


def _apart(chosen: Sequence[Pack]) -> tuple[Apart, ...]:
    """The topics on which not all of them say the same; none for a protocol alone."""
    return tuple(_topic(chosen, each) for each in TOPICS if len({_words(pack, each) for pack in chosen}) > 1)


def _topic(chosen: Sequence[Pack], topic: str) -> Apart:
    silent = {each.id: silence_on(each, topic) for each in chosen}
    return Apart(
        TITLES[topic],
        {each.id: tuple((said.sentence, said.cite) for said in clauses_on(each, topic)) for each in chosen},
        {name: applies for name, applies in silent.items() if applies is not None},
    )


def _words(pack: Pack, topic: str) -> tuple[str, ...]:
    return tuple(each.sentence for each in clauses_on(pack, topic)) or (silence_on(pack, topic) or "",)


@lru_cache(maxsize=1)
def _files() -> dict[str, tuple[Example, Path]]:
    found = [(_example(path), path) for path in case_files()]
    return {example.id: (example, path) for example, path in found}


def _example(path: Path) -> Example:
    """A case file by its folder and name; only its title is read."""
    folder = path.parent.parent
    title = _TITLE.search(path.read_text(encoding="utf-8"))
    pack = folder.name if folder.parent.name == "councils" else None
    return Example(f"{folder.name}.{path.stem}", title[1].strip() if title else path.stem, pack)
