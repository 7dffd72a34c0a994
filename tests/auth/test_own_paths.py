"""After signing in a person is sent to a page of this service and never elsewhere, whatever an address asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.auth.own_path import own_path


@pytest.mark.parametrize(
    "path", ["/", "/in/wexbridge/", "/in/wexbridge/requests?page=2", "/sessions", "/in/a/asked/b#top", "/sign-ins"]
)
def test_r181_a_path_of_our_own_is_gone_back_to(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://thief.example/",
        "//thief.example/",
        "///thief.example/",
        "/\\thief.example/",
        "\\\\thief.example",
        "/\t/thief.example/",
        "/\n/thief.example",
        " //thief.example",
        "/ok\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "in/wexbridge",
        "/in/wexbridge\\..",
        "/é",
        "/" + "a" * 2_000,
        "",
        None,
    ],
)
def test_r181_whatever_could_lead_elsewhere_leads_to_the_start(elsewhere: str | None) -> None:
    assert own_path(elsewhere) == "/"


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in?why=away", "/sign-in/done?code=a", "/sign-out", "/signed-out"])
def test_pages_of_signing_in_itself_are_not_gone_back_to_so_nothing_goes_in_circles(path: str) -> None:
    assert own_path(path) == "/"


@given(st.text(max_size=40))
def test_r181_what_is_given_back_is_always_a_path_of_visible_ascii_with_one_slash_first(text: str) -> None:
    found = own_path("/" + text)
    assert found.startswith("/")
    assert not found.startswith(("//", "/\\"))
    assert all("!" <= each <= "~" and each != "\\" for each in found)
