"""What the API answers when something cannot be done: what, why and what to do, alike for all that must look alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel, Field

from gatekeeper.auth import Challenge

MEDIA_TYPE: Final = "application/problem+json"
RETRY_SECONDS: Final = 15
"""After how long a caller is asked to come back where something is away."""
_TYPE: Final = "urn:gatekeeper:problem:"


class Detail(BaseModel):
    """One of several things that are wrong: its place in what was sent, or the rule, and why."""

    place: str
    why: str
    remedy: str | None = None
    source: str | None = None


class ProblemDocument(BaseModel):
    """A problem (RFC 9457). ``correlation_id`` is what to quote to whoever runs this service."""

    type: str
    title: str
    status: int
    detail: str
    what: str
    why: str
    remedy: str
    correlation_id: str
    problems: list[Detail] = Field(default=[], description="Everything that is wrong, where it is more than one thing.")


class Problem(Exception):
    """An answer that is no success. The words are the project's own and repeat nothing that was sent."""

    def __init__(  # noqa: PLR0913
        self,
        status: int,
        code: str,
        title: str,
        *,
        why: str,
        remedy: str,
        what: str | None = None,
        headers: Mapping[str, str] | None = None,
        problems: Sequence[Detail] = (),
    ) -> None:
        super().__init__(title)
        self.status, self.code, self.title = status, code, title
        self.what, self.why, self.remedy = what or title, why, remedy
        self.headers, self.problems = dict(headers or {}), list(problems)

    def document(self, correlation_id: str) -> dict[str, Any]:
        """The body of the answer."""
        told = ProblemDocument(
            type=f"{_TYPE}{self.code}",
            title=self.title,
            status=self.status,
            detail=f"{self.why}. What to do: {self.remedy}.",
            what=self.what,
            why=self.why,
            remedy=self.remedy,
            correlation_id=correlation_id,
            problems=self.problems,
        )
        return told.model_dump(exclude_defaults=True)


def not_there() -> Problem:
    """The one answer to what does not exist and to what the caller may not know to exist."""
    why, remedy = "there is none of that name that you may see", "check the address, or ask for it"
    return Problem(404, "not-there", "Not there", why=why, remedy=remedy)


def bad_input(problems: Sequence[Detail]) -> Problem:
    """What was sent cannot be taken, with every problem and its place."""
    why, remedy = "what was sent is not of the form that is taken here", "correct what is named, and send it again"
    return Problem(422, "bad-input", "Not of the right form", why=why, remedy=remedy, problems=problems)


def refused_token(challenge: Challenge, why: str) -> Problem:
    """The token is not accepted (RFC 6750 section 3)."""
    codes = {400: "two-tokens", 401: "token-refused", 403: "scope-lacking"}
    return Problem(
        challenge.status,
        codes[challenge.status],
        "The access token does not do",
        why=why,
        remedy="get a token for this service from the council's sign-in, and send it in the Authorization header",
        headers={"WWW-Authenticate": challenge.value},
    )


def away(what: str, seconds: int) -> Problem:
    """Something that the service depends on is not there now; nothing was stored."""
    return Problem(
        503,
        "away",
        "Not able to answer now",
        what=what,
        why="something that this service depends on does not answer; nothing was stored",
        remedy=f"try again in {seconds} seconds",
        headers={"Retry-After": str(seconds)},
    )


def fault() -> Problem:
    """A fault of the program itself."""
    return Problem(
        500,
        "fault",
        "A fault of this service",
        why="something went wrong here that should not; nothing was stored",
        remedy="tell whoever runs this service the correlation id",
    )
