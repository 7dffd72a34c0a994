"""A call that puts a file to a document: by a person of the council, or by a program that files for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar

from fastapi import Depends, Request

from gatekeeper.api.calls import ActingAs, OnBehalfOf, any_call, person_call
from gatekeeper.api.place import Place
from gatekeeper.auth import AccessToken
from gatekeeper.doors.problems import Detail, Problem, bad_input
from gatekeeper.doors.refusals import Changed
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.desk import Desk, at_desk
from gatekeeper.services.cases.errors import Conflict, NotThere
from gatekeeper.services.cases.once import LONGEST_KEY, Once, once
from gatekeeper.services.files.arriving import Kept

T = TypeVar("T")
_TAG: Final = re.compile(r'"(0|[1-9][0-9]{0,14})"')
_KEY: Final = re.compile(rf"[\x21-\x7e]{{1,{LONGEST_KEY}}}")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,119}")


@dataclass(frozen=True, slots=True)
class FilingCall:
    """The call of somebody who may file: a person, or a program, for which nobody acts."""

    place: Place
    council_id: str
    actor: Actor

    def do(self, work: Callable[[Desk], T], *, expects: int | None = None, key: Once | None = None) -> T:
        """Do the work in one transaction. Raises CommandRefused; Changed where another file is kept by now."""

        def command(desk: Desk) -> T:
            try:
                return work(desk)
            except Conflict as error:
                raise Changed(error.what, error.why, error.remedy) from None

        place = self.place
        return at_desk(place.engine, self.council_id, self.actor, command, clock=place.clock, once=key, expects=expects)

    def key(self, header: str, document_id: str, sha256: str, passages_fit: str | None) -> Once:
        """The caller's key for this very file of this very document, and what she says of its passages."""
        return once(header, "keep-file", self.actor.post, document_id, sha256, passages_fit, returns=Kept)


def filing_call(
    http_request: Request, slug: str, acting_as: ActingAs = None, on_behalf_of: OnBehalfOf = None
) -> FilingCall:
    """The call of a person whom the council knows, or of a program that may write here. Raises NotThere, Problem."""
    place: Place = http_request.app.state.place
    token: AccessToken = http_request.state.token
    if token.person is not None:
        who = person_call(http_request, slug, acting_as, on_behalf_of).who
        return FilingCall(place, who.council_id, who.actor)
    if acting_as is not None or on_behalf_of is not None:
        raise bad_input([Detail(place="header", why="a program acts as itself, in no post and for nobody")])
    if slug not in place.program_councils.get(token.client_id, ()):
        raise NotThere
    actor = Actor(program=_program(token.client_id))
    return FilingCall(place, any_call(http_request, slug).council_id, actor)


def require_key(header: str | None) -> str:
    """The Idempotency-Key. Raises Problem for one that is missing or of no use."""
    if header is None:
        why, remedy = "each command takes one key, so that it has one effect", "send a new random Idempotency-Key"
        raise Problem(400, "key-missing", "The Idempotency-Key is missing", why=why, remedy=remedy)
    if not _KEY.fullmatch(header):
        why = f"it must be 1 to {LONGEST_KEY} visible ASCII characters"
        raise bad_input([Detail(place="header.Idempotency-Key", why=why)])
    return header


def version_of_file(header: str | None) -> int:
    """The version of the document's file that the caller has before her. Raises Problem for none, or no such tag."""
    if header is None:
        why = "another may have put a file to it meanwhile"
        remedy = "look at what is kept, and send its ETag as If-Match"
        raise Problem(428, "if-match-missing", "The If-Match is missing", why=why, remedy=remedy)
    found = _TAG.fullmatch(header)
    if found is None:
        raise bad_input([Detail(place="header.If-Match", why='it must be the ETag of what is kept, such as "17"')])
    return int(found[1])


def _program(client_id: str) -> str:
    """How the record names a program: as the issuer does, or by a digest where that cannot be written there."""
    if _NAME.fullmatch(client_id):
        return client_id
    return f"sha256-{hashlib.sha256(client_id.encode()).hexdigest()}"


Filing = Annotated[FilingCall, Depends(filing_call)]
