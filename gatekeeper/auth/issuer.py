"""The settings of the one issuer whose tokens are accepted, and how strictly they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from gatekeeper.auth.addresses import is_trusted
from gatekeeper.auth.claims import ClaimMapping
from gatekeeper.auth.errors import IssuerSettingsError
from gatekeeper.auth.signatures import Algorithm
from gatekeeper.auth.strict import is_name

LONGEST_LIFETIME: Final = timedelta(minutes=15)
MOST_LIFETIME: Final = timedelta(hours=1)
SKEW: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class IssuerSettings:
    """One issuer (authorization server), and what is asked of its tokens. Raises IssuerSettingsError when made.

    ``audience`` is our own name in tokens (RFC 9068 section 3). ``programs`` are the clients that are programs and act
    as themselves. ``key_origins`` are origins besides the issuer's own that its keys may come from, each as
    https://host or https://host:port. ``development`` allows plain http on this machine, and nothing else.
    """

    issuer: str
    audience: str
    claims: ClaimMapping = field(default_factory=ClaimMapping)
    programs: frozenset[str] = frozenset()
    algorithms: frozenset[Algorithm] = frozenset(Algorithm)
    longest_lifetime: timedelta = LONGEST_LIFETIME
    skew: timedelta = SKEW
    key_origins: frozenset[str] = frozenset()
    development: bool = False

    def __post_init__(self) -> None:
        """Raises IssuerSettingsError with everything that is wrong."""
        if problems := tuple(_problems(self)):
            raise IssuerSettingsError(problems)

    @property
    def discovery(self) -> str:
        """Where the issuer describes itself (OpenID Connect Discovery 1.0 section 4)."""
        return f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"


def _problems(settings: IssuerSettings) -> list[str]:
    addresses = [settings.issuer, *sorted(settings.key_origins)]
    found = [
        f"issuer: {ascii(address)[:100]} is no plain https address; write it as the issuer does, without query."
        for address in addresses
        if not is_trusted(address, development=settings.development)
    ]
    if not is_name(settings.audience):
        found.append("audience: write our own name in tokens, 1 to 255 printable characters.")
    if not settings.algorithms:
        found.append("algorithms: name at least one of ES256 and RS256.")
    if not timedelta(0) < settings.longest_lifetime <= MOST_LIFETIME:
        found.append("longest_lifetime: write more than nothing, and an hour at most.")
    if not timedelta(0) <= settings.skew <= SKEW:
        found.append("skew: write 0 to 60 seconds.")
    if not all(map(is_name, settings.programs)):
        found.append("programs: write client ids, each of 1 to 255 printable characters.")
    return found
