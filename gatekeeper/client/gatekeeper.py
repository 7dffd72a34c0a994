"""The client of one service in one council: everything that its operations do, in the words of the field."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from gatekeeper.client.addresses import trusted
from gatekeeper.client.credentials import Credential, ReadyToken
from gatekeeper.client.discovery import Service
from gatekeeper.client.files import Files
from gatekeeper.client.http import web_client
from gatekeeper.client.library import Library
from gatekeeper.client.patience import Patience
from gatekeeper.client.record import Record
from gatekeeper.client.register import Register
from gatekeeper.client.requests import Requests
from gatekeeper.client.rules import Rules
from gatekeeper.client.sending import Sender
from gatekeeper.client.standing import StandingBy
from gatekeeper.client.steps import Steps

_USUAL = Patience()


class Gatekeeper(Requests, Steps, Files, Library, Register, Rules, Record, StandingBy):
    """Calls the service at ``address`` in one council. It may be used by one thread at a time.

    ``token`` is an access token that was got elsewhere; ``credential`` gives tokens by itself. ``acting_as`` is the
    post (id) in which the caller acts, ``on_behalf_of`` the councillor (register id) for whom an assistant does.
    ``issuer`` is the council's sign-in, where the service must name that very one. ``ca_file`` holds the certificates
    of the authority that the service's own certificate is from. Raises Distrusted for an address that is not used.
    """

    def __init__(  # noqa: PLR0913
        self,
        address: str,
        council: str,
        *,
        token: str | None = None,
        credential: Credential | None = None,
        acting_as: str | None = None,
        on_behalf_of: str | None = None,
        issuer: str | None = None,
        patience: Patience = _USUAL,
        ca_file: Path | None = None,
    ) -> None:
        self._client = web_client(trusted(address, "the service"), ca_file)
        self.service = Service(address, self._client, issuer)
        given = ReadyToken(token) if token is not None else credential
        super().__init__(Sender(self.service, given, patience), council, acting_as, on_behalf_of)

    def __repr__(self) -> str:
        return f"Gatekeeper({self.service.address!r}, {self.council!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End its connections; it is not used after that."""
        self._client.close()
