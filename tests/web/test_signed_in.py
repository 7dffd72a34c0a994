"""Once somebody is signed in: her councils, the posts in which she acts, in the open, and where she is signed in."""

from __future__ import annotations

import pytest

from gatekeeper.services.sessions import State, begin, find
from gatekeeper.storage.record import found_council
from gatekeeper.storage.tables import Appointment, Person
from tests.api.calling import signing_in
from tests.services.world_making import Making
from tests.services.worlds import World, new_world
from tests.web.visiting import HOME, Browser, Site

ACTING = f"{HOME}acting"


def test_whoever_one_council_knows_is_led_straight_to_it(site: Site) -> None:
    assert site.sign_in("c1").get("/", follow=False).headers["location"] == HOME


def test_whoever_no_council_knows_is_told_whom_to_ask_and_by_which_name(site: Site) -> None:
    page = site.sign_in(subject="subject-nobody", name="N. Obody").get("/")
    assert (page.status, page.heading) == (200, "No council here knows you yet")
    assert "subject-nobody" in page.words
    assert "democratic services" in page.words
    assert page.link("Sign in as somebody else") == "/sign-in/begin?as=other"


def test_what_a_sign_in_service_calls_somebody_is_shown_as_plain_text(site: Site) -> None:
    page = site.sign_in(subject='<img src=x onerror="alert(1)">', name="<b>x</b>").get("/")
    assert "<img src=x" not in page.text
    assert "<b>x" not in page.text


def test_whoever_several_councils_know_chooses_one(site: Site) -> None:
    signing_in(new_world(site.world.engine, slug="southmere"))
    found_council(site.world.engine, "eastmere")
    page = site.sign_in("c1").get("/")
    assert page.heading == "Choose a council"
    places = [href for href, _ in page.links if href.startswith("/in/")]
    assert places == ["/in/northmere/", "/in/southmere/"]
    assert site.sign_in("c1").get(ACTING).link("Change to another council") == "/"


def test_a_name_that_is_two_people_s_in_a_council_is_nobody_s_there(site: Site) -> None:
    world = site.world
    world.make(lambda making: [making.person("twin-1"), making.person("twin-2")])
    world.make(_twins)
    assert site.sign_in(subject="twins").get("/").heading == "No council here knows you yet"


def _twins(making: Making) -> None:
    for code in ("twin-1", "twin-2"):
        making.put(Person, "person", code, name=f"Person {code}", signs_in_as="twins")


def test_she_sees_where_she_is_signed_in_and_signs_out_there(site: Site) -> None:
    here, there = site.sign_in("c1"), site.sign_in("c1")
    site.sign_in("c2")
    page = here.get("/sessions")
    assert page.words.count("This browser") == 1
    assert len([each for each in page.forms if "session" in each.controls]) == 1
    (other,) = [each for each in page.forms if "session" in each.controls]
    shown = here.post("/sessions", other.filled({}))
    assert "You are signed out there." in shown.words
    assert there.get("/sessions", follow=False).status == 303
    assert here.get("/sessions").status == 200


def test_r177_she_signs_out_everywhere_at_once(site: Site) -> None:
    browsers = [site.sign_in("c1") for _ in range(3)]
    other = site.sign_in("c2")
    page = browsers[0].get("/sessions")
    (everywhere,) = [each for each in page.forms if each.action == "/sessions" and "session" not in each.controls]
    cookie = dict(browsers[0].cookies)
    assert browsers[0].post("/sessions", everywhere.filled({})).heading == "You are signed out"
    browsers[0].cookies = cookie
    for each in browsers:
        assert each.get("/sessions", follow=False).status == 303
    assert other.get("/sessions").status == 200


def test_nobody_ends_the_session_of_somebody_else(site: Site) -> None:
    mine, hers = site.sign_in("c1"), site.sign_in("c2")
    place = site.place
    found = find(place.engine, place.sessions, site.world.now, hers.cookies[place.cookie])
    assert found is not None
    (everywhere,) = [
        each for each in mine.get("/sessions").forms if each.action == "/sessions" and "session" not in each.controls
    ]
    mine.post("/sessions", everywhere.filled({}) | {"session": found[1].id})
    assert hers.get("/sessions").status == 200


