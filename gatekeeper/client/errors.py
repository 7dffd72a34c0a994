"""What can go wrong when the service is called, each as an exception that says what, why and what to do."""

from __future__ import annotations

from dataclasses import dataclass


class ClientError(Exception):
    """Something was not done. ``what``, ``why`` and ``remedy`` are for people to read; none ever holds a token."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        self.what, self.why, self.remedy = what, why, remedy
        super().__init__(f"{what}: {why}. What to do: {remedy}.")


class Distrusted(ClientError):
    """An address, a certificate, a redirect or a description that is not to be trusted; no token was sent there."""


class Unreachable(ClientError):
    """The service, or the council's sign-in, cannot be reached or breaks off; whether a command had effect is told."""


class Garbled(ClientError):
    """An answer that is not of the form that the service's description says."""


class SignInFailed(ClientError):
    """Nobody is signed in, or the council's sign-in does not give a token."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One of several things that are wrong: its place in what was sent, or the rule, and why."""

    place: str
    why: str
    remedy: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the service told of a problem (RFC 9457), beside what, why and remedy.

    ``retry_after`` is in seconds. ``correlation_id`` is to be quoted to whoever runs the service.
    """

    status: int
    code: str
    problems: tuple[Detail, ...] = ()
    correlation_id: str | None = None
    retry_after: float | None = None


class Refused(ClientError):
    """The service answered with a problem, which ``told`` holds in full."""

    def __init__(self, what: str, why: str, remedy: str, told: Told) -> None:
        super().__init__(what, why, remedy)
        self.told = told

    def __str__(self) -> str:
        each = (f"{found.place}: {found.why}" for found in self.told.problems)
        return "\n- ".join((super().__str__(), *each))


class TokenRefused(Refused):
    """The access token is not accepted (401)."""


class NotYours(Refused):
    """She may see the case, and this is not hers to do; or the token does not reach so far (403)."""


class NotThere(Refused):
    """There is none, or she may not know that there is (404)."""


class Conflict(Refused):
    """The case does not stand so, or the key was used for another command (409)."""


class Changed(Refused):
    """Somebody has changed the case since it was read (412): read it again, and think again."""


class NotTaken(Refused):
    """What was sent is not of the right form, or the law does not allow it (422): ``told.problems`` says why."""


class TooMany(Refused):
    """Too many calls in a short time (429)."""


class Away(Refused):
    """Something that the service depends on does not answer; nothing was stored (503)."""


REFUSALS: dict[int, type[Refused]] = {
    401: TokenRefused,
    403: NotYours,
    404: NotThere,
    409: Conflict,
    412: Changed,
    422: NotTaken,
    429: TooMany,
    503: Away,
}
"""The exception of each status that has one of its own; every other one is Refused itself."""
