"""A dispute is ruled on with the bundle of both sides above; who must be heard is heard first; a body resolves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.services.cases.conversation import Advising, Said, advise, submit_statement
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import appeal, dispute, rule
from tests.auth.world import World as Issuer
from tests.services.cases.walking import (
    AUTHORITY,
    DISPUTING,
    actions,
    acts,
    appealed_paper,
    asked_for,
    disputed_paper,
    disputed_ruling,
    opened,
    ruled,
    state,
)
from tests.services.world_databases import little_world
from tests.web.deciding import GRANTED, NEEDED, REFUSED, at, decided, find_need
from tests.web.visiting import HOME, Browser, Site, site_of


def test_the_bundle_stands_above_and_what_the_councillor_has_not_is_marked_with_the_reason(site: Site) -> None:
    asked = asked_for(site.world, "c1", "working_paper", purpose="The budget is set next month.")
    site.world.do("mo", lambda desk: advise(desk, asked, Advising(words="It may be withheld.")))
    site.world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    site.world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    site.world.do("d1", lambda desk: submit_statement(desk, asked, Said(words="The draft is not final.")))
    shown = site.sign_in("deputy-mo").get(at(asked, "rule")).words
    for words in ("The budget is set next month.", "It may be withheld.", DISPUTING.words, "The draft is not final."):
        assert words in shown
    assert "The councillor has not this Whoever advised gave it to officers alone" in shown


def test_the_councillor_has_the_same_bundle_and_is_told_what_may_not_be_in_it(site: Site) -> None:
    asked = asked_for(site.world)
    site.world.do("mo", lambda desk: advise(desk, asked, Advising(words="It may be withheld.")))
    site.world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    site.world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    shown = site.sign_in("c1").get(at(asked, "bundle"))
    assert DISPUTING.words in shown.words
    assert REFUSED["reasons"] in shown.words
    assert "It may be withheld." not in shown.text
    assert "Advice was given" not in shown.text
    assert "are not in this bundle if there are any" in shown.words


def test_there_is_no_bundle_before_a_dispute(site: Site) -> None:
    asked = asked_for(site.world)
    assert site.sign_in("d1").get(at(asked, "bundle")).status == 409


def test_under_wbc_it_is_walked_to_the_last_word_on_the_pages_alone(site: Site) -> None:
    asked = disputed_paper(site.world)
    officer = site.sign_in("mo")
    find_need(officer, asked)
    check = decided(officer, asked, {**REFUSED, "authority": "\n".join(AUTHORITY)}, way="rule")
    assert "you can take it to the Chief Executive" in check.words
    assert "The ruling is recorded." in officer.submit(check, to="check").words
    councillor = site.sign_in("c1")
    councillor.submit(councillor.get(at(asked, "appeal")), to="appeal", words="I cannot judge it without the paper.")
    chief = site.sign_in("chief")
    find_need(chief, asked, found=NEEDED)
    tasks = decided(chief, asked, {**GRANTED, "authority": AUTHORITY[0]}, way="rule")
    assert tasks.path.startswith(at(asked)), "the group leader was not heard yet"
    assert "Whoever this stage consults must be heard first." in tasks.words
    _hear(chief, asked, site.world.id("person", "red-leader"))
    check = chief.get(at(asked, "rule/check"))
    assert "The ruling is recorded." in chief.submit(check, to="check").words
    assert (state(site.world, asked).status, state(site.world, asked).ruling) == ("determined", "granted")
    assert opened(site.world, "c1", asked) == {"working_paper-whole": "inspection"}
    assert [each for each in actions(site.world, asked) if each in ("rule", "consult")] == ["rule", "consult", "rule"]


def _hear(browser: Browser, asked: str, person: str) -> None:
    page = browser.get(at(asked, "consult"))
    offered = page.form("consult").controls["person"].choices or []
    assert offered[1] == person, "the leader of her own group comes first"
    browser.submit(page, to="consult", post="group_leader", person=person, words="She would show it.")


def test_the_group_leader_reads_what_is_disputed_and_has_nothing_to_decide(site: Site) -> None:
    asked = appealed_paper(site.world)
    shown = site.sign_in("red-leader").get(at(asked, "heard"))
    assert DISPUTING.words in shown.words
    assert REFUSED["reasons"] in shown.words
    assert "you do not decide" in shown.words
    assert [each.action for each in shown.forms] == ["/sign-out"]
    assert not [href for href, _ in shown.links if "/rule" in href.replace("/rules", "") or "/consult" in href]


@pytest.mark.parametrize("who", ["c1", "c2", "d1", "mo", "blue-leader", "auditor"])
def test_whoever_is_not_consulted_has_no_page_of_being_heard(site: Site, who: str) -> None:
    asked = appealed_paper(site.world)
    assert site.sign_in(who).get(at(asked, "heard")).status == 404


@pytest.mark.parametrize("who", ["c1", "d1", "mo", "red-leader", "clerk"])
def test_only_whoever_it_is_before_rules_and_records_whom_she_heard(site: Site, who: str) -> None:
    asked = appealed_paper(site.world)
    browser = site.sign_in(who)
    for step in ("rule", "rule/1", "rule/check", "resolve", "consult"):
        assert browser.get(at(asked, step)).status in (403, 404), step


def test_nobody_gets_less_by_disputing(site: Site) -> None:
    asked = asked_for(site.world)
    site.world.do("d1", lambda desk: determine(desk, asked, ruled("granted")))
    site.world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    officer = site.sign_in("mo")
    find_need(officer, asked)
    stopped = decided(officer, asked, {**REFUSED, "authority": AUTHORITY[0]}, way="rule")
    assert stopped.status == 422
    assert "would be refused, and granted is what stands" in stopped.words


@pytest.fixture
def wyremouth(issuer: Issuer, tmp_path: Path) -> Iterator[Site]:
    """The pages over a council whose disputes go to a committee and to the full council."""
    with little_world("sqlite", tmp_path, "wyremouth") as world:
        world.make(lambda making: making.officer("head", "head-of-parks", "head_of_service", directorate="Places"))
        says: dict[str, Any] = {"holder_post": "head-of-parks", "body": "employment", "kind": "other"}
        world.make(lambda making: making.document("working_paper", **says))
        yield site_of(world, issuer, tmp_path)


def test_a_committee_resolves_by_its_clerk_with_the_minute_and_who_took_part(wyremouth: Site) -> None:
    world = wyremouth.world
    asked = _before_the_committee(wyremouth)
    clerk = wyremouth.sign_in("clerk")
    assert "Enter the resolution" in clerk.get(at(asked, "resolve")).heading
    find_need(clerk, asked, found=NEEDED)
    page = decided(clerk, asked, {**GRANTED, "authority": AUTHORITY[0]}, way="resolve")
    assert page.heading == "About the decision as a whole"
    one = clerk.submit(page, to="whole", minute="Appeals 12/2026", members=[])
    assert one.status == 422
    assert "Say who took part" in one.words
    members = [world.id("person", each) for each in ("c3", "c4", "c5")]
    offered = page.form("whole").controls["members"].choices
    assert offered is not None
    assert world.id("person", "c1") not in offered, "whoever asked is not listed"
    clerk.submit(page, to="whole", minute="Appeals 12/2026", members=members)
    _hear(clerk, asked, world.id("person", "red-leader"))
    check = clerk.get(at(asked, "resolve/check"))
    assert "Appeals 12/2026" in check.words
    assert "Person c3, Person c4, Person c5" in check.words
    assert "The resolution is recorded." in clerk.submit(check, to="check").words
    last = [each for each in acts(world, asked) if each.action == "resolve"][-1]
    assert (last.data["minute"], sorted(last.data["members"])) == ("Appeals 12/2026", sorted(members))
    assert state(world, asked).ruling == "granted"


def _before_the_committee(site: Site) -> str:
    world = site.world
    asked = asked_for(world)
    world.do("head", lambda desk: determine(desk, asked, ruled("refused")))
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    world.do("c1", lambda desk: appeal(desk, asked, DISPUTING))
    return asked


def test_a_ruling_that_must_cite_authority_is_stopped_without_any(wyremouth: Site) -> None:
    asked = asked_for(wyremouth.world)
    wyremouth.world.do("head", lambda desk: determine(desk, asked, ruled("refused")))
    wyremouth.world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    officer = wyremouth.sign_in("mo")
    find_need(officer, asked, found=NEEDED)
    stopped = decided(officer, asked, GRANTED, way="rule")
    assert stopped.status == 422
    assert stopped.path == at(asked, "rule/1")


def test_home_of_the_chief_executive_leads_to_the_dispute(site: Site) -> None:
    asked = appealed_paper(site.world)
    shown = site.sign_in("chief").get(HOME)
    assert at(asked) in [href for href, _ in shown.links]