@pytest.mark.parametrize("named", ["x", "0" * 32, "' OR 1=1 --", "é", "a\x00b"])
def test_a_session_that_is_none_is_not_ended_and_ends_nothing(site: Site, named: str) -> None:
    here, there = site.sign_in("c1"), site.sign_in("c1")
    csrf = here.get("/sessions").form("/sign-out").filled({})["csrf"]
    assert here.post("/sessions", {"csrf": csrf, "session": named}).status == 200
    assert there.get("/sessions").status == 200


def two_posts(world: World) -> None:
    world.make(lambda making: making.deputy("d1", "director-people"))


def test_whoever_holds_two_posts_changes_between_them_in_the_open(site: Site) -> None:
    two_posts(site.world)
    browser = site.sign_in("d1")
    assert "acting as Director places" in browser.get("/in/northmere/acting").words
    page = browser.submit(browser.get(ACTING), acting_as=f"post:{site.world.id('post', 'director-people')}")
    assert "You have changed the post in which you act." in page.words or page.status == 404
    assert "acting as Director people" in browser.get(ACTING).words
    assert "acting as Director places" in site.sign_in("d1").get(ACTING).words


@pytest.mark.parametrize("chosen", ["", "post:", "for:", "self", "post:" + "0" * 32, "for:" + "0" * 32])
def test_a_post_that_is_not_hers_cannot_be_chosen(site: Site, chosen: str) -> None:
    two_posts(site.world)
    browser = site.sign_in("d1")
    sent = browser.get(ACTING).form().filled({})
    page = browser.post(ACTING, sent | {"acting_as": chosen})
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert "Choose one of them" in page.words
    assert "acting as Director places" in browser.get(ACTING).words


def test_another_director_s_post_cannot_be_chosen(site: Site) -> None:
    browser = site.sign_in("d1")
    sent = browser.get(ACTING).form().filled({})
    other = site.world.id("post", "director-people")
    assert browser.post(ACTING, sent | {"acting_as": f"post:{other}"}).status == 422


def test_an_assistant_of_two_councillors_says_for_whom_she_acts_and_it_is_always_in_sight(site: Site) -> None:
    site.world.make(lambda making: making.assistant("assistant", "red-leader"))
    signing_in(site.world)
    browser = site.sign_in("assistant")
    assert "Acting for" not in browser.get(ACTING).words
    browser.submit(browser.get(ACTING), acting_as=f"for:{site.world.id('person', 'red-leader')}")
    assert "Acting for Councillor Person red-leader" in browser.get(ACTING).words


def test_an_assistant_cannot_choose_a_councillor_of_another_group(site: Site) -> None:
    site.world.make(lambda making: making.assistant("assistant", "c2"))
    signing_in(site.world)
    browser = site.sign_in("assistant")
    sent = browser.get(ACTING).form().filled({})
    assert browser.post(ACTING, sent | {"acting_as": f"for:{site.world.id('person', 'c2')}"}).status == 422


def test_a_councillor_has_nothing_to_choose(site: Site) -> None:
    browser = site.sign_in("c1")
    page = browser.get(ACTING)
    assert "you act as yourself" in page.words
    assert browser.post(ACTING, page.form().filled({}), follow=False).headers["location"] == HOME


def test_a_choice_that_is_no_longer_hers_is_not_acted_on(site: Site) -> None:
    two_posts(site.world)
    browser = site.sign_in("d1")
    browser.submit(browser.get(ACTING), acting_as=f"post:{site.world.id('post', 'director-people')}")
    appointment = site.world.id("appointment", "d1-director-people-deputy")
    site.world.change(lambda changes: changes.remove(Appointment, appointment))
    assert "acting as Director places" in browser.get(ACTING).words


def test_a_session_begun_elsewhere_is_the_same_person_s_in_every_process(site: Site) -> None:
    place, now = site.place, site.world.now
    cookie, _ = begin(
        place.engine,
        place.sessions,
        now,
        issuer=place.relying.issuer,
        subject="subject-c1",
        name=None,
        authenticated_at=now,
        before=None,
    )
    browser = Browser(site, {place.cookie: cookie})
    assert browser.get("/sessions").status == 200
    found = find(place.engine, place.sessions, now, cookie)
    assert found is not None
    assert found[0] is State.LIVE
