"""One visit of a page by one person: who she is, what she sent, and the one way to the services and back to a page."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as usually
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from gatekeeper.doors.problems import Problem
from gatekeeper.doors.refusals import Changed
from gatekeeper.services.cases.desk import Desk, at_desk
from gatekeeper.services.cases.errors import Conflict
from gatekeeper.services.cases.once import Once, once
from gatekeeper.services.council_words import CouncilWords, council_words
from gatekeeper.services.drafts import drop, kept
from gatekeeper.services.identity import SignedIn, signed_in
from gatekeeper.services.part import require_part
from gatekeeper.services.sessions import WebSession
from gatekeeper.web.acting import acting
from gatekeeper.web.forms import Asked, Form, Incomplete, Values, filled, is_of, read, summary
from gatekeeper.web.navigation import navigation
from gatekeeper.web.place import WebPlace
from gatekeeper.web.strings import SAID, translate
from gatekeeper.web.unseen import (
    DRAFT_IS_OLDER,
    DRAFT_OF_ANOTHER,
    OTHER_PASSAGES,
    PASSAGES,
    STALE_DRAFT,
    address,
    draft_key,
    stands_at,
    whose,
)

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


class Done(BaseModel):
    """What a command did: its entry in the record, and the version of the case that it made."""

    entry: int
    version: int


@dataclass
class Visit:
    """One visit. ``session`` is None only on pages that are open to all; ``form`` is what was sent, by field."""

    place: WebPlace
    http_request: Request
    session: WebSession | None
    form: Values = usually(default_factory=dict)
    files: Mapping[str, UploadFile] = usually(default_factory=dict)
    asked: Asked | None = None

    @property
    def path(self) -> Mapping[str, str]:
        """The parts of the address, by name."""
        return self.http_request.path_params

    @property
    def at(self) -> str:
        """The address of this page, without what is asked of it."""
        return self.http_request.url.path

    @property
    def slug(self) -> str:
        """The council of the address, which alone counts."""
        return self.path["slug"]

    @property
    def home(self) -> str:
        """The address of her first page in this council."""
        return f"/in/{self.slug}/"

    @cached_property
    def now(self) -> datetime:
        """The instant of this visit."""
        return self.place.clock()

    @property
    def known(self) -> WebSession:
        """Her session. Raises RuntimeError on a page that is open to all and that she has not signed in for."""
        if self.session is None:
            raise RuntimeError("this page is open to all: it may not ask who she is")
        return self.session

    @cached_property
    def who(self) -> SignedIn:
        """The person, in the post or for the councillor she has chosen. Raises NotThere: the council knows her not."""
        place, chosen = self.place, self.known.choices.get(self.slug)
        found = signed_in(place.engine, self.slug, self.known.subject, self.now)
        return acting(found, chosen)

    @cached_property
    def words(self) -> CouncilWords:
        """What this council calls itself, its people and its papers. Raises NotThere."""
        return council_words(self.place.engine, self.slug, self.now)

    def query(self, name: str) -> str | None:
        """What the address asks under that name, None where it asks nothing or cannot be meant."""
        found = self.http_request.query_params.getlist(name)
        return found[0] if len(found) == 1 and found[0].isprintable() else None

    def value(self, name: str) -> str:
        """The one value that was sent under that name, empty where there is none."""
        found = self.form.get(name, ())
        return found[0] if found else ""

    def t(self, text: str, **values: object) -> str:
        """A text in the reader's language, with these values in it."""
        return translate(text, **values)

    def do(self, work: Callable[[Desk], T], *, expects: int | None = None, key: Once | None = None) -> T:
        """Do the work as her, in one transaction. Raises CommandRefused; Changed where the case is another by now."""

        def command(desk: Desk) -> T:
            try:
                return work(desk)
            except Conflict as error:
                raise Changed(error.what, error.why, error.remedy) from None

        who = self.who
        clock = self.place.clock
        return at_desk(self.place.engine, who.council_id, who.actor, command, clock=clock, once=key, expects=expects)

    def command(self, name: str, asked_id: str, given: BaseModel | None, work: Callable[[Desk], int]) -> Done:
        """Carry a command on an asked document out once, on the version she had before her. Raises CommandRefused."""

        def step(desk: Desk) -> Done:
            require_part(desk, asked_id)
            entry = work(desk)
            request, _ = desk.asked(asked_id)
            return Done(entry=entry, version=desk.version(request))

        done = self.do(step, expects=self._version(), key=self.key(name, asked_id, given, returns=Done))
        self.forget_draft()
        return done

    def key(self, name: str, *given: BaseModel | str | None, returns: Any) -> Once:
        """The key that makes this form have one effect, however often it is sent. Raises CommandRefused."""
        actor = self.who.actor
        if not self.value("once"):
            why, remedy = "it does not carry the key that makes it have one effect", "open the page again"
            raise Problem(422, "once-missing", "The form is not whole", why=why, remedy=remedy)
        return once(self.value("once"), name, actor.post, actor.behalf_of, *given, returns=returns)

    def ask(self, form: Form, template: str = "form.html", **values: Any) -> Response:
        """The page with that form, filled in with the draft that is kept of it; ``start`` fills in what is not."""
        start: Values = values.pop("start", {})
        self.expect(form, template, **values)
        draft, changed = self._draft_for(values)
        if draft:
            start = {name: each for name, each in start.items() if not is_of(form, name)}
        return self._form_page({**start, **draft}, {}, 200, changed)

    def _draft_for(self, values: Mapping[str, Any]) -> tuple[Values, str | None]:
        """What is kept of the form, and what must be said of it. What was written of another passage is left out."""
        draft = self._draft() or {}
        about = str(values.get(PASSAGES) or getattr(values.get("passage"), "name", ""))
        kept_of = next(iter(draft.get(PASSAGES, ())), about)
        if about and kept_of != about:
            return {}, self.t(DRAFT_OF_ANOTHER)
        written_to = next(iter(draft.get(STALE_DRAFT, ())), "")
        stale = "version" in values and written_to not in ("", str(values["version"]))
        return draft, self.t(DRAFT_IS_OLDER) if stale else None

    def expect(self, form: Form, template: str = "form.html", **values: Any) -> None:
        """From now on whatever is refused shows this form again, with all that was written."""
        self.asked = Asked(form, template, values)

    def same_passages(self, named: str) -> None:
        """Raises Incomplete where the passages that the form numbers are no longer those that it was opened with."""
        if self.value(PASSAGES) != named:
            raise Incomplete({"": self.t(OTHER_PASSAGES)})

    def read(self, form: Form, model: type[M], template: str = "form.html", **values: Any) -> M:
        """What was sent as the command that it gives; a refusal shows the form again. Raises Incomplete.

        ``known`` among the values is what the page itself gives the command.
        """
        known = values.pop("known", {})
        self.expect(form, template, **values)
        return read(form, self.form, model, **known)

    def again(self, errors: Mapping[str, str], status: int = 422, changed: str | None = None) -> Response:
        """The form that was asked, with all that was written, and what is wrong with it."""
        return self._form_page(self.form, errors, status, changed)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """The page that a template makes of these values."""
        return HTMLResponse(self.place.look.render(template, **{**self._frame(), **values}), status)

    def see_other(self, path: str, said: str | None = None) -> Response:
        """Send her to another page of ours; ``said`` names the notice (strings.SAID) that is shown on it."""
        mark = "&" if "?" in path else "?"
        return RedirectResponse(f"{path}{mark}{urlencode({'said': said})}" if said else path, 303)

    def forget_draft(self) -> None:
        """The form was filed: what was kept of it is forgotten."""
        drop(self.place.engine, self.known.subject, self.known.issuer, self.path.get("slug", ""), self._draft_key)

    @property
    def stands_at(self) -> str:
        """The address of the page on which the form stands, with what is asked of it."""
        http_request = self.http_request
        if http_request.method == "POST":
            return stands_at(self.at, self.form)
        return address(self.at, http_request.url.query)

    @property
    def _draft_key(self) -> str:
        return draft_key(self.stands_at, self.hidden.get("acting", ""))

    @property
    def hidden(self) -> dict[str, str]:
        """What every form carries: the mark of her session, its own key, and the post in which she acts."""
        actor = self.who.actor if "slug" in self.path else None
        found = {
            "csrf": self.known.csrf,
            "once": self.value("once") or secrets.token_hex(16),
            "whose": whose(self.known),
            "at": self.stands_at,
        }
        if actor is not None:
            found["acting"] = f"{actor.post or ''}/{actor.behalf_of or ''}"
        return found

    def _version(self) -> int:
        text = self.value("version")
        if not text.isdecimal() or len(text) > 9:
            why, remedy = "it does not say which version of the case you read", "open the case again, and then the form"
            raise Problem(422, "version-missing", "The form is not whole", why=why, remedy=remedy)
        return int(text)

    def _draft(self) -> Values | None:
        hers = self.session
        if hers is None:
            return None
        return kept(self.place.engine, hers.subject, hers.issuer, self.path.get("slug", ""), self._draft_key)

    def _form_page(self, given: Values, errors: Mapping[str, str], status: int, changed: str | None = None) -> Response:
        if self.asked is None:
            raise RuntimeError("no form was asked on this page")
        asked, fields = self.asked, filled(self.asked.form, given, errors)
        own = {"form": asked.form, "fields": fields, "errors": summary(fields, errors), "given": given}
        hidden = self.hidden
        if "version" in asked.values:
            written_to = "" if changed else self.value("version")
            hidden["version"] = written_to or str(asked.values["version"])
        if changed:
            hidden["once"] = secrets.token_hex(16)
        if PASSAGES in asked.values:
            hidden[PASSAGES] = str(asked.values[PASSAGES])
        if "slug" in self.path and not any(each.kind == "file" for each in asked.form.fields):
            own["draft_href"] = f"{self.home}draft?{urlencode({'page': self.stands_at})}"
        return self.page(asked.template, status, **{**asked.values, **own, "hidden": hidden, "changed": changed})

    def _frame(self) -> dict[str, Any]:
        """What every page shows around its own matter."""
        found: dict[str, Any] = {"visit": self, "path": self.at, "said": SAID.get(self.query("said") or "")}
        if self.session is not None:
            times = self.place.sessions
            found |= {
                "session": self.session,
                "session_ends": self.session.ends_at.isoformat(),
                "now": self.now.isoformat(),
                "idle_seconds": times.idle_seconds,
                "warn_seconds": times.warn_seconds,
            }
        if self.session is not None and "slug" in self.path:
            theme = self.place.themes.get(self.slug)
            found |= {
                "council": theme.name if theme else self.words.council,
                "theme_href": f"/static/theme/{self.slug}.css" if theme else None,
                "who": self.who,
                "behalf_name": self.who.behalf_name,
                "words": self.words,
                "nav": navigation(self.slug, self.who, self.at),
            }
        return found
