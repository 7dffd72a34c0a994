"""One call of one caller in one council: who she is there, and the door through which every command of hers goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Annotated, Any, Final, TypeVar

from fastapi import Depends, Header, Request
from pydantic import BaseModel

from gatekeeper.api.cursors import BadCursor
from gatekeeper.api.place import Place
from gatekeeper.auth import AccessToken
from gatekeeper.doors.problems import Detail, Problem, bad_input
from gatekeeper.doors.refusals import Changed
from gatekeeper.services.cases.desk import Desk, at_desk
from gatekeeper.services.cases.errors import Conflict, NotThere
from gatekeeper.services.cases.once import LONGEST_KEY, Once, once
from gatekeeper.services.identity import SignedIn, council_named, signed_in

T = TypeVar("T")
_TAG: Final = re.compile(r'"(0|[1-9][0-9]{0,8})"')
_KEY: Final = re.compile(rf"[\x21-\x7e]{{1,{LONGEST_KEY}}}")
_ID: Final = re.compile(r"[0-9a-f]{32}")

ActingAs = Annotated[str | None, Header(alias="Acting-As", description="The post (its id) in which she acts.")]
OnBehalfOf = Annotated[
    str | None, Header(alias="On-Behalf-Of", description="For an assistant: the councillor (register id).")
]
IdempotencyKey = Annotated[
    str | None, Header(alias="Idempotency-Key", description="Required: a new random key for each command.")
]
IfMatch = Annotated[
    str | None, Header(alias="If-Match", description='Required: the ETag of the case as it was read, such as "3".')
]


@dataclass(frozen=True, slots=True)
class CouncilOnly:
    """A call in one council of a caller who may be a program: what is asked is no person's own."""

    place: Place
    slug: str
    council_id: str


class Call:
    """A person's call in the council of the address; who she is there is asked of the register once, when first used.

    The guard uses it ahead of every operation, in the thread in which the operation itself works.
    """

    def __init__(self, place: Place, slug: str, sign_in: Callable[[], SignedIn]) -> None:
        """``sign_in`` asks the register. It raises NotThere where the council does not know her."""
        self.place, self.slug, self._sign_in = place, slug, sign_in

    @cached_property
    def who(self) -> SignedIn:
        """The person, her posts and for whom she may act. Raises NotThere where the council does not know her."""
        return self._sign_in()

    @property
    def council_id(self) -> str:
        """The council of the address, which alone counts."""
        return self.who.council_id

    def do(self, work: Callable[[Desk], T], *, expects: int | None = None, key: Once | None = None) -> T:
        """Do the work as her, in one transaction. Raises CommandRefused; Changed where the case is another by now."""

        def command(desk: Desk) -> T:
            try:
                return work(desk)
            except Conflict as error:
                raise Changed(error.what, error.why, error.remedy) from None

        place, who = self.place, self.who
        return at_desk(place.engine, who.council_id, who.actor, command, clock=place.clock, once=key, expects=expects)

    def do_in_no_post(self, work: Callable[[Desk], T]) -> T:
        """The same in no post of hers, for what must be entered although her post has ended. Raises CommandRefused."""
        place, actor = self.place, replace(self.who.actor, post=None)
        return at_desk(place.engine, self.council_id, actor, work, clock=place.clock)

    def key(self, header: str | None, name: str, *given: BaseModel | str | None, returns: Any) -> Once:
        """The caller's key for this very command. Raises Problem for one that is missing or of no use."""
        if header is None:
            why, remedy = "each command takes one key, so that it has one effect", "send a new random Idempotency-Key"
            raise Problem(400, "key-missing", "The Idempotency-Key is missing", why=why, remedy=remedy)
        if not _KEY.fullmatch(header):
            why = f"it must be 1 to {LONGEST_KEY} visible ASCII characters"
            raise bad_input([Detail(place="header.Idempotency-Key", why=why)])
        actor = self.who.actor
        return once(header, name, actor.post, actor.behalf_of, *given, returns=returns)

    def cursor(self, name: str, cursor: str | None) -> str | None:
        """The place that a cursor of this caller's list marks. Raises Problem."""
        try:
            return None if cursor is None else self.place.cursors.read(self._whose(name), cursor)
        except BadCursor:
            raise bad_input([Detail(place="query.cursor", why="it was not given to you for this list")]) from None

    def next(self, name: str, place: str | int | None) -> str | None:
        """The cursor to the next page of this caller's list, None at the end."""
        return None if place is None else self.place.cursors.make(self._whose(name), str(place))

    def _whose(self, name: str) -> str:
        actor = self.who.actor
        return "\0".join((self.council_id, str(actor.person), str(actor.post), str(actor.behalf_of), name))


def expected(header: str | None) -> int:
    """The version of the case that the caller has before her. Raises Problem for none, or for no such tag."""
    if header is None:
        why, remedy = "another may have changed the case meanwhile", "read the case, and send its ETag as If-Match"
        raise Problem(428, "if-match-missing", "The If-Match is missing", why=why, remedy=remedy)
    found = _TAG.fullmatch(header)
    if found is None:
        raise bad_input([Detail(place="header.If-Match", why='it must be one ETag of the case, such as "3"')])
    return int(found[1])


def etag(version: int) -> str:
    """The ETag of a version of a case."""
    return f'"{version}"'


def person_call(http_request: Request, slug: str, acting_as: ActingAs = None, on_behalf_of: OnBehalfOf = None) -> Call:
    """The call of the person whom the token names; its ``who`` asks the register. Raises NotThere.

    A program never comes so far: every operation that uses this needs a scope that no program has.
    """
    place: Place = http_request.app.state.place
    token: AccessToken = http_request.state.token
    if token.person is None or not slug.isprintable():
        raise NotThere
    if acting_as is not None and not _ID.fullmatch(acting_as):
        raise bad_input([Detail(place="header.Acting-As", why="it must be the id of a post, 32 hex digits")])
    named = {"post": acting_as, "behalf_of": on_behalf_of}
    return Call(place, slug, partial(signed_in, place.engine, slug, token.person, place.clock(), **named))


async def in_her_name(
    http_request: Request, slug: str, acting_as: ActingAs = None, on_behalf_of: OnBehalfOf = None
) -> Call:
    """The same for an operation that works in a thread: it waits for nothing, so it takes no thread of its own."""
    return person_call(http_request, slug, acting_as, on_behalf_of)


def any_call(http_request: Request, slug: str) -> CouncilOnly:
    """The call of a caller who may be a program; a person must be known to the council. Raises NotThere."""
    place: Place = http_request.app.state.place
    token: AccessToken = http_request.state.token
    if not slug.isprintable():
        raise NotThere
    if token.person is None:
        return CouncilOnly(place, slug, council_named(place.engine, slug))
    return CouncilOnly(place, slug, signed_in(place.engine, slug, token.person, place.clock()).council_id)


PersonCall = Annotated[Call, Depends(in_her_name)]
CouncilCall = Annotated[CouncilOnly, Depends(any_call)]
