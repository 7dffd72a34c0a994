"""Signing in to the pages at the real provider, once more before a grave step, and out of both again."""

from __future__ import annotations

import html
import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from gatekeeper.demo.loading import load
from gatekeeper.demo.provider import WEB_PAGES, DemoProvider, demo_provider
from gatekeeper.main import with_pages
from gatekeeper.settings import ApiSettings, PagesSettings, Settings
from gatekeeper.storage import migrations
from gatekeeper.storage.engine import open_engine
from tests.client.serving import served

pytestmark = pytest.mark.slow
COUNCIL = "wexbridge"
CONTROL = re.compile(r"<(?:input|button)[^>]*>")
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')


class Person:
    """Somebody with a browser of her own, who fills in the provider's forms wherever she meets them."""

    def __init__(self, address: str, provider: DemoProvider, name: str = "harkaway") -> None:
        self.address, self.provider = address, provider
        self.own = {"login": name, "password": provider.password}
        self.client = httpx.Client(trust_env=False, base_url=address)
        self.visited: list[str] = []

    def get(self, path: str) -> httpx.Response:
        """Go there, and on wherever it sends, signing in where that is asked."""
        answer = self.client.get(path)
        for _ in range(15):
            self.visited.append(str(answer.url))
            if answer.is_redirect:
                answer = self.client.get(answer.url.join(answer.headers["location"]))
            elif str(answer.url).startswith(self.provider.issuer) and fields(answer.text).keys() & self.own.keys():
                asked = fields(answer.text)
                filled = {name: value for name, value in self.own.items() if name in asked}
                answer = self.client.post(answer.url, data=asked | filled)
            else:
                return answer
        raise AssertionError(f"it goes in circles: {self.visited}")

    def sign_in(self, path: str = "/sessions") -> httpx.Response:
        """Press the button of the sign-in page to which a page leads."""
        page = self.get(path)
        (button,) = re.findall(r'href="(/sign-in/begin[^"]*)"', page.text)
        return self.get(html.unescape(button))


def fields(page: str) -> dict[str, str]:
    found = (dict(ATTRIBUTE.findall(each)) for each in CONTROL.findall(page))
    return {each["name"]: html.unescape(each.get("value", "")) for each in found if "name" in each}


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    folder = tmp_path_factory.mktemp("pages")
    engine = open_engine(f"sqlite:///{folder / 'gatekeeper.db'}")
    migrations.upgrade(engine)
    load(engine, folder / "files", datetime.now(UTC).date(), (COUNCIL,))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with demo_provider(folder / "provider", audience=address) as provider:
            said = ApiSettings.read(
                {
                    "GATEKEEPER_ISSUER": provider.issuer,
                    "GATEKEEPER_PUBLIC_ADDRESS": address,
                    "GATEKEEPER_DEVELOPMENT": "yes",
                }
            )
            pages = PagesSettings(WEB_PAGES, provider.secrets[WEB_PAGES])
            here = Settings.read({"GATEKEEPER_HOME": str(folder)})
            with with_pages(engine, here, said, pages) as app, served(app, listening):
                found = Person(address, provider)
                with found.client:
                    yield found
    engine.dispose()


def test_a_councillor_signs_in_at_the_real_provider_and_is_herself(person: Person) -> None:
    page = person.sign_in(f"/in/{COUNCIL}/acting")
    assert page.status_code == 200
    assert page.url.path == f"/in/{COUNCIL}/acting"
    assert "Harkaway" in page.text
    (asked,) = {each for each in person.visited if "/oauth/authorize?" in each and "%2Fsign-in%2Fdone" in each}
    said = dict(parse_qsl(urlsplit(asked).query))
    assert (said["code_challenge_method"], said["scope"]) == ("S256", "openid profile")
    assert not [each for each in person.visited if "token" in each or "verifier" in each]


def test_she_signs_in_once_more_before_a_grave_step_without_losing_her_place(person: Person) -> None:
    before = person.client.cookies["gatekeeper"]
    page = person.sign_in("/sign-in?return_to=/sessions&why=again")
    assert (page.status_code, page.url.path) == (200, "/sessions")
    assert person.client.cookies["gatekeeper"] != before
    assert page.text.count("This browser") == 1


def test_she_signs_out_of_the_pages_and_of_the_provider_and_stands_before_the_sign_in_again(person: Person) -> None:
    csrf = fields(person.get("/sign-out").text)["csrf"]
    sent = person.client.post("/sign-out", data={"csrf": csrf}, headers={"Origin": person.address})
    assert sent.headers["location"].startswith(person.provider.issuer)
    assert "id_token" not in sent.headers["location"]
    asked = person.client.get(sent.headers["location"])
    done = person.client.post(asked.url, data=fields(asked.text) | {"answer": "logout"}, follow_redirects=True)
    assert done.url.path == "/signed-out"
    assert "You are signed out" in done.text
    person.visited.clear()
    assert person.get("/sessions").url.path == "/sign-in"
    assert person.sign_in("/sessions").url.path == "/sessions"
    assert [each for each in person.visited if each.endswith("/auth/password")]
