"""Tests of the comparison: the same facts under other councils' protocols, and whose facts may be compared."""

from __future__ import annotations

import pytest

from gatekeeper.core.decision import Decision
from gatekeeper.services.assess import assess, packs
from gatekeeper.services.case_reader import read_case
from gatekeeper.services.worked import case_files
from gatekeeper.services.written.comparing import compare_example, examples
from gatekeeper.web.wording import outcome_words
from tests.services.cases.walking import entries
from tests.web.visiting import HOME, Given, Shown, Site

PAYLOAD = "<script>alert(1)</script>"
TRIAL = "wyremouth.trial_paper"


def compares(site: Site, who: str = "c1", **asked: Given) -> Shown:
    browser = site.sign_in(who)
    return browser.submit(browser.get(f"{HOME}compare"), **asked)


def test_the_worked_cases_and_the_protocols_are_offered_with_the_councils_own_chosen(site: Site) -> None:
    page = site.sign_in("c1").get(f"{HOME}compare")
    assert (page.status, page.heading) == (200, "The same facts under other protocols")
    form = page.form()
    assert set(form.controls["case"].choices or ()) == {"", *(each.id for each in examples())}
    assert set(form.controls["under"].choices or ()) == set(packs())
    assert form.controls["under"].values == ["wbc"]


def test_every_worked_case_is_offered_by_its_own_title() -> None:
    assert sorted(each.title for each in examples()) == sorted(read_case(path).title for path in case_files())
    assert len({each.id for each in examples()}) == len(examples())


def decided(pack: str) -> Decision:
    case = read_case(next(path for path in case_files() if path.stem == "trial_paper"))
    assert case.as_at is not None
    return assess(case, case.as_at, pack).decision


def test_the_same_facts_come_under_each_protocol_to_what_it_decides(site: Site) -> None:
    page = compares(site, case=TRIAL, under=["wbc", "wyremouth"])
    assert page.status == 200
    assert page.title.startswith(page.heading)
    assert page.text.count("<h1") == 1
    for pack in ("wbc", "wyremouth"):
        for document in decided(pack).documents:
            for passage in document.passages:
                assert outcome_words(passage.outcome) in page.words
                assert document.title in page.words
    found = compare_example(TRIAL, ["wbc", "wyremouth"])
    for pack in ("wbc", "wyremouth"):
        every = [each.outcome for document in decided(pack).documents for each in document.passages]
        assert [each.comes[pack].outcome for each in found.passages] == every
    assert [each.comes["wbc"].outcome != each.comes["wyremouth"].outcome for each in found.passages].count(True) > 0


def test_ladders_targets_and_the_differences_of_the_protocols_are_told(site: Site) -> None:
    page = compares(site, case=TRIAL, under=["wbc", "wyremouth", "manchester"])
    assert "1. The Monitoring Officer; 2. The Chief Executive" in page.words
    assert "Consulted: the group leaders concerned" in page.words
    assert "No time of its own; the law’s clocks run" in page.words
    assert "The protocol has none: the complaints procedure" in page.words
    determiner = packs()["wyremouth"].pack.determiner
    assert determiner is not None
    assert determiner.sentence in page.words
    assert "Silent. What applies:" in page.words


def test_a_protocol_alone_has_no_differences_and_comes_to_what_it_decides(site: Site) -> None:
    page = compares(site, case="england.scenario_01_open_report", under=["wbc"])
    assert "Available now" in page.words
    assert "Where they say something else" not in page.words
    assert "It comes to the same under each." not in page.words


@pytest.mark.parametrize("name", [each.id for each in examples()][::9])
def test_worked_cases_are_compared_under_several_protocols(site: Site, name: str) -> None:
    page = compares(site, case=name, under=["county", "east_devon", "surrey_heath"])
    assert page.status == 200
    assert next(each.title for each in examples() if each.id == name) in page.words


def test_a_case_leads_to_the_comparison_with_its_reference_filled_in_and_nothing_is_read_out_yet(site: Site) -> None:
    request, _ = site.asked("c1", "working_paper")
    browser = site.sign_in("d1")
    page = browser.get(f"{HOME}compare?of=mr-2026-00001")
    assert page.status == 200
    assert 'value="MR-2026-00001"' in page.text
    assert "What each passage comes to" not in page.words
    assert "request:exported" not in [each["kind"] for each in entries(site.world, f"request:{request}")]
    found = browser.submit(page, under=["wbc", "wyremouth"])
    assert "What each passage comes to" in found.words


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ("under=wbc", "case", "Choose a worked case, or write the reference of a request"),
        ("case=england.scenario_01_open_report", "under", "Choose one to five protocols"),
        ("case=nonsense&under=wbc", "case", "Choose a worked case of the list"),
        (f"case={PAYLOAD}&under=wbc", "case", "Choose a worked case of the list"),
        (f"case={TRIAL}&under=nonsense", "under", "Choose one to five protocols"),
        (f"case={TRIAL}&under=" + "&under=".join(packs()), "under", "Choose one to five protocols"),
        (f"case={TRIAL}&reference=MR-2026-00001&under=wbc", "case", "not both"),
        ("reference=MR-2026-00001&under=wbc", "reference", "whose facts you may read"),
        (f"reference={PAYLOAD}&under=wbc", "reference", "whose facts you may read"),
    ],
)
def test_what_cannot_be_compared_is_said_at_its_field(site: Site, asked: str, field: str, said: str) -> None:
    page = site.sign_in("c1").get(f"{HOME}compare?{asked}")
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert f'href="#field-{field}"' in page.text
    assert said in page.words
    assert PAYLOAD not in page.text


def test_an_officer_on_the_case_compares_its_facts_and_that_is_entered(site: Site) -> None:
    request, _ = site.asked("c1", "working_paper", purpose="CANARY-PURPOSE")
    page = compares(site, "d1", reference="mr-2026-00001", under=["wbc", "wyremouth"])
    assert page.status == 200
    assert "What each passage comes to" in page.words
    assert "CANARY" not in page.text
    assert "request:exported" in [each["kind"] for each in entries(site.world, f"request:{request}")]


def test_a_councillor_is_told_that_the_facts_of_a_case_are_for_officers(site: Site) -> None:
    request, _ = site.asked("c1", "working_paper")
    page = compares(site, "c1", reference="MR-2026-00001", under=["wbc"])
    assert page.status == 422
    assert "only officers read" in page.words
    assert "request:exported" not in [each["kind"] for each in entries(site.world, f"request:{request}")]


@pytest.mark.parametrize("who", ["c2", "d2", "auditor", "administrator"])
def test_the_facts_of_somebody_elses_case_answer_like_those_of_one_that_is_not_there(site: Site, who: str) -> None:
    site.asked("c1", "working_paper")
    pages = [compares(site, who, reference=each, under=["wbc"]) for each in ("MR-2026-00001", "MR-2026-09999")]
    assert {page.status for page in pages} == {422}
    first, second = (page.words.replace("MR-2026-00001", "").replace("MR-2026-09999", "") for page in pages)
    assert first == second


def test_nobody_without_a_sign_in_compares_anything(site: Site) -> None:
    answer = site.stranger().get(f"{HOME}compare?case={TRIAL}&under=wbc", follow=False)
    assert answer.headers["location"].startswith("/sign-in?return_to=")
