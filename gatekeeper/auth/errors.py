"""Why a token is refused, and what is said when the issuer of tokens cannot be relied on."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a token is refused. Programs and tests may rely on these words; people read the description beside it."""

    MISSING = "missing"
    TWICE = "twice"
    MALFORMED = "malformed"
    HEADER = "header"
    TYPE = "type"
    ALGORITHM = "algorithm"
    KEY = "key"
    SIGNATURE = "signature"
    CLAIMS = "claims"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    LIFETIME = "lifetime"
    BOUND = "bound"
    CLIENT = "client"
    REVOKED = "revoked"


class TokenRefused(Exception):
    """A token that is not accepted. The description is the project's own words and repeats nothing of the token."""

    def __init__(self, reason: Reason, description: str) -> None:
        self.reason, self.description = reason, description
        super().__init__(f"{reason}: {description}")


class IssuerUnavailable(Exception):
    """The issuer's keys cannot be had, so no token can be checked: answer 503 and say when to try again.

    ``why`` is for the operator, not for the caller; ``retry_after`` is in seconds.
    """

    def __init__(self, why: str, retry_after: int = 15) -> None:
        self.why, self.retry_after = why, retry_after
        super().__init__(why)


class IssuerUntrusted(IssuerUnavailable):
    """The issuer answers, but not as the one that is trusted. A program that starts refuses to go on (RFC 8414 3.3)."""


class IssuerSettingsError(ValueError):
    """Settings of an issuer that cannot be meant. ``problems`` holds one sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
