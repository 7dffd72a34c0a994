"""What is open to one councillor among all documents: the cost is of the classes of findings, not of the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from time import perf_counter

from bench.cedar import QUESTION
from bench.documents import documents
from bench.report import Section, figure, table
from bench.scale import Scale
from gatekeeper.core.answers import Answers
from gatekeeper.core.facts import Facts
from gatekeeper.locate import locate
from gatekeeper.policy.cases import load_bases
from gatekeeper.policy.compiled import Compiled, Vector
from gatekeeper.policy.rulebook import EditionRulebook

CHUNK = 2_000
"""How many documents are decided before the other way takes its turn."""

Way = Callable[[Sequence[Facts]], list[bool | None]]


class EachDecided:
    """Decides every document afresh, with trace, and tells which she is entitled to."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled

    def __call__(self, chunk: Sequence[Facts]) -> list[bool | None]:
        compiled = self._compiled
        return [compiled.answers(compiled.encode(facts))[QUESTION].value for facts in chunk]


class EachClassDecided:
    """Decides every class of findings once, with trace, and remembers the answers for its other documents."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self.remembered: dict[Vector, Answers] = {}

    def __call__(self, chunk: Sequence[Facts]) -> list[bool | None]:
        return [self._answers(facts)[QUESTION].value for facts in chunk]

    def _answers(self, facts: Facts) -> Answers:
        vector = self._compiled.encode(facts)
        known = self.remembered.get(vector)
        if known is None:
            known = self.remembered[vector] = self._compiled.answers(vector)
        return known


class Encoded:
    """Only reads every document's findings into a vector: the part of the cost that goes with the documents."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled

    def __call__(self, chunk: Sequence[Facts]) -> list[bool | None]:
        for facts in chunk:
            self._compiled.encode(facts)
        return []


def chunks(all_documents: Iterator[Facts]) -> Iterator[list[Facts]]:
    """The documents in portions, so that they are never all in memory at once."""
    while chunk := list(islice(all_documents, CHUNK)):
        yield chunk


def classify(ways: Sequence[Way], all_documents: Iterator[Facts]) -> tuple[list[float], list[list[bool | None]]]:
    """Let each way take every portion in turn: seconds taken, and what each said of every document."""
    seconds, said = [0.0] * len(ways), [list[bool | None]() for _ in ways]
    for chunk in chunks(all_documents):
        for number, way in enumerate(ways):
            started = perf_counter()
            answers = way(chunk)
            seconds[number] += perf_counter() - started
            said[number] += answers
    return seconds, said


def section(scale: Scale, rulebook: EditionRulebook) -> Section:
    """Measure what it takes to classify the documents, each afresh and class by class."""
    base = load_bases(locate("policies") / "bases.toml", rulebook.vocabulary)["plain"]
    by_class = EachClassDecided(rulebook.compiled)
    ways: tuple[Way, ...] = (EachDecided(rulebook.compiled), by_class, Encoded(rulebook.compiled))
    seconds, said = classify(ways, documents(base, rulebook.vocabulary, scale.documents))
    if said[0] != said[1]:
        raise RuntimeError("a remembered answer differs from a fresh one: the memory is wrong")
    count, distinct = len(said[0]), len(by_class.remembered)
    each, once, encoding = seconds
    lines = (
        f"{count:,} documents fall into {distinct:,} distinct classes of findings;"
        f" {said[0].count(True):,} are open to her as of right.",
        *table(
            ("", "seconds", "us a document"),
            (
                ("each document decided by the compiled evaluator", figure(each), figure(each / count * 1e6)),
                ("each class decided once and remembered", figure(once), figure(once / count * 1e6)),
                ("of that, encoding every document", figure(encoding), figure(encoding / count * 1e6)),
            ),
        ),
        f"Remembering takes {once / each:.2f} of the time; the evaluator is asked {distinct:,} times, not {count:,}.",
    )
    return Section("All documents for one councillor", lines)
