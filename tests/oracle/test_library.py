"""The library of each holds what the table opens to her as of right, and no search tells a word of anything else."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import event

from tests.oracle import table
from tests.oracle.cases import Matter
from tests.oracle.council import DOCUMENTS, planted
from tests.oracle.people import person_of
from tests.oracle.walking import Asked, Person, whole

NONSENSE = "titlexnothingatall"
SEARCHED = ("title", "label", "code", "passage", "page", "purpose", "note", "reasons")
READERS = ("asker", "assistant", "co_opted", "suspended_councillor", "former_councillor", "director", "auditor")


def available(name: str) -> set[str]:
    """What is open to her as of right, by the table."""
    return {each for each in DOCUMENTS if name in table.listed(each, "asks", "available")}


def listed(matter: Matter, answer: httpx.Response) -> set[str]:
    """The documents of a page of the library; none where she has no library."""
    names = {case.document: name for name, case in matter.cases.items()}
    return {names[each["document_id"]] for each in answer.json().get("items", ())}


@pytest.mark.parametrize("name", table.PEOPLE)
def test_each_has_in_her_library_what_is_open_to_her_as_of_right_and_nothing_else(matter: Matter, name: str) -> None:
    answer = person_of(matter, name).one(Asked("GET", "/library?limit=100"))
    assert listed(matter, answer) == available(name)
    assert table.told_too_much(name, whole(answer)) == []
    assert answer.json().get("next") is None


@pytest.mark.parametrize("name", table.PEOPLE)
def test_what_opens_soon_is_told_to_who_may_know_of_it_and_will_have_it(matter: Matter, name: str) -> None:
    answer = person_of(matter, name).one(Asked("GET", "/library?opens_soon=true&limit=100"))
    found = listed(matter, answer)
    assert {each for each in found if not table.may_know(name, each)} == set()
    assert ("executive_coming" in found) == (name in table.listed("executive_decided", "asks", "available"))
    assert table.told_too_much(name, whole(answer)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_r005_a_search_for_what_is_kept_from_her_answers_as_one_for_nonsense(matter: Matter, name: str) -> None:
    words = {(place, each): planted(place, each) for place in SEARCHED for each in DOCUMENTS}
    asked = [Asked("GET", f"/library?q={word}") for word in (NONSENSE, *words.values())]
    nonsense, *answers = person_of(matter, name).ask(asked)
    faults = [each for key, answer in zip(words, answers, strict=True) for each in _of(matter, name, key, answer)]
    assert faults == []
    assert listed(matter, nonsense) == set()
    for (place, document), answer in zip(words, answers, strict=True):
        if not listed(matter, answer):
            assert (answer.status_code, answer.text) == (nonsense.status_code, nonsense.text), (place, document)


def _of(matter: Matter, name: str, key: tuple[str, str], answer: httpx.Response) -> Iterator[str]:
    place, document = key
    found = listed(matter, answer)
    if found - ({document} & available(name)):
        yield f"{place} of {document}: found {sorted(found)}"
    if place == "title" and document in available(name) and document not in found:
        yield f"{document} is open to her, and is not found by its title"
    yield from (f"{place} of {document}: {word} is told" for word in table.told_too_much(name, whole(answer)))


@pytest.mark.parametrize("prefix", ["titlexhid", "hidden", "titlex*", 'title" OR "titlexhidden', "pagexhid"])
def test_r005_no_part_of_a_word_and_no_operator_finds_what_is_kept_back(matter: Matter, prefix: str) -> None:
    answer = person_of(matter, "other_councillor").one(Asked("GET", str(httpx.URL("/library", params={"q": prefix}))))
    assert listed(matter, answer) <= available("other_councillor")
    assert not {document for _, document in table.words_in(whole(answer))} - available("other_councillor")


def test_r005_a_search_for_a_hidden_word_asks_the_database_as_much_as_one_for_nonsense(matter: Matter) -> None:
    caller = person_of(matter, "other_councillor")
    words = (NONSENSE, *(planted("title", each) for each in ("hidden", "secret_title", "correspondence")))
    counts = [statements(matter, caller, Asked("GET", f"/library?q={word}")) for word in (NONSENSE, *words)][1:]
    assert len(set(counts)) == 1, counts


def statements(matter: Matter, caller: Person, call: Asked) -> int:
    """How many questions the database is asked for a call; what is entered in the record is not counted."""
    counted: list[str] = []

    def count(*given: object) -> None:
        counted.append(str(given[2]))

    event.listen(matter.world.engine, "before_cursor_execute", count)
    try:
        assert caller.one(call).status_code == 200
    finally:
        event.remove(matter.world.engine, "before_cursor_execute", count)
    return sum(each.lstrip().upper().startswith(("SELECT", "WITH")) for each in counted)
