"""Signing in to the pages and out of them: to the sign-in service and back, once, in one browser, never in circles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from gatekeeper.auth.sign_in import SignInFault
from gatekeeper.services.sessions import State, find
from tests.auth.issuers import DISCOVERY, TOKEN, Answer
from tests.auth.signers import ABSENT, seconds
from tests.auth.world import World as Issuer
from tests.web.going import BEGIN, Going
from tests.web.visiting import HOME


def test_a_stranger_is_shown_how_to_sign_in_and_the_button_leads_to_the_sign_in_service(going: Going) -> None:
    page = going.browser.get("/")
    assert (page.status, page.heading) == (200, "Sign in")
    sent = going.browser.get(page.link("Sign in"), follow=False)
    assert sent.headers["location"].startswith(f"{going.issuer.issuer.issuer}/authorize?")


def test_a_councillor_signs_in_and_is_led_back_to_the_page_she_wanted(going: Going) -> None:
    wanted = going.browser.get(f"{HOME}acting?x=1")
    assert wanted.heading == "Sign in"
    back = dict(parse_qsl(urlsplit(wanted.link("Sign in")).query))["return_to"]
    assert back == f"{HOME}acting?x=1"
    page = going.sign_in(back=back)
    assert (page.status, page.path) == (200, f"{HOME}acting?x=1")
    assert "Signed in as" in page.words


def test_r177_the_cookie_of_a_session_is_of_this_host_alone_and_no_script_reads_it(going: Going) -> None:
    begun = going.begin()
    going.says(begun)
    answer = going.browser.send("GET", going.answer(begun))
    cookie = answer.headers["set-cookie"]
    name, *flags = [each.strip() for each in cookie.split(";")]
    assert name.startswith("__Host-gatekeeper=")
    assert {each.lower() for each in flags} == {"httponly", "path=/", "samesite=lax", "secure"}
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


def test_r177_the_cookie_of_a_sign_in_under_way_is_like_it_and_lasts_ten_minutes(going: Going) -> None:
    answer = going.browser.send("GET", BEGIN)
    name, *flags = [each.strip().lower() for each in answer.headers["set-cookie"].split(";")]
    assert name.startswith("__host-gatekeeper-signin=")
    assert set(flags) == {"httponly", "path=/", "samesite=lax", "secure", "max-age=600"}


def test_on_this_machine_without_https_the_cookies_have_plain_names(going: Going) -> None:
    from_here = replace(going.site.place, secure=False)
    assert from_here.cookie == "gatekeeper"
    assert going.site.place.cookie == "__Host-gatekeeper"


def test_r179_no_token_ever_reaches_the_browser(going: Going) -> None:
    begun = going.begin()
    going.says(begun)
    first = going.browser.send("GET", going.answer(begun))
    shown = going.browser.get("/sessions")
    seen = [*first.headers.values(), first.text, shown.text, *shown.headers.values(), *going.browser.cookies.values()]
    given = as_given(going)
    assert given
    assert not [each for each in seen for secret in given if secret in each]


def as_given(going: Going) -> list[str]:
    answer = going.issuer.issuer.answers[TOKEN]
    assert isinstance(answer, Answer)
    said = answer.body.decode()
    return [said.split('"access_token": "')[1].split('"')[0], said.split('"id_token": "')[1].split('"')[0]]


def test_r176_an_answer_counts_once(going: Going) -> None:
    begun = going.begin()
    going.says(begun)
    assert going.browser.get(going.answer(begun)).path == "/sessions"
    assert going.refused(begun) == "unknown"
    page = going.browser.get(going.answer(begun))
    assert page.status == 400
    assert "You are still signed in" in page.words


def test_r176_login_csrf_an_answer_in_a_browser_that_did_not_begin_it_signs_nobody_in(going: Going) -> None:
    begun = going.begin()
    going.says(begun, "subject-thief")
    victim = Going(going.site, going.issuer, going.site.stranger())
    assert victim.refused(begun) == "unknown"
    victim.begin()
    assert victim.refused(begun) == "unknown"
    assert not victim.signed_in
    assert going.issuer.issuer.forms_seen == []


def test_r176_two_tabs_each_end_where_they_began(going: Going) -> None:
    one, two = going.begin("/sessions"), going.begin(f"{HOME}acting")
    assert one["state"] != two["state"]
    going.says(two)
    assert going.browser.get(going.answer(two)).path == f"{HOME}acting"
    going.says(one)
    assert going.browser.get(going.answer(one)).path == "/sessions"


def test_r176_answers_of_two_tabs_that_were_swapped_are_refused(going: Going) -> None:
    one, two = going.begin(), going.begin()
    going.says(one)
    assert going.refused(two) == "token"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"state": None}, "unknown"),
        ({"state": "another"}, "unknown"),
        ({"iss": "https://id.thief.example"}, "issuer"),
        ({"iss": None}, "issuer"),
        ({"code": None}, "code"),
        ({"code": None, "error": "access_denied"}, "denied"),
        ({"code": None, "error": "temporarily_unavailable"}, "away"),
    ],
)
def test_r176_every_answer_that_does_not_hold_leads_to_a_plain_page_with_a_way_on(
    going: Going, changes: dict[str, str | None], fault: str
) -> None:
    begun = going.begin()
    going.says(begun)
    assert going.refused(begun, **changes) == fault
    assert not going.signed_in


@pytest.mark.parametrize("fault", [each.value for each in SignInFault])
def test_every_way_in_which_a_sign_in_can_fail_has_a_page_that_says_what_to_do(going: Going, fault: str) -> None:
    page = going.browser.get(f"/sign-in/failed?fault={fault}&return_to={HOME}")
    assert page.status in (400, 502, 503)
    assert page.heading in ("You are not signed in", "The sign-in service is not available")
    again = page.link("Try again")
    assert dict(parse_qsl(urlsplit(again).query))["return_to"] == HOME
    assert urlsplit(again).path == BEGIN


def test_a_fault_that_is_none_is_told_as_an_unknown_one_and_nothing_is_repeated(going: Going) -> None:
    page = going.browser.get("/sign-in/failed?fault=<script>alert(1)</script>&return_to=//thief.example")
    assert page.status == 400
    assert "alert(1)" not in page.text
    assert "thief" not in page.text


def test_r176_an_answer_that_says_something_twice_is_refused(going: Going) -> None:
    begun = going.begin()
    going.says(begun)
    sent = going.browser.get(f"{going.answer(begun)}&code=another", follow=False)
    assert "fault=unknown" in sent.headers["location"]
    assert going.browser.get(going.answer(begun)).path == "/sessions"


def test_the_address_with_the_code_is_left_also_when_it_fails(going: Going) -> None:
    begun = going.begin()
    going.says(begun)
    page = going.browser.get(going.answer(begun, iss="https://id.thief.example"))
    assert "code=" not in page.url
    assert begun["state"] not in page.text


def test_a_sign_in_that_took_too_long_is_begun_again(going: Going) -> None:
    begun = going.begin()
    going.site.world.later(minutes=10)
    going.says(begun)
    assert going.refused(begun) == "unknown"


def test_clocks_that_differ_are_told_as_that(going: Going) -> None:
    begun = going.begin()
    at = going.site.world.now + timedelta(minutes=5)
    going.says(begun, iat=seconds(at), exp=seconds(at + timedelta(hours=1)), auth_time=ABSENT)
    assert going.refused(begun) == "clock"


def test_where_the_sign_in_service_goes_away_meanwhile_she_is_told_so(going: Going, issuer: Issuer) -> None:
    begun = going.begin()
    issuer.issuer.answers[TOKEN] = Answer(status=502)
    assert going.refused(begun) == "away"


def test_where_the_sign_in_service_is_away_from_the_beginning_she_is_told_so(going: Going, issuer: Issuer) -> None:
    issuer.issuer.answers[DISCOVERY] = Answer(status=502)
    page = going.browser.get(BEGIN)
    assert (page.status, page.heading) == (503, "The sign-in service is not available")


@pytest.mark.parametrize(
    "elsewhere", ["https://thief.example/", "//thief.example/", "/\\thief.example/", "/\tthief", "javascript:alert(1)"]
)
def test_r181_signing_in_leads_to_no_other_site(going: Going, elsewhere: str) -> None:
    begun = going.begin(elsewhere)
    going.says(begun)
    sent = going.browser.get(going.answer(begun), follow=False)
    assert sent.headers["location"] == "/"
    for address in (f"/sign-in?return_to={elsewhere}", f"/sign-in/failed?return_to={elsewhere}"):
        page = going.site.stranger().get(address.replace("\t", "%09"))
        assert "thief" not in page.text


def test_r176_another_site_cannot_send_a_browser_straight_to_the_sign_in_service(going: Going) -> None:
    sent = going.browser.send("GET", f"{BEGIN}?return_to=/sessions", headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.headers["location"] == "/sign-in?return_to=%2Fsessions"
    assert "set-cookie" not in sent.headers


def test_r177_signing_in_again_ends_the_session_of_before_and_changes_the_cookie(going: Going) -> None:
    going.sign_in()
    first = going.browser.cookies["__Host-gatekeeper"]
    going.sign_in()
    second = going.browser.cookies["__Host-gatekeeper"]
    assert first != second
    place = going.site.place
    found = find(place.engine, place.sessions, going.site.world.now, first)
    assert found is not None
    assert found[0] is State.OVER


@pytest.mark.parametrize("planted", ["planted", "a" * 43])
def test_r177_a_cookie_that_somebody_planted_is_not_taken_over(going: Going, planted: str) -> None:
    going.browser.cookies["__Host-gatekeeper"] = planted
    going.sign_in()
    assert going.browser.cookies["__Host-gatekeeper"] != planted
    going.browser.cookies["__Host-gatekeeper"] = planted
    assert not going.signed_in


def test_whoever_has_signed_in_goes_past_the_sign_in_page(going: Going) -> None:
    going.sign_in()
    assert going.browser.get("/sign-in?return_to=/sessions", follow=False).headers["location"] == "/sessions"


def test_another_person_in_the_same_browser_is_not_led_to_the_first_one_s_page(going: Going) -> None:
    going.sign_in("subject-c1")
    begun = going.begin(f"{HOME}requests/{'a' * 32}")
    going.says(begun, "subject-c2")
    assert going.browser.get(going.answer(begun), follow=False).headers["location"] == "/"


def test_r182_before_a_grave_step_she_signs_in_once_more_and_the_sign_in_service_must_say_when(going: Going) -> None:
    going.sign_in()
    page = going.browser.get("/sign-in?return_to=/sessions&why=again")
    assert page.heading == "Sign in once more"
    begun = going.begin("/sessions", why="again")
    assert begun["max_age"] == "7200"
    going.says(begun, auth_time=seconds(going.site.world.now - timedelta(hours=5)))
    assert going.refused(begun) == "old"
    begun = going.begin("/sessions", why="again")
    going.says(begun, auth_time=ABSENT)
    assert going.refused(begun) == "old"
    begun = going.begin("/sessions", why="again")
    going.says(begun)
    assert going.browser.get(going.answer(begun)).path == "/sessions"


def test_a_refused_second_sign_in_can_be_tried_again_as_a_second_one(going: Going) -> None:
    page = going.browser.get("/sign-in/failed?fault=old&return_to=/sessions")
    assert dict(parse_qsl(urlsplit(page.link("Try again")).query))["why"] == "again"
