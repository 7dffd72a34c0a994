"""Tests of what a case file may not say: each problem names its place, why, and what to write."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.core.case import CaseErrors, parse_case
from tests.core.case.samples import GONE, full, places, problems, put, small

DOCUMENT = "documents[0]"
LINK = "documents[0].links[0]"
PASSAGE = "documents[0].passages[0]"


def entries(name: str) -> list[Any]:
    """The entries of one of the tables beside this file, each with its sentence as the test's id."""
    tables = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return [pytest.param(entry, id=entry["it"]) for entry in tables["case"]]


def with_entry(entry: dict[str, Any]) -> dict[str, Any]:
    data = full()
    if first := entry.get("first"):
        data = put(data, first["put"], first["value"])
    value = GONE if "gone" in entry else None if "nothing" in entry else entry["value"]
    return put(data, entry["put"], value)


@pytest.mark.parametrize("entry", entries("wrong.toml"))
def test_the_file_is_refused_for(entry: dict[str, Any]) -> None:
    (problem,) = problems(with_entry(entry))
    assert problem.place == entry.get("at", entry["put"])
    assert entry["why"] in problem.why
    assert entry["remedy"] in problem.remedy


@pytest.mark.parametrize("entry", entries("impossible.toml"))
def test_it_is_impossible_to_have(entry: dict[str, Any]) -> None:
    (problem,) = problems(with_entry(entry))
    assert problem.place == entry.get("at", entry["put"])
    assert entry["why"] in problem.why
    assert problem.remedy


def test_a_text_and_a_list_have_an_end() -> None:
    (text,) = problems(put(full(), "title", "x" * 301))
    (documents,) = problems(put(full(), "documents", small()["documents"] * 201))
    assert (text.why, text.remedy) == ("it is too long", "use at most 300 characters")
    assert (documents.why, documents.remedy) == ("the list is too long", "write at most 200 entries")
    (seats,) = problems(put(full(), "requester.executive", [{"from": "2024-05-20"}] * 501))
    assert (seats.place, seats.remedy) == ("requester.executive", "write at most 500 entries")


@pytest.mark.parametrize(
    "citation", ["UK GDPR", "General Data Protection Regulation art 6", "Data Protection Act 2018", "DPA 2018 s.170"]
)
def test_data_protection_law_is_no_enactment_that_makes_information_confidential(citation: str) -> None:
    (problem,) = problems(put(full(), f"{PASSAGE}.confidential", {"basis": "enactment", "citation": citation}))
    assert problem.place == f"{PASSAGE}.confidential.citation"
    assert "not on the list" in problem.why
    assert "paragraph 1 or 2" in problem.remedy


def test_an_enactment_nearly_on_the_closed_list_is_suggested_and_another_is_refused() -> None:
    near = {"basis": "enactment", "citation": "Adoption and Children Act 2002 ss.56-56"}
    (problem,) = problems(put(full(), f"{PASSAGE}.confidential", near))
    assert "did you mean 'Adoption and Children Act 2002 ss.56-65'" in problem.remedy
    (problem,) = problems(put(full(), f"{PASSAGE}.confidential", near | {"citation": "Weights Act 1985"}))
    assert "write one of: Adoption and Children Act" in problem.remedy


def test_the_closed_list_of_enactments_is_the_readers_own() -> None:
    data = put(full(), f"{PASSAGE}.confidential", {"basis": "enactment", "citation": "Weights Act 1985"})
    assert parse_case(data, ["Weights Act 1985"]).title == "A report"
    with pytest.raises(CaseErrors, match="none is listed"):
        parse_case(data, [])


def test_a_court_order_is_cited_in_its_own_words() -> None:
    order = {"basis": "court_order", "citation": "Order of the Family Court of 3 March 2026"}
    assert not problems(put(full(), f"{PASSAGE}.confidential", order))


def test_a_name_that_truly_differs_is_allowed_once_a_finding_says_so() -> None:
    data = put(full(), f"{DOCUMENT}.responsible_body", "Corporate Committee A")
    assert places(data) == [f"{DOCUMENT}.responsible_body"]
    assert not problems(put(data, f"{DOCUMENT}.findings", {"member_of_responsible_body": False}))


def test_a_name_that_another_link_bears_is_no_slip() -> None:
    data = put(full(), f"{DOCUMENT}.responsible_body", "Corporate Committee A")
    assert not problems(put(data, f"{LINK}.body", "The corporate committee A"))


def test_a_portfolio_with_a_slip_is_told() -> None:
    held = put(
        put(full(), "requester.executive", GONE), "requester.portfolios", [{"subject": "Asset", "from": "2024-05-20"}]
    )
    assert places(held) == [f"{DOCUMENT}.portfolio"]
    assert not problems(put(held, f"{DOCUMENT}.findings", {"portfolio_covers_subject": False}))


def test_everything_that_is_wrong_is_told_at_once_and_each_only_once() -> None:
    data: dict[str, Any] = put(full(), "title", GONE)
    for place, value in {
        "council.jurisdiction": None,
        "requester.elector": "yes",
        f"{LINK}.access": "privat",
        f"{DOCUMENT}.findings": {"x": True, "separable": True},
        f"{PASSAGE}.pages": "4-1",
        f"{DOCUMENT}.passages[1].paragraphs[0].number": 9,
    }.items():
        data = put(data, place, value)
    assert sorted(places(data)) == sorted(
        [
            "council.jurisdiction",
            f"{DOCUMENT}.findings.separable",
            f"{DOCUMENT}.findings.x",
            f"{LINK}.access",
            f"{PASSAGE}.pages",
            f"{DOCUMENT}.passages[1].paragraphs[0].number",
            "requester.elector",
            "title",
        ]
    )


def test_an_error_says_what_why_and_what_to_do_in_one_line() -> None:
    with pytest.raises(CaseErrors) as caught:
        parse_case(put(small(), "title", ""))
    assert str(caught.value) == "title: it is empty. What to do: write it, or leave the line out."
    with pytest.raises(CaseErrors) as caught:
        parse_case(small() | {"tilte": "x"})
    assert str(caught.value) == "tilte: there is no such field. What to do: did you mean title?"
