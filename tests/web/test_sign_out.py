"""Leaving the pages: by the button, by the clock, and everywhere; and nobody is made to leave by another site."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from gatekeeper.web.assets import STATIC
from tests.auth.signers import ABSENT
from tests.auth.world import World as Issuer
from tests.web.going import Going
from tests.web.visiting import HOME


def test_r177_signing_out_ends_the_session_and_leads_on_to_the_sign_in_service(going: Going) -> None:
    page = going.sign_in()
    cookie = going.browser.cookies["__Host-gatekeeper"]
    csrf = page.form("/sign-out").filled({})
    sent = going.browser.post("/sign-out", csrf, follow=False)
    where = urlsplit(sent.headers["location"])
    assert f"{where.scheme}://{where.netloc}" == going.issuer.issuer.origin
    assert dict(parse_qsl(where.query)) == {
        "client_id": "gatekeeper-web",
        "post_logout_redirect_uri": "https://gatekeeper.test/signed-out",
    }
    assert sent.headers["clear-site-data"] == '"cache", "storage"'
    assert "__Host-gatekeeper" not in going.browser.cookies
    going.browser.cookies["__Host-gatekeeper"] = cookie
    assert not going.signed_in
    assert going.site.stranger().get("/signed-out").heading == "You are signed out"


def test_where_the_sign_in_service_offers_no_sign_out_she_is_signed_out_here(going: Going, issuer: Issuer) -> None:
    issuer.issuer.describe(end_session_endpoint=ABSENT)
    page = going.sign_in()
    assert going.browser.submit(page, to="/sign-out").heading == "You are signed out"
    assert not going.signed_in


def test_r177_the_page_after_signing_out_tells_the_other_tabs_and_no_page_of_hers_does(going: Going) -> None:
    hers = going.sign_in()
    assert "data-time-out" in hers.text, "it heeds what another tab tells"
    assert "data-signed-out" not in hers.text
    going.browser.submit(hers, to="/sign-out", follow=False)
    assert "data-signed-out" in going.browser.get("/signed-out").text


def test_r177_a_tab_that_asks_is_sent_to_sign_in_only_once_nobody_is_signed_in(going: Going) -> None:
    hers = going.sign_in()
    assert going.browser.get("/sessions", follow=False).status == 200
    going.browser.submit(hers, to="/sign-out", follow=False)
    asked = going.browser.get("/sessions", follow=False)
    assert (asked.status, urlsplit(asked.headers["location"]).path) == (303, "/sign-in")


def test_r181_a_tab_leaves_for_one_place_alone_whatever_it_is_told() -> None:
    script = (STATIC / "pages.js").read_text(encoding="utf-8")
    assert re.findall(r"location\.replace\((.*?)\)", script) == ["'/sign-in'"]


def test_r178_nobody_is_signed_out_by_another_site(going: Going) -> None:
    page = going.sign_in()
    form = page.form("/sign-out").filled({})
    assert going.browser.post("/sign-out", {}).status == 403
    headers = {"Origin": "https://thief.example", "Content-Type": "application/x-www-form-urlencoded"}
    assert going.browser.send("POST", "/sign-out", headers=headers, data=form).status_code == 403
    assert going.browser.get("/sign-out").heading == "Sign out"
    assert going.signed_in


def test_whoever_comes_to_sign_out_by_its_address_is_asked(going: Going) -> None:
    assert going.browser.get("/sign-out").heading == "You are signed out"
    going.sign_in()
    asked = going.browser.get("/sign-out")
    assert asked.heading == "Sign out"
    assert asked.link("Stay signed in") == "/"


def test_r177_a_browser_that_counted_down_while_nobody_was_there_ends_the_session(going: Going) -> None:
    going.sign_in()
    going.site.world.later(minutes=29)
    assert going.browser.get("/sign-in?return_to=/sessions&why=away", follow=False).headers["location"] == "/sessions"
    going.site.world.later(minutes=30)
    page = going.browser.get("/sign-in?return_to=/sessions&why=away")
    assert page.heading == "You have been signed out"
    assert not going.signed_in


def test_whoever_was_away_is_told_so_and_that_her_text_is_kept(going: Going) -> None:
    going.sign_in()
    going.site.world.later(minutes=40)
    page = going.browser.get("/sessions")
    assert page.heading == "You have been signed out"
    assert "is kept" in page.words
    assert dict(parse_qsl(urlsplit(page.link("Sign in")).query))["return_to"] == "/sessions"


def test_r183_what_was_to_be_kept_for_later_is_kept_also_when_the_session_has_ended_meanwhile(going: Going) -> None:
    _, asked = going.site.asked("c1")
    form = f"{HOME}asked/{asked}/withdraw"
    going.sign_in()
    typed = going.browser.get(form).form().filled({"words": "I have found it elsewhere."})
    going.site.world.later(minutes=40)
    page = going.browser.post(f"{HOME}draft?{urlencode({'page': form})}", typed)
    assert page.heading == "You have been signed out"
    assert dict(parse_qsl(urlsplit(page.link("Sign in")).query))["return_to"] == form
    assert "I have found it elsewhere." in going.sign_in(back=form).text


def test_r183_more_than_can_be_kept_leads_to_the_sign_in_all_the_same(going: Going) -> None:
    _, asked = going.site.asked("c1")
    form = f"{HOME}asked/{asked}/withdraw"
    going.sign_in()
    typed = going.browser.get(form).form().filled({"words": "x" * 300_000})
    going.site.world.later(minutes=40)
    assert going.browser.post(form, typed).heading == "You have been signed out"


@pytest.mark.parametrize("named", ["//thief.example/", "/in/southmere/ask", "https://thief.example", ""])
def test_r181_what_is_to_be_kept_for_later_leads_to_no_other_place(going: Going, named: str) -> None:
    going.sign_in()
    csrf = going.browser.get("/sessions").form("/sign-out").filled({})["csrf"]
    going.site.world.later(minutes=40)
    page = going.browser.post(f"{HOME}draft?{urlencode({'page': named})}", {"csrf": csrf, "words": "x"})
    assert dict(parse_qsl(urlsplit(page.link("Sign in")).query))["return_to"] == f"{HOME}draft"
