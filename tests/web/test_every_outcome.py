"""A page for every outcome that a councillor can meet: each is told in words, with what she can do next."""

from __future__ import annotations

from gatekeeper.services.cases.submit import Asking, submit
from tests.services.cases.changing import bar
from tests.services.cases.walking import refused_paper
from tests.web.visiting import HOME, Site


def test_available_now(site: Site) -> None:
    request, asked = site.asked("c1", "open_report")
    page = site.sign_in("c1").get(f"{HOME}requests/{request}")
    assert "Available now" in page.words
    assert "Open to you by:" in page.words
    assert f"{HOME}asked/{asked}/read" in {href for href, _ in page.links}


def test_partly_available(site: Site) -> None:
    request, asked = site.asked("c2", "part_exempt")
    page = site.sign_in("c2").get(f"{HOME}requests/{request}")
    assert "Available now" in page.words
    assert "An officer must decide" in page.words or "Something must be known first" in page.words
    assert f"{HOME}asked/{asked}/read" in {href for href, _ in page.links}


def test_a_director_must_decide(site: Site) -> None:
    request, asked = site.asked("c1", "working_paper")
    page = site.sign_in("c1").get(f"{HOME}requests/{request}")
    assert "An officer must decide" in page.words
    assert f"{HOME}asked/{asked}/read" not in {href for href, _ in page.links}


def test_not_available_with_reasons_alternatives_dispute_and_freedom_of_information(site: Site) -> None:
    asked = refused_paper(site.world)
    councillor = site.sign_in("c1")
    request = councillor.get(f"{HOME}asked/{asked}/dispute").link(
        next(text for href, text in councillor.get(f"{HOME}asked/{asked}/dispute").links if "/requests/" in href)
    )
    page = councillor.get(request)
    assert "Refused" in page.words
    assert "Her duty on the budget does not need this draft" in page.words
    assert "Also considered" in page.words
    ways = {href for href, _ in page.links}
    assert {f"{HOME}asked/{asked}/dispute", f"{HOME}asked/{asked}/hand-over"} <= ways


def test_not_held_or_not_found(site: Site) -> None:
    asking = Asking(descriptions=("The note of the visit",))
    made = site.world.do("c1", lambda desk: submit(desk, asking))
    proper = site.sign_in("proper")
    form = proper.get(f"{HOME}asked/{made.asked[0]}/not-held")
    proper.submit(form, cannot_be_found="false", searched="Archive: by its date", words="There is none.")
    page = site.sign_in("c1").get(f"{HOME}requests/{made.request_id}")
    assert "Not held or cannot be found" in page.words
    assert "Searched: Archive: by its date" in page.words
    assert f"{HOME}asked/{made.asked[0]}/dispute" in {href for href, _ in page.links}


def test_barred_by_law_tells_nothing_of_why_and_who_can_review_it(site: Site) -> None:
    request, asked = site.asked("c1", "working_paper")
    bar(site.world, "working_paper-whole", asked)
    page = site.sign_in("c1").get(f"{HOME}requests/{request}")
    assert "Barred by law (held for the monitoring officer)" in page.words
    assert "The monitoring officer can review that" in page.words
    assert "Letter of 3 May" not in page.text
    assert f"{HOME}asked/{asked}/read" not in {href for href, _ in page.links}


def test_available_from_a_later_day(site: Site) -> None:
    request, _ = site.asked("c2", "part_exempt")
    page = site.sign_in("c2").get(f"{HOME}requests/{request}")
    assert "Opens later by:" in page.words
