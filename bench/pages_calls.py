"""The pages that are measured, and the API's own answers beside them: the same people, papers and cases."""

from __future__ import annotations

from functools import cached_property

from bench.api_calls import COUNCIL, Call, Calls
from bench.api_issuer import Issuer
from bench.service_register import COUNCILLORS, DIRECTOR
from bench.service_world import NOW, World
from gatekeeper.services.sessions import SessionSettings, begin
from gatekeeper.web.routes.home import DOCUMENTS_SHOWN, REQUESTS_SHOWN
from gatekeeper.web.routes.library import ON_A_PAGE
from gatekeeper.web.routes.queue import PAGE

IN = "/in/measured"
COOKIE = "__Host-gatekeeper"


class PageCalls(Calls):
    """Makes the calls of browsers, and those of programs for as much as a page shows."""

    def __init__(self, world: World, issuer: Issuer) -> None:
        super().__init__(world, issuer)
        self._issuer_name, self._engine, self._director = issuer.address, world.engine, world.director

    def home_page(self, number: int) -> Call:
        """A councillor's own first page."""
        return self._page("/", number)

    def case_page(self, number: int) -> Call:
        """The page of a case of hers."""
        return self._page(self.read(number).path.removeprefix(COUNCIL), number)

    def queue_page(self, number: int) -> Call:  # noqa: ARG002
        """What waits for the director, as it first shows."""
        return self._page("/queue", DIRECTOR)

    def library_page(self, number: int) -> Call:
        """The first page of what is open to a councillor."""
        return self._page("/library", number)

    def few_requests(self, number: int) -> Call:
        """The API's list of her requests, as long as on her first page."""
        return self._asked(f"/requests?limit={REQUESTS_SHOWN}", number)

    def few_documents(self, number: int) -> Call:
        """The API's library, as long as on her first page."""
        return self._asked(f"/library?limit={DOCUMENTS_SHOWN}", number)

    def queue(self, number: int) -> Call:  # noqa: ARG002
        """The API's queue of the director, as long as on its page."""
        made = self._asked(f"/queue?limit={PAGE}", DIRECTOR)
        return Call(made.method, made.path, {**made.headers, "Acting-As": str(self._director.post)})

    def documents(self, number: int) -> Call:
        """The API's library, as long as on its page."""
        return self._asked(f"/library?limit={ON_A_PAGE}", number)

    def _asked(self, path: str, who: int | str) -> Call:
        return Call("GET", f"{COUNCIL}{path}", self._signed(who))

    def _page(self, path: str, who: int | str) -> Call:
        name = who if isinstance(who, str) else f"c{who % COUNCILLORS + 1}"
        return Call("GET", f"{IN}{path}", {"Cookie": f"{COOKIE}={self._cookies[name]}"})

    @cached_property
    def _cookies(self) -> dict[str, str]:
        people = (*(f"c{number + 1}" for number in range(COUNCILLORS)), DIRECTOR)
        return {person: self._begun(person) for person in people}

    def _begun(self, person: str) -> str:
        """The cookie of a session that has begun now."""
        who = {"issuer": self._issuer_name, "subject": person, "name": person}
        cookie, _ = begin(self._engine, SessionSettings(), NOW, **who, authenticated_at=NOW, before=None)
        return cookie
