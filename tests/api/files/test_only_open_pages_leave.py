"""What leaves of a kept file: the pages open to this person at this instant, and no trace of any other."""

from __future__ import annotations

import hashlib

import pytest

from tests.api.calling import Service, alike
from tests.api.files.filing import about, entries, from_case, from_library, given, kept
from tests.documents.papers import canary, paper, spoiled, text_of, traces
from tests.documents.spoiling import SECRET, revised, surround
from tests.services.cases.walking import granting
from tests.services.world_district import NOT_IN_ISSUE
from tests.services.world_making import Making, Piece

OPEN, CLOSED = (1, 2, 3, 4, 6), 5
"""The pages of ``part_exempt``: 5 holds the terms under negotiation (LGA 1972 s.100F(2), (2A))."""
EVERY_WORD = (*map(canary, range(1, 7)), SECRET)
GRANT = {"reasons": "She must read it to judge how the service is run, and for nothing else."}


def open_words(data: bytes) -> set[str]:
    return traces(data, EVERY_WORD)


def test_r164_the_open_pages_leave_and_no_word_of_the_closed_one_or_of_what_surrounds_them(
    service_on_each: Service,
) -> None:
    api = service_on_each
    hidden = f"BT /F1 12 Tf 72 700 Td ({canary(6)}) Tj ET"
    later = revised(spoiled(paper(6), surround), CLOSED, hidden)
    kept(api, "part_exempt", later)
    case = api.asked("c1", "part_exempt")
    for answer in (from_library(api, "part_exempt"), from_case(api, case[1])):
        data = given(answer)
        assert open_words(data) == {canary(page) for page in OPEN}
        assert len(text_of(data)) == len(OPEN)
        assert answer.headers["gatekeeper-pages"] == "1-4, 6"
        assert data.count(b"%%EOF") == 1


def test_r102_the_entry_is_made_first_and_names_the_hash_of_what_leaves(service_on_each: Service) -> None:
    api = service_on_each
    kept(api, "part_exempt", paper(6))
    case = api.asked("c1", "part_exempt")
    answer = from_case(api, case[1])
    copy = f"copy:{hashlib.sha256(given(answer)).hexdigest()}"
    (entry,) = entries(api, copy)
    assert entry["kind"] == "file:released"
    assert str(entry["number"]) == answer.headers["gatekeeper-entry"]
    assert entry["person"] == f"person:{api.world.id('person', 'c1')}"
    assert {f"request:{case[0]}", f"asked:{case[1]}"} < set(entry["subjects"])
    assert entry["after"] == {"bytes": len(answer.content), "form": "whole_copy", "pages": 5}
    (opening,) = [each for each in entries(api, f"asked:{case[1]}") if each["number"] in entry["refers_to"]]
    assert opening["kind"] == "request:open_document"


