"""The programs' door: everything about a request over HTTP, for people by access tokens of the council's own issuer."""

from __future__ import annotations

from gatekeeper.api.app import Api, create_app
from gatekeeper.api.cursors import Cursors
from gatekeeper.api.place import Place
from gatekeeper.doors.limits import USUAL, Limits, Rate

__all__ = ["USUAL", "Api", "Cursors", "Limits", "Place", "Rate", "create_app"]
