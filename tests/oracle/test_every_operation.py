"""No operation tells anybody a word that the table keeps from her; none can be added without a row of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest

from tests.oracle import table
from tests.oracle.cases import CLOSED, ELSEWHERE, Matter
from tests.oracle.council import DOCUMENTS, code
from tests.oracle.people import COUNCIL, KINDS, not_there, person_of, too_much, walked
from tests.oracle.walking import NOBODYS, Asked, whole

AUDITS: Final = table.named(table.read("who_may_see_what")["lists"]["record_entries"]["all_of"])


def operations(matter: Matter) -> set[str]:
    """Every operation of the API's own description."""
    paths: Mapping[str, Mapping[str, Any]] = matter.service.app.openapi()["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


def test_every_operation_has_its_row_and_every_row_its_operation(matter: Matter) -> None:
    rows = [each for kind in KINDS.values() for each in kind]
    assert len(rows) == len(set(rows))
    assert set(rows) ^ operations(matter) == set()


def test_every_document_and_every_name_of_the_table_is_known(matter: Matter) -> None:
    said = table.read("who_may_see_what")
    assert tuple(said["documents"]) == DOCUMENTS == tuple(matter.cases)
    for row in said["documents"].values():
        for aspect in ("knows", "asks", "reads"):
            assert all(table.named(names) for names in row.get(aspect, {}).values())
        assert row["law"]
    inside = [each for each in table.PEOPLE if each not in table.OUTSIDE]
    assert all(matter.world.id("person", each) for each in inside)


def readings() -> list[str]:
    """Every operation that reads what is no one document's; the others are walked where the table is."""
    return [each for kind in ("own", "law", "record", "register") for each in KINDS[kind]]


@pytest.mark.parametrize("operation", readings())
def test_r001_no_list_tells_anybody_a_word_that_is_kept_from_her(matter: Matter, operation: str) -> None:
    faults: list[str] = []
    for name in table.PEOPLE:
        answers = walked(matter, name, {path: Asked("GET", path) for path in addresses(operation, matter)})
        faults += [
            f"{name}: {fault}" for fault in too_much(name, answers) if not _of_the_record(name, operation, fault)
        ]
        told = {each.status_code for each in answers.values()}
        assert told == {404} if name in table.OUTSIDE else told <= {200, 403, 404}
    assert "\n".join(faults) == ""


def addresses(operation: str, matter: Matter) -> list[str]:
    """The addresses of a reading: for one thing of many, that of each thing that there is."""
    path = operation.removeprefix(f"GET {COUNCIL}")
    id_of = matter.world.id
    each = {
        "{rule_id}": ["s100f_member"],
        "{person_id}": [id_of("person", name) for name in ("asker", "director", "staff_without_post")],
        "{body_id}": [id_of("body", name) for name in ("planning", "cabinet")],
        "{meeting_id}": [id_of("meeting", f"{name}-next") for name in ("planning", "cabinet")],
    }
    found = next((name for name in each if name in path), None)
    return [path] if found is None else [path.replace(found, one) for one in each[found]]


def _of_the_record(name: str, operation: str, fault: str) -> bool:
    """Whether it is a name by which the record itself knows a thing, told to one of the audit right."""
    return operation in KINDS["record"] and name in AUDITS and ": code" in fault


@pytest.mark.parametrize("name", table.PEOPLE)
def test_r023_nothing_of_this_council_is_told_under_the_address_of_another(matter: Matter, name: str) -> None:
    closed = [matter.cases[each] for each in CLOSED]
    paths = [each for case in closed for each in (f"/documents/{case.document}", f"/requests/{case.request}")]
    answers = person_of(matter, name).ask([Asked("GET", path, council=ELSEWHERE) for path in paths])
    assert {each.status_code for each in answers} == {404}
    assert [each for each in answers if table.words_in(whole(each))] == []


@pytest.mark.parametrize("name", [each for each in table.PEOPLE if each not in table.OUTSIDE])
def test_r004_each_lists_her_own_requests_and_no_others(matter: Matter, name: str) -> None:
    answer = person_of(matter, name).one(Asked("GET", "/requests?limit=100"))
    found = {each["request_id"] for each in answer.json().get("requests", ())}
    own = table.named(table.read("who_may_see_what")["lists"]["own_requests"]["all_of"])
    assert found == ({each.request for each in matter.cases.values()} if name in own else set())


@pytest.mark.parametrize("stage", ["", "?stage=director", "?stage=monitoring_officer", "?stage=chief_executive"])
@pytest.mark.parametrize("name", [each for each in table.PEOPLE if each not in table.OUTSIDE])
def test_r004_each_queue_holds_what_its_reader_may_see_and_counts_nothing_else(
    matter: Matter, name: str, stage: str
) -> None:
    answer = person_of(matter, name).one(Asked("GET", f"/queue{stage}"))
    asked = {case.asked: document for document, case in matter.cases.items()}
    waiting = {asked[each["asked_id"]] for each in answer.json().get("waiting", ())}
    assert {each for each in waiting if table.part(name, each) == "none" and not table.may_read(name, each)} == set()
    if not stage:
        assert waiting == set(table.read("who_may_see_what")["queue"].get(name, ()))
        assert answer.json().get("next") is None


@pytest.mark.parametrize("name", [each for each in table.PEOPLE if each not in table.OUTSIDE])
def test_r017_the_record_is_read_by_the_audit_right_alone_and_holds_no_words(matter: Matter, name: str) -> None:
    answer = person_of(matter, name).one(Asked("GET", "/record/entries?limit=100"))
    assert answer.status_code in ({200} if name in AUDITS else {403, 404})
    assert {place for place, _ in table.words_in(whole(answer))} <= ({"code"} if name in AUDITS else set())


@pytest.mark.parametrize("name", table.PEOPLE)
def test_r001_asking_for_what_one_may_not_know_of_answers_as_asking_for_what_never_was(
    matter: Matter, name: str
) -> None:
    hidden = {"hidden": matter.cases["hidden"].document, "": NOBODYS}
    calls = {each: Asked("POST", "/requests", {"documents": [id]}) for each, id in hidden.items()}
    answers = walked(matter, name, calls)
    assert answers[""].status_code in {403, 404}
    assert "\n".join([*too_much(name, answers), *not_there(answers, "hidden")]) == ""


@pytest.mark.parametrize("name", table.PEOPLE)
def test_each_is_told_a_case_in_words_as_she_reads_it(matter: Matter, name: str) -> None:
    ids = {each: matter.cases[each].request for each in CLOSED} | {"": NOBODYS}
    answers = walked(matter, name, {each: Asked("GET", f"/requests/{id}/explanation") for each, id in ids.items()})
    faults = [*too_much(name, answers)]
    for document in CLOSED:
        if table.part(name, document) != "none":
            assert answers[document].status_code == 200
        elif not table.may_read(name, document):
            faults += not_there(answers, document)
    assert "\n".join(faults) == ""


@pytest.mark.parametrize("name", table.PEOPLE)
def test_a_case_with_its_proofs_is_given_to_the_audit_right_alone(matter: Matter, name: str) -> None:
    ids = {each: matter.cases[each].request for each in CLOSED} | {"": NOBODYS}
    matter.sign()
    answers = walked(matter, name, {each: Asked("GET", f"/requests/{id}/evidence") for each, id in ids.items()})
    allowed = name in table.named(table.read("who_may_see_what")["lists"]["evidence"]["all_of"])
    found = {answers[each].status_code for each in CLOSED}
    if not allowed:
        assert found <= {403, 404}
        assert "\n".join(fault for each in CLOSED for fault in not_there(answers, each)) == ""
    else:
        assert found == {200}


@pytest.mark.parametrize("name", table.PEOPLE)
def test_the_register_is_changed_by_who_keeps_it_and_tells_nobody_else_a_word(matter: Matter, name: str) -> None:
    rows = {"sheets": {"documents": [{"document": code("hidden")}]}, "dry_run": True}
    answer = person_of(matter, name).one(Asked("POST", "/register/sheets", rows))
    keeps = table.read("who_may_see_what")["lists"]["register"]
    if name not in table.named([*keeps["all_of"], *keeps["may"]]):
        assert answer.status_code in (403, 404), answer.text
        assert table.words_in(whole(answer)) == frozenset()


@pytest.mark.parametrize("name", ["other_councillor", "staff_without_post"])
def test_what_would_be_decided_on_supposed_facts_tells_nothing_of_the_councils_own(matter: Matter, name: str) -> None:
    told = matter.service.app.openapi()["components"]["schemas"]["ToAssess"]["examples"][0]
    answer = person_of(matter, name).one(Asked("POST", "/assess", told))
    assert answer.status_code == 200
    assert table.words_in(whole(answer)) == frozenset()
