"""The pages of a kept file leave to whom the table opens them and to nobody else; few may know which file is kept."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.documents.papers import everything_in
from tests.oracle import table
from tests.oracle.cases import FILED, Matter, paper_of
from tests.oracle.council import planted
from tests.oracle.people import Answers, not_there, walked
from tests.oracle.walking import NOBODYS, Asked, whole

PDF = "application/pdf"
FILES = table.named(table.read("who_may_see_what")["lists"]["files"]["all_of"])
pytestmark = pytest.mark.slow


def all_of(answer: httpx.Response) -> str:
    """All that an answer tells, a file with whatever could be dug out of it."""
    if answer.headers["content-type"] != PDF or not answer.content:
        return whole(answer)
    return f"{answer.headers}\n{everything_in(answer.content).decode('latin-1')}"


def faults(name: str, answers: Answers, *, asked: bool) -> Iterator[str]:
    """What is wrong with the pages that a person was given, or was not."""
    for document, answer in answers.items():
        for word in table.told_too_much(name, all_of(answer)):
            yield f"{document}: {word} is told, {answer.status_code}"
    for document in FILED:
        answer = answers[document]
        if _given(name, document, asked=asked):
            if answer.status_code != 200 or planted("page", document) not in all_of(answer).lower():
                yield f"{document}: its pages are not given, {answer.status_code} {answer.text[:200]}"
        elif not (asked and table.may_read(name, document)):
            yield from [f"{document}: its pages are given"] if answer.status_code == 200 else ()
            yield from not_there(answers, document) if _unknown(name, document, asked=asked) else ()


def _given(name: str, document: str, *, asked: bool) -> bool:
    return name in (table.opens(document) if asked else table.listed(document, "asks", "available"))


def _unknown(name: str, document: str, *, asked: bool) -> bool:
    """Whether not even that it is there may be told to her through that door."""
    return table.part(name, document) == "none" if asked else not table.may_know(name, document)


@pytest.mark.parametrize("name", table.PEOPLE)
def test_the_pages_of_an_asked_document_leave_to_whom_the_case_opens_them(matter: Matter, name: str) -> None:
    ids = {each: matter.cases[each].asked for each in FILED} | {"": NOBODYS}
    answers = walked(matter, name, {each: Asked("GET", f"/asked/{id}/file") for each, id in ids.items()})
    assert "\n".join(faults(name, answers, asked=True)) == ""


@pytest.mark.parametrize("name", table.PEOPLE)
def test_the_pages_of_a_document_leave_unasked_to_whom_the_law_opens_them(matter: Matter, name: str) -> None:
    ids = {each: matter.cases[each].document for each in FILED} | {"": NOBODYS}
    answers = walked(matter, name, {each: Asked("GET", f"/library/{id}/file") for each, id in ids.items()})
    assert "\n".join(faults(name, answers, asked=False)) == ""


@pytest.mark.parametrize("name", table.PEOPLE)
def test_which_file_is_kept_is_known_to_who_files_it_and_nobody_else_puts_one(matter: Matter, name: str) -> None:
    ids = {each: matter.cases[each].document for each in FILED} | {"": NOBODYS}
    stale = {"If-Match": '"999999"', "Content-Type": PDF}
    looked = walked(matter, name, {each: Asked("GET", f"/documents/{id}/file") for each, id in ids.items()})
    puts = {
        each: Asked("PUT", f"/documents/{id}/file", headers=stale, content=paper_of("draft"))
        for each, id in ids.items()
        if each not in FILED[1:3]
    }
    put = walked(matter, name, puts)
    assert {each.status_code for each in looked.values()} - {403, 404} == ({200} if name in FILES else set())
    assert {each.status_code for each in put.values()} - {403, 404} == ({412} if name in FILES else set())
    for answers in (looked, put):
        hidden = [each for each in answers if each and not table.may_know(name, each)]
        assert [fault for each in hidden for fault in not_there(answers, each)] == []
        assert {word for each in answers.values() for word in table.told_too_much(name, whole(each))} == set()
