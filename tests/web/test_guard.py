"""Tests that no page is reached without a sign-in, no form is taken from elsewhere, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.services.drafts import kept
from gatekeeper.web.app import create_pages, pages
from gatekeeper.web.pages import Page
from tests.auth.world import World as Issuer
from tests.services.world_databases import little_world
from tests.web.visiting import ADDRESS, HOME, Site, site_of

OPEN_TO_ALL = frozenset(
    {
        ("GET", "/"),
        ("GET", "/accessibility"),
        ("GET", "/cookies"),
        ("GET", "/privacy"),
        ("GET", "/sign-in"),
        ("GET", "/sign-in/begin"),
        ("GET", "/sign-in/done"),
        ("GET", "/sign-in/failed"),
        ("GET", "/sign-out"),
        ("GET", "/signed-out"),
        ("POST", "/sign-out"),
    }
)
"""The written list of pages for which nobody need have signed in."""
EVERY = tuple(pages())
NOBODY = "0" * 32
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def standing(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The pages over a council on which these tests change nothing."""
    folder = tmp_path_factory.mktemp("standing")
    with little_world("sqlite", folder, "wbc") as world:
        yield site_of(world, issuer, folder)


def somewhere(page: Page) -> str:
    """An address of that page, of things that are not there."""
    names = ("asked_id", "request_id", "document_id", "meeting_id", "body_id", "person_id", "passage_id")
    path = re.sub(r"\{\w+:int\}", "1", page.path.replace("{slug}", "northmere"))
    for name in names:
        path = path.replace(f"{{{name}}}", NOBODY)
    return path.replace("{", "").replace("}", "").replace(":path", "")


def named(page: Page) -> str:
    return f"{page.method} {page.path}"


def test_only_the_pages_of_the_written_list_are_open_to_all() -> None:
    assert {(page.method, page.path) for page in EVERY if page.open_to_all} == OPEN_TO_ALL


def test_no_address_is_taken_twice() -> None:
    listed = [(page.method, page.path) for page in EVERY]
    assert len(set(listed)) == len(listed)


def test_every_form_stands_on_a_page_of_the_same_address_or_is_a_button_of_another() -> None:
    shown = {page.path for page in EVERY if page.method == "GET"}
    buttons = {page.path for page in EVERY if page.method == "POST"} - shown
    assert all(each.rsplit("/", 1)[1] for each in buttons)


@pytest.mark.parametrize("page", [each for each in EVERY if not each.open_to_all], ids=named)
def test_r178_no_page_is_shown_and_no_form_is_taken_without_a_sign_in(standing: Site, page: Page) -> None:
    headers = {"Origin": ADDRESS, **FORM} if page.method == "POST" else {}
    answer = standing.stranger().send(page.method, somewhere(page), headers=headers, content="")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?return_to=/")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("page", [each for each in EVERY if each.method == "POST"], ids=named)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example", **FORM}, 403),
        ({"Origin": "null", **FORM}, 403),
        ({**FORM}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": ADDRESS, **FORM}, 403),
        ({"Sec-Fetch-Site": "same-site", **FORM}, 403),
        ({"Origin": ADDRESS, "Content-Type": "text/plain"}, 415),
        ({"Origin": ADDRESS, "Content-Type": "application/json"}, 415),
        ({"Origin": ADDRESS, **FORM}, 403),
    ],
    ids=["another site", "no site", "nothing said", "across sites", "a neighbour", "text", "json", "no token"],
)
def test_r178_no_form_is_taken_that_another_site_sends(
    standing: Site, page: Page, headers: dict[str, str], status: int
) -> None:
    answer = standing.sign_in("c1").send("POST", somewhere(page), headers=headers, content="csrf=wrong")
    assert answer.status_code == status
    assert "csrf" not in answer.headers.get("location", "")


def test_r178_a_form_with_the_token_of_another_session_is_not_taken(site: Site) -> None:
    _, asked = site.asked("c1")
    hers, other = site.sign_in("c1"), site.sign_in("c1")
    fields = hers.get(f"{HOME}asked/{asked}/withdraw").form().filled({"words": "No more"})
    assert other.post(f"{HOME}asked/{asked}/withdraw", fields).status == 403
    kept_of_it = other.get(f"{HOME}asked/{asked}/withdraw").form().controls["words"].values
    assert kept_of_it == ["No more"]
    assert hers.post(f"{HOME}asked/{asked}/withdraw", fields).status == 200


def test_what_one_person_typed_is_never_kept_for_another_who_signs_in_after_her(site: Site) -> None:
    _, asked = site.asked("c1")
    _, others = site.asked("c2")
    hers, next_one = site.sign_in("c1"), site.sign_in("c2")
    fields = hers.get(f"{HOME}asked/{asked}/withdraw").form().filled({"words": "CANARY of the first"})
    assert next_one.post(f"{HOME}asked/{asked}/withdraw", fields).status == 403
    assert next_one.post(f"{HOME}asked/{others}/withdraw", fields).status == 403
    assert "CANARY" not in next_one.get(f"{HOME}asked/{others}/withdraw").text
    assert "Go on writing" not in next_one.get(f"{HOME}drafts").words


