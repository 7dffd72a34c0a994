"""Each person is told of each document, and of the case on it, what the table says: no word more, and nothing less."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.oracle import table
from tests.oracle.cases import Matter, hidden_in
from tests.oracle.council import DOCUMENTS, planted
from tests.oracle.people import Answers, not_there, too_much, walked
from tests.oracle.walking import NOBODYS, Asked

NOTHING_OPENS = frozenset({"An officer must decide", "Not available as of right", "Something must be known first"})
Faults = Iterator[str]


@pytest.mark.parametrize("name", table.PEOPLE)
def test_each_is_told_of_a_document_in_the_register_what_she_may_know(matter: Matter, name: str) -> None:
    ids = {each: case.document for each, case in matter.cases.items()} | {"": NOBODYS}
    answers = walked(matter, name, {each: Asked("GET", f"/documents/{id}") for each, id in ids.items()})
    assert answers[""].status_code == 404
    assert "\n".join(_of_documents(name, answers)) == ""


def _of_documents(name: str, answers: Answers) -> Faults:
    yield from too_much(name, answers)
    for document in DOCUMENTS:
        must = table.must_know(name, document)
        missing = [place for place in must if planted(place, document) not in answers[document].text.lower()]
        if missing:
            yield f"{document}: its {' and '.join(missing)} is not told, {answers[document].status_code}"
        if not table.may_know(name, document):
            yield from not_there(answers, document)


@pytest.mark.parametrize("name", table.PEOPLE)
def test_each_is_told_before_asking_what_the_law_gives_her(matter: Matter, name: str) -> None:
    ids = {each: case.document for each, case in matter.cases.items()} | {"": NOBODYS}
    calls = {each: Asked("POST", "/pre-check", {"documents": [id]}) for each, id in ids.items()}
    assert "\n".join(_of_forecasts(name, walked(matter, name, calls))) == ""


def _of_forecasts(name: str, answers: Answers) -> Faults:
    yield from too_much(name, answers)
    for document in DOCUMENTS:
        wanted = next((each for each in ("available", "a_person_decides") if _asks(name, document, each)), None)
        if wanted is None:
            yield from not_there(answers, document)
        elif not _comes_to(answers[document], wanted):
            told = answers[document]
            yield f"{document}: it should be {wanted}, and is {told.status_code} {_outcomes(told)}"


def _asks(name: str, document: str, outcome: str) -> bool:
    return name in table.listed(document, "asks", outcome)


def _outcomes(answer: httpx.Response) -> set[str]:
    found = answer.json().get("documents", ())
    return {each["outcome"] for document in found for each in document["passages"]}


def _comes_to(answer: httpx.Response, wanted: str) -> bool:
    outcomes = _outcomes(answer)
    return bool(outcomes) and (outcomes == {"Available now"} if wanted == "available" else outcomes <= NOTHING_OPENS)


@pytest.mark.parametrize("name", table.PEOPLE)
def test_each_reads_of_a_case_what_her_part_in_it_is_to_read(matter: Matter, name: str) -> None:
    ids = {each: case.request for each, case in matter.cases.items()} | {"": NOBODYS}
    answers = walked(matter, name, {each: Asked("GET", f"/requests/{id}") for each, id in ids.items()})
    assert "\n".join(_of_cases(name, answers)) == ""


def _of_cases(name: str, answers: Answers) -> Faults:
    yield from too_much(name, answers)
    for document in DOCUMENTS:
        part, answer = table.part(name, document), answers[document]
        if part == "none":
            yield from () if table.may_read(name, document) else not_there(answers, document)
        elif answer.status_code != 200 or answer.json()["seen_as"] != part:
            yield f"{document}: she reads it as {part}, and was answered {answer.status_code} {answer.text[:200]}"
        else:
            yield from _missing(name, document, answer)


def _missing(name: str, document: str, answer: httpx.Response) -> Faults:
    for place in sorted(table.must_read(name, document) & hidden_in(document)):
        if planted(place, document) not in answer.text.lower():
            yield f"{document}: the {place} is not told to her"


@pytest.mark.parametrize("name", table.PEOPLE)
def test_each_is_given_the_passages_that_are_open_to_her_and_no_other(matter: Matter, name: str) -> None:
    ids = {each: case.asked for each, case in matter.cases.items()} | {"": NOBODYS}
    answers = walked(matter, name, {each: Asked("POST", f"/asked/{id}/open") for each, id in ids.items()})
    assert "\n".join(_of_openings(name, answers)) == ""


def _of_openings(name: str, answers: Answers) -> Faults:
    yield from too_much(name, answers)
    for document in DOCUMENTS:
        answer, opened = answers[document], name in table.opens(document)
        if table.part(name, document) == "none":
            yield from () if table.may_read(name, document) else not_there(answers, document)
        elif opened and not (answer.status_code == 200 and answer.json()["passages"]):
            yield f"{document}: nothing is open to her, {answer.status_code} {answer.text[:200]}"
        elif not opened and answer.status_code != 403:
            yield f"{document}: it should be refused, and is {answer.status_code} {answer.text[:200]}"


@pytest.mark.parametrize("name", table.PEOPLE)
def test_each_has_the_receipt_of_her_own_request_and_of_no_other(matter: Matter, name: str) -> None:
    ids = {each: case.request for each, case in matter.cases.items()} | {"": NOBODYS}
    answers = walked(matter, name, {each: Asked("GET", f"/requests/{id}/receipt") for each, id in ids.items()})
    assert "\n".join(_of_receipts(name, answers)) == ""


def _of_receipts(name: str, answers: Answers) -> Faults:
    yield from too_much(name, answers)
    lists = table.read("who_may_see_what")["lists"]["receipt"]
    for document in DOCUMENTS:
        if name in table.named(lists["all_of"]):
            yield from () if answers[document].status_code == 200 else [f"{document}: {answers[document].text[:200]}"]
        elif name not in table.named(lists["may"]):
            yield from not_there(answers, document)
