"""Puts the service together and serves it: the API for programs, and the pages for people."""

from __future__ import annotations

from gatekeeper.main.assembling import assembled, issuer_settings, limits, with_pages
from gatekeeper.main.serving import GRACE_SECONDS, HEAD_SECONDS, listening, serve, stops_quietly

__all__ = [
    "GRACE_SECONDS",
    "HEAD_SECONDS",
    "assembled",
    "issuer_settings",
    "limits",
    "listening",
    "serve",
    "stops_quietly",
    "with_pages",
]
