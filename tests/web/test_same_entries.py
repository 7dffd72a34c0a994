"""The same act is entered alike in the record, whether it is done on the pages or through the API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.calling import Service, service_of
from tests.auth.world import World as Issuer
from tests.services.world_databases import little_world
from tests.web.deciding import at
from tests.web.doing import Act, granted_copy, ok
from tests.web.entered import entered, requests, size
from tests.web.same_acts import ACTS
from tests.web.same_acts_of_proper_officer import OF_THE_PROPER_OFFICER
from tests.web.visiting import Site, site_of

Twins = tuple[Site, Service]


@pytest.fixture
def twins(issuer: Issuer, tmp_path: Path) -> Iterator[Twins]:
    """The pages and the API, each over its own copy of one council."""
    folders = [tmp_path / "pages", tmp_path / "api"]
    for each in folders:
        each.mkdir()
    with little_world("sqlite", folders[0], "wbc") as one, little_world("sqlite", folders[1], "wbc") as other:
        yield site_of(one, issuer, folders[0]), service_of(other, issuer, folders[1])


@pytest.mark.parametrize("act", [*ACTS, *OF_THE_PROPER_OFFICER], ids=lambda act: act.name)
def test_the_same_act_is_entered_alike_from_the_pages_and_from_the_api(twins: Twins, act: Act) -> None:
    site, service = twins
    cases = act.before(site.world, site.place.files), act.before(service.world, service.app.state.place.files)
    since = size(site.world)
    assert since == size(service.world)
    act.pages(site, cases[0])
    act.api(service, cases[1])
    from_pages = entered(site.world, since, with_readings=act.reads)
    assert from_pages, "an act is entered"
    assert from_pages == entered(service.world, since, with_readings=act.reads)
    assert requests(site.world) == requests(service.world)


def test_pages_that_are_read_are_entered_as_the_same_pages_that_leave_but_for_the_way(twins: Twins) -> None:
    site, service = twins
    case = granted_copy(site.world, site.place.files)
    other = granted_copy(service.world, service.app.state.place.files)
    since = size(site.world)
    browser = site.sign_in("c1")
    browser.submit(browser.get(at(case[1], "read")), to="/read")
    assert browser.send("GET", at(case[1], "page/1.png")).headers["content-type"] == "image/png"
    ok(service.get(f"/asked/{other[1]}/file"))
    read, left = entered(site.world, since), entered(service.world, since)
    assert [each["kind"] for each in read] == ["request:open_document", "file:released"]
    assert read[1]["after"].pop("way") == "viewer"
    assert read == left


def test_whoever_sends_a_case_on_has_tried_nothing_that_is_not_hers(twins: Twins) -> None:
    site, _ = twins
    (transfer,) = (each for each in ACTS if each.name == "transfer")
    case, since = transfer.before(site.world, site.place.files), size(site.world)
    transfer.pages(site, case)
    assert "access:refused" not in {each["kind"] for each in entered(site.world, since)}
