"""Goes to the council's sign-in service and back in tests: the service says of a person whatever the test wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from tests.auth.issuers import TOKEN, as_json
from tests.auth.signers import ABSENT, curve_signer, seconds, token
from tests.auth.world import World as Issuer
from tests.web.reading import Shown
from tests.web.visiting import Browser, Site

CODE: Final = "a-code-of-use-once"
BEGIN: Final = "/sign-in/begin"


@dataclass
class Going:
    """The way of one browser to the sign-in service and back."""

    site: Site
    issuer: Issuer
    browser: Browser

    @property
    def signed_in(self) -> bool:
        """Whether the pages show this browser what is somebody's own."""
        return self.browser.get("/sessions", follow=False).status == 200

    def begin(self, back: str = "/sessions", **asked: str) -> dict[str, str]:
        """Begin a sign-in; what the browser is sent to the sign-in service with."""
        query = urlencode({"return_to": back, **asked})
        sent = self.browser.send("GET", f"{BEGIN}?{query}")
        assert sent.status_code == 303, sent.text
        assert sent.headers["location"].startswith(f"{self.issuer.issuer.issuer}/authorize?")
        return dict(parse_qsl(urlsplit(sent.headers["location"]).query))

    def says(self, asked: Mapping[str, str], subject: str = "subject-c1", **changes: object) -> None:
        """Let the sign-in service say that this person signed in, with changes to the claims."""
        now: datetime = self.site.world.now
        right: dict[str, object] = {
            "iss": self.issuer.issuer.issuer,
            "sub": subject,
            "aud": "gatekeeper-web",
            "iat": seconds(now),
            "exp": seconds(now + timedelta(hours=1)),
            "nonce": asked["nonce"],
            "auth_time": seconds(now),
            "name": subject,
        }
        claims = {name: value for name, value in (right | changes).items() if value is not ABSENT}
        given = {"access_token": "an-access-token", "id_token": token(curve_signer(), claims, typ="JWT")}
        self.issuer.issuer.answers[TOKEN] = as_json(given)

    def answer(self, asked: Mapping[str, str], **changes: str | None) -> str:
        """The address by which the sign-in service sends the browser back."""
        right: dict[str, str | None] = {"code": CODE, "state": asked["state"], "iss": self.issuer.issuer.issuer}
        said = {name: value for name, value in (right | changes).items() if value is not None}
        return f"/sign-in/done?{urlencode(said, quote_via=quote)}"

    def sign_in(self, subject: str = "subject-c1", back: str = "/sessions", **asked: str) -> Shown:
        """Sign in as that person; the page where she ends."""
        begun = self.begin(back, **asked)
        self.says(begun, subject)
        return self.browser.get(self.answer(begun))

    def refused(self, asked: Mapping[str, str], **changes: Any) -> str:
        """Why the answer is refused, by the page to which it leads; nobody is signed in by it."""
        before = self.browser.cookies.get(self.site.place.cookie)
        sent = self.browser.get(self.answer(asked, **changes), follow=False)
        assert self.browser.cookies.get(self.site.place.cookie) == before
        where = urlsplit(sent.headers["location"])
        assert where.path == "/sign-in/failed"
        return dict(parse_qsl(where.query))["fault"]
