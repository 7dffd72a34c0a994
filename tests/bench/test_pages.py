"""Tests of the pages' measurement: browsers with true sessions get true pages, and a cost is of the same round."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bench.api import Rates
from bench.api_processes import Took
from bench.pages import CASE, HOME, MADE_OF, cost, section
from bench.pages_calls import PageCalls
from bench.profile import ANSWERS, PAGES, answered, measured
from bench.scale import QUICK
from bench.service_world import sqlite_address
from gatekeeper.web import Front


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[Front, PageCalls]]:
    """The service over a council with a few cases, and the calls that can be made on it."""
    with measured(60) as made:
        yield made


def shown(service: tuple[Front, PageCalls], name: str) -> str:
    app, calls = service
    return asyncio.run(answered(app, getattr(calls, name)(1))).decode()


@pytest.mark.slow
def test_what_is_timed_are_the_pages_themselves_for_whom_they_are(service: tuple[Front, PageCalls]) -> None:
    told = {
        "home_page": "Your requests and documents",
        "case_page": "The whole explanation in words",
        "queue_page": "Measured Council",
        "library_page": "The law opens these to you now",
    }
    assert list(told) == list(PAGES)
    assert [name for name, words in told.items() if words not in shown(service, name)] == []
    assert "MR-2020-" in shown(service, "queue_page")


@pytest.mark.slow
def test_the_answers_beside_them_hold_what_the_pages_show(service: tuple[Front, PageCalls]) -> None:
    answers = {name: shown(service, name) for name in ANSWERS}
    assert [name for name, text in answers.items() if not text.startswith("{")] == []
    assert answers["few_requests"].count('"request_id"') == 5
    assert answers["few_documents"].count('"document_id"') == 5
    assert "Paper open1" in shown(service, "library_page")
    assert "Paper open1" in answers["documents"]


def test_a_cost_is_the_time_of_a_page_over_that_of_all_its_answers_in_the_median_round() -> None:
    ten = (1,) * 10
    one, two, four = (Took(seconds, ten) for seconds in (1.0, 2.0, 4.0))
    first, second = MADE_OF[HOME]
    rates = Rates({HOME: [four, four, four], first: [one, one, four], second: [one, one, four]})
    assert cost(rates, HOME) == 2
    assert cost(Rates({CASE: [two], MADE_OF[CASE][0]: [four]}), CASE) == 0.5


@pytest.mark.slow
def test_the_section_prints_every_page_its_answers_and_its_aim() -> None:
    with sqlite_address() as address:
        printed = str(section(replace(QUICK, case_rounds=1, api_calls=2), address, 20))
    assert printed.startswith("The pages on SQLite that holds 20\n")
    names = (*MADE_OF, *(each for answers in MADE_OF.values() for each in answers))
    assert [name for name in names if f"\n{name}  " not in printed] == []
    assert printed.count("reached: cost of the ") == len(MADE_OF)
