"""The programs and tools that are known to the demo's provider: the command line, web pages, an importer, reporting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gatekeeper.auth import Scope

COMMAND_LINE: Final = "gatekeeper-cli"
WEB_PAGES: Final = "gatekeeper-web"
IMPORTER: Final = "gatekeeper-importer"
REPORTING: Final = "gatekeeper-reporting"
LOOPBACK_REDIRECT: Final = "http://127.0.0.1/callback"
"""Where the command line takes its code, at any port (RFC 8252 section 7.3)."""
_SIGN_IN: Final = ("openid", "profile", "email", "groups")
_PERSON_GRANTS: Final = ("authorization_code", "refresh_token")


@dataclass(frozen=True, slots=True)
class DemoClient:
    """A client of the provider. A public one has no secret; a program acts as itself (client credentials)."""

    client_id: str
    name: str
    scopes: tuple[str, ...]
    grants: tuple[str, ...] = _PERSON_GRANTS
    redirects: tuple[str, ...] = ()
    after_sign_out: tuple[str, ...] = ()
    public: bool = False

    @property
    def is_program(self) -> bool:
        """Whether it acts as itself and never as a person."""
        return "client_credentials" in self.grants


def demo_clients(public_address: str) -> tuple[DemoClient, ...]:
    """The demo's clients; the web pages lie at ``public_address``."""
    everything = (*_SIGN_IN, *(scope.value for scope in Scope))
    pages = public_address.rstrip("/")
    back, after = (f"{pages}/sign-in/done",), (f"{pages}/signed-out",)
    return (
        DemoClient(COMMAND_LINE, "Gatekeeper's command line", everything, redirects=(LOOPBACK_REDIRECT,), public=True),
        DemoClient(WEB_PAGES, "Gatekeeper's pages", _SIGN_IN, redirects=back, after_sign_out=after),
        _program(IMPORTER, "Import of the register", Scope.REGISTER_READ, Scope.REGISTER_WRITE, Scope.DOCUMENTS_WRITE),
        _program(REPORTING, "Figures", Scope.OVERSIGHT_READ, Scope.RECORD_VERIFY, Scope.RULES_READ),
    )


def _program(client_id: str, name: str, *scopes: Scope) -> DemoClient:
    return DemoClient(client_id, name, tuple(scope.value for scope in scopes), ("client_credentials",))
