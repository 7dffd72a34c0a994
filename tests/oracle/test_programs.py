"""A program is told what its scope is for, and of no case, page or entry of the record."""

from __future__ import annotations

import re

import pytest

from tests.oracle import table
from tests.oracle.cases import CLOSED, PROGRAM, Matter
from tests.oracle.people import COUNCIL, KINDS
from tests.oracle.walking import NOBODYS, Asked, Person, whole


@pytest.mark.parametrize("scope", table.read("who_may_see_what")["programs"])
def test_a_program_is_told_what_its_scope_is_for_and_of_no_case_page_or_entry(matter: Matter, scope: str) -> None:
    programs = table.read("who_may_see_what")["programs"]
    allowed = {one for each in programs[scope] for one in KINDS.get(each, [each])}
    caller = program(matter, scope)
    for operation in sorted({each for kind in KINDS.values() for each in kind} - set(KINDS["open"])):
        method, path = operation.split(" ")
        answers = caller.ask(Asked(method, _filled(path, matter, each)) for each in CLOSED[:1])
        assert operation in allowed or {each.status_code for each in answers} <= {403}, operation
        words = {place for each in answers for place, _ in table.words_in(whole(each))}
        assert words <= {"title", "label"}, operation


def program(matter: Matter, scope: str) -> Person:
    """A program that has this scope and no other."""
    issuer = matter.service.issuer
    text = issuer.token(sub=PROGRAM, client_id=PROGRAM, scope=scope)
    return Person(matter.service, PROGRAM, token=text)


def _filled(path: str, matter: Matter, document: str) -> str:
    told = matter.cases[document]
    ids = {"document_id": told.document, "request_id": told.request, "asked_id": told.asked}
    return re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], NOBODYS), path.removeprefix(COUNCIL))