def test_a_draft_that_was_written_before_the_case_changed_says_so(site: Site) -> None:
    _, asked = site.asked("c1")
    one, other = site.sign_in("d1"), site.sign_in("d1")
    path = f"{HOME}asked/{asked}/ask"
    fields = one.get(path).form().filled({"words": "Half a question"})
    assert one.post(f"{HOME}draft?page={path}", fields).heading == "What you have begun to write"
    other.submit(other.get(f"{HOME}asked/{asked}/note"), words="A note between", shared="true")
    again = one.get(f"{HOME}asked/{asked}/ask")
    assert "Half a question" in again.text
    assert "You wrote this before somebody changed" in again.words


def test_a_stale_form_stays_stale_after_another_error_in_it(site: Site) -> None:
    _, asked = site.asked("c1")
    one, other = site.sign_in("d1"), site.sign_in("d1")
    form = one.get(f"{HOME}asked/{asked}/ask")
    other.submit(other.get(f"{HOME}asked/{asked}/note"), words="A note between", shared="true")
    empty = one.submit(form, words="")
    assert empty.status == 422
    assert one.submit(empty, words="A question").status == 412


def test_a_page_of_nobody_and_a_page_of_somebody_else_are_answered_alike(site: Site) -> None:
    request, _ = site.asked("c1")
    other = site.sign_in("c3")
    forbidden, unknown = other.get(f"{HOME}requests/{request}"), other.get(f"{HOME}requests/{NOBODY}")
    assert (forbidden.status, unknown.status) == (404, 404)
    assert forbidden.words.replace(request, NOBODY)[:200] == unknown.words[:200]
    assert forbidden.text.replace(request, NOBODY).count(NOBODY) == unknown.text.count(NOBODY)


def test_a_council_that_is_not_there_is_answered_like_one_that_knows_her_not(site: Site) -> None:
    stranger = site.sign_in("nobody")
    assert stranger.get(HOME).status == stranger.get("/in/nowhere/").status == 404


def test_r183_what_is_sent_after_the_session_ended_is_kept_and_stands_in_the_form_again(site: Site) -> None:
    request, asked = site.asked("c1")
    browser = site.sign_in("c1")
    page = browser.get(f"{HOME}asked/{asked}/withdraw")
    site.world.later(hours=1)
    away = browser.submit(page, words="I have it by now", follow=False)
    assert (away.status, away.headers["location"]) == (303, f"/sign-in?return_to={HOME}asked/{asked}/withdraw&why=away")
    again = site.sign_in("c1")
    form = again.get(f"{HOME}asked/{asked}/withdraw")
    assert form.form().controls["words"].values == ["I have it by now"]
    assert again.submit(form).path.startswith(f"{HOME}requests/{request}")
    issuer = site.place.relying.issuer
    assert kept(site.place.engine, "subject-c1", issuer, "northmere", f"{HOME}asked/{asked}/withdraw#/") is None


def test_a_form_that_was_opened_in_another_post_is_not_taken_and_says_so(site: Site) -> None:
    _, asked = site.asked("c1")
    browser = site.sign_in("d1")
    fields = browser.get(f"{HOME}asked/{asked}/note").form().filled({"words": "A note", "shared": "false"})
    answer = browser.post(f"{HOME}asked/{asked}/note", fields | {"acting": ["another/"]})
    assert answer.status == 409
    assert "act in another post" in answer.words


def test_r182_a_grave_step_needs_a_recent_sign_in(site: Site) -> None:
    grave = [page for page in EVERY if page.fresh]
    assert grave
    long_ago = site.world.now - timedelta(hours=5)
    browser = site.sign_in("d1", authenticated_at=long_ago)
    csrf = browser.get(f"{HOME}drafts").form("/sign-out").controls["csrf"].values
    for page in grave:
        answer = browser.post(somewhere(page), {"csrf": csrf}, follow=False)
        assert (answer.status, answer.headers["location"][-10:]) == (303, "&why=again")


def test_r171_a_form_that_is_too_large_or_has_too_many_fields_is_not_taken(site: Site) -> None:
    browser = site.sign_in("c1")
    headers = {"Origin": ADDRESS, **FORM}
    assert browser.send("POST", f"{HOME}drafts", headers=headers, content="a=" + "b" * 1_000_001).status_code == 413
    many = "&".join(f"a{number}=1" for number in range(2_001))
    assert browser.send("POST", f"{HOME}drafts", headers=headers, content=many).status_code == 422
    assert browser.send("POST", f"{HOME}drafts", headers=headers, content=b"a=\xff").status_code == 422
    assert browser.send("POST", f"{HOME}drafts", headers=headers, content="a=%ff").status_code == 422


def test_every_answer_carries_the_strict_headers(site: Site) -> None:
    request, _ = site.asked("c1")
    browser = site.sign_in("c1")
    for path in (f"{HOME}requests/{request}", "/cookies", "/nowhere", f"{HOME}requests/{NOBODY}"):
        headers = browser.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_the_pages_say_that_they_cannot_answer_while_the_database_is_away(site: Site) -> None:
    class Away:
        """A watch that has found the database away."""

        answers = False
        writable = False

    place = replace(site.place, watch=Away())  # type: ignore[arg-type]
    answer = replace(site, place=place, app=create_pages(place)).stranger().get("/cookies")
    assert answer.status == 503
    assert "try again" in answer.words.lower()
