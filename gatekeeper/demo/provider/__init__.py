"""The demo's sign-in service: a real OpenID Connect provider on this machine, with the people of the five councils."""

from __future__ import annotations

from gatekeeper.demo.provider.clients import (
    COMMAND_LINE,
    IMPORTER,
    LOOPBACK_REDIRECT,
    REPORTING,
    WEB_PAGES,
    DemoClient,
)
from gatekeeper.demo.provider.people import DemoPerson, demo_people
from gatekeeper.demo.provider.running import DemoProvider, demo_provider, provider_python

__all__ = [
    "COMMAND_LINE",
    "IMPORTER",
    "LOOPBACK_REDIRECT",
    "REPORTING",
    "WEB_PAGES",
    "DemoClient",
    "DemoPerson",
    "DemoProvider",
    "demo_people",
    "demo_provider",
    "provider_python",
]
