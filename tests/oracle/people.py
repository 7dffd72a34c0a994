"""The people of the table as they call the API, and the faults that any of their answers can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import httpx

from tests.oracle import table
from tests.oracle.cases import Matter
from tests.oracle.walking import Asked, Person, same, whole

KINDS: Final[Mapping[str, list[str]]] = table.read("operations")["kinds"]
"""Every operation by its kind."""
COUNCIL: Final = "/councils/{slug}"
Answers = Mapping[str, httpx.Response]
"""Answers by the name of the document that was asked about; under "" the answer about what never was."""


def person_of(matter: Matter, name: str) -> Person:
    """The person of the table; an assistant acts in the asker's name."""
    asker = matter.world.id("person", "asker") if name.startswith("assistant") else None
    return Person(matter.service, name, asker)


def walked(matter: Matter, name: str, calls: Mapping[str, Asked]) -> Answers:
    """Her answers, by the names of her calls."""
    return dict(zip(calls, person_of(matter, name).ask(calls.values()), strict=True))


def too_much(name: str, answers: Answers) -> Iterator[str]:
    """Every hidden word in her answers that she may not learn."""
    for document, answer in answers.items():
        for word in table.told_too_much(name, whole(answer)):
            yield f"{document}: {word} is told, {answer.status_code}"


def not_there(answers: Answers, document: str) -> Iterator[str]:
    """A fault where that answer can be told from the one about what never was."""
    told = answers[document]
    if not same(told, answers[""]):
        yield f"{document}: answered as if it were there, {told.status_code} {told.text[:200]}"
