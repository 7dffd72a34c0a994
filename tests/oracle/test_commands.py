"""No command tells anybody without a part in a case that there is one, and none is done on a version it has not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.api.test_every_command_keeps_its_silence import GIVEN, RULINGS, SAID
from tests.oracle import table
from tests.oracle.cases import CLOSED, Matter
from tests.oracle.people import KINDS, Answers, not_there, too_much, walked
from tests.oracle.walking import NOBODYS, Asked

OTHER: Final = {"If-Match": '"999999"'}
"""A version that no case has, so that no command is carried out."""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command, by its name, with something of the right form to be given with it."""
    for operation in KINDS["command"]:
        name = operation.rsplit("/", 1)[1]
        yield name, RULINGS if name == "preview" else GIVEN.get(name, SAID)


@pytest.mark.slow
@pytest.mark.parametrize("name", table.PEOPLE)
def test_r001_r002_a_command_tells_of_no_case_in_which_the_caller_has_no_part(matter: Matter, name: str) -> None:
    before = versions(matter)
    faults: list[str] = []
    for command, given in commands():
        ids = {each: matter.cases[each].asked for each in CLOSED} | {"": NOBODYS}
        calls = {each: Asked("POST", f"/asked/{id}/{command}", given, OTHER) for each, id in ids.items()}
        faults += [f"{command}: {fault}" for fault in _of_command(name, walked(matter, name, calls))]
    assert "\n".join(faults) == ""
    assert versions(matter) == before


def _of_command(name: str, answers: Answers) -> Iterator[str]:
    yield from too_much(name, answers)
    for document in CLOSED:
        status = answers[document].status_code
        if status < 400 and not answers[document].url.path.endswith("/preview"):
            yield f"{document}: carried out on a version that is not the case's, {status}"
        if table.part(name, document) != "none":
            yield from [f"{document}: she sees the case and is told {status}"] if status in (404, 500) else ()
        elif not table.may_read(name, document):
            yield from not_there(answers, document)


def versions(matter: Matter) -> list[int]:
    """The version of each case, as the asker reads it."""
    calls = {each: Asked("GET", f"/requests/{case.request}") for each, case in matter.cases.items()}
    return [each.json()["version"] for each in walked(matter, "asker", calls).values()]