def test_r102_head_is_entered_like_get_and_brings_no_byte(service: Service) -> None:
    kept(service, "part_exempt", paper(6))
    path = f"/councils/northmere/library/{service.world.id('document', 'part_exempt')}/file"
    answer = service.send("HEAD", path, headers={"Authorization": f"Bearer {service.token('c1')}"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert len(about(service, "part_exempt", "file:released")) == 1


@pytest.mark.parametrize("wanted", ["bytes=0-10", "bytes=5-", "bytes=" + ",".join(["0-1"] * 1_000)])
def test_r171_no_part_of_a_file_is_given_and_nothing_is_entered(service: Service, wanted: str) -> None:
    kept(service, "part_exempt", paper(6))
    answer = from_library(service, "part_exempt", Range=wanted)
    assert answer.status_code == 416
    assert about(service, "part_exempt", "file:released") == []


def test_officers_on_the_case_inspect_the_whole_of_it_made_anew(service: Service) -> None:
    kept(service, "part_exempt", spoiled(paper(6), surround))
    case = service.asked("c1", "part_exempt")
    answer = from_case(service, case[1], "d1")
    assert open_words(given(answer)) == set(EVERY_WORD) - {SECRET}
    assert answer.headers["gatekeeper-form"] == "inspection"
    assert answer.headers["content-disposition"].startswith("inline;")


def test_whoever_has_no_part_in_the_case_and_whoever_asks_for_no_case_are_answered_alike(service: Service) -> None:
    kept(service, "part_exempt", paper(6))
    case = service.asked("c1", "part_exempt")
    refused = [from_case(service, case[1], who) for who in ("c2", "administrator", "d2")]
    unknown = [from_case(service, "0" * 32, who) for who in ("c2", "administrator", "d2")]
    assert refused[0].status_code == 404
    assert alike([*refused, *unknown])
    assert alike(from_library(service, "hidden", who) for who in ("c1", "c2"))
    assert from_library(service, "hidden").status_code == 404


def test_what_the_law_does_not_open_is_not_had_without_asking(service: Service) -> None:
    kept(service, "working_paper", paper(2))
    answer = from_library(service, "working_paper")
    assert answer.status_code == 403
    assert canary(1) not in answer.text


def test_what_is_granted_to_be_inspected_is_shown_as_such_and_is_no_copy(service: Service) -> None:
    kept(service, "working_paper", paper(2))
    case = service.asked("c1", purpose="The budget is set next month.")
    ruling = {"passages": [granting("working_paper-whole").model_dump(mode="json", exclude_unset=True)]}
    assert service.step("d1", case, "determine", ruling).status_code == 200
    answer = from_case(service, case[1])
    assert len(text_of(given(answer))) == 2
    assert answer.headers["gatekeeper-form"] == "inspection"
    assert answer.headers["content-disposition"].startswith("inline;")
    assert answer.headers["gatekeeper-pages"] == "whole"
    copy = from_case(service, case[1], query="?copies=true")
    assert copy.status_code == 409
    assert "inspection" in copy.json()["why"]


def test_what_is_granted_on_conditions_leaves_once_they_are_accepted(service: Service) -> None:
    kept(service, "working_paper", paper(2))
    case = service.asked("c1", purpose="The budget is set next month.")
    grant = granting("working_paper-whole", conditions=("purpose_limit",), **GRANT)
    ruling = {"passages": [grant.model_dump(mode="json", exclude_unset=True)]}
    assert service.step("d1", case, "determine", ruling).status_code == 200
    waiting = from_case(service, case[1])
    assert waiting.status_code == 409
    assert "accept" in waiting.json()["remedy"]
    assert service.post(f"/asked/{case[1]}/open?accepts_conditions=true").status_code == 200
    assert len(text_of(given(from_case(service, case[1])))) == 2


def test_a_page_that_an_open_and_a_closed_passage_share_stays(service: Service) -> None:
    def sharing(making: Making) -> None:
        making.passage("part_exempt", Piece("open", "1-4", findings=NOT_IN_ISSUE, says={"separable": True}), 0)
        making.passage("part_exempt", Piece("terms", "4-5", (3,), "live"), 1)

    kept(service, "part_exempt", paper(6))
    service.world.make(sharing)
    answer = from_library(service, "part_exempt")
    assert open_words(given(answer)) == {canary(page) for page in (1, 2, 3, 6)}


def test_a_page_that_holds_more_than_it_shows_is_refused_with_the_reason_and_entered(service: Service) -> None:
    beside = f"BT /F1 12 Tf 72 2000 Td ({canary(7)}) Tj ET"
    kept(service, "part_exempt", revised(paper(6), 2, beside))
    answer = from_library(service, "part_exempt")
    assert answer.status_code == 409
    told = answer.json()
    assert "holds more than it shows" in told["why"]
    assert "print" in told["remedy"]
    assert canary(7) not in answer.text
    (entry,) = about(service, "part_exempt", "file:not_released")
    assert entry["after"] == {"why": "pages"}
    assert about(service, "part_exempt", "file:released") == []


def test_where_no_file_is_kept_that_is_said_and_entered(service: Service) -> None:
    answer = from_library(service, "open_report")
    assert answer.status_code == 409
    assert "no file" in answer.json()["why"]
    assert [each["after"] for each in about(service, "open_report", "file:not_released")] == [{"why": "no_file"}]
