"""A new print of a document whose passages were marked in another: nothing of it leaves before it is said to fit."""

from __future__ import annotations

from gatekeeper.storage import tables
from gatekeeper.storage.register import content
from tests.api.calling import Service
from tests.api.files.filing import about, from_case, from_library, given, kept, put
from tests.documents.papers import canary, paper, spoiled, text_of
from tests.services.world_making import Making

SIX = paper(6)
OTHER = spoiled(SIX, lambda pdf: pdf.docinfo.update({"/Subject": "x"}))
FITS = "?passages_fit=yes"


def found(api: Service, page: int) -> int:
    """In how many documents of her library the word of that page is found."""
    return len(api.get(f"/library?q={canary(page)}").json()["items"])


def counts(api: Service, pages: int) -> None:
    """Let the register say how many pages the document has."""

    thing = api.world.id("document", "part_exempt")
    row = api.world.read(lambda register: register.one(tables.Document, thing))
    assert row is not None

    def work(making: Making) -> None:
        says = {name: value for name, value in content(row).items() if name not in ("thing_id", "council_id")}
        making.changes.put(tables.Document, thing, **says | {"page_count": pages})

    api.world.make(work)


def test_of_a_print_of_another_length_no_page_leaves_and_no_word_is_found_until_the_register_fits_it(
    service_on_each: Service,
) -> None:
    api = service_on_each
    version = kept(api, "part_exempt", SIX)["version"]
    case = api.asked("c1", "part_exempt")
    answer = put(api, "part_exempt", paper(7), version=version, query=FITS)
    assert (answer.status_code, len(answer.json()["told"])) == (200, 1)
    for refused in (from_library(api, "part_exempt"), from_case(api, case[1])):
        assert (refused.status_code, canary(1).encode() in refused.content) == (409, False)
        assert "proper officer" in refused.json()["remedy"]
    assert {each["after"]["why"] for each in about(api, "part_exempt", "file:not_released")} == {"pages_do_not_fit"}
    assert [found(api, page) for page in (1, 5, 6)] == [0, 0, 0]
    assert len(text_of(given(from_case(api, case[1], "d1")))) == 7, "officers on the case read what is kept"
    counts(api, 7)
    assert len(text_of(given(from_library(api, "part_exempt")))) == 5
    assert [found(api, page) for page in (1, 5, 6)] == [1, 0, 1]


def test_a_print_of_the_same_length_is_taken_only_from_somebody_who_says_that_the_passages_fit_it(
    service: Service,
) -> None:
    version = kept(service, "part_exempt", SIX)["version"]
    refused = put(service, "part_exempt", OTHER, version=version)
    assert refused.status_code == 409
    assert "passages_fit" in refused.json()["remedy"]
    assert put(service, "part_exempt", OTHER, version=version, query="?passages_fit=no").status_code == 422
    assert put(service, "part_exempt", OTHER, version=version, query=FITS).status_code == 200
    assert given(from_library(service, "part_exempt"))


def test_a_document_without_passages_of_its_own_takes_a_new_print_as_it_comes(service: Service) -> None:
    version = kept(service, "working_paper", paper(2))["version"]
    other = spoiled(paper(2), lambda pdf: pdf.docinfo.update({"/Subject": "x"}))
    assert put(service, "working_paper", other, version=version).status_code == 200


def test_what_leaves_to_an_assistant_is_entered_with_the_councillor_for_whom_she_acts(service: Service) -> None:
    case = service.asked("c1", "part_exempt")
    assert from_case(service, case[1], "assistant").status_code == 409
    kept(service, "part_exempt", SIX)
    given(from_case(service, case[1], "assistant"))
    councillor = f"person:{service.world.id('person', 'c1')}"
    for kind in ("file:not_released", "file:released"):
        assert [each["behalf_of"] for each in about(service, "part_exempt", kind)] == [councillor]
