"""One HTTP exchange within strict bounds: no redirect, nothing packed, no answer larger or slower than is sensible."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from gatekeeper.client.addresses import is_loopback
from gatekeeper.client.errors import Distrusted, Garbled, Unreachable

MOST_BYTES: Final = 32_000_000
"""The largest answer that is read into memory."""
_STEPS: Final = httpx.Timeout(30.0, connect=10.0, pool=10.0)
_MOST_SECONDS: Final = 60.0
_PLAIN: Final = {"Accept-Encoding": "identity", "User-Agent": "gatekeeper-client"}
_REDIRECT: Final = range(300, 400)
_UNSENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True)
class Call:
    """What is sent: method, address, and the rest. Its headers hold a token and are not shown."""

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)


class Broken(Unreachable):
    """A connection that failed. ``arrived`` is False where nothing of the call can have had effect."""

    def __init__(self, what: str, why: str, remedy: str, *, arrived: bool) -> None:
        super().__init__(what, why, remedy)
        self.arrived = arrived


def web_client(address: str, ca_file: Path | None = None) -> httpx.Client:
    """A client for that address. Proxies of the surroundings are used, except on this machine.

    ``ca_file`` holds the certificates (PEM) of an authority that is trusted instead of the usual ones.
    """
    verify = ssl.create_default_context(cafile=str(ca_file)) if ca_file else True
    around = not is_loopback(address)
    return httpx.Client(follow_redirects=False, timeout=_STEPS, trust_env=around, verify=verify, headers=_PLAIN)


@contextmanager
def exchange(client: httpx.Client, call: Call) -> Iterator[httpx.Response]:
    """The answer, of which only the head has been read. Raises Broken and Distrusted; no error holds what was sent."""
    try:
        with client.stream(call.method, call.address, headers=dict(call.headers), **call.options) as http_response:
            _refuse_redirect(http_response)
            yield http_response
    except httpx.TransportError as error:
        raise _broken(error) from None
    except httpx.InvalidURL:
        raise Distrusted("Nothing was sent", "the address cannot be read", "write the address plainly") from None


def whole(http_response: httpx.Response, most: int = MOST_BYTES) -> bytes:
    """The body in full. Raises Garbled for one that is too large or packed, Broken for one that takes too long."""
    ends, body = time.monotonic() + _MOST_SECONDS, bytearray()
    refuse_packed(http_response)
    for chunk in http_response.iter_raw():
        body += chunk
        if len(body) > most:
            raise Garbled("The answer is not read", f"it is larger than {most:,} bytes", "ask for less at a time")
        if time.monotonic() > ends:
            why = f"it took longer than {_MOST_SECONDS:g} seconds"
            raise Broken("The answer is not read", why, "try again later", arrived=True)
    return bytes(body)


def refuse_packed(http_response: httpx.Response) -> None:
    """Refuse an answer that came packed although it was asked for plain: unpacking could fill the memory."""
    if http_response.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Garbled("The answer is not read", "it came packed", "tell whoever runs the service")


def _refuse_redirect(http_response: httpx.Response) -> None:
    if http_response.status_code in _REDIRECT:
        why = "it sends the call on to another address, and a token goes only where it is meant to go"
        raise Distrusted("The answer is not followed", why, "use the service's own address, as its operator gives it")


def _broken(error: httpx.TransportError) -> Broken | Distrusted:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        why = "its certificate was not issued to it by an authority that this machine trusts"
        return Distrusted("Nothing was sent", why, "ask whoever runs the service, and do not go round it")
    unsent, kind = isinstance(error, _UNSENT), type(error).__name__
    why = f"no connection could be made ({kind})" if unsent else f"the connection broke off ({kind})"
    remedy = "see that its address is right and that it runs" if unsent else "look whether it was done, and try again"
    return Broken("No answer came", why, remedy, arrived=not unsent)
